"""Planted copies and templated reports among real articles: recall, precision, and families that do not depend on the order of arrival.

near_duplicates.py ROOT [--full]      --full: all articles and 2,000 of each; without it 5,000 and 300. Skipped where ../shared is not there.
"""
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
full = "--full" in sys.argv[2:]
articles_file = root.parent / "shared/data/news/reuters_fin_40k.jsonl.zst"
if not articles_file.exists():
    print("skipped: no ../shared/data/news here")
    sys.exit(77)

RECALL_FLOOR, PRECISION_FLOOR = 0.95, 0.98
ARTICLES, PLANTED = (40_000, 2_000) if full else (5_000, 300)
SHUFFLED, SHUFFLES = (1_000, 20) if full else (150, 4)
rng = random.Random(5)

OUTLETS = [
    ("Harbor Courier", "This report is part of the Courier's business pages.",
     "Sign up for our morning letter and never miss a story. The Harbor Courier is published by Harbor Media. All rights reserved. "
     "This text may not be published, broadcast or rewritten without leave."),
    ("Lakeside Ledger", "Subscribers can listen to this story.",
     "Support local news: subscribe today for 99 cents a week. Copyright 2013 The Lakeside Ledger. Call the news desk on 555 0142."),
    ("Northgate Post", "From our wire services.",
     "Read more of our pages on markets and companies. If you find a mistake, tell us. Advertising helps to pay for our reporters' work."),
]
CITIES = [("London", "Granite"), ("Tokyo", "Cedar"), ("Paris", "Slate"), ("Sydney", "Coral")]


def figure(low, high, digits=2):
    return f"{rng.uniform(low, high):,.{digits}f}"


def copy_of(article, number):
    """Another headline, paragraphs in another order until 60% of the text is there, an outlet's notices around."""
    source, before, after = OUTLETS[number % len(OUTLETS)]
    paragraphs = [p.strip() for p in re.split(r"\n\s*\n|(?<=\S)  +(?=\S)", article["body"]) if p.strip()]
    rng.shuffle(paragraphs)
    room, kept = int(len(article["body"]) * 0.6), []
    for paragraph in paragraphs:
        if room <= 0:
            break
        kept.append(paragraph[:room] if len(paragraph) > room * 1.2 else paragraph)
        room -= len(paragraph)
    return {"id": f"copy {number}", "title": f"Our wire page, item {number}", "body": "\n\n".join([before, *kept, after]),
            "date": article["date"], "source": source}


def report(number, date):
    city, index = CITIES[rng.randrange(len(CITIES))]
    body = [
        f"{city} shares closed on Tuesday with the {index} index at {figure(2000, 15000)} points, {figure(0, 3)} percent away from Monday. "
        f"Volume was {figure(1, 9)} billion shares. Banks moved {figure(0, 4)} percent and miners {figure(0, 4)} percent. "
        "This report was made from exchange data and may be revised. The publisher is not liable for errors in it.",
        f"These are the closing levels in {city}, as the exchange gives them. The {index} ended at {figure(2000, 15000)}. Gold was fixed at "
        f"{figure(1100, 1900)} dollars an ounce and oil at {figure(60, 130)} dollars a barrel. Traders said that the market took its direction "
        "from abroad, where investors waited for figures on jobs, and that many stayed on the sidelines ahead of a meeting of the central bank.",
        f"{rng.choice(['Alder', 'Birch', 'Hazel'])} Holdings said its quarterly net income was {figure(1, 90)} million dollars, or {figure(0, 4)} a "
        f"share, compared with {figure(1, 90)} million, or {figure(0, 4)} a share, a year earlier. Revenue was {figure(100, 900)} million. "
        f"Analysts had expected {figure(0, 4)} a share. Shares of the company closed at {figure(5, 90)} dollars.",
    ][number % 3]
    return {"id": f"report {number}", "title": f"{city} market report", "body": body, "date": date, "source": "Meridian Wire"}


def ask(program, database, *arguments):
    return subprocess.run([program, "--db", str(database), *arguments], check=True, capture_output=True, text=True).stdout


def index(database, articles):
    text = "".join(json.dumps(article) + "\n" for article in articles)
    subprocess.run(["dateline-index", "--db", str(database), "--quiet", "-"], input=text, text=True, check=True)


def families(database):
    """Each article's family as the set of its ids; articles without copies are left out."""
    found = {}
    for line in ask("dateline-query", database, "export").splitlines():
        article = json.loads(line)
        if "copies" in article:
            found[article["id"]] = frozenset([article["id"], *article["copies"]])
    return found


lines = subprocess.run(["zstd", "-dcq", str(articles_file)], capture_output=True, check=True).stdout.splitlines()[:ARTICLES]
articles = [json.loads(line) for line in lines]
long_enough = [article for article in articles if len(article["body"]) >= 400]
originals = rng.sample(long_enough, PLANTED)
days = [article["date"] for article in rng.sample(long_enough, 12)]
copies = [copy_of(article, number) for number, article in enumerate(originals)]
reports = [report(number, rng.choice(days)) for number in range(PLANTED)]

with tempfile.TemporaryDirectory() as folder:
    database = pathlib.Path(folder) / "db"
    index(database, articles + copies + reports)
    found = families(database)
    right = sum(original["id"] in found.get(copy["id"], ()) for original, copy in zip(originals, copies))
    taken = sum(article["id"] in found for article in reports)
    flagged = sum(copy["id"] in found for copy in copies)
    recall, precision = right / PLANTED, right / max(1, flagged + taken)
    natural = {family for family in found.values() if not any(i.startswith(("copy ", "report ")) for i in family)}
    print(f"{PLANTED} copies: recall {recall:.4f}; {taken} of {PLANTED} reports taken for copies; precision {precision:.4f}")
    print(f"families of the articles alone: {len(natural)}, the largest of {max(map(len, natural), default=0)}")
    ask("dateline-index", database, "check")

    # Families in any order, cut into runs anywhere, with bridges that come and go, and after removals.
    chosen = rng.sample(range(PLANTED), SHUFFLED)
    small = [originals[i] for i in chosen] + [copies[i] for i in chosen] + [dict(copy_of(originals[i], i), id=f"bridge {i}") for i in chosen[:40]]
    expected, expected_without = None, None
    different = 0
    bridges = "\n".join(f"bridge {i}" for i in chosen[:40])
    for number in range(SHUFFLES):
        rng.shuffle(small)
        database = pathlib.Path(folder) / f"shuffle-{number}"
        cuts = sorted(rng.sample(range(1, len(small)), number % 4))
        for begin, end in zip([0, *cuts], [*cuts, len(small)]):
            index(database, small[begin:end])
        got = families(database)
        subprocess.run(["dateline-index", "--db", str(database), "--quiet", "remove", "-"], input=bridges, text=True, check=True)
        without = families(database)
        ask("dateline-index", database, "check")
        expected, expected_without = expected or got, expected_without or without
        different += got != expected or without != expected_without
    print(f"{SHUFFLES} orders of {len(small)} articles, then without 40 bridges: {different} differ")

sys.exit(recall < RECALL_FLOOR or precision < PRECISION_FLOOR or bool(different))
