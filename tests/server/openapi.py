"""The OpenAPI document against the server it describes: it is whole, every operation in it is there, and what they answer is what it says."""
import json
import pathlib
import subprocess
import sys

from service import Server, quoted

try:
    import jsonschema
except ImportError:
    print("skipped: python3-jsonschema is not installed")
    sys.exit(77)

source = pathlib.Path(sys.argv[1])
faults = []


def check(holds, what):
    if not holds:
        faults.append(what)


def resolved(document, schema):
    """The schema with the document's components at hand for its references."""
    return {**schema, "components": document["components"]}


def references(value):
    if isinstance(value, dict):
        for key, inner in value.items():
            if key == "$ref":
                yield inner
            yield from references(inner)
    elif isinstance(value, list):
        for inner in value:
            yield from references(inner)


with Server() as server:
    subprocess.run(["dateline-index", "--db", server.root / "corpus", "--quiet", source / "corpus"], check=True)
    document = server.get("/openapi.json").json
    check(document["openapi"].startswith("3.1"), "it does not say which OpenAPI it is")
    for reference in references(document):
        check(reference.split("/")[-1] in document["components"]["schemas"], f"{reference} leads nowhere")
    identifiers = [operation["operationId"] for path in document["paths"].values() for operation in path.values()]
    check(len(identifiers) == len(set(identifiers)), "two operations have one operationId")
    for name, schema in document["components"]["schemas"].items():
        jsonschema.Draft202012Validator.check_schema(schema)

    answered = set()

    def described(method, path, answer, where):
        operation = document["paths"][path][method.lower()]
        responses = operation["responses"]
        check(str(answer.status) in responses, f"{where}: {answer.status} is not described: {answer.text[:200]}")
        kind, entry = next(iter(responses.get(str(answer.status), {}).get("content", {"": {}}).items()))
        check(answer.headers["Content-Type"].startswith(kind), f"{where}: {answer.headers['Content-Type']} instead of {kind}")
        answered.add((method.lower(), path))
        if "json" not in kind:
            return
        for line in answer.text.splitlines() if "ndjson" in kind else [answer.text]:
            validator = jsonschema.Draft202012Validator(resolved(document, entry["schema"]))
            for error in list(validator.iter_errors(json.loads(line)))[:3]:
                faults.append(f"{where}: {'/'.join(map(str, error.path))}: {error.message[:200]}")

    def ask(method, path, target, body=None):
        described(method, path, server.ask(method, target, body), f"{method} {target}")

    identifier = quoted(server.get("/search?q=ceasefire&limit=1").json["hits"][0]["id"])
    for query in ("q=ceasefire", "q=putin+ceasefire+march+2022&explain=true", "q=ceasefire&facets=source,person,year&timeline=year", "q=ceasefir", "q=ceasefire&limit=1", "q=zzzz", "q=", "q=x&limit=-1",
                  "q=person:putin&match=any&copies=show", "q=ceasefire&fields=body,tags,modified,language,section", "q=ceasefire&fields=id,title_matches,snippet_matches,snippet_cut,body_matches", "q=ferry&db=nowhere", "q=ferry&db=corp*", "q=around:2024-03", "nonsense=1"):
        ask("GET", "/search", "/search?" + query)
    ask("POST", "/search", "/search", {"q": "ceasefire", "person": ["putin"], "facets": ["source", "tag:3"], "explain": True, "limit": 2})
    ask("POST", "/search", "/search", "[]")
    for path in ("/count", "/entities", "/timeline", "/suggest"):
        ask("GET", path, path + "?q=cease")
        ask("POST", path, path, {"q": "cease"})
    ask("GET", "/timeline", "/timeline?q=ukraine&normalise=true")
    ask("GET", "/timeline", "/timeline?timeline=century")
    ask("GET", "/entities", "/entities?prefix=put")
    ask("GET", "/suggest", "/suggest")
    ask("GET", "/related/{id}", "/related/" + identifier)
    ask("GET", "/related/{id}", "/related/nobody")
    ask("GET", "/articles/{id}", "/articles/" + identifier)
    ask("GET", "/articles/{id}", "/articles/nobody")
    ask("GET", "/status", "/status")
    ask("GET", "/export", "/export")
    for path in ("/healthz", "/readyz", "/metrics", "/openapi.json"):
        ask("GET", path, path)
    article = {"title": "Bridge opens", "body": "The bridge opened on Friday.", "published": "2024-05-03", "weather": "fair"}
    ask("PUT", "/articles/{id}", "/articles/bridge?db=scratch", article)
    ask("PUT", "/articles/{id}", "/articles/bridge?db=scratch", article)
    ask("PUT", "/articles/{id}", "/articles/bridge?db=scratch", "{")
    ask("PUT", "/articles/{id}", "/articles/bridge?db=Not+a+name", article)
    ask("POST", "/articles", "/articles?db=scratch&refresh=false", json.dumps(article) + "\nnot json\n" + json.dumps({"id": "b", "title": "Another"}))
    ask("DELETE", "/articles/{id}", "/articles/bridge?db=scratch")
    ask("DELETE", "/articles/{id}", "/articles/bridge?db=scratch")
    for path, operations in document["paths"].items():
        for method in operations:
            check((method, path) in answered, f"{method} {path} is described and was not tried here")

    # Each parameter that is described is taken, and nothing else.
    for path, operations in document["paths"].items():
        if "get" not in operations or path in ("/export", "/openapi.json", "/metrics", "/healthz", "/readyz"):
            continue
        for parameter in operations["get"]["parameters"]:
            if parameter["in"] != "query" or parameter["name"] in ("db", "search_after", "prefix"):
                continue
            schema = parameter["schema"].get("items", parameter["schema"])
            value = {"boolean": "true", "integer": "1"}.get(schema["type"]) or schema.get("enum", [None])[0] or \
                {"facets": "source", "fields": "id", "half_life": "30d", "rank": "text", "tz": "Z", "now": "2024-03-14"}.get(parameter["name"], "2024")
            query = f"{parameter['name']}={value}" if parameter["name"] != "q" else "q=ceasefire"
            if any(other["name"] == "q" for other in operations["get"]["parameters"]) and parameter["name"] != "q":
                query = "q=ceasefire&" + query
            target = path.replace("{id}", identifier) + "?" + query
            answer = server.get(target)
            check(answer.status == 200, f"GET {target}: {answer.status} {answer.text[:200]}")

print("\n".join(faults) or f"{len(answered)} operations as described")
sys.exit(bool(faults))
