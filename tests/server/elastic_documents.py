"""Documents and indices of the Elasticsearch API, asked over HTTP as a client would."""
import json
import pathlib
import subprocess
import sys
import tempfile

from service import Server

faults = []
asked = 0


def check(holds, what):
    global asked
    asked += 1
    if not holds:
        faults.append(what)


def is_(got, wanted, what):
    check(got == wanted, f"{what}: {json.dumps(got)[:300]} instead of {json.dumps(wanted)[:300]}")


class Client:
    def __init__(self, server, headers=None):
        self.server, self.headers = server, headers or {}

    def __call__(self, method, path, body=None, status=200, headers=None):
        answer = self.server.ask(method, path, body, {**self.headers, **(headers or {})})
        check(answer.status == status, f"{method} {path}: {answer.status} instead of {status}: {answer.text[:300]}")
        check(answer.headers.get("X-Elastic-Product") == "Elasticsearch", f"{method} {path}: not said to be Elasticsearch")
        kind = answer.headers.get("Content-Type", "")
        return json.loads(answer.body) if "json" in kind and answer.body else answer.text

    def refused(self, method, path, body, status, kind, part):
        answer = self(method, path, body, status)
        error = answer.get("error", {})
        if isinstance(error, str):
            check(part in error, f"{method} {path}: {error} does not name {part}")
            return
        is_(error.get("type"), kind, f"{method} {path}")
        check(part in error.get("reason", ""), f"{method} {path}: {error.get('reason')} does not name {part}")
        check(error.get("root_cause", [{}])[0].get("type") == kind and answer.get("status") == status, f"{method} {path}: not the form of an error")


def bulk(*lines):
    return "".join((line if isinstance(line, str) else json.dumps(line)) + "\n" for line in lines)


DOCUMENT = {"headline": "Ferry sinks off Kos", "content": "The ferry sank on Monday.\n\nNobody was hurt.", "pubDate": "Thu, 14 Mar 2024 09:30:00 GMT", "id": 77, "views": 12, "score": 1.5,
            "author": "By Ann Lee and Bo Ray", "tags": ["sea", "travel"], "entities": [{"name": "Kos"}], "none": None, "empty": "", "deep": {"a": [1, {"b": False}]}}


def documents(es):
    made = es("PUT", "/news/_doc/1", DOCUMENT, 201)
    is_((made["_index"], made["_id"], made["result"], made["_shards"]["failed"]), ("news", "1", "created", 0), "a new document")
    got = es("GET", "/news/_doc/1")
    check(got["found"], "what was just put is not there")
    is_(got["_source"], DOCUMENT, "_source")
    is_(es("GET", "/news/_source/1"), DOCUMENT, "_source alone")
    is_(es("PUT", "/news/_doc/1", {**DOCUMENT, "views": 13})["result"], "updated", "the same id again")
    is_(es("GET", "/news/_doc/1?_source=views,deep.a")["_source"], {"views": 13, "deep": DOCUMENT["deep"]}, "a choice of keys")
    is_(es("GET", "/news/_doc/1?_source_excludes=*e*,content,pubDate,tags,views,id&_source_includes=*")["_source"], {"author": DOCUMENT["author"]}, "what is left out")
    check("_source" not in es("GET", "/news/_doc/1?_source=false"), "_source=false shows it")
    for path in ("/news/_doc/1", "/news/_source/1", "/news"):
        es("HEAD", path)
    for path in ("/news/_doc/2", "/news/_source/2", "/nowhere"):
        es("HEAD", path, status=404)
    is_(es("GET", "/news/_doc/2", status=404), {"_index": "news", "_id": "2", "found": False}, "an unknown id")
    es.refused("GET", "/nowhere/_doc/1", None, 404, "index_not_found_exception", "nowhere")
    es.refused("GET", "/news/_source/2", None, 404, "resource_not_found_exception", "news]/[2")
    is_(es("PUT", "/news/_doc/a%2Fb%20c", {"title": "Slash"}, 201)["_id"], "a/b c", "an id with a slash")
    is_(es("GET", "/news/_doc/a%2Fb%20c")["_source"], {"title": "Slash"}, "an id with a slash")
    given = es("POST", "/news/_doc", {"title": "Without an id"}, 201)["_id"]
    is_(len(given), 20, "the length of an id that is made")
    is_(es("GET", "/news/_doc/" + given)["_source"], {"title": "Without an id"}, "by the id that was made")
    es.refused("PUT", "/news/_create/1", {"title": "x"}, 409, "version_conflict_engine_exception", "document already exists")
    es.refused("PUT", "/news/_doc/1?op_type=create", {"title": "x"}, 409, "version_conflict_engine_exception", "document already exists")
    is_(es("POST", "/news/_create/c1?refresh=true", {"title": "x"}, 201)["forced_refresh"], True, "refresh=true")
    is_(es("DELETE", "/news/_doc/c1")["result"], "deleted", "delete")
    is_(es("DELETE", "/news/_doc/c1", status=404)["result"], "not_found", "delete again")
    es.refused("DELETE", "/nowhere/_doc/1", None, 404, "index_not_found_exception", "nowhere")
    # The corrections of newer articles are not undone by older ones.
    es("PUT", "/news/_doc/m", {"title": "Newer", "modified": "2024-03-15"}, 201)
    is_(es("PUT", "/news/_doc/m", {"title": "Older", "modified": "2024-03-14"})["result"], "noop", "an older version")
    is_(es("GET", "/news/_doc/m")["_source"]["title"], "Newer", "an older version")
    for parameter in ("if_seq_no=0", "if_primary_term=1", "version=3", "version_type=external"):
        es.refused("PUT", "/news/_doc/1?" + parameter, {"title": "x"}, 400, "illegal_argument_exception", parameter.split("=")[0])
    es.refused("PUT", "/news/_doc/1?pipeline=clean", {"title": "x"}, 400, "illegal_argument_exception", "clean")
    es.refused("PUT", "/news/_doc/1?refresh=maybe", {"title": "x"}, 400, "illegal_argument_exception", "maybe")
    es.refused("PUT", "/news/_doc/1?colour=red", {"title": "x"}, 400, "illegal_argument_exception", "colour")
    es.refused("PUT", "/news/_doc/1?require_alias=true", {"title": "x"}, 404, "index_not_found_exception", "not an alias")
    es.refused("PUT", "/news/_doc/1", "[1]", 400, "mapper_parsing_exception", "object")
    es.refused("PUT", "/news/_doc/1", "{", 400, "mapper_parsing_exception", "not JSON")
    es.refused("PUT", "/news/_doc/1", {"_id": "2"}, 400, "mapper_parsing_exception", "_id")
    es.refused("PUT", "/news/_doc/" + "x" * 513, {"a": 1}, 400, "illegal_argument_exception", "513")
    es.refused("PUT", "/News/_doc/1", {"a": 1}, 400, "invalid_index_name_exception", "lowercase")
    es.refused("PUT", "/news/article/1", {"a": 1}, 400, "illegal_argument_exception", "article")


def updates(es):
    es("PUT", "/news/_doc/u", {"headline": "One", "n": {"a": 1, "b": [1]}}, 201)
    is_(es("POST", "/news/_update/u", {"doc": {"n": {"a": 2, "c": None}, "views": 1}})["result"], "updated", "a partial update")
    is_(es("GET", "/news/_source/u"), {"headline": "One", "n": {"a": 2, "b": [1], "c": None}, "views": 1}, "after a partial update")
    is_(es("POST", "/news/_update/u", {"doc": {"views": 1}})["result"], "noop", "an update that changes nothing")
    is_(es("POST", "/news/_update/u", {"doc": {"views": 1}, "detect_noop": False})["result"], "updated", "without detect_noop")
    shown = es("POST", "/news/_update/u?_source=true", {"doc": {"headline": "Two"}})
    is_(shown["get"]["_source"]["headline"], "Two", "the document in the answer")
    es.refused("POST", "/news/_update/none", {"doc": {"a": 1}}, 404, "document_missing_exception", "none")
    is_(es("POST", "/news/_update/up", {"doc": {"a": 1}, "doc_as_upsert": True}, 201)["result"], "created", "doc_as_upsert")
    is_(es("POST", "/news/_update/up2", {"doc": {"a": 1}, "upsert": {"a": 0}}, 201)["result"], "created", "upsert")
    is_(es("GET", "/news/_source/up2"), {"a": 0}, "upsert")
    is_(es("POST", "/news/_update/up2", {"doc": {"a": 1}, "upsert": {"a": 0}})["result"], "updated", "upsert of what is there")
    es.refused("POST", "/news/_update/u", {"script": {"source": "ctx._source.n++"}}, 400, "illegal_argument_exception", "script")
    es.refused("POST", "/news/_update/u", {}, 400, "action_request_validation_exception", "doc is missing")
    es.refused("POST", "/news/_update/u", {"doc": {"_id": "x"}}, 400, "mapper_parsing_exception", "_id")


def many(es):
    wanted = es("GET", "/_mget", {"docs": [{"_index": "news", "_id": "1", "_source": ["views"]}, {"_index": "news", "_id": "zz"}, {"_index": "nowhere", "_id": "1"}, {"_index": "news", "_id": "u", "_source": False}]})["docs"]
    is_(wanted[0]["_source"], {"views": 13}, "_mget with a choice of keys")
    is_([d.get("found") for d in wanted], [True, False, None, True], "_mget")
    is_(wanted[2]["error"]["type"], "index_not_found_exception", "_mget of an unknown index")
    check("_source" not in wanted[3], "_mget shows what was not wanted")
    is_([d["_id"] for d in es("POST", "/news/_mget?_source=false", {"ids": ["u", 1]})["docs"]], ["u", "1"], "_mget of ids")
    es.refused("POST", "/_mget", {"docs": [{"_id": "1"}]}, 400, "action_request_validation_exception", "index is missing")
    es.refused("POST", "/news/_mget", {}, 400, "action_request_validation_exception", "no documents")

    answer = es("POST", "/_bulk?refresh=wait_for", bulk(
        {"index": {"_index": "one", "_id": "a"}}, DOCUMENT,
        {"create": {"_index": "two", "_id": "b"}}, {"title": "B"},
        {"create": {"_index": "two", "_id": "b"}}, {"title": "B again"},
        {"update": {"_index": "one", "_id": "a"}}, {"doc": {"views": 99}},
        {"update": {"_index": "one", "_id": "none"}}, {"doc": {"views": 99}},
        {"update": {"_index": "one", "_id": "fresh"}}, {"doc": {"views": 1}, "doc_as_upsert": True},
        {"delete": {"_index": "two", "_id": "nobody"}},
        {"index": {"_index": "one"}}, "[1,2]",
        {"index": {"_index": "one", "_id": "s", "if_seq_no": 4}}, {"title": "S"},
        {"index": {"_index": "Bad", "_id": "s"}}, {"title": "S"},
        {"delete": {"_index": "gone", "_id": "s"}},
        {"update": {"_index": "one", "_id": "a"}}, {"script": "x"},
        {"index": {"_index": "two", "_type": "_doc", "_id": "last", "routing": "r"}}, {"title": "last"}))
    check(answer["errors"] is True, "errors are not said")
    is_([(next(iter(i)), next(iter(i.values()))["status"]) for i in answer["items"]],
        [("index", 201), ("create", 201), ("create", 409), ("update", 200), ("update", 404), ("update", 201), ("delete", 404), ("index", 400), ("index", 400), ("index", 400), ("delete", 404), ("update", 400), ("index", 201)], "a bulk of many")
    is_([i.get(k, {}).get("error", {}).get("type") for i in answer["items"] for k in i],
        [None, None, "version_conflict_engine_exception", None, "document_missing_exception", None, None, "mapper_parsing_exception", "illegal_argument_exception", "invalid_index_name_exception",
         "index_not_found_exception", "illegal_argument_exception", None], "the errors of a bulk")
    is_(es("GET", "/one/_source/a"), {**DOCUMENT, "views": 99}, "indexed and updated in one bulk")
    is_(es("GET", "/two/_source/b"), {"title": "B"}, "created and not created again")
    check(not es("PUT", "/one/_bulk", bulk({"index": {}}, {"title": "x"}, {"delete": {"_id": "fresh"}}))["errors"], "a bulk of one index")
    es.refused("POST", "/_bulk", bulk({"index": {"_index": "one"}}, {"a": 1}, "[]"), 400, "illegal_argument_exception", "line [3]")
    es.refused("POST", "/_bulk", bulk({"index": {}}, {"a": 1}), 400, "action_request_validation_exception", "index is missing")
    es.refused("POST", "/_bulk", json.dumps({"index": {"_index": "one"}}) + "\n{}", 400, "illegal_argument_exception", "newline")

    es("POST", "/gone/_bulk?refresh=true", bulk(*[x for i in range(30) for x in ({"index": {"_id": str(i)}}, {"title": "Ferry" if i % 3 else "Bridge", "published": "2024-03-14"})]))
    answer = es("POST", "/gone/_delete_by_query?refresh=true", {"query": {"match": {"title": "bridge"}}})
    is_((answer["total"], answer["deleted"], answer["failures"]), (10, 10, []), "_delete_by_query")
    is_(es("POST", "/gone/_delete_by_query", {"query": {"match_all": {}}, "max_docs": 3})["deleted"], 3, "max_docs")
    es("POST", "/gone/_refresh")
    is_(es("GET", "/_cat/count/gone?h=count").strip(), "17", "what is left")
    es.refused("POST", "/gone/_delete_by_query", {}, 400, "action_request_validation_exception", "query is missing")
    es.refused("POST", "/gone/_delete_by_query", {"query": {"match": {"colour": "red"}}}, 400, "query_shard_exception", "colour")
    es.refused("POST", "/_reindex", {"source": {}}, 501, "not_implemented", "_reindex")
    es.refused("POST", "/gone/_update_by_query", {}, 501, "not_implemented", "_update_by_query")


def indices(es):
    body = {"settings": {"number_of_shards": 3}, "mappings": {"properties": {"title": {"type": "text"}, "published": {"type": "date"}, "views": {"type": "integer"}, "@timestamp": {"type": "date"}}}, "aliases": {"press": {}}}
    is_(es("PUT", "/made", body), {"acknowledged": True, "shards_acknowledged": True, "index": "made"}, "an index made")
    es.refused("PUT", "/made", None, 400, "resource_already_exists_exception", "made")
    es.refused("PUT", "/press", None, 400, "invalid_index_name_exception", "alias")
    for properties, name in (({"title": {"type": "integer"}}, "title"), ({"headline": {"type": "date"}}, "headline"), ({"@timestamp": {"type": "keyword"}}, "@timestamp"), ({"source": {"type": "long"}}, "source")):
        es.refused("PUT", "/other", {"mappings": {"properties": properties}}, 400, "illegal_argument_exception", name)
        es.refused("PUT", "/made/_mapping", {"properties": properties}, 400, "illegal_argument_exception", name)
    es.refused("PUT", "/other", {"mappings": {"_source": {"enabled": False}}}, 400, "illegal_argument_exception", "_source")
    es.refused("PUT", "/other", {"settings": {"index": {"blocks": {"write": True}}}}, 400, "illegal_argument_exception", "index.blocks.write")
    es.refused("PUT", "/_other", None, 400, "invalid_index_name_exception", "_other")
    es("HEAD", "/other", status=404)
    shown = es("GET", "/made")["made"]
    is_(shown["aliases"], {"press": {}}, "aliases of an index")
    properties = shown["mappings"]["properties"]
    is_(properties["title"], {"type": "text"}, "the mapping of title")
    is_(properties["source"], {"type": "text", "fields": {"keyword": {"type": "keyword"}}}, "the mapping of source")
    is_(properties["headline"], {"type": "alias", "path": "title"}, "the mapping of headline")
    is_(properties["published"]["type"], "date", "the mapping of published")
    is_(es("GET", "/made/_mapping")["made"]["mappings"], shown["mappings"], "_mapping")
    is_(es("PUT", "/made/_mapping", shown["mappings"]), {"acknowledged": True}, "a mapping copied from here")
    is_(es("GET", "/made/_mapping/field/title")["made"]["mappings"]["title"]["mapping"], {"title": {"type": "text"}}, "the mapping of one field")
    is_(es("GET", "/made/_settings")["made"]["settings"]["index"]["number_of_shards"], "1", "_settings")
    is_(es("PUT", "/made/_settings", {"index": {"refresh_interval": "30s"}}), {"acknowledged": True}, "settings put")

    is_(es("PUT", "/press/_doc/p1?refresh=true", {"title": "By alias"}, 201)["_index"], "made", "written by an alias")
    is_(es("GET", "/press/_source/p1"), {"title": "By alias"}, "read by an alias")
    es("PUT", "/made2")
    es("POST", "/_aliases", {"actions": [{"add": {"index": "made2", "alias": "press"}}, {"add": {"indices": ["made", "made2"], "alias": "both"}}]})
    es.refused("PUT", "/press/_doc/p2", {"title": "x"}, 400, "illegal_argument_exception", "no write index")
    es.refused("GET", "/press/_doc/p1", None, 400, "illegal_argument_exception", "more than one index")
    es("POST", "/_aliases", {"actions": [{"remove": {"index": "made", "alias": "press"}}, {"add": {"index": "made2", "alias": "press", "is_write_index": True}}]})
    is_(es("GET", "/_alias/press"), {"made2": {"aliases": {"press": {"is_write_index": True}}}}, "an alias moved")
    is_(es("PUT", "/press/_doc/p2", {"title": "x"}, 201)["_index"], "made2", "written where the alias moved")
    is_(sorted(es("GET", "/both")), ["made", "made2"], "an alias of two")
    es("HEAD", "/_alias/press")
    es("GET", "/_alias/nothing", status=404)
    es.refused("POST", "/_aliases", {"actions": [{"add": {"index": "made", "alias": "some", "filter": {"term": {"tags": "x"}}}}]}, 400, "illegal_argument_exception", "filter")
    es.refused("POST", "/_aliases", {"actions": [{"remove": {"index": "made", "alias": "nothing"}}]}, 404, "aliases_not_found_exception", "nothing")
    es.refused("PUT", "/made/_alias/news", None, 400, "invalid_alias_name_exception", "news")
    es.refused("DELETE", "/press", None, 400, "illegal_argument_exception", "alias")
    is_(es("PUT", "/made/_alias/third"), {"acknowledged": True}, "an alias put")
    is_(es("DELETE", "/made/_alias/third"), {"acknowledged": True}, "an alias deleted")
    resolved = es("GET", "/_resolve/index/made*,press")
    is_(([i["name"] for i in resolved["indices"]], [a["name"] for a in resolved["aliases"]]), (["made", "made2"], ["press"]), "_resolve/index")
    es.refused("DELETE", "/*", None, 400, "illegal_argument_exception", "Wildcard")
    is_(es("DELETE", "/made2"), {"acknowledged": True}, "an index deleted")
    es("GET", "/_alias/press", status=404)
    es.refused("GET", "/made2", None, 404, "index_not_found_exception", "made2")
    es.refused("DELETE", "/made2", None, 404, "index_not_found_exception", "made2")
    is_(es("GET", "/made2?ignore_unavailable=true"), {}, "an unknown index passed over")

    template = {"index_patterns": ["logs-*"], "template": {"mappings": {"properties": {"host": {"type": "keyword"}}}}}
    es("GET", "/_index_template/logs", status=404)
    is_(es("PUT", "/_index_template/logs", template), {"acknowledged": True}, "a template put")
    is_(es("GET", "/_index_template/logs")["index_templates"], [{"name": "logs", "index_template": template}], "a template kept")
    es("HEAD", "/_index_template/logs")
    es.refused("PUT", "/_index_template/bad", {"template": {"mappings": {"properties": {"title": {"type": "long"}}}}}, 400, "illegal_argument_exception", "title")
    es("PUT", "/_template/old", {"index_patterns": ["x-*"]})
    is_(es("GET", "/_template/old"), {"old": {"index_patterns": ["x-*"]}}, "an old template kept")
    is_(es("DELETE", "/_index_template/logs"), {"acknowledged": True}, "a template deleted")
    es("HEAD", "/_index_template/logs", status=404)


def administration(es):
    table = es("GET", "/_cat/indices?v&s=index")
    check(table.splitlines()[0].split()[:3] == ["health", "status", "index"], "_cat/indices has no heading: " + table[:100])
    row = next(r for r in es("GET", "/_cat/indices?format=json") if r["index"] == "two")
    is_((row["docs.count"], row["health"], row["pri"]), ("2", "green", "1"), "_cat/indices as JSON")
    is_(es("GET", "/_cat/indices/two?h=index,docs.count"), "two 2\n", "_cat/indices with chosen columns")
    check("/_cat/indices" in es("GET", "/_cat"), "_cat does not say what there is")
    is_(es("GET", "/_cat/health?format=json")[0]["status"], "green", "_cat/health")
    health = es("GET", "/_cluster/health?wait_for_status=yellow&timeout=5s")
    is_((health["status"], health["timed_out"], health["number_of_nodes"]), ("green", False, 1), "_cluster/health")
    es("GET", "/_cluster/health/nowhere", status=408)
    is_(es("GET", "/_license")["license"]["status"], "active", "_license")
    is_(es("GET", "/_xpack")["license"]["type"], "basic", "_xpack")
    for path in ("/_nodes", "/_nodes/http", "/_nodes/_all/http"):
        node = next(iter(es("GET", path)["nodes"].values()))
        is_(node["http"]["publish_address"], f"127.0.0.1:{es.server.port}", path)
    is_(es("GET", "/_cluster/settings"), {"persistent": {}, "transient": {}}, "_cluster/settings")
    es.refused("PUT", "/_cluster/settings", {"persistent": {"action.auto_create_index": "false"}}, 400, "illegal_argument_exception", "action.auto_create_index")
    is_(es("GET", "/_stats")["indices"]["two"]["total"]["docs"]["count"], 2, "_stats")
    is_(es("GET", "/_cluster/stats")["indices"]["docs"]["count"], es("GET", "/_stats")["_all"]["total"]["docs"]["count"], "_cluster/stats")
    is_(es("GET", "/_ingest/pipeline"), {}, "pipelines")
    es.refused("PUT", "/_ingest/pipeline/p", {"processors": []}, 400, "illegal_argument_exception", "pipeline")
    es.refused("GET", "/_ilm/policy/p", None, 404, "resource_not_found_exception", "lifecycle")
    es.refused("PUT", "/_ilm/policy/p", {}, 400, "illegal_argument_exception", "_ilm")
    is_(es("GET", "/_security/_authenticate")["enabled"], True, "_security/_authenticate")
    for path in ("/_forcemerge", "/two/_cache/clear", "/_flush", "/two/_refresh"):
        is_(es("POST", path)["_shards"]["failed"], 0, path)


# A database made with --analysis none: what would ask for names or times in the text is refused, rather than answered as if there were none.
def words_alone(es):
    for query in ({"term": {"person": "Sullivan"}}, {"prefix": {"org": "U"}}, {"exists": {"field": "place"}}, {"range": {"dates": {"gte": "2022"}}}, {"bool": {"must_not": {"term": {"entities.name": "Kyiv"}}}}, {"query_string": {"query": "person:Sullivan"}}):
        es.refused("POST", "/words/_search", {"query": query}, 400, "illegal_argument_exception", "--analysis none")
        es.refused("POST", "/words/_count", {"query": query}, 400, "illegal_argument_exception", "--analysis none")
    es.refused("POST", "/words/_delete_by_query", {"query": {"term": {"person": "Sullivan"}}}, 400, "illegal_argument_exception", "--analysis none")
    for body in ({"aggs": {"a": {"terms": {"field": "person"}}}}, {"aggs": {"d": {"terms": {"field": "source"}, "aggs": {"p": {"cardinality": {"field": "org"}}}}}}, {"sort": ["place"]}, {"collapse": {"field": "org"}}, {"post_filter": {"term": {"person": "x"}}},
                 {"aggs": {"f": {"filter": {"term": {"person": "x"}}}}}):
        es.refused("POST", "/words/_search", body, 400, "illegal_argument_exception", "--analysis none")
    is_(es("POST", "/words/_search", {"query": {"match": {"body": "Kyiv"}}})["hits"]["total"]["value"], 1, "words where no names are known")
    is_(es("POST", "/words,plain/_search", {"query": {"term": {"person": "Jake Sullivan"}}})["hits"]["total"]["value"], 1, "names where one of two databases knows them")
    warnings = es.server.get("/search?db=words&q=person:Sullivan").json["warnings"]
    check(any("--analysis none" in warning for warning in warnings), f"the native interface does not say that no names are known: {warnings}")


def forms(es):
    root = es("GET", "/")
    is_((root["cluster_name"], root["tagline"], root["version"]["build_flavor"]), ("dateline", "You Know, for Search", "default"), "the root")
    check(root["version"]["number"].startswith("8."), "the version is " + root["version"]["number"])
    es("HEAD", "/")
    is_(es("GET", "/", headers={"Accept": "application/json"})["cluster_uuid"], root["cluster_uuid"], "cluster_uuid")
    for path in ("/_nothing", "/news/_nothing", "/_cat/nothing", "/_nothing/at/all"):
        es.refused("GET", path, None, 400, "", f"no handler found for uri [{path}] and method [GET]")
    es.refused("DELETE", "/_bulk", None, 405, "", "Incorrect HTTP method for uri [/_bulk] and method [DELETE], allowed: [POST, PUT]")
    for version in "789":
        kind = "application/vnd.elasticsearch+json; compatible-with=" + version
        answer = es.server.ask("PUT", "/typed/_doc/1", {"title": "x", "_index2": {"_index": "a", "_id": "b"}}, {"Content-Type": kind, "Accept": kind})
        is_(answer.headers["Content-Type"].replace(" ", ""), kind.replace(" ", ""), "the media type of the answer")
        is_(answer.json.get("_type"), "_doc" if version == "7" else None, "the type, for version " + version)
        source = es.server.ask("GET", "/typed/_doc/1", None, {"Accept": kind}).json["_source"]
        is_(source["_index2"], {"_index": "a", "_id": "b"}, "a document that looks like an answer")
        ndjson = "application/vnd.elasticsearch+x-ndjson; compatible-with=" + version
        items = es.server.ask("POST", "/typed/_bulk", bulk({"index": {"_id": "2"}}, {"title": "x"}), {"Content-Type": ndjson, "Accept": kind}).json["items"]
        is_(items[0]["index"].get("_type"), "_doc" if version == "7" else None, "the type in a bulk")
    is_(es.server.ask("PUT", "/typed/_doc/1", "a: 1", {"Content-Type": "application/yaml"}).status, 406, "YAML")
    is_(es.server.ask("GET", "/typed/_doc/1", None, {"Accept": "application/cbor"}).status, 406, "CBOR")
    is_(es.server.ask("GET", "/typed/_doc/1", None, {"Accept": "application/vnd.elasticsearch+json; compatible-with=5"}).status, 400, "version 5")
    es("GET", "/_cluster/health?format=yaml", status=406)
    is_(es("GET", "/typed/_doc/1?filter_path=_id,_source.title"), {"_id": "1", "_source": {"title": "x"}}, "filter_path")
    check("\n  " in es.server.get("/typed/_doc/1?pretty").text, "pretty is not")
    is_(es.server.ask("GET", "/_cluster/health", None, {"X-Opaque-Id": "q1"}).headers.get("X-Opaque-Id"), "q1", "X-Opaque-Id")


with Server() as server:
    es = Client(server)
    documents(es)
    updates(es)
    many(es)
    indices(es)
    administration(es)
    forms(es)
    before = es("GET", "/one/_source/a")
    es("POST", "/_aliases", {"actions": [{"add": {"index": "one", "alias": "lasting"}}]})
    uuid = es("GET", "/")["cluster_uuid"]
    server.stop()

    # What was sent survives an export and dateline-index.
    exported = subprocess.run(["dateline-query", "--db", server.root / "one", "export"], check=True, capture_output=True).stdout
    subprocess.run(["dateline-index", "--db", server.root / "copy", "--quiet", "-"], check=True, input=exported)
    subprocess.run(["dateline-index", "--db", server.root / "plain", "--quiet", "-"], check=True, input=b'{"id": "x", "headline": "Sullivan in Kyiv", "content": "Jake Sullivan spoke in Kyiv.", "weather": "fair"}\n')
    subprocess.run(["dateline-index", "--db", server.root / "words", "--quiet", "--analysis", "none", "-"], check=True, input=b'{"id": "x", "headline": "Sullivan in Kyiv", "content": "Jake Sullivan spoke in Kyiv."}\n')
    server.start()
    is_(es("GET", "/copy/_source/a"), before, "_source after export and dateline-index")
    is_(es("GET", "/lasting/_source/a"), before, "an alias after a restart")
    is_(es("GET", "/")["cluster_uuid"], uuid, "cluster_uuid after a restart")
    words_alone(es)
    is_(es("POST", "/plain/_update/x", {"doc": {"views": 3}})["result"], "updated", "an update of what came otherwise")
    after = es("GET", "/plain/_source/x")
    is_((after["title"], after["weather"], after["views"]), ("Sullivan in Kyiv", "fair", 3), "an update of what came otherwise")

with Server("--flavour=opensearch") as server:
    root = Client(server)("GET", "/")
    is_((root["version"]["distribution"], root["version"]["number"].split(".")[0]), ("opensearch", "2"), "the root as OpenSearch has it")

with tempfile.TemporaryDirectory() as scratch:
    tokens = pathlib.Path(scratch) / "tokens"
    tokens.write_text("token-that-writes-everything write\ntoken-that-writes-mine write mine\ntoken-that-reads-mine read mine\n")
    tokens.chmod(0o600)
    with Server(f"--token-file={tokens}") as server:
        all_of_it, mine, reader, nobody = (Client(server, {"Authorization": "ApiKey " + t} if t else {}) for t in ("token-that-writes-everything", "token-that-writes-mine", "token-that-reads-mine", ""))
        for name in ("mine", "theirs"):
            all_of_it("PUT", f"/{name}/_doc/1", {"title": name}, 201)
        all_of_it("PUT", "/theirs/_alias/way-in")
        nobody.refused("GET", "/mine/_doc/1", None, 401, "security_exception", "token")
        mine("GET", "/mine/_doc/1")
        for path in ("/theirs/_doc/1", "/way-in/_doc/1", "/theirs"):
            mine.refused("GET", path, None, 403, "security_exception", "theirs")
        mine.refused("PUT", "/theirs/_doc/2", {"title": "x"}, 403, "security_exception", "theirs")
        mine.refused("PUT", "/fresh", None, 403, "security_exception", "fresh")
        items = mine("POST", "/_bulk", bulk({"index": {"_index": "mine", "_id": "2"}}, {"a": 1}, {"index": {"_index": "theirs", "_id": "2"}}, {"a": 1}, {"index": {"_index": "way-in", "_id": "2"}}, {"a": 1}))["items"]
        is_([i["index"]["status"] for i in items], [201, 403, 403], "a bulk with lines for others' indices")
        docs = mine("POST", "/_mget", {"docs": [{"_index": "mine", "_id": "1"}, {"_index": "theirs", "_id": "1"}]})["docs"]
        is_((docs[0]["found"], docs[1].get("error", {}).get("type")), (True, "security_exception"), "_mget of others' indices")
        is_([r["index"] for r in mine("GET", "/_cat/indices?format=json")], ["mine"], "_cat/indices shows others'")
        reader.refused("PUT", "/mine/_doc/3", {"a": 1}, 403, "security_exception", "read and not write")
        reader("GET", "/mine/_doc/1")

print("\n".join(faults) or f"{asked} answers as a client expects them")
sys.exit(bool(faults))
