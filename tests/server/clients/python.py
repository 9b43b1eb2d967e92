"""Debian's python3-elasticsearch, which is of the 7.17 line. Arguments: address of the server, folder with articles.ndjson and expected.json."""
import json
import pathlib
import sys
import traceback

import elasticsearch
from elasticsearch import helpers

url, folder = sys.argv[1], pathlib.Path(sys.argv[2])
pairs = [(line["id"], line["article"]) for line in map(json.loads, (folder / "articles.ndjson").open())]
expected = json.loads((folder / "expected.json").read_text())
client = elasticsearch.Elasticsearch(url, http_compress=True)
steps = failures = 0


def step(name):
    """Runs the function beneath it."""
    def run(function):
        global steps, failures
        steps += 1
        try:
            outcome = function()
            print(f"ok   {name}" + (f": {outcome}" if outcome is not None else ""))
        except Exception as error:
            failures += 1
            line = traceback.extract_tb(error.__traceback__)[1].lineno
            print(f"FAIL {name} (line {line}): {type(error).__name__} {error}")
    return run


def same(got, wanted):
    assert got == wanted, f"{got!r} instead of {wanted!r}"


def raises(kind, status, function):
    try:
        function()
    except kind as error:
        same(error.status_code, status)
        return error.error
    raise AssertionError(f"no {kind.__name__}")


@step("info")
def _():
    assert client.ping()
    return client.info()["version"]["number"]


@step("create the index")
def _():
    mapping = {"properties": {"title": {"type": "text"}, "body": {"type": "text"}, "published": {"type": "date"}}}
    same(client.indices.create(index="news", settings={"number_of_shards": 1}, mappings=mapping)["acknowledged"], True)
    assert client.indices.exists(index="news") and not client.indices.exists(index="olds")
    raises(elasticsearch.RequestError, 400, lambda: client.indices.create(index="news"))


@step("bulk helper")
def _():
    actions = ({"_index": "news", "_id": id, "_source": one} for id, one in pairs)
    same(helpers.bulk(client, actions, chunk_size=300), (1000, []))


@step("refresh and count")
def _():
    client.indices.refresh(index="news")
    same(client.count(index="news")["count"], 1000)


for search in expected["searches"]:
    @step("search: " + search["name"])
    def _():
        found = client.search(index="news", **search["body"])
        same(found["hits"]["total"], {"value": search["total"], "relation": "eq"})
        same(client.count(index="news", body={"query": search["body"]["query"]})["count"], search["total"])
        return search["total"]


@step("aggregations")
def _():
    wanted = expected["aggregations"]
    found = client.search(index="news", **wanted["body"])["aggregations"]
    same({bucket["key"]: bucket["doc_count"] for bucket in found["sources"]["buckets"]}, wanted["sources"])
    same({bucket["key_as_string"][:7]: bucket["doc_count"] for bucket in found["months"]["buckets"]}, wanted["months"])
    same(found["authors"]["value"], wanted["authors"])
    same(found["first"]["value"], wanted["first"])


@step("highlight")
def _():
    for hit in client.search(index="news", **expected["highlight"])["hits"]["hits"]:
        assert "<em>Flood</em>" in hit["highlight"]["title"][0], hit


@step("sort and search_after")
def _():
    newest, after = [], None
    while len(newest) < 300:
        more = {"search_after": after} if after else {}
        hits = client.search(index="news", size=100, sort=[{"published": "desc"}], **more)["hits"]["hits"]
        newest += [hit["_id"] for hit in hits]
        after = hits[-1]["sort"]
    same(newest, expected["newest"][:300])


@step("msearch")
def _():
    lines = [line for search in expected["searches"] for line in ({"index": "news"}, search["body"])]
    answers = client.msearch(body=lines)["responses"]
    same([answer["hits"]["total"]["value"] for answer in answers], [search["total"] for search in expected["searches"]])


@step("get, mget, exists")
def _():
    for id, one in pairs[:3]:
        same(client.get(index="news", id=id)["_source"], one)
    found = client.mget(index="news", body={"ids": ["story-0007", "story-9999", "story-0500"]})["docs"]
    same([one["found"] for one in found], [True, False, True])
    same(found[2]["_source"], pairs[500][1])
    assert client.exists(index="news", id="story-0007") and not client.exists(index="news", id="story-9999")
    same(client.get_source(index="news", id="story-0008"), pairs[8][1])


@step("scan")
def _():
    found = {hit["_id"]: hit["_source"] for hit in helpers.scan(client, index="news", size=250)}
    same(len(found), 1000)
    assert found == dict(pairs), "an article came back changed"
    return len(found)


@step("point in time")
def _():
    point = client.open_point_in_time(index="news", keep_alive="1m")["id"]
    ids, after = [], None
    while True:
        more = {"search_after": after} if after else {}
        answer = client.search(size=400, sort=[{"published": "asc"}], pit={"id": point, "keep_alive": "1m"}, **more)
        if not answer["hits"]["hits"]:
            break
        ids += [hit["_id"] for hit in answer["hits"]["hits"]]
        after, point = answer["hits"]["hits"][-1]["sort"], answer["pit_id"]
    client.close_point_in_time(body={"id": point})
    same(ids, [id for id, _ in pairs])


@step("update")
def _():
    same(client.update(index="news", id="story-0003", doc={"title": "Zeppelin over Dunmarsh"}, refresh=True)["result"], "updated")
    same(client.get(index="news", id="story-0003")["_source"], {**pairs[3][1], "title": "Zeppelin over Dunmarsh"})
    same(client.count(index="news", body={"query": {"match": {"title": "zeppelin"}}})["count"], 1)
    raises(elasticsearch.NotFoundError, 404, lambda: client.update(index="news", id="story-9999", doc={"title": "x"}))


@step("index and delete one")
def _():
    same(client.index(index="news", id="story-1000", document=pairs[0][1], refresh="wait_for")["result"], "created")
    same(client.count(index="news")["count"], 1001)
    same(client.delete(index="news", id="story-1000", refresh=True)["result"], "deleted")
    raises(elasticsearch.NotFoundError, 404, lambda: client.delete(index="news", id="story-1000"))
    raises(elasticsearch.NotFoundError, 404, lambda: client.get(index="news", id="story-1000"))
    same(client.count(index="news")["count"], 1000)


@step("create what exists: conflict")
def _():
    same(raises(elasticsearch.ConflictError, 409, lambda: client.create(index="news", id="story-0001", document=pairs[1][1])), "version_conflict_engine_exception")
    done, errors = helpers.bulk(client, [{"_op_type": "create", "_index": "news", "_id": id, "_source": one} for id, one in pairs[:2]], raise_on_error=False)
    same((done, [error["create"]["status"] for error in errors]), (0, [409, 409]))


@step("delete_by_query")
def _():
    same(client.delete_by_query(index="news", body={"query": {"term": {"section.keyword": "weather"}}}, refresh=True)["deleted"], expected["weather"])
    same(client.count(index="news")["count"], 1000 - expected["weather"])
    return expected["weather"]


@step("errors are the client's own")
def _():
    raises(elasticsearch.RequestError, 400, lambda: client.search(index="news", query={"no_such_query": {}}))
    raises(elasticsearch.RequestError, 400, lambda: client.search(index="news", size=-1))
    same(raises(elasticsearch.NotFoundError, 404, lambda: client.search(index="olds")), "index_not_found_exception")
    raises(elasticsearch.NotFoundError, 404, lambda: client.scroll(scroll_id="c29tZXRoaW5n"))


@step("delete the index")
def _():
    same(client.indices.delete(index="news")["acknowledged"], True)
    assert not client.indices.exists(index="news")
    raises(elasticsearch.NotFoundError, 404, lambda: client.indices.delete(index="news"))


print(f"{steps} steps, {failures} failures")
sys.exit(failures > 0)
