"""The conformance table: what is asked of the server, and what Elasticsearch answers to it. conformance.py puts it and writes the page.

A Row is requests in order; it is supported when every answer has its status and what `holds` says of it. A row that needs an index of its own makes it by _bulk: the
documents in the index `wire` are never changed. Expectations are computed from the documents by plain Python, not taken from an answer of ours.
"""
import dataclasses
import json
import re

from conformance_documents import (ALL, DOCUMENTS, body, dated, decay, has_phrase, length, millis, moment, newest_first, tally, those, title, value, within)


class Unordered:
    """The same things in any order."""
    def __init__(self, things):
        self.things = list(things)

    def fits(self, got):
        return isinstance(got, list) and sorted(map(str, got)) == sorted(map(str, self.things))

    def __repr__(self):
        return f"{sorted(map(str, self.things))} in any order"


class AtLeast:
    def __init__(self, least):
        self.least = least

    def fits(self, got):
        return isinstance(got, (int, float)) and got >= self.least

    def __repr__(self):
        return f"at least {self.least}"


class Close:
    """A number, or a list of numbers in order, as single precision has it."""
    def __init__(self, number):
        self.number = number

    def fits(self, got):
        wanted = self.number if isinstance(self.number, list) else [self.number]
        got = got if isinstance(self.number, list) else [got]
        return isinstance(got, list) and len(got) == len(wanted) and all(
            isinstance(one, (int, float)) and abs(one - two) <= 2e-5 * max(1e-3, abs(two)) for one, two in zip(got, wanted))

    def __repr__(self):
        return f"close to {self.number}"


class Like:
    """A text in which the pattern is found."""
    def __init__(self, pattern):
        self.pattern = pattern

    def fits(self, got):
        return isinstance(got, str) and re.search(self.pattern, got, re.S) is not None

    def __repr__(self):
        return f"like {self.pattern}"


class OneOf:
    def __init__(self, *those):
        self.those = those

    def fits(self, got):
        return got in self.those

    def __repr__(self):
        return f"one of {self.those}"


class Is:
    def __init__(self, what):
        self.what = what

    def __repr__(self):
        return self.what


Absent, Present = Is("absent"), Is("present")


@dataclasses.dataclass
class Ask:
    method: str
    path: str
    body: object = None       # JSON, or text as it is
    holds: dict = dataclasses.field(default_factory=dict)  # path into the answer (at() of conformance.py), or header:NAME -> what is there
    status: int = 200
    headers: dict = dataclasses.field(default_factory=dict)
    remember: dict = dataclasses.field(default_factory=dict)  # name -> path into the answer, for later requests of the row


class Row:
    """`differs`: how the server's answer is another one, where that is known and meant."""
    def __init__(self, what, *asks, names="", note="", differs="", beyond=False):
        self.what, self.asks, self.names, self.note, self.differs, self.beyond = what, asks, names, note, differs, beyond


HIT_IDS = "hits.hits.*._id"
JSON = {"Content-Type": "application/json"}


def search(request, holds, path="/wire/_search", **more):
    return Ask("POST", path, {"size": 100, **request}, holds, **more)


def finds(query, ids, **more):
    """A search that finds these documents, scored and as a filter, and counts them."""
    return search({"query": query, **more}, {HIT_IDS: Unordered(ids), "hits.total": {"value": len(ids), "relation": "eq"}})


def in_order(request, ids):
    return search(request, {HIT_IDS: ids})


def refused(request, status=400, path="/wire/_search", **holds):
    return search(request, {"status": status, "error.type": Present, "error.reason": Present, "error.root_cause.0.type": Present, **holds}, path, status=status)


def aggregates(aggregation, holds, **more):
    return search({"size": 0, "aggs": {"it": aggregation}, **more}, {"aggregations.it." + path: wanted for path, wanted in holds.items()} | {"hits.hits": []})


def bulk(index, documents, refresh="true"):
    """Its own documents for a row: id -> article."""
    lines = "".join(json.dumps({"index": {"_id": id}}) + "\n" + json.dumps(one) + "\n" for id, one in documents.items())
    return Ask("POST", f"/{index}/_bulk?refresh={refresh}", lines, {"errors": False})


def nd(*lines):
    return "".join(json.dumps(line) + "\n" for line in lines)


def named(field, *wanted):
    return those(lambda id: value(id, field) in wanted)


def pairs(buckets):
    return [count for _, count in buckets], [key for key, _ in buckets]


ferry_title = those(lambda id: "ferry" in title(id))
ferry = those(lambda id: "ferry" in title(id) + body(id))
one = {"title": "Lock gate is repaired", "body": "The lock gate works again.", "published": "2024-06-01T00:00:00Z", "source": "Canal Notes", "votes": 4, "desk": {"deep": [1, {"er": "x"}]}}
other = {"title": "Lock keeper retires", "body": "The keeper of the lock retires.", "published": "2024-06-02T00:00:00Z", "source": "Canal Notes"}

TEXT_QUERIES = [
    Row("match_all", finds({"match_all": {}}, ALL), finds({"match_all": {"boost": 2}}, ALL)),
    Row("match_none", finds({"match_none": {}}, []), beyond=True),
    Row("match", finds({"match": {"title": "ferry"}}, ferry_title), finds({"match": {"title": {"query": "FERRY flood"}}}, those(lambda id: {"ferry", "flood"} & set(title(id)))),
        finds({"match": {"body": "zeppelin"}}, [])),
    Row("match: operator", finds({"match": {"body": {"query": "old bridge", "operator": "and"}}}, those(lambda id: {"old", "bridge"} <= set(body(id)))),
        finds({"match": {"body": {"query": "old bridge", "operator": "OR"}}}, those(lambda id: {"old", "bridge"} & set(body(id))))),
    Row("match: minimum_should_match", finds({"match": {"body": {"query": "old stone bridge", "minimum_should_match": 2}}}, those(lambda id: len({"old", "stone", "bridge"} & set(body(id))) >= 2)),
        finds({"match": {"body": {"query": "old stone bridge", "minimum_should_match": "-1"}}}, those(lambda id: len({"old", "stone", "bridge"} & set(body(id))) >= 2)),
        finds({"match": {"body": {"query": "old stone bridge", "minimum_should_match": "67%"}}}, those(lambda id: len({"old", "stone", "bridge"} & set(body(id))) >= 2))),
    Row("match: zero_terms_query", finds({"match": {"title": {"query": "", "zero_terms_query": "all"}}}, ALL), finds({"match": {"title": {"query": ""}}}, [])),
    Row("match on a date field", finds({"match": {"published": "2024-02-02T05:00:00Z"}}, ["a3"])),
    Row("match on a keyword field", finds({"match": {"source.keyword": "Coast Courier"}}, named("source", "Coast Courier")), finds({"match": {"source.keyword": "Coast"}}, [])),
    Row("match on a field of names", finds({"match": {"source": "courier"}}, named("source", "Coast Courier")),
        finds({"match": {"authors": {"query": "mara ellinghaus", "operator": "and"}}}, those(lambda id: "Mara Ellinghaus" in (value(id, "authors") or [])))),
    Row("match: fuzziness", finds({"match": {"title": {"query": "fery", "fuzziness": "AUTO"}}}, ferry_title), names="fuzziness", beyond=True),
    Row("match_phrase", finds({"match_phrase": {"title": "ferry strike"}}, those(lambda id: has_phrase(title(id), "ferry strike"))), finds({"match_phrase": {"title": "strike ferry"}}, [])),
    Row("match_phrase: slop", finds({"match_phrase": {"title": {"query": "ferry harbour", "slop": 2}}}, ["a1"])),
    Row("match_phrase_prefix", finds({"match_phrase_prefix": {"title": "ferry str"}}, ["a1", "a2"]), finds({"match_phrase_prefix": {"body": {"query": "the ri"}}}, those(
        lambda id: re.search(r"\bthe ri", " ".join(body(id)))))),
    Row("match_bool_prefix", finds({"match_bool_prefix": {"title": "museum bud"}}, those(lambda id: "museum" in title(id) or any(word.startswith("bud") for word in title(id)))), beyond=True),
    Row("multi_match", finds({"multi_match": {"query": "ferry", "fields": ["title", "body"]}}, ferry), finds({"multi_match": {"query": "ferry", "fields": ["title^3"]}}, ferry_title)),
    Row("multi_match: best_fields, tie_breaker", finds({"multi_match": {"query": "ferry", "fields": ["title", "body"], "type": "best_fields", "tie_breaker": 0.3}}, ferry)),
    Row("multi_match: most_fields", finds({"multi_match": {"query": "ferry", "fields": ["title", "body"], "type": "most_fields"}}, ferry)),
    Row("multi_match: cross_fields", finds({"multi_match": {"query": "railway larger", "fields": ["title", "body"], "type": "cross_fields", "operator": "and"}}, ["a9"])),
    Row("multi_match: phrase", finds({"multi_match": {"query": "old bridge", "fields": ["title", "body"], "type": "phrase"}}, those(lambda id: has_phrase(body(id), "old bridge")))),
    Row("multi_match: phrase_prefix", finds({"multi_match": {"query": "museum ro", "fields": ["title", "body"], "type": "phrase_prefix"}}, ["a6"])),
    Row("multi_match: bool_prefix", finds({"multi_match": {"query": "museum ro", "fields": ["title", "body"], "type": "bool_prefix"}}, those(
        lambda id: any(word == "museum" or word.startswith("ro") for word in title(id) + body(id)))), beyond=True),
    Row("multi_match: patterns of fields", finds({"multi_match": {"query": "ferry", "fields": ["tit*"]}}, ferry_title), finds({"multi_match": {"query": "wheat"}}, ["a11", "a12"])),
    Row("query_string", finds({"query_string": {"query": "ferry"}}, ferry), finds({"query_string": {"query": "title:ferry AND NOT title:strike"}}, ["a10"]),
        finds({"query_string": {"query": "(flood OR museum) AND roof"}}, ["a5", "a6"]), finds({"query_string": {"query": "+museum -leaks"}}, ["a5"])),
    Row("query_string: default_field, fields, default_operator", finds({"query_string": {"query": "ferry harbour", "default_field": "title", "default_operator": "AND"}}, ["a1", "a2"]),
        finds({"query_string": {"query": "ferry", "fields": ["title^2", "body"]}}, ferry)),
    Row("query_string: phrases", finds({"query_string": {"query": 'body:"old stone bridge"'}}, ["a3"]), finds({"query_string": {"query": 'title:"ferry harbour"~2'}}, ["a1"])),
    Row("query_string: wildcards", finds({"query_string": {"query": "title:orch*"}}, ["a7"]), finds({"query_string": {"query": "title:mus?um"}}, ["a5", "a6"])),
    Row("query_string: ranges", finds({"query_string": {"query": "published:[2024-02-01 TO 2024-02-03]"}}, within("2024-02-01", "2024-02-04")),
        finds({"query_string": {"query": "published:{2024-02-02 TO *}"}}, dated(lambda when: when >= millis("2024-02-03"))),
        finds({"query_string": {"query": "published:>=2024-03-31"}}, dated(lambda when: when >= millis("2024-03-31")))),
    Row("query_string: _exists_", finds({"query_string": {"query": "_exists_:authors"}}, those(lambda id: value(id, "authors"))), finds({"query_string": {"query": "NOT _exists_:published"}}, ["a11"])),
    Row("query_string: boosts, match all", finds({"query_string": {"query": "ferry^2 OR museum"}}, sorted({*ferry, "a5", "a6"})), finds({"query_string": {"query": "*"}}, ALL), finds({"query_string": {"query": "*:*"}}, ALL)),
    Row("query_string: source by name", finds({"query_string": {"query": 'source.keyword:"Valley Herald" AND old'}}, ["a11", "a3", "a4"])),
    Row("query_string: minimum_should_match", finds({"query_string": {"query": "old stone road", "fields": ["body"], "minimum_should_match": 2}}, ["a3", "a4"])),
    Row("query_string that cannot be read is an error", refused({"query": {"query_string": {"query": "title:(ferry"}}})),
    Row("query_string: fuzzy words", finds({"query_string": {"query": "title:fery~1"}}, ferry_title), names="fuzzy", beyond=True),
    Row("query_string: regular expressions", finds({"query_string": {"query": "title:/orch.*/"}}, ["a7"]), names="regular expression", beyond=True),
    Row("simple_query_string", finds({"simple_query_string": {"query": "ferry + harbour", "fields": ["title"]}}, ["a1", "a2"]),
        finds({"simple_query_string": {"query": "ferry | museum", "fields": ["title"]}}, ["a1", "a10", "a2", "a5", "a6"]),
        finds({"simple_query_string": {"query": "\"ferry strike\" -halts", "fields": ["title"], "default_operator": "and"}}, ["a2"]),
        finds({"simple_query_string": {"query": "orch*", "fields": ["title"]}}, ["a7"])),
    Row("simple_query_string takes what it cannot read as words", finds({"simple_query_string": {"query": "(ferry", "fields": ["title"]}}, ferry_title)),
]

VALUE_QUERIES = [
    Row("term", finds({"term": {"source.keyword": "Valley Herald"}}, named("source", "Valley Herald")), finds({"term": {"source.keyword": {"value": "valley herald"}}}, []),
        finds({"term": {"tags.keyword": {"value": "council", "boost": 2}}}, those(lambda id: "council" in (value(id, "tags") or []))), finds({"term": {"language": "en"}}, named("language", "en"))),
    Row("term: case_insensitive", finds({"term": {"source.keyword": {"value": "valley HERALD", "case_insensitive": True}}}, named("source", "Valley Herald"))),
    Row("term on a text field looks for one word as indexed", finds({"term": {"title": "flood"}}, ["a3", "a4"]),
        note="stemmed and folded as in a match: `Flood` finds what `flood` does, where Elasticsearch finds nothing"),
    Row("term on a date", finds({"term": {"published": "2024-03-01T00:00:00Z"}}, ["a6"])),
    Row("terms", finds({"terms": {"source.keyword": ["Valley Herald", "Coast Courier", "Nobody"]}}, named("source", "Valley Herald", "Coast Courier")), finds({"terms": {"section.keyword": []}}, [])),
    Row("ids", finds({"ids": {"values": ["a3", "a9", "nobody"]}}, ["a3", "a9"]), finds({"term": {"_id": "a3"}}, ["a3"])),
    Row("range on the date", finds({"range": {"published": {"gte": "2024-02-02", "lt": "2024-03-01"}}}, within("2024-02-02", "2024-03-01")),
        finds({"range": {"published": {"gt": "2024-02-02T05:00:00Z", "lte": "2024-03-01T00:00:00Z"}}}, dated(lambda when: millis("2024-02-02T05:00:00") < when <= millis("2024-03-01"))),
        finds({"range": {"published": {"lt": "2024-01-01"}}}, ["a8", "a9"]), finds({"range": {"published": {"gte": millis("2024-04-01")}}}, ["a10", "a12"]),
        finds({"range": {"@timestamp": {"gte": "2024-05-05T05:05:05.000Z", "lt": "2024-05-05T05:05:06Z"}}}, ["a12"])),
    Row("range: fractions of a second in its bounds", bulk("seconds", {"x": {**one, "published": "2024-06-01T00:00:01Z"}, "y": {**one, "published": "2024-06-01T00:00:02Z"}}),
        *[search({"query": {"range": {"published": bounds}}}, {HIT_IDS: Unordered(ids)}, "/seconds/_search") for bounds, ids in [
            ({"gte": "2024-06-01T00:00:01.500Z"}, ["y"]), ({"gt": "2024-06-01T00:00:00.999Z", "lt": "2024-06-01T00:00:01.001Z"}, ["x"]), ({"lte": "2024-06-01T00:00:01.500Z"}, ["x"]),
            ({"lt": "2024-06-01T00:00:01.001Z"}, ["x"]), ({"gt": "2024-06-01T00:00:01.000Z"}, ["y"]), ({"gte": "2024-06-01T00:00:01.000Z", "lte": "2024-06-01T00:00:02.000Z"}, ["x", "y"]),
            ({"gt": "2024-06-01T00:00:01.001Z", "lt": "2024-06-01T00:00:01.999Z"}, [])]]),
    Row("range: fractions of a second in the documents' dates", bulk("ticks", {"x": {**one, "published": "2024-06-01T00:00:00.250Z"}, "y": {**one, "published": "2024-06-01T00:00:00.750Z"}}),
        search({"query": {"range": {"published": {"gte": "2024-06-01T00:00:00.250Z", "lt": "2024-06-01T00:00:00.500Z"}}}}, {HIT_IDS: ["x"]}, "/ticks/_search"),
        differs="an article's date is the second it was published in: `…00.750Z` is `…00Z` in ranges, sorting, aggregations and `fields`; `_source` has it as it was sent"),
    Row("term, terms and range on a number", *[search({"query": query}, {HIT_IDS: Unordered(those(lambda id: fits(length(id))))}) for query, fits in [
            ({"range": {"length": {"gte": 18, "lt": 24}}}, lambda n: 18 <= n < 24), ({"range": {"length": {"gt": 20.5}}}, lambda n: n > 20.5), ({"term": {"length": 19}}, lambda n: n == 19), ({"terms": {"length": [19, 23]}}, lambda n: n in (19, 23))]],
        search({"query": {"query_string": {"query": "length:[18 TO 24}"}}}, {HIT_IDS: Unordered(those(lambda id: 18 <= length(id) < 24))})),
    Row("range: a bare day ends at its last moment", finds({"range": {"published": {"lte": "2024-03-31"}}}, dated(lambda when: when < millis("2024-04-01"))),
        finds({"range": {"published": {"gt": "2024-02-02"}}}, dated(lambda when: when >= millis("2024-02-03")))),
    Row("range: date math", finds({"range": {"published": {"gte": "2024-02-15||/M", "lt": "2024-02-15||+1M/M"}}}, within("2024-02-01", "2024-03-01")),
        finds({"range": {"published": {"lte": "2024-02-15||/M"}}}, dated(lambda when: when < millis("2024-03-01"))), finds({"range": {"published": {"gt": "2024-02-15||/M"}}}, dated(lambda when: when >= millis("2024-03-01"))),
        finds({"range": {"published": {"gte": "2024-01-01||-1d", "lt": "2024-01-01||+15d-4h"}}}, within("2023-12-31", "2024-01-15T20:00:00")),
        finds({"range": {"published": {"lte": "now/d"}}}, dated(lambda when: True)), finds({"range": {"published": {"gte": "now-1h"}}}, [])),
    Row("range: format, time_zone", finds({"range": {"published": {"gte": "02/02/2024", "lte": "03/02/2024", "format": "dd/MM/yyyy"}}}, within("2024-02-02", "2024-02-04")),
        finds({"range": {"published": {"gte": "2024-01-01", "lt": "2024-02-01", "time_zone": "+01:00"}}}, ["a1", "a2", "a8"]),
        finds({"range": {"published": {"gte": "2024", "format": "yyyy"}}}, dated(lambda when: when >= millis("2024-01-01")))),
    Row("range: a date that is none", refused({"query": {"range": {"published": {"gte": "yesterday"}}}})),
    Row("exists", finds({"exists": {"field": "published"}}, dated(lambda when: True)), finds({"exists": {"field": "authors"}}, those(lambda id: value(id, "authors"))),
        finds({"bool": {"must_not": {"exists": {"field": "tags"}}}}, those(lambda id: not value(id, "tags"))), finds({"exists": {"field": "title"}}, those(lambda id: value(id, "title")))),
    Row("prefix", finds({"prefix": {"source.keyword": "Val"}}, named("source", "Valley Herald")), finds({"prefix": {"title": {"value": "orch"}}}, ["a7"])),
    Row("wildcard", finds({"wildcard": {"source.keyword": "*Her?ld"}}, named("source", "Valley Herald")), finds({"wildcard": {"title": {"value": "mus*m"}}}, ["a5", "a6"])),
    Row("regexp", finds({"regexp": {"source.keyword": "Val.*"}}, named("source", "Valley Herald")), names="regexp", beyond=True),
    Row("fuzzy", finds({"fuzzy": {"title": "fery"}}, ferry_title), names="fuzzy", beyond=True),
    Row("a field that is stored and not searched", refused({"query": {"match": {"desk.edition": 1}}}), refused({"query": {"term": {"host.name": "quay-1"}}}),
        refused({"query": {"exists": {"field": "nobody"}}}), refused({"sort": [{"desk.edition": "asc"}]}), refused({"aggs": {"x": {"terms": {"field": "desk.edition"}}}}),
        refused({"query": {"query_string": {"query": "host.name:quay"}}}), note="400, where Elasticsearch would have to index it or find nothing"),
]

COMPOUND_QUERIES = [
    Row("bool: must, filter, must_not, should",
        finds({"bool": {"must": {"match": {"title": "ferry"}}, "must_not": [{"match": {"title": "night"}}]}}, ["a1", "a2"]),
        finds({"bool": {"filter": [{"term": {"source.keyword": "Valley Herald"}}, {"range": {"published": {"gte": "2024-02-03"}}}]}}, ["a4", "a7"]),
        finds({"bool": {"should": [{"match": {"title": "ferry"}}, {"match": {"title": "museum"}}]}}, ["a1", "a10", "a2", "a5", "a6"]),
        finds({"bool": {"filter": {"term": {"source.keyword": "Coast Courier"}}, "should": {"match": {"title": "night"}}}}, named("source", "Coast Courier")), finds({"bool": {}}, ALL)),
    Row("bool: minimum_should_match", finds({"bool": {"minimum_should_match": 2, "should": [{"match": {"body": word}} for word in ("old", "stone", "bridge")]}}, ["a3", "a4"]),
        finds({"bool": {"filter": {"match_all": {}}, "minimum_should_match": "1", "should": [{"match": {"body": "frost"}}]}}, ["a7"])),
    Row("bool: filters score nothing", search({"query": {"bool": {"filter": {"match": {"title": "ferry"}}}}}, {"hits.max_score": 0, "hits.hits.*._score": [0.0] * 3})),
    Row("constant_score", search({"query": {"constant_score": {"filter": {"match": {"title": "ferry"}}, "boost": 1.5}}}, {"hits.hits.*._score": [1.5] * 3}), beyond=True),
    Row("dis_max", finds({"dis_max": {"queries": [{"match": {"title": "ferry"}}, {"match": {"title": "museum"}}]}}, ["a1", "a10", "a2", "a5", "a6"]), beyond=True),
    Row("boosting", finds({"boosting": {"positive": {"match": {"title": "ferry"}}, "negative": {"match": {"title": "night"}}, "negative_boost": 0.1}}, ferry_title), names="boosting", beyond=True),
    *[Row(f"function_score: {kind} on the date", search(
        {"query": {"function_score": {"query": {"exists": {"field": "source"}}, kind: {"published": {"origin": "2024-02-01", "scale": "30d", "offset": "5d", "decay": 0.4}}, "boost_mode": "replace"}}},
        {f"hits.hits.*._score": Close(sorted((decay(kind, id, millis("2024-02-01"), 30 * 86400000, 5 * 86400000, 0.4) for id in ALL if value(id, "source")), reverse=True))}))
      for kind in ("gauss", "exp", "linear")],
    Row("function_score: weights and filters", search({"query": {"function_score": {"query": {"match": {"title": "ferry"}}, "score_mode": "sum", "boost_mode": "replace", "functions": [
        {"filter": {"match": {"title": "night"}}, "weight": 4}, {"filter": {"match": {"title": "strike"}}, "weight": 2}, {"weight": 1}]}}}, {"hits.hits.*._score": [5.0, 3.0, 3.0], "hits.hits.0._id": "a10"})),
    Row("function_score: score_mode", *[search({"query": {"function_score": {"query": {"ids": {"values": ["a1"]}}, "score_mode": mode, "boost_mode": "replace", "functions": [{"weight": 2}, {"weight": 6}]}}},
        {"hits.hits.0._score": Close(wanted)}) for mode, wanted in (("multiply", 12), ("sum", 8), ("first", 2), ("max", 6), ("min", 2))]),
    Row("function_score: boost_mode, max_boost", *[search({"query": {"function_score": {"query": {"constant_score": {"filter": {"ids": {"values": ["a1"]}}, "boost": 3}}, "boost_mode": mode, "functions": [{"weight": 2}]}}},
        {"hits.hits.0._score": Close(wanted)}) for mode, wanted in (("multiply", 6), ("sum", 5), ("replace", 2), ("max", 3), ("min", 2), ("avg", 2.5))]),
    Row("function_score: field_value_factor", search({"query": {"function_score": {"query": {"ids": {"values": ["a1", "a6", "a11"]}}, "boost_mode": "replace",
        "field_value_factor": {"field": "published", "factor": 1e-12, "missing": 0}}}}, {"hits.hits.*._score": Close([moment("a6") * 1e-12, moment("a1") * 1e-12, 0])})),
    Row("function_score: min_score", search({"query": {"function_score": {"query": {"match_all": {}}, "boost_mode": "replace", "min_score": 2, "functions": [{"filter": {"match": {"title": "night"}}, "weight": 4}]}}},
        {HIT_IDS: ["a10"]})),
    Row("function_score: random_score", search({"query": {"function_score": {"random_score": {"seed": 7, "field": "_seq_no"}}}}, {"hits.total.value": 12}), names="random_score", beyond=True),
    Row("script_score", search({"query": {"script_score": {"query": {"match_all": {}}, "script": {"source": "1"}}}}, {"hits.total.value": 12}), names="script_score", beyond=True),
    Row("nested", finds({"nested": {"path": "desk", "query": {"match_all": {}}}}, []), names="nested", beyond=True),
    Row("more_like_this", search({"query": {"more_like_this": {"fields": ["body"], "like": "ferry", "min_term_freq": 1, "min_doc_freq": 1}}}, {}), names="more_like_this", beyond=True),
    Row("a query that there is not", refused({"query": {"no_such_query": {}}}, **{"error.type": "parsing_exception"}), refused({"query": {"match": {"title": {"query": "x", "no_such_key": 1}}}})),
]

SEARCH = [
    Row("_search: GET, POST, a body, none", Ask("GET", "/wire/_search", None, {"hits.total.value": 12, "hits.hits.9._id": Present, "hits.hits.10": Absent, "timed_out": False, "took": AtLeast(0), "_shards.failed": 0}),
        Ask("GET", "/wire/_search", {"query": {"match": {"title": "ferry"}}}, {"hits.total.value": 3}), Ask("POST", "/wire/_search", None, {"hits.total.value": 12})),
    Row("_search: hits", search({"query": {"ids": {"values": ["a1"]}}}, {"hits.hits.0._index": "wire", "hits.hits.0._id": "a1", "hits.hits.0._score": Present, "hits.hits.0._source": DOCUMENTS["a1"], "hits.max_score": Present})),
    Row("_search: q, df, default_operator", Ask("GET", "/wire/_search?q=title:museum", None, {HIT_IDS: Unordered(["a5", "a6"])}), Ask("GET", "/wire/_search?q=ferry+harbour&df=title&default_operator=AND", None, {HIT_IDS: Unordered(["a1", "a2"])})),
    Row("_search: size, from, sort, _source as parameters", Ask("GET", "/wire/_search?size=2&from=1&sort=published:desc&_source=title", None, {HIT_IDS: newest_first()[1:3], "hits.hits.0._source": {"title": DOCUMENTS["a10"]["title"]}})),
    Row("_search of several indices", bulk("wire-more", {"b1": one}), search({}, {"hits.total.value": 13}, "/wire,wire-more/_search"), search({}, {"hits.total.value": 13}, "/wire*/_search"),
        search({"query": {"ids": {"values": ["b1", "a1"]}}}, {"hits.hits.*._index": Unordered(["wire", "wire-more"])}, "/_all/_search"), search({"query": {"ids": {"values": ["b1"]}}}, {"hits.hits.*._index": ["wire-more"]}, "/_search")),
    Row("_search of an index that there is not", Ask("POST", "/nobody/_search", {}, {"error.type": "index_not_found_exception", "error.reason": Like(r"no such index \[nobody\]"), "error.index": "nobody", "status": 404}, 404),
        search({}, {"hits.total.value": 12}, "/wire,nobody/_search?ignore_unavailable=true"), search({}, {"hits.total.value": 0}, "/nobody*/_search")),
    Row("allow_no_indices, ignore_unavailable", *[Ask("POST", f"/nobody*/{path}?allow_no_indices=false", {}, {"error.type": "index_not_found_exception"}, 404) for path in ("_search", "_count")],
        Ask("POST", "/nobody*/_search", {}, {"hits.total.value": 0}), Ask("POST", "/wire,nobody/_count?ignore_unavailable=true", {}, {"count": 12}), Ask("POST", "/wire,nobody/_count", {}, {}, 404), Ask("POST", "/nobody/_search?ignore_unavailable=true&allow_no_indices=false", {}, {}, 404),
        Ask("POST", "/_msearch?allow_no_indices=false", nd({"index": "nobody*"}, {}, {"index": "nobody*", "allow_no_indices": True}, {}), {"responses.0.status": 404, "responses.1.hits.total.value": 0})),
    Row("from, size", in_order({"sort": [{"published": "desc"}], "from": 2, "size": 3}, newest_first()[2:5]), search({"size": 0}, {"hits.hits": [], "hits.max_score": None, "hits.total.value": 12}),
        refused({"from": 9_990, "size": 20}), refused({"size": -1}), refused({"from": -1})),
    Row("sort: the date", in_order({"sort": [{"published": "desc"}]}, newest_first()), in_order({"sort": [{"published": {"order": "asc"}}]}, newest_first()[-2::-1] + ["a11"]),
        search({"sort": [{"published": "desc"}], "size": 1}, {"hits.hits.0.sort": [moment("a12")], "hits.hits.0._score": None, "hits.max_score": None})),
    Row("sort: missing, unmapped_type", in_order({"sort": [{"published": {"order": "desc", "missing": "_first"}}]}, ["a11"] + newest_first()[:-1]), in_order({"sort": [{"published": {"order": "asc", "unmapped_type": "date"}}]}, newest_first()[-2::-1] + ["a11"])),
    Row("sort: whole values, then the date", in_order({"query": {"exists": {"field": "source"}}, "sort": [{"source.keyword": "asc"}, {"published": "asc"}]}, sorted(
        those(lambda id: value(id, "source")), key=lambda id: (value(id, "source"), moment(id) or 1 << 62)))),
    Row("sort: _score, _doc", search({"query": {"match": {"title": "ferry"}}, "sort": ["_score"]}, {"hits.hits.0._score": Present, "hits.hits.0.sort.0": Present}), search({"sort": ["_doc"]}, {"hits.total.value": 12, "hits.hits.11": Present}),
        search({"query": {"match": {"title": "ferry"}}, "sort": [{"_score": "desc"}, {"published": "desc"}]}, {HIT_IDS: Unordered(ferry_title)})),
    Row("sort: a text field is refused, as there", refused({"sort": ["title"]})),
    Row("search_after", search({"sort": [{"published": "desc"}], "size": 5}, {HIT_IDS: newest_first()[:5]}, remember={"at": "hits.hits.4.sort.0"}), in_order({"sort": [{"published": "desc"}], "size": 5, "search_after": [moment(newest_first()[4])]}, newest_first()[5:10]),
        in_order({"sort": [{"source.keyword": "asc"}, {"published": "asc"}], "size": 2, "search_after": ["Coast Courier", moment("a2")]}, ["a10", "a5"]), refused({"sort": [{"published": "desc"}], "search_after": [1, 2]})),
    Row("_source: false, names, patterns", search({"query": {"ids": {"values": ["a1"]}}, "_source": False}, {"hits.hits.0._source": Absent}), search({"query": {"ids": {"values": ["a1"]}}, "_source": ["title", "desk.*"]},
        {"hits.hits.0._source": {"title": DOCUMENTS["a1"]["title"], "desk": DOCUMENTS["a1"]["desk"]}}), search({"query": {"ids": {"values": ["a1"]}}, "_source": {"includes": ["t*"], "excludes": ["tags"]}}, {"hits.hits.0._source": {"title": DOCUMENTS["a1"]["title"]}}),
        search({"query": {"ids": {"values": ["a1"]}}}, {"hits.hits.0._source": {"desk": {"edition": 1}}}, "/wire/_search?_source_includes=desk.edition"),
        search({"query": {"ids": {"values": ["a12"]}}}, {"hits.hits.0._source": {"message": DOCUMENTS["a12"]["message"]}}, "/wire/_search?_source_excludes=host,@timestamp")),
    Row("_source is value-equal to what was sent", search({"sort": [{"published": "desc"}]}, {"hits.hits.*._source": [DOCUMENTS[id] for id in newest_first()]})),
    Row("fields", search({"query": {"ids": {"values": ["a1"]}}, "fields": ["title", "authors"], "_source": False}, {"hits.hits.0.fields": {"title": [DOCUMENTS["a1"]["title"]], "authors": DOCUMENTS["a1"]["authors"]}}), names="fields", beyond=True),
    Row("track_total_hits", search({"track_total_hits": False}, {"hits.total": Absent, "hits.hits.11": Present}), search({"track_total_hits": True}, {"hits.total": {"value": 12, "relation": "eq"}}), search({"track_total_hits": 5}, {"hits.total": {"value": 5, "relation": "gte"}}),
        search({}, {"hits.total": 12}, "/wire/_search?rest_total_hits_as_int=true")),
    Row("highlight", search({"query": {"match": {"title": "ferry"}}, "sort": [{"published": "asc"}], "highlight": {"fields": {"title": {}}}}, {"hits.hits.*.highlight.title.0": ["<em>Ferry</em> strike halts harbour traffic", "Harbour reopens after <em>ferry</em> strike", "Night <em>ferry</em> is back"]})),
    Row("highlight: tags, number_of_fragments, fragment_size", search({"query": {"match": {"body": "bridge"}}, "sort": [{"published": "asc"}], "highlight": {"pre_tags": ["«"], "post_tags": ["»"], "fields": {"body": {"number_of_fragments": 0}}}},
        {"hits.hits.*.highlight.body": [["Heavy rain is coming. The river may flood the old stone «bridge»."], ["The old «bridge» is shut. Lorries take the road north."]]}),
        search({"query": {"match": {"body": "bridge"}}, "size": 1, "sort": [{"published": "asc"}], "highlight": {"fragment_size": 45, "number_of_fragments": 1, "fields": {"body": {}}}}, {"hits.hits.0.highlight.body.0": Like("^(?!Heavy).*old stone <em>bridge</em>"), "hits.hits.0.highlight.body.1": Absent})),
    Row("highlight: only where the query was in that field, require_field_match", search({"query": {"match": {"title": "ferry"}}, "sort": [{"published": "asc"}], "size": 1, "highlight": {"fields": {"body": {}}}}, {"hits.total.value": 3, "hits.hits.0.highlight": Absent}),
        search({"query": {"match": {"title": "ferry"}}, "sort": [{"published": "asc"}], "size": 1, "highlight": {"require_field_match": False, "fields": {"body": {}}}}, {"hits.hits.0.highlight.body.0": Like("<em>ferry</em>")})),
    Row("highlight: no_match_size, encoder", search({"query": {"ids": {"values": ["a3"]}}, "highlight": {"fields": {"body": {"no_match_size": 21}}}}, {"hits.hits.0.highlight.body.0": Like("^Heavy rain is coming")}), bulk("marked", {"m": {"title": "Lock <b>gate</b>", "published": "2024-01-01"}}),
        search({"query": {"match": {"title": "lock"}}, "highlight": {"encoder": "html", "fields": {"title": {}}}}, {"hits.hits.0.highlight.title.0": Like("^<em>Lock</em> &lt;b&gt;gate&lt;(/|&#x2F;)b&gt;$")}, "/marked/_search")),
    Row("highlight: a phrase", search({"query": {"match_phrase": {"title": "ferry strike"}}, "size": 1, "sort": [{"published": "asc"}], "highlight": {"fields": {"title": {}}}}, {"hits.hits.0.highlight.title.0": OneOf("<em>Ferry</em> <em>strike</em> halts harbour traffic", "<em>Ferry strike</em> halts harbour traffic")})),
    Row("collapse", search({"query": {"exists": {"field": "source"}}, "sort": [{"published": "desc"}], "collapse": {"field": "source.keyword"}}, {HIT_IDS: ["a10", "a7", "a6", "a8"], "hits.hits.*.fields.source·keyword.0": ["Coast Courier", "Valley Herald", "Evening Ledger", "Northern Dispatch"], "hits.total.value": 11})),
    Row("collapse: inner_hits", search({"query": {"exists": {"field": "source"}}, "sort": [{"published": "desc"}], "size": 1, "collapse": {"field": "source.keyword", "inner_hits": {"name": "more", "size": 2, "sort": [{"published": "asc"}]}}},
        {"hits.hits.0.inner_hits.more.hits.total.value": 3, "hits.hits.0.inner_hits.more.hits.hits.*._id": ["a1", "a2"]}), names="inner_hits", beyond=True),
    Row("post_filter", search({"query": {"match": {"title": "ferry"}}, "post_filter": {"term": {"section.keyword": "transport"}}, "aggs": {"it": {"value_count": {"field": "published"}}}}, {"hits.total.value": 3, "aggregations.it.value": 3}),
        search({"post_filter": {"term": {"section.keyword": "culture"}}, "aggs": {"it": {"cardinality": {"field": "section.keyword"}}}}, {HIT_IDS: Unordered(["a5", "a6"]), "hits.total.value": 2, "aggregations.it.value": 5})),
    Row("min_score", search({"query": {"constant_score": {"filter": {"match": {"title": "ferry"}}, "boost": 2}}, "min_score": 2.5}, {"hits.total.value": 0}), search({"query": {"constant_score": {"filter": {"match": {"title": "ferry"}}, "boost": 2}}, "min_score": 1.5}, {"hits.total.value": 3})),
    Row("explain, version, seq_no_primary_term", search({"query": {"ids": {"values": ["a1"]}}, "version": True, "seq_no_primary_term": True}, {"hits.hits.0._version": AtLeast(1), "hits.hits.0._seq_no": AtLeast(0), "hits.hits.0._primary_term": AtLeast(1)}), names="version", beyond=True),
    Row("named queries", search({"query": {"bool": {"should": [{"match": {"title": {"query": "ferry", "_name": "boats"}}}]}}}, {"hits.hits.0.matched_queries": ["boats"]}), names="_name", beyond=True),
    Row("timeout, preference and the like are accepted", search({"timeout": "10s"}, {"hits.total.value": 12, "timed_out": False}, "/wire/_search?preference=_local&request_cache=true&search_type=query_then_fetch&batched_reduce_size=5&typed_keys=true&pretty&human&error_trace")),
    Row("a parameter that there is not", Ask("GET", "/wire/_search?no_such=1", None, {"error.type": "illegal_argument_exception", "error.reason": Like("no_such")}, 400)),
    Row("a key that there is not", refused({"no_such_key": 1}, **{"error.type": "parsing_exception", "error.reason": Like("no_such_key")})),
    Row("suggest", search({"suggest": {"it": {"text": "fery", "term": {"field": "title"}}}}, {"suggest.it": Present}), names="suggest", beyond=True),
    Row("rescore", search({"rescore": {"query": {"rescore_query": {"match_all": {}}}}}, {}), names="rescore", beyond=True),
    Row("script_fields", search({"script_fields": {"x": {"script": "1"}}}, {}), names="script_fields", beyond=True),
    Row("knn", search({"knn": {"field": "v", "query_vector": [1], "k": 1, "num_candidates": 1}}, {}), names="knn", beyond=True),
    Row("_msearch", Ask("POST", "/_msearch", nd({"index": "wire"}, {"query": {"match": {"title": "ferry"}}}, {"index": "nobody"}, {}, {"index": "wire"}, {"size": 0}),
        {"responses.0.hits.total.value": 3, "responses.0.status": 200, "responses.1.error.type": "index_not_found_exception", "responses.1.status": 404, "responses.2.hits.total.value": 12, "took": AtLeast(0)}),
        Ask("GET", "/wire/_msearch", nd({}, {"query": {"match": {"title": "museum"}}}), {"responses.0.hits.total.value": 2})),
    Row("_count", Ask("POST", "/wire/_count", {"query": {"match": {"title": "ferry"}}}, {"count": 3, "_shards.failed": 0}), Ask("GET", "/wire/_count", None, {"count": 12}), Ask("GET", "/wire/_count?q=title:museum", None, {"count": 2}), Ask("POST", "/nobody/_count", None, {}, 404)),
    Row("_explain", Ask("POST", "/wire/_explain/a1", {"query": {"match": {"title": "ferry"}}}, {"_index": "wire", "_id": "a1", "matched": True, "explanation.value": AtLeast(0.01), "explanation.description": Present, "explanation.details": Present}),
        Ask("POST", "/wire/_explain/a3", {"query": {"match": {"title": "ferry"}}}, {"matched": False}), Ask("GET", "/wire/_explain/nobody?q=title:ferry", None, {"matched": False}, 404)),
    Row("scroll", search({"size": 5, "sort": ["_doc"]}, {"hits.total.value": 12, "hits.hits.4": Present}, "/wire/_search?scroll=1m", remember={"id": "_scroll_id"}), Ask("POST", "/_search/scroll", {"scroll_id": "$id", "scroll": "1m"}, {"hits.hits.4": Present, "hits.total.value": 12, "_scroll_id": Present}, remember={"id": "_scroll_id"}),
        Ask("GET", "/_search/scroll?scroll=1m&scroll_id=$id", None, {"hits.hits.1": Present, "hits.hits.2": Absent}, remember={"id": "_scroll_id"}), Ask("GET", "/_search/scroll/$id", None, {"hits.hits": []}), Ask("DELETE", "/_search/scroll", {"scroll_id": ["$id"]}, {"succeeded": True, "num_freed": 1}),
        Ask("POST", "/_search/scroll", {"scroll_id": "$id"}, {"error.root_cause.0.type": "search_context_missing_exception"}, 404)),
    Row("scroll: in order", search({"size": 7, "sort": [{"published": "desc"}]}, {HIT_IDS: newest_first()[:7]}, "/wire/_search?scroll=1m", remember={"id": "_scroll_id"}), Ask("POST", "/_search/scroll?scroll_id=$id", None, {HIT_IDS: newest_first()[7:]}), Ask("DELETE", "/_search/scroll/$id", None, {"succeeded": True}),
        Ask("DELETE", "/_search/scroll/$id", None, {"num_freed": 0}, 404)),
    Row("scroll: sees what there was", bulk("rolling", {"x": one, "y": other}), search({"size": 1, "sort": [{"published": "asc"}]}, {HIT_IDS: ["x"]}, "/rolling/_search?scroll=1m", remember={"id": "_scroll_id"}), bulk("rolling", {"z": {**other, "published": "2024-06-03"}}),
        Ask("POST", "/_search/scroll", {"scroll_id": "$id"}, {HIT_IDS: ["y"], "hits.total.value": 2}), Ask("POST", "/_search/scroll", {"scroll_id": "$id"}, {"hits.hits": []}),
        Ask("DELETE", "/_search/scroll/_all", None, {"succeeded": True, "num_freed": AtLeast(1)})),
    Row("point in time", Ask("POST", "/wire/_pit?keep_alive=1m", None, {"id": Present}, remember={"pit": "id"}), Ask("POST", "/_search", {"size": 7, "pit": {"id": "$pit", "keep_alive": "1m"}, "sort": [{"published": "desc"}]}, {"pit_id": Present, HIT_IDS: newest_first()[:7]}, remember={"after": "hits.hits.6.sort"}),
        Ask("POST", "/_search", '{"pit": {"id": "$pit"}, "sort": [{"published": "desc"}], "search_after": $after}', {HIT_IDS: newest_first()[7:]}, headers=JSON),
        Ask("POST", "/_search", {"size": 3, "pit": {"id": "$pit"}, "sort": [{"_shard_doc": "asc"}]}, {"hits.total.value": 12}, remember={"after": "hits.hits.2.sort"}), Ask("POST", "/_search", '{"size": 9, "pit": {"id": "$pit"}, "sort": [{"_shard_doc": "asc"}], "search_after": $after}', {"hits.hits.8": Present, "hits.hits.9": Absent}, headers=JSON), Ask("DELETE", "/_pit", {"id": "$pit"}, {"succeeded": True, "num_freed": 1}),
        Ask("POST", "/_search", {"pit": {"id": "$pit"}}, {}, 404)),
    Row("point in time: sees what there was when it was first asked", bulk("asked", {"x": one}), Ask("POST", "/asked/_pit?keep_alive=1m", None, {}, remember={"pit": "id"}), Ask("POST", "/_search", {"pit": {"id": "$pit"}}, {"hits.total.value": 1}), bulk("asked", {"y": other}),
        Ask("POST", "/_search", {"pit": {"id": "$pit"}}, {"hits.total.value": 1}), Ask("POST", "/asked/_search", None, {"hits.total.value": 2})),
    Row("point in time: sees what there was when it was opened", bulk("pitted", {"x": one}), Ask("POST", "/pitted/_pit?keep_alive=1m", None, {}, remember={"pit": "id"}), bulk("pitted", {"y": other}), Ask("POST", "/_search", {"pit": {"id": "$pit"}, "aggs": {"all": {"global": {}}}}, {"hits.total.value": 1, "aggregations.all.doc_count": 1}), Ask("POST", "/pitted/_search", None, {"hits.total.value": 2})),
    Row("point in time: a document that is changed or deleted stays as it was", bulk("changing", {"x": one, "z": other}), Ask("POST", "/changing/_pit?keep_alive=1m", None, {}, remember={"pit": "id"}), bulk("changing", {"x": {"title": "Replaced"}}),
        Ask("POST", "/_search", {"pit": {"id": "$pit"}, "query": {"ids": {"values": ["x"]}}}, {"hits.total.value": 1, "hits.hits.0._source": one}),
        differs="what was there when it was opened is what is looked at, without what came later; a document that was changed since is seen as it is now, and one that was deleted is left out"),
    Row("point in time, as OpenSearch has it", Ask("POST", "/wire/_search/point_in_time?keep_alive=1m", None, {"pit_id": Present, "creation_time": Present}, remember={"pit": "pit_id"}), Ask("POST", "/_search", {"size": 3, "pit": {"id": "$pit", "keep_alive": "1m"}}, {"hits.total.value": 12}),
        Ask("DELETE", "/_search/point_in_time", {"pit_id": ["$pit"]}, {"pits.0.successful": True})),
]

MONTHS = [(f"{year}-{month:02}-01T00:00:00.000Z", len(dated(lambda when: millis(f"{year}-{month:02}-01") <= when < millis(f"{year + month // 12}-{month % 12 + 1:02}-01"))))
          for year, month in [(2023, month) for month in (10, 11, 12)] + [(2024, month) for month in (1, 2, 3, 4, 5)]]
DAY = 86400000
THIRTY = [(start, len(dated(lambda when: start <= when < start + 30 * DAY))) for start in range(moment("a9") // (30 * DAY) * 30 * DAY, moment("a12"), 30 * DAY)]
DATED = [moment(id) for id in ALL if moment(id) is not None]
sources = tally("source")

AGGREGATIONS = [
    Row("date_histogram: calendar_interval", aggregates({"date_histogram": {"field": "published", "calendar_interval": "month"}}, {"buckets.*.doc_count": [n for _, n in MONTHS], "buckets.*.key_as_string": [key for key, _ in MONTHS], "buckets.0.key": millis("2023-10-01")}),
        aggregates({"date_histogram": {"field": "published", "calendar_interval": "1y"}}, {"buckets.*.doc_count": [2, 9]}), aggregates({"date_histogram": {"field": "published", "calendar_interval": "quarter"}}, {"buckets.*.doc_count": [2, 7, 2]}),
        aggregates({"date_histogram": {"field": "published", "calendar_interval": "week", "min_doc_count": 1}}, {"buckets.0.key_as_string": "2023-10-02T00:00:00.000Z"}, )),
    Row("date_histogram: fixed_interval", aggregates({"date_histogram": {"field": "published", "fixed_interval": "30d"}}, {"buckets.*.doc_count": [n for _, n in THIRTY], "buckets.*.key": [start for start, _ in THIRTY]}),
        aggregates({"date_histogram": {"field": "@timestamp", "fixed_interval": "12h", "min_doc_count": 1}}, {"buckets.0.key_as_string": "2023-10-05T00:00:00.000Z"})),
    Row("date_histogram: min_doc_count, format, keyed", aggregates({"date_histogram": {"field": "published", "calendar_interval": "month", "min_doc_count": 1, "format": "yyyy-MM"}}, {"buckets.*.key_as_string": [key[:7] for key, n in MONTHS if n]}),
        aggregates({"date_histogram": {"field": "published", "calendar_interval": "month", "format": "yyyy-MM", "keyed": True}}, {"buckets.2024-02.doc_count": 3})),
    Row("date_histogram: extended_bounds, hard_bounds", aggregates({"date_histogram": {"field": "published", "calendar_interval": "month", "extended_bounds": {"min": "2023-08-01", "max": "2024-07-01"}}}, {"buckets.*.doc_count": [0, 0] + [n for _, n in MONTHS] + [0, 0]}), names="extended_bounds"),
    Row("date_histogram: time_zone", aggregates({"date_histogram": {"field": "published", "calendar_interval": "year", "time_zone": "+01:00"}}, {"buckets.*.doc_count": [1, 10], "buckets.1.key_as_string": "2024-01-01T00:00:00.000+01:00"}), names="time_zone"),
    Row("date_histogram: missing", aggregates({"date_histogram": {"field": "published", "calendar_interval": "year", "missing": "2023-01-01"}}, {"buckets.*.doc_count": [3, 9]}), aggregates({"date_histogram": {"field": "published", "calendar_interval": "year", "format": "dd.MM.yyyy", "time_zone": "+02:00", "missing": "31.12.2022"}}, {"buckets.0.key_as_string": "01.01.2022", "buckets.0.doc_count": 1}), names="missing"),
    Row("min, max, date_range: missing", aggregates({"min": {"field": "published", "missing": "2001-02-03"}}, {"value": millis("2001-02-03")}), aggregates({"date_range": {"field": "published", "missing": "2001-02-03", "ranges": [{"to": "2002-01-01"}]}}, {"buckets.0.doc_count": 1})),
    Row("date_histogram: offset, order", aggregates({"date_histogram": {"field": "published", "calendar_interval": "year", "order": {"_key": "desc"}}}, {"buckets.*.doc_count": [9, 2]}),
        aggregates({"date_histogram": {"field": "published", "calendar_interval": "day", "offset": "+6h", "min_doc_count": 1}}, {"buckets.0.key_as_string": "2023-10-04T06:00:00.000Z"}), names="offset"),
    Row("terms", aggregates({"terms": {"field": "source.keyword"}}, {"buckets.*.key": [key for key, _ in sources], "buckets.*.doc_count": [n for _, n in sources], "sum_other_doc_count": 0, "doc_count_error_upper_bound": 0}),
        aggregates({"terms": {"field": "authors.keyword"}}, {"buckets.*.key": [key for key, _ in tally("authors")], "buckets.*.doc_count": [n for _, n in tally("authors")]}), aggregates({"terms": {"field": "language"}}, {"buckets": [{"key": "en", "doc_count": 11}]}, query={"exists": {"field": "source"}})),
    Row("terms: of the hits alone", aggregates({"terms": {"field": "source.keyword"}}, {"buckets": [{"key": "Coast Courier", "doc_count": 3}]}, query={"match": {"title": "ferry"}})),
    Row("terms: size, min_doc_count", aggregates({"terms": {"field": "source.keyword", "size": 1}}, {"buckets": [{"key": "Valley Herald", "doc_count": 4}], "sum_other_doc_count": 7}), aggregates({"terms": {"field": "source.keyword", "min_doc_count": 3}}, {"buckets.*.key": ["Valley Herald", "Coast Courier"]})),
    Row("terms: order", aggregates({"terms": {"field": "source.keyword", "order": {"_key": "asc"}}}, {"buckets.*.key": sorted(key for key, _ in sources)}), aggregates({"terms": {"field": "source.keyword", "order": {"_count": "asc"}}}, {"buckets.*.doc_count": [2, 2, 3, 4]}),
        aggregates({"terms": {"field": "source.keyword", "order": {"last": "desc"}}, "aggs": {"last": {"max": {"field": "published"}}}}, {"buckets.*.key": ["Coast Courier", "Valley Herald", "Evening Ledger", "Northern Dispatch"]})),
    Row("terms: include, exclude, missing", aggregates({"terms": {"field": "source.keyword", "include": ["Coast Courier", "Evening Ledger"]}}, {"buckets.*.key": ["Coast Courier", "Evening Ledger"]}), aggregates({"terms": {"field": "source.keyword", "exclude": ["Valley Herald"]}}, {"buckets.0.key": "Coast Courier"}),
        aggregates({"terms": {"field": "source.keyword", "missing": "none"}}, {"buckets.*.key": Unordered([key for key, _ in sources] + ["none"])}), names="include"),
    Row("aggregations within aggregations", aggregates({"terms": {"field": "source.keyword"}, "aggs": {"when": {"date_histogram": {"field": "published", "calendar_interval": "year"}}, "who": {"cardinality": {"field": "authors.keyword"}}}},
        {"buckets.1.key": "Coast Courier", "buckets.1.when.buckets.*.doc_count": [3], "buckets.1.who.value": 2, "buckets.3.when.buckets.*.doc_count": [2]})),
    Row("filters", aggregates({"filters": {"filters": {"boats": {"match": {"title": "ferry"}}, "old": {"match": {"body": "old"}}}}}, {"buckets.boats.doc_count": 3, "buckets.old.doc_count": 3}),
        aggregates({"filters": {"other_bucket_key": "rest", "filters": {"boats": {"match": {"title": "ferry"}}}}}, {"buckets.rest.doc_count": 9}), aggregates({"filters": {"filters": [{"match": {"title": "ferry"}}, {"match_all": {}}]}}, {"buckets.*.doc_count": [3, 12]})),
    Row("filter", aggregates({"filter": {"term": {"section.keyword": "culture"}}, "aggs": {"who": {"value_count": {"field": "authors.keyword"}}}}, {"doc_count": 2, "who.value": 1}), beyond=True),
    Row("range", aggregates({"range": {"field": "length", "ranges": [{"to": 1}, {"from": 1, "to": 1000, "key": "some"}, {"from": 1000}]}}, {"buckets.*.doc_count": [0, 12, 0], "buckets.1.key": "some", "buckets.1.from": 1, "buckets.1.to": 1000, "buckets.2.key": "1000.0-*"})),
    Row("range on a date", aggregates({"range": {"field": "published", "ranges": [{"to": millis("2024-01-01")}, {"from": millis("2024-01-01")}]}}, {"buckets.*.doc_count": [2, 9]}), names="range", beyond=True),
    Row("date_range", aggregates({"date_range": {"field": "published", "format": "yyyy-MM", "ranges": [{"to": "2024-01"}, {"from": "2024-01"}]}}, {"buckets.*.doc_count": [2, 9], "buckets.1.from_as_string": "2024-01"}),
        aggregates({"date_range": {"field": "published", "ranges": [{"to": "2024-01-01"}, {"from": "2024-01-01", "to": "2024-03-01", "key": "winter"}, {"from": "2024-03-01"}]}}, {"buckets.*.doc_count": [2, 5, 4], "buckets.1.key": "winter", "buckets.1.from": millis("2024-01-01")})),
    Row("cardinality", aggregates({"cardinality": {"field": "source.keyword"}}, {"value": 4}), aggregates({"cardinality": {"field": "authors.keyword"}}, {"value": len(tally("authors"))})),
    Row("top_hits", aggregates({"terms": {"field": "source.keyword"}, "aggs": {"top": {"top_hits": {"size": 1, "sort": [{"published": "desc"}], "_source": ["title"]}}}},
        {"buckets.0.top.hits.total.value": 4, "buckets.0.top.hits.hits.*._id": ["a7"], "buckets.0.top.hits.hits.0._source": {"title": DOCUMENTS["a7"]["title"]}, "buckets.1.top.hits.hits.*._id": ["a10"]})),
    Row("min, max, avg", aggregates({"min": {"field": "published"}}, {"value": min(DATED), "value_as_string": "2023-10-05T00:00:00.000Z"}), aggregates({"max": {"field": "published"}}, {"value": max(DATED), "value_as_string": "2024-05-05T05:05:05.000Z"}),
        aggregates({"avg": {"field": "published"}}, {"value": Close(sum(DATED) / len(DATED))}), aggregates({"min": {"field": "published"}}, {"value": None}, query={"match": {"title": "zeppelin"}})),
    Row("sum, value_count, stats", aggregates({"value_count": {"field": "published"}}, {"value": 11}), aggregates({"stats": {"field": "published"}}, {"count": 11, "min": min(DATED), "max": max(DATED), "sum": Close(sum(DATED))}), names="stats", beyond=True),
    Row("missing", aggregates({"missing": {"field": "published"}}, {"doc_count": 1}), names="missing", beyond=True),
    Row("global", aggregates({"global": {}, "aggs": {"n": {"value_count": {"field": "published"}}}}, {"doc_count": 12}, query={"match": {"title": "ferry"}}), names="global", beyond=True),
    Row("composite", aggregates({"composite": {"sources": [{"s": {"terms": {"field": "source.keyword"}}}]}}, {"buckets.0.doc_count": 3}), names="composite", beyond=True),
    Row("histogram", aggregates({"histogram": {"field": "length", "interval": 5}}, {"buckets": Present}), names="histogram", beyond=True),
    Row("percentiles", aggregates({"percentiles": {"field": "published"}}, {"values": Present}), names="percentiles", beyond=True),
    Row("significant_terms", aggregates({"significant_terms": {"field": "tags.keyword"}}, {"buckets": Present}), names="significant_terms", beyond=True),
    Row("pipeline aggregations", aggregates({"date_histogram": {"field": "published", "calendar_interval": "year"}, "aggs": {"d": {"derivative": {"buckets_path": "_count"}}}}, {"buckets.0": Present}), names="derivative", beyond=True),
    Row("aggregating a text field is refused, as there", refused({"aggs": {"it": {"terms": {"field": "title"}}}})),
]

DOCUMENT = [
    Row("_doc: PUT, POST with an id", Ask("PUT", "/made/_doc/x", one, {"_index": "made", "_id": "x", "_version": 1, "result": "created", "_shards.failed": 0, "_seq_no": AtLeast(0), "_primary_term": AtLeast(1)}, 201), Ask("PUT", "/made/_doc/x", {**one, "votes": 5}, {"result": "updated", "_version": AtLeast(1)}),
        Ask("GET", "/made/_doc/x", None, {"_source": {**one, "votes": 5}}), Ask("POST", "/made/_doc/y?refresh=true", other, {"result": "created"}, 201), Ask("GET", "/made/_count", None, {"count": 2})),
    Row("_doc: POST without an id", Ask("POST", "/made-ids/_doc", one, {"result": "created", "_id": Present}, 201, remember={"id": "_id"}), Ask("GET", "/made-ids/_doc/$id", None, {"found": True, "_source": one}), Ask("POST", "/made-ids/_doc?refresh=true", one, {"result": "created"}, 201), Ask("GET", "/made-ids/_count", None, {"count": 2})),
    Row("_doc: GET, HEAD", Ask("GET", "/wire/_doc/a1", None, {"_index": "wire", "_id": "a1", "found": True, "_version": AtLeast(1), "_source": DOCUMENTS["a1"]}), Ask("HEAD", "/wire/_doc/a1"), Ask("GET", "/wire/_doc/nobody", None, {"_id": "nobody", "found": False, "error": Absent}, 404), Ask("HEAD", "/wire/_doc/nobody", status=404),
        Ask("GET", "/nobody/_doc/a1", None, {"error.type": "index_not_found_exception"}, 404)),
    Row("_doc: _source filters, ids with odd characters", Ask("GET", "/wire/_doc/a1?_source=title,desk.edition", None, {"_source": {"title": DOCUMENTS["a1"]["title"], "desk": {"edition": 1}}}), Ask("GET", "/wire/_doc/a1?_source=false", None, {"found": True, "_source": Absent}),
        Ask("PUT", "/odd/_doc/https%3A%2F%2Fnews.example%2Fa%20b%3Fc%3D1", one, {"_id": "https://news.example/a b?c=1"}, 201), Ask("GET", "/odd/_doc/https%3A%2F%2Fnews.example%2Fa%20b%3Fc%3D1", None, {"_source": one})),
    Row("_doc: a get sees what was just written", Ask("PUT", "/fresh/_doc/x", one, {}, 201), Ask("GET", "/fresh/_doc/x", None, {"found": True})),
    Row("_doc: DELETE", bulk("gone", {"x": one}), Ask("DELETE", "/gone/_doc/x?refresh=true", None, {"_id": "x", "result": "deleted"}), Ask("DELETE", "/gone/_doc/x", None, {"result": "not_found", "error": Absent}, 404), Ask("GET", "/gone/_count", None, {"count": 0})),
    Row("_source", Ask("GET", "/wire/_source/a1", None, {"": DOCUMENTS["a1"]}), Ask("HEAD", "/wire/_source/a1"), Ask("GET", "/wire/_source/nobody", None, {"error.type": "resource_not_found_exception"}, 404)),
    Row("_create, op_type=create", Ask("PUT", "/firsts/_create/x", one, {"result": "created"}, 201), Ask("PUT", "/firsts/_create/x", other, {"error.type": "version_conflict_engine_exception", "error.reason": Like(r"\[x\]: version conflict, document already exists"), "status": 409}, 409),
        Ask("PUT", "/firsts/_doc/x?op_type=create", other, {"status": 409}, 409), Ask("POST", "/firsts/_create/y", other, {}, 201), Ask("GET", "/firsts/_doc/x", None, {"_source": one})),
    Row("_update: doc", bulk("changed", {"x": one}), Ask("POST", "/changed/_update/x?refresh=true", {"doc": {"title": "Sluice opens", "desk": {"more": 1}}}, {"_id": "x", "result": "updated"}), Ask("GET", "/changed/_doc/x", None, {"_source": {**one, "title": "Sluice opens", "desk": {**one["desk"], "more": 1}}}),
        Ask("POST", "/changed/_search", {"query": {"match": {"title": "sluice"}}}, {"hits.total.value": 1}), Ask("POST", "/changed/_update/x", {"doc": {"title": "Sluice opens"}}, {"result": "noop"}), Ask("POST", "/changed/_update/nobody", {"doc": {}}, {"error.type": "document_missing_exception"}, 404)),
    Row("_update: upsert, doc_as_upsert", Ask("POST", "/upserted/_update/x", {"doc": {"title": "No"}, "upsert": one}, {"result": "created"}, 201), Ask("GET", "/upserted/_doc/x", None, {"_source": one}), Ask("POST", "/upserted/_update/y", {"doc": other, "doc_as_upsert": True}, {"result": "created"}, 201), Ask("GET", "/upserted/_doc/y", None, {"_source": other})),
    Row("_update: script", bulk("scripted", {"x": one}), Ask("POST", "/scripted/_update/x", {"script": "ctx._source.votes += 1"}, {"result": "updated"}), names="script", beyond=True),
    Row("_mget", Ask("POST", "/wire/_mget", {"ids": ["a1", "nobody"]}, {"docs.*.found": [True, False], "docs.0._source": DOCUMENTS["a1"]}), Ask("POST", "/_mget", {"docs": [{"_index": "wire", "_id": "a2", "_source": ["title"]}, {"_index": "nobody", "_id": "x"}]},
        {"docs.0._source": {"title": DOCUMENTS["a2"]["title"]}, "docs.1.error.type": "index_not_found_exception"}), Ask("GET", "/wire/_mget", {"docs": [{"_id": "a3"}]}, {"docs.0.found": True})),
    Row("_bulk: POST and PUT, with and without an index", Ask("POST", "/_bulk?refresh=true", nd({"index": {"_index": "bulked", "_id": "x"}}, one, {"create": {"_index": "bulked", "_id": "y"}}, other), {"errors": False, "took": AtLeast(0), "items.0.index.status": 201, "items.0.index.result": "created", "items.0.index._id": "x", "items.1.create.status": 201}),
        Ask("PUT", "/bulked/_bulk?refresh=true", nd({"index": {"_id": "x"}}, one, {"delete": {"_id": "y"}}, {"update": {"_id": "x"}}, {"doc": {"votes": 9}}), {"errors": False, "items.0.index.status": 200, "items.0.index.result": "updated", "items.1.delete.result": "deleted", "items.2.update.result": "updated"}),
        Ask("GET", "/bulked/_doc/x", None, {"_source": {**one, "votes": 9}}), Ask("GET", "/bulked/_count", None, {"count": 1})),
    Row("_bulk: create of what exists: 409", bulk("once", {"x": one}), Ask("POST", "/once/_bulk", nd({"create": {"_id": "x"}}, other, {"index": {}}, other, {"delete": {"_id": "nobody"}}, {"update": {"_id": "nobody"}}, {"doc": {}}),
        {"errors": True, "items.0.create.status": 409, "items.0.create.error.type": "version_conflict_engine_exception", "items.1.index.status": 201, "items.1.index._id": Present, "items.2.delete.status": 404, "items.2.delete.result": "not_found", "items.3.update.status": 404, "items.3.update.error.type": "document_missing_exception"})),
    Row("_bulk: a document that is none fails alone", Ask("POST", "/partly/_bulk?refresh=true", '{"index":{"_id":"x"}}\n["no", "object"]\n{"index":{"_id":"y"}}\n' + json.dumps(one) + "\n", {"errors": True, "items.0.index.status": 400, "items.0.index.error.type": Like("pars"), "items.1.index.status": 201})),
    Row("_bulk: a date that cannot be read is refused", Ask("POST", "/dateless/_bulk?refresh=true", nd({"index": {"_id": "x"}}, {"title": "A", "published": "no date at all"}), {"errors": True, "items.0.index.status": 400, "items.0.index.error.type": Like("pars")}),
        Ask("POST", "/dateless/_bulk?refresh=true", nd({"index": {"_id": "x"}}, {"title": "A", "@timestamp": "soon"}, {"index": {"_id": "y"}}, {"title": "B", "@timestamp": None}, {"update": {"_id": "y"}}, {"doc": {"date": "soon"}}, {"index": {"_id": "z"}}, {"title": "C", "pubDate": "Thu, 14 Mar 2024 09:30:00 GMT"}),
            {"errors": True, "items.0.index.error.reason": Like("@timestamp"), "items.1.index.status": 201, "items.2.update.status": 400, "items.3.index.status": 201}),
        Ask("GET", "/dateless/_count", None, {"count": 2}), Ask("PUT", "/dateless/_doc/x", {"title": "A", "date": "soon"}, {"error.type": Like("pars"), "error.caused_by": Present}, 400)),
    Row("_bulk: a document that is too large fails alone", Ask("POST", "/large/_bulk?refresh=true", lambda: nd({"index": {"_id": "x"}}, {"title": "A", "body": "sand " * (17 << 18)}, {"index": {"_id": "y"}}, {"title": "B"}),
        {"errors": True, "items.0.index.status": 413, "items.1.index.status": 201}), Ask("GET", "/large/_count", None, {"count": 1}), note="16 MiB a document"),
    Row("_bulk: empty lines, no last line end, a body that is none", Ask("POST", "/lines/_bulk", '{"index":{}}\n{"title":"A"}\n\n{"index":{}}\n{"title":"B"}\n\n', {"errors": False, "items.1.index.status": 201}), Ask("POST", "/lines/_bulk", '{"index":{}}\n{"title":"A"}', {"error.type": "illegal_argument_exception"}, 400),
        Ask("POST", "/lines/_bulk", "", {}, 400), Ask("POST", "/lines/_bulk", '{"no_such":{}}\n{}\n', {"error.type": "illegal_argument_exception"}, 400)),
    Row("_delete_by_query", bulk("weeded", {"x": one, "y": other, "z": {**other, "title": "Sluice"}}), Ask("POST", "/weeded/_delete_by_query?refresh=true", {"query": {"match": {"title": "lock"}}}, {"deleted": 2, "total": 2, "failures": [], "timed_out": False, "version_conflicts": 0, "batches": Present}), Ask("GET", "/weeded/_count", None, {"count": 1}),
        Ask("POST", "/weeded/_delete_by_query", {}, {}, 400)),
    Row("_update_by_query", bulk("swept", {"x": one}), Ask("POST", "/swept/_update_by_query", {"query": {"match_all": {}}}, {"updated": 1}), names="_update_by_query", beyond=True),
    Row("_reindex", Ask("POST", "/_reindex", {"source": {"index": "wire"}, "dest": {"index": "copy"}}, {"created": 12}), names="_reindex", beyond=True),
    Row("_refresh; refresh=true, wait_for", Ask("PUT", "/shown/_doc/x", one, {}, 201), Ask("POST", "/shown/_refresh", None, {"_shards.failed": 0, "_shards.total": Present}), Ask("GET", "/shown/_count", None, {"count": 1}), Ask("PUT", "/shown/_doc/y?refresh=wait_for", other, {}, 201), Ask("GET", "/shown/_count", None, {"count": 2}),
        Ask("GET", "/shown/_refresh", None, {"_shards.failed": 0}), Ask("POST", "/_refresh", None, {"_shards.failed": 0}), Ask("POST", "/nobody/_refresh", None, {}, 404)),
    Row("message is the body, @timestamp the date", bulk("shipped", {"s": {"message": "pump failed", "@timestamp": "2024-07-01T10:00:00.000Z", "host": "h"}}), Ask("POST", "/shipped/_search", {"query": {"bool": {"must": {"match": {"message": "pump"}}, "filter": {"range": {"@timestamp": {"gte": "2024-07-01", "lt": "2024-07-02"}}}}}},
        {"hits.total.value": 1, "hits.hits.0._source": {"message": "pump failed", "@timestamp": "2024-07-01T10:00:00.000Z", "host": "h"}}), Ask("POST", "/shipped/_search", {"query": {"match": {"body": "pump"}}}, {"hits.total.value": 1})),
]

ADMINISTRATION = [
    Row("GET and HEAD /", Ask("GET", "/", None, {"version.number": Like(r"^\d+\.\d+\.\d+$"), "tagline": "You Know, for Search", "cluster_name": Present, "cluster_uuid": Present, "version.build_flavor": Present, "version.lucene_version": Present, "header:X-Elastic-Product": "Elasticsearch"}), Ask("HEAD", "/")),
    Row("index: PUT, GET, HEAD, DELETE", Ask("PUT", "/made-one", {"settings": {"number_of_shards": 1}, "mappings": {"properties": {"title": {"type": "text"}}}}, {"acknowledged": True, "shards_acknowledged": True, "index": "made-one"}), Ask("HEAD", "/made-one"), Ask("PUT", "/made-one", None, {"error.type": "resource_already_exists_exception"}, 400),
        Ask("GET", "/made-one", None, {"made-one.mappings": Present, "made-one.settings.index": Present, "made-one.aliases": Present}), Ask("GET", "/made-one/_search", None, {"hits.total.value": 0}), Ask("DELETE", "/made-one", None, {"acknowledged": True}), Ask("HEAD", "/made-one", status=404),
        Ask("DELETE", "/made-one", None, {"error.type": "index_not_found_exception"}, 404)),
    Row("index names that are refused", Ask("PUT", "/Upper", None, {"error.type": "invalid_index_name_exception"}, 400), Ask("PUT", "/-dash", None, {"error.type": "invalid_index_name_exception"}, 400), Ask("PUT", "/with%20space", None, {"error.type": "invalid_index_name_exception"}, 400)),
    Row("_mapping", Ask("GET", "/wire/_mapping", None, {"wire.mappings.properties.title.type": "text", "wire.mappings.properties.published.type": "date", "wire.mappings.properties.source.fields.keyword.type": "keyword"}), bulk("mapped", {"x": one}), Ask("PUT", "/mapped/_mapping", {"properties": {"title": {"type": "text"}}}, {"acknowledged": True}),
        Ask("GET", "/_mapping", None, {"wire": Present}), Ask("GET", "/nobody/_mapping", None, {}, 404)),
    Row("_settings", Ask("GET", "/wire/_settings", None, {"wire.settings.index": Present}), names="_settings", beyond=True),
    Row("_field_caps", Ask("GET", "/wire/_field_caps?fields=*", None, {"fields.title.text.searchable": True, "fields.title.text.aggregatable": False, "fields.published.date.aggregatable": True, "fields.source·keyword.keyword.aggregatable": True, "indices": ["wire"]}), Ask("POST", "/_field_caps?fields=title,nobody", None, {"fields.title.text.type": "text", "fields.nobody": Absent})),
    Row("_analyze", Ask("POST", "/wire/_analyze", {"field": "title", "text": "Ferry 24"}, {"tokens.*.token": Present, "tokens.0.start_offset": 0, "tokens.0.end_offset": 5, "tokens.1.position": 1}), Ask("GET", "/_analyze", {"text": "harbour"}, {"tokens.0.token": Present})),
    Row("_cat/indices", Ask("GET", "/_cat/indices/wire?format=json", None, {"0.index": "wire", "0.docs·count": "12", "0.health": Present, "0.status": "open"}), Ask("GET", "/_cat/indices?v", None, {"": Like(r"^health\s+status\s+index.*wire")}), Ask("GET", "/_cat/indices/wire?h=index,docs.count", None, {"": Like(r"^wire\s+12\s*$")})),
    Row("_cat/health, _cat/count", Ask("GET", "/_cat/health", None, {"": Like("green|yellow")}), Ask("GET", "/_cat/count/wire?format=json", None, {"0.count": "12"}), names="_cat", beyond=True),
    Row("_cluster/health", Ask("GET", "/_cluster/health", None, {"status": OneOf("green", "yellow"), "cluster_name": Present, "number_of_nodes": 1, "timed_out": False}), Ask("GET", "/_cluster/health/wire?wait_for_status=yellow&timeout=1s", None, {"status": OneOf("green", "yellow")})),
    Row("_license", Ask("GET", "/_license", None, {"license.status": "active", "license.type": Present})),
    Row("_xpack", Ask("GET", "/_xpack", None, {"features": Present})),
    Row("_nodes/http", Ask("GET", "/_nodes/http", None, {"nodes.*.http.publish_address": Present, "cluster_name": Present}), Ask("GET", "/_nodes/_all/http", None, {"nodes": Present})),
    Row("_aliases", Ask("GET", "/_aliases", None, {"wire.aliases": {}}), Ask("GET", "/wire/_alias", None, {"wire.aliases": {}})),
    Row("_aliases: making one", Ask("POST", "/_aliases", {"actions": [{"add": {"index": "wire", "alias": "news"}}]}, {"acknowledged": True}), names="alias", beyond=True),
    Row("templates are accepted", Ask("PUT", "/_index_template/logs", {"index_patterns": ["logs-*"], "template": {}}, {"acknowledged": True}), Ask("PUT", "/_template/logs", {"index_patterns": ["logs-*"]}, {"acknowledged": True}), Ask("PUT", "/_component_template/part", {"template": {}}, {"acknowledged": True}), Ask("GET", "/_index_template/nobody", None, {}, 404)),
]

INTERFACE = [
    Row("X-Elastic-Product on every answer", Ask("GET", "/wire/_search", None, {"header:X-Elastic-Product": "Elasticsearch"}), Ask("GET", "/nobody/_search", None, {"header:X-Elastic-Product": "Elasticsearch"}, 404), Ask("POST", "/wire/_search", {"query": {"nope": {}}}, {"header:X-Elastic-Product": "Elasticsearch"}, 400)),
    *[Row(f"media types with compatible-with={version}", Ask("POST", "/wire/_search", {"query": {"match_all": {}}}, {"header:Content-Type": Like(f"application/vnd.elasticsearch\\+json; ?compatible-with={version}"), "hits.total.value": 12}, headers={
        "Content-Type": f"application/vnd.elasticsearch+json; compatible-with={version}", "Accept": f"application/vnd.elasticsearch+json; compatible-with={version}"}),
        Ask("POST", f"/compatible-{version}/_bulk", nd({"index": {}}, one), {"errors": False}, headers={"Content-Type": f"application/vnd.elasticsearch+x-ndjson; compatible-with={version}", "Accept": f"application/vnd.elasticsearch+json;compatible-with={version}"})) for version in (7, 8, 9)],
    Row("a media type that is none", Ask("POST", "/wire/_search", '{"size":1}', {"status": 406}, 406, headers={"Content-Type": "text/csv"})),
    Row("gzip: requests", Ask("POST", "/wire/_count", {"query": {"match": {"title": "ferry"}}}, {"count": 3}, headers={"Content-Encoding": "gzip"}), Ask("GET", "/wire/_count", None, {"count": 12}, headers={"Accept-Encoding": "gzip"})),
    Row("filter_path", Ask("GET", "/wire/_search?filter_path=hits.total.value,took&size=1", None, {"hits": {"total": {"value": 12}}, "_shards": Absent}), Ask("GET", "/wire/_search?filter_path=hits.hits._id&size=1", None, {"hits.hits.0": Present, "hits.hits.0._source": Absent, "hits.total": Absent}),
        Ask("GET", "/wire/_search?filter_path=-hits.hits", None, {"hits.hits": Absent, "hits.total": Present, "took": Present}), Ask("GET", "/wire/_search?filter_path=**._id&size=1", None, {"hits.hits.0._id": Present, "took": Absent}), Ask("GET", "/wire/_search?filter_path=hits.hits._source.t*&size=1&q=title:orchard", None, {"hits.hits.0._source": {"title": DOCUMENTS["a7"]["title"], "tags": ["frost"]}})),
    Row("errors in their form", Ask("POST", "/wire/_search", "{", {"error.type": Present, "error.reason": Present, "error.root_cause": Present, "status": 400}, 400, headers=JSON), Ask("DELETE", "/wire/_search", None, {"error": Like("allowed"), "status": 405}, 405), Ask("POST", "/nobody/_count", None, {"error.root_cause.0.type": "index_not_found_exception"}, 404)),
    Row("pretty", Ask("GET", "/wire/_count?pretty", None, {"count": 12}), Ask("GET", "/wire/_count?pretty=true&human&error_trace=false", None, {"count": 12})),
]

SECTIONS = [("Queries on text", TEXT_QUERIES), ("Queries on values", VALUE_QUERIES), ("Compound queries", COMPOUND_QUERIES), ("Searching", SEARCH), ("Aggregations", AGGREGATIONS), ("Documents", DOCUMENT),
            ("Indices and cluster", ADMINISTRATION), ("The interface", INTERFACE)]
