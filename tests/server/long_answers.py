"""Long answers have a lane of their own: what they say does not depend on it, and an article that waits for its commit is read all the same."""
import gzip
import json
import sys

from service import Server

faults = []


def check(holds, what):
    if not holds:
        faults.append(what)


with Server() as server:
    lines = "".join(json.dumps({"id": f"a{i}", "title": f"Ferry {i}", "body": "The ferry sails."}) + "\n" for i in range(150))
    check(server.post("/articles?db=quay", lines).status == 200, "the articles were not taken")
    packed = {"Content-Type": "application/json", "Content-Encoding": "gzip"}

    def ask(path, body):
        return server.post(path, gzip.compress(json.dumps(body).encode()), headers=packed)

    # Whether short or long, compressed, and with parameters that are for the form of the answer.
    for limit in (100, 101, 150):
        hits = ask("/search", {"q": "ferry", "limit": limit, "copies": "show"})
        check(hits.status == 200 and len(hits.json["hits"]) == limit, f"of {limit} hits: {hits.status} {hits.text[:200]}")
        found = ask("/quay/_search?filter_path=hits.hits._id&pretty", {"size": limit, "query": {"match": {"title": "ferry"}}})
        check(found.status == 200 and list(found.json) == ["hits"] and len(found.json["hits"]["hits"]) == limit and found.text.startswith("{\n"), f"of {limit} hits as Elasticsearch has them: {found.text[:200]}")
    many = server.post("/quay/_msearch?filter_path=responses.hits.total", '{}\n{"size": 1}\n' * 3, headers={"Content-Type": "application/x-ndjson"})
    check(many.status == 200 and len(many.json["responses"]) == 3, f"_msearch: {many.text[:200]}")
    refused = ask("/quay/_search?filter_path=error.type", {"size": 20000})
    check(refused.status == 400 and "error" in refused.json, f"a size that is too large: {refused.text[:200]}")

    # Answered, and not committed yet.
    for number, read in enumerate((lambda id: server.get(f"/articles/{id}?db=quay").json["title"],
                                   lambda id: server.get(f"/quay/_doc/{id}").json["_source"]["title"],
                                   lambda id: server.post("/mcp", {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "fetch", "arguments": {"id": id}}}).json["result"]["structuredContent"]["title"],
                                   lambda id: server.post("/mcp", {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": "get_article", "arguments": {"id": id}}}).json["result"]["structuredContent"]["title"])):
        id = f"fresh{number}"
        server.put(f"/articles/{id}?db=quay&refresh=false", {"title": "Fresh " + id})
        try:
            check(read(id) == "Fresh " + id, f"reading {id} gives another")
        except KeyError as missing:
            faults.append(f"reading {id}, which waits for its commit: no {missing}")
    names = [one["name"] for one in server.get("/status").json["databases"]]
    check(names == ["quay"], f"/status names {names}")
    loosened = server.get("/search?q=ferry+zeppelin").json["query"]["match"]
    check((loosened, server.get("/search?q=ferry+sails").json["query"]["match"]) == ("any", "all"), "whether all words were wanted is not told")

print("\n".join(faults) or "long answers and fresh articles are as others")
sys.exit(bool(faults))
