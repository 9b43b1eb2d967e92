"""News of our own to search in: names, firms, sources, dates over two years, near-duplicate copies, rare words. The same for the same number."""
import datetime
import json
import random
import re

GIVEN = "Anna Boris Clara David Elena Felix Greta Hugo Irina Jonas Karla Lukas Marta Nikolai Olga Pavel Quentin Rosa Stefan Tilda".split()
FAMILY = "Holm Varga Petrov Lindqvist Okafor Moreau Brandt Castellano Dimitrov Eriksen Falk Grube Haddad Ivanova Jansen Keller".split()
FIRMS = ["Nordwind Shipping", "Halden Steel", "Castor Energy", "Meridian Bank", "Orbit Telecom", "Verde Foods", "Polar Rail", "Atlas Cement"]
PLACES = "Geneva Lisbon Oslo Nairobi Lima Hanoi Warsaw Ottawa Athens Dublin".split()
SOURCES = ["Harbour Times", "Morning Ledger", "Northern Wire", "The Valley Post", "Evening Courier"]
TOPICS = {
    "trade": "tariff export import quota cargo harbour customs shipment freight container duties agreement negotiators".split(),
    "energy": "pipeline refinery gas turbine electricity reactor grid drilling barrels wind turbines utility outage".split(),
    "politics": "parliament election ballot coalition minister opposition senate referendum cabinet campaign vote voters policies".split(),
    "finance": "interest rates bonds inflation currency lender deposits earnings shares dividend merger deficit economies".split(),
    "weather": "storm flooding drought rainfall evacuation river embankment hurricane damage rescue emergency cities".split(),
    "sport": "league champion striker stadium tournament penalty coach season victory defeat medal runner races".split(),
}
FILLERS = "the a of in on after before with for over under against near while officials said that would could this new last more than".split()
ACRONYMS = "EU UN NATO WHO OPEC".split()


def word_of_its_own(number):
    """A word that hardly any other article has."""
    return "".join("bdfgklmnprstvz"[number // 20 ** i % 14] + "aeiou"[number // 7 ** i % 5] for i in range(4))


def sentence(chance, topic, people, firms, place):
    words = [chance.choice(TOPICS[topic]) if chance.random() < 0.55 else chance.choice(FILLERS) for _ in range(chance.randint(8, 18))]
    for name, often in ((chance.choice(people), 0.5), (chance.choice(firms), 0.35), (place, 0.3), (chance.choice(ACRONYMS), 0.1)):
        if chance.random() < often:
            words.insert(chance.randrange(len(words)), name)
    text = " ".join(words)
    return text[0].upper() + text[1:] + "."


def made_up(count, seed=11):
    chance = random.Random(seed)
    first_day = datetime.datetime(2023, 1, 1)
    everyone = [f"{given} {family}" for given in GIVEN for family in FAMILY]
    chance.shuffle(everyone)
    articles = []
    for number in range(count):
        if articles and number % 9 == 4:  # another paper prints it, some days later, with a line of its own
            copied = chance.choice(articles[-60:])
            when = datetime.datetime.fromisoformat(copied["published"].rstrip("Z")) + datetime.timedelta(hours=chance.randint(1, 90))
            article = dict(copied, body=copied["body"] + "\n\nReporting by our own staff.", source=chance.choice(SOURCES))
        else:
            topic = chance.choice(sorted(TOPICS))
            # Few are in the news often; a surname alone is one of several people's.
            people = [everyone[min(int(chance.expovariate(0.03)), len(everyone) - 1)] for _ in range(2)]
            people.append(people[0].split()[1])
            firms, place = [chance.choice(FIRMS)], chance.choice(PLACES)
            title = " ".join(chance.choice(TOPICS[topic]) for _ in range(3)).capitalize() + f" in {place}" + (f": {people[0]}" if chance.random() < 0.4 else "")
            paragraphs = [" ".join(sentence(chance, topic, people, firms, place) for _ in range(chance.randint(2, 4))) for _ in range(chance.randint(2, 5))]
            if number % 5 == 0:
                paragraphs[-1] += f" The word was {word_of_its_own(number // 10)}."
            when = first_day + datetime.timedelta(minutes=chance.randrange(2 * 365 * 24 * 60))
            article = {"title": title, "body": "\n\n".join(paragraphs), "source": chance.choice(SOURCES), "authors": [chance.choice(everyone[:40])]}
        article["id"] = f"news-{number}"
        article["published"] = when.strftime("%Y-%m-%dT%H:%M:%SZ")
        articles.append(article)
    return articles


# How many of each kind are in 200 queries.
KINDS = {"all words": 20, "any word": 20, "one word": 10, "without": 10, "wildcard": 20, "phrase": 20, "near": 10, "entity": 20, "name": 20, "around": 20, "date": 10, "exact": 20}


def queries(articles, seed=5):
    """(kind, query) made from what the articles say."""
    chance = random.Random(seed)
    told = [article for article in articles if len(re.findall(r"[a-z]{4,}", (article.get("body") or "").lower())) > 20 and article.get("title")]
    names = {}
    for article in told:
        for name in re.findall(r"\b[A-Z][a-z]+ [A-Z][a-z]+\b", article["body"]):
            names[name] = names.get(name, 0) + 1
    names = sorted(sorted(names), key=lambda name: -names[name])[:150]
    made = []

    def words(text, least=4):
        return re.findall(r"[a-z]{%d,}" % least, text.lower())

    def some(article, count):
        found = words(article["title"]) or words(article["body"])
        found += words(article["body"])[:40] if len(found) < count else []
        return chance.sample(found, min(count, len(found)))

    def run_of(article, count):
        tokens = re.findall(r"[A-Za-z]+", chance.choice([line for line in re.split(r"\n\n|\. ", article["body"]) if len(line.split()) > 3]))
        at = chance.randrange(max(1, len(tokens) - count))
        return " ".join(tokens[at:at + count])

    def query(kind):
        article = chance.choice(told)
        month = article.get("published", article.get("date") or "2024-01")[:7]
        name = chance.choice(names)
        if kind == "all words":
            return " ".join(some(article, chance.choice((2, 3))))
        if kind == "any word":
            return " OR ".join(some(article, chance.choice((2, 3))))
        if kind == "one word":
            return some(article, 1)[0]
        if kind == "without":
            one, other = (some(article, 2) * 2)[:2]
            return f"{one} -{other}"
        if kind == "wildcard":
            one = chance.choice(words(article["body"], 5))
            return one[:chance.randint(3, len(one))] + "*" + chance.choice(("", " " + some(article, 1)[0]))
        if kind == "phrase":
            return f'"{run_of(article, chance.choice((2, 2, 3)))}"' + chance.choice(("", " " + some(article, 1)[0]))
        if kind == "near":
            one, other = (run_of(article, 6).split() * 6)[:6:5]
            return f"{one.lower()} NEAR/{chance.randint(2, 9)} {other.lower()}"
        if kind == "entity":
            return chance.choice(("entity", "person", "org", "place")) + f':"{name}"' + chance.choice(("", " " + some(article, 1)[0]))
        if kind == "name":
            return chance.choice((name, name.lower(), name.lower().split()[1])) + chance.choice(("", " " + " ".join(some(article, 2))))
        if kind == "around":
            return chance.choice((some(article, 1)[0], name)) + f" around:{month}"
        if kind == "date":
            return some(article, 1)[0] + f" date:{month}"
        return f'"={run_of(article, chance.choice((1, 2, 2)))}"'

    for kind, count in KINDS.items():
        made += [(kind, query(kind)) for _ in range(count)]
    return made


def read(path):
    """The articles of a JSON lines file, .zst or not."""
    import subprocess
    text = subprocess.run(["zstd", "-dcq", path], check=True, capture_output=True, text=True).stdout if str(path).endswith(".zst") else open(path).read()
    return [json.loads(line) for line in text.splitlines()]
