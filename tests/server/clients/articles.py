"""The thousand made-up articles that every client takes to the server, and what it must find there, counted here by plain Python.

The words are chosen so that none is another's stem: a search for one finds the articles that have it, however words are cut.
"""
import collections
import datetime
import json
import re

TOPICS = ["ferry", "flood", "budget", "railway", "orchard", "museum", "wheat", "bridge"]
TOWNS = ["Aldermoor", "Brinkley", "Castavale", "Dunmarsh", "Elverton", "Fenwick Quay", "Garrowby", "Hollin Bay", "Inverlochy", "Jessup", "Kirkdale"]
SOURCES = ["Coast Courier", "Valley Herald", "Northern Dispatch", "Evening Ledger"]
AUTHORS = ["Mara Ellinghaus", "Tobias Renn", "Ines Calloway", "Petr Havlicek", "Oona Brandt", "Samuel Okoro"]
SECTIONS = ["local", "business", "culture", "weather", "transport"]
FIRST = datetime.datetime(2024, 1, 1, 6, tzinfo=datetime.timezone.utc)


def article(number):
    """Number `number` of the thousand, as a client sends it. Every eight hours one is published, from the first of January on."""
    topic, second = TOPICS[number % 8], TOPICS[number // 8 % 8]
    town, source = TOWNS[number % 11], SOURCES[number % 4]
    writers = [AUTHORS[number % 6]] + ([AUTHORS[(number + 1) % 6]] if number % 5 == 0 else [])
    published = FIRST + datetime.timedelta(hours=8 * number)
    return {
        "title": f"{topic.capitalize()} plans divide {town}",
        "body": f"Residents of {town} met on Tuesday to hear about the {topic}. \"We were told nothing\", said one of the {number + 20} who came.\n\n"
                f"The council will also look at the {second} before it votes. Estimates number {number * 7 + 3} differ – some by half.",
        "published": published.strftime("%Y-%m-%dT%H:%M:%SZ"),
        "source": source,
        "authors": writers,
        "section": SECTIONS[number % 5],
        "tags": ["council", topic],
        "language": "en",
        "desk": {"edition": number % 3, "weight": number / 8, "notes": ["proof-read", None, "ünïcode ✓"]},
    }


def articles():
    """Pairs of id and article."""
    return [(f"story-{number:04}", article(number)) for number in range(1000)]


def words(text):
    return set(re.findall(r"\w+", text.lower()))


def searches(pairs):
    """Questions that every client asks: a name, the body of the search, and how many articles it finds."""
    def count(fits):
        return sum(1 for _, one in pairs if fits(one))

    yield "match", {"query": {"match": {"body": "ferry"}}}, count(lambda a: "ferry" in words(a["body"]))
    yield "match, all words", {"query": {"match": {"body": {"query": "flood museum", "operator": "and"}}}}, count(lambda a: {"flood", "museum"} <= words(a["body"]))
    yield "multi_match", {"query": {"multi_match": {"query": "orchard", "fields": ["title^2", "body"]}}}, count(lambda a: "orchard" in words(a["title"] + " " + a["body"]))
    yield "bool with filters", {"query": {"bool": {
        "must": [{"match": {"body": "ferry"}}],
        "filter": [{"term": {"source.keyword": "Coast Courier"}}, {"range": {"published": {"gte": "2024-03-01", "lt": "2024-06-01"}}}],
        "must_not": [{"match": {"title": "budget"}}]}}}, count(
            lambda a: "ferry" in words(a["body"]) and a["source"] == "Coast Courier" and "2024-03-01" <= a["published"] < "2024-06-01" and "budget" not in words(a["title"]))
    yield "query_string", {"query": {"query_string": {"query": 'title:flood AND "Fenwick Quay"', "fields": ["title", "body"]}}}, count(
        lambda a: "flood" in words(a["title"]) and "Fenwick Quay" in a["title"] + a["body"])
    yield "range with date math", {"query": {"range": {"published": {"gte": "2024-03-17||/M", "lt": "2024-03-17||+1M/M"}}}}, count(lambda a: a["published"].startswith("2024-03"))
    yield "range up to now", {"query": {"range": {"published": {"lte": "now"}}}}, 1000
    yield "terms", {"query": {"terms": {"section.keyword": ["weather", "culture"]}}}, count(lambda a: a["section"] in ("weather", "culture"))
    yield "nothing", {"query": {"match": {"title": "zeppelin"}}}, 0


def expectations(pairs):
    tally = lambda values: dict(sorted(collections.Counter(values).items()))
    newest = [id for id, one in sorted(pairs, key=lambda pair: pair[1]["published"], reverse=True)]
    return {
        "searches": [{"name": name, "body": body, "total": total} for name, body, total in searches(pairs)],
        "aggregations": {
            "body": {"size": 0, "aggs": {"sources": {"terms": {"field": "source.keyword"}}, "authors": {"cardinality": {"field": "authors.keyword"}},
                                         "months": {"date_histogram": {"field": "published", "calendar_interval": "month"}}, "first": {"min": {"field": "published"}}}},
            "sources": tally(one["source"] for _, one in pairs),
            "authors": len(AUTHORS),
            "months": tally(one["published"][:7] for _, one in pairs),
            "first": FIRST.timestamp() * 1000,
        },
        "highlight": {"query": {"match": {"title": "flood"}}, "highlight": {"fields": {"title": {}}}},
        "newest": newest,
        "weather": sum(1 for _, one in pairs if one["section"] == "weather"),
    }


def write(folder):
    """articles.ndjson (an id and an article a line) and expected.json, for scripts in any language."""
    pairs = articles()
    (folder / "articles.ndjson").write_text("".join(json.dumps({"id": id, "article": one}, ensure_ascii=False) + "\n" for id, one in pairs))
    (folder / "expected.json").write_text(json.dumps(expectations(pairs)))
