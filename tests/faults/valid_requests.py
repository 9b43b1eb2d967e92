"""Requests as clients send them, of every interface of dateline-server: what malformed_requests.py makes malformed ones of.

Those of Elasticsearch are the conformance table's; the others are here.
"""
import copy
import dataclasses
import json
import pathlib
import re
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "server"))
from conformance_cases import SECTIONS
from conformance_documents import DOCUMENTS


@dataclasses.dataclass
class Valid:
    interface: str
    method: str
    path: str
    body: object = None   # JSON; a list of lines where the interface takes these; None: there is none
    lines: bool = False
    headers: dict = dataclasses.field(default_factory=dict)


ARTICLE = {"id": "m", "title": "Ferry strike ends", "body": "The strike of the ferry crews ended on Friday.", "published": "2024-05-03", "modified": "2024-05-04T10:00:00+02:00", "authors": ["Ann Writer"],
           "source": "Coast Courier", "url": "https://coast.example/ferry", "section": "transport", "language": "en", "tags": ["strike"], "weather": {"sky": "fair"}}
SEARCH = {"q": "putin ceasefire", "limit": 3, "offset": 1, "facets": ["source", "year", "person:3"], "explain": True, "date": "2022..2024", "person": ["putin"], "timeline": "month", "half_life": "30d", "sort": "relevance",
          "fields": "id,title,snippet,body,title_matches,snippet_matches", "tz": "Z", "now": "2024-06-01", "copies": "show", "match": "any", "around": "2024-03-14~7d"}


def native():
    for path, body in (("/search", SEARCH), ("/search", {"q": "\"peace talks\" OR ukrain* -war NEAR/5 date:2022..2024", "limit": 100, "copies": "fold", "match": "auto", "source": ["Reuters"], "lang": "en", "place": "kyiv"}),
                       ("/count", {"q": "ukraine -war", "after": "2022-02"}), ("/timeline", {"q": "ukraine", "timeline": "month", "normalise": True}), ("/entities", {"q": "ceasefire", "limit": 5, "type": "person"}),
                       ("/entities", {"prefix": "put"}), ("/suggest", {"q": "ceasefir"}), ("/export", {"q": "ceasefire", "format": "ids"}), ("/export", {"q": "ukraine"})):
        yield Valid("native", "POST", path + "?db=news", body)
        yield Valid("native", "GET", path + "?db=news&" + "&".join(f"{key}={one}" for key, value in body.items() for one in (value if isinstance(value, list) else [value])))
    for path in ("/status", "/related/x?db=news&limit=3&before_it=true", "/articles/m?db=scratch", "/healthz", "/readyz", "/metrics", "/openapi.json", "/search?db=news,wire&q=ferry&format=csv", "/timeline?db=news&q=war&format=svg"):
        yield Valid("native", "GET", path)
    yield Valid("native", "PUT", "/articles/m?db=scratch&refresh=false", ARTICLE)
    yield Valid("native", "PUT", "/articles/n?db=scratch", {**ARTICLE, "id": "n"})
    yield Valid("native", "DELETE", "/articles/m?db=scratch")
    yield Valid("native", "POST", "/articles?db=scratch&refresh=false", [ARTICLE, {**ARTICLE, "id": "n"}])
    yield Valid("native", "POST", "/articles?db=scratch&refresh=wait_for", [ARTICLE, {**ARTICLE, "id": "n"}, {"headline": "Bare", "text": "Of other names.", "pubDate": "3 May 2024"}], lines=True)


def elasticsearch():
    yield Valid("elasticsearch", "POST", "/wire/_bulk?refresh=true", [line for id, one in DOCUMENTS.items() for line in ({"index": {"_id": id}}, one)], lines=True)
    for _, rows in SECTIONS:
        for row in rows:
            for ask in row.asks:
                if callable(ask.body):
                    continue  # made of an earlier answer
                lines = isinstance(ask.body, str)
                try:
                    body = [json.loads(line) for line in ask.body.splitlines() if line] if lines else ask.body
                except ValueError:
                    continue  # malformed already
                if "Content-Encoding" not in ask.headers:
                    yield Valid("elasticsearch", ask.method, ask.path, body, lines, ask.headers)
                if ask.path.startswith("/wire/_search") and not lines:
                    yield Valid("elasticsearch", ask.method, ask.path.replace("/wire", "/news"), body, lines, ask.headers)


TOOLS = {"search": {"query": "ferry"}, "fetch": {"id": "a1"}, "search_news": {"query": "ceasefire", "person": ["putin"], "from": "2022", "to": "2024-03-14", "around": "2024-03~7d", "sort": "newest", "limit": 5, "database": "news"},
         "timeline": {"query": "ukraine", "unit": "month", "from": "2022"}, "entities": {"query": "ceasefire", "type": "person", "limit": 10}, "related": {"id": "a1", "before_it": True, "limit": 5},
         "get_article": {"id": "a1", "offset": 10, "limit": 100}}
STATELESS = "2026-07-28"


def mcp():
    json_type = {"Content-Type": "application/json"}
    call = lambda method, params=None, id=1: {"jsonrpc": "2.0", "id": id, "method": method, **({"params": params} if params is not None else {})}
    asked = [("initialize", {"protocolVersion": "2025-11-25", "capabilities": {}, "clientInfo": {"name": "fuzz", "version": "1"}}), ("ping", None), ("tools/list", {}), ("prompts/list", {})]
    calls = [("tools/call", {"name": name, "arguments": arguments}) for name, arguments in TOOLS.items()]
    for method, params in asked + calls:
        yield Valid("mcp", "POST", "/mcp", call(method, params), headers={**json_type, "MCP-Protocol-Version": "2025-11-25", "Accept": "application/json, text/event-stream"})
    yield Valid("mcp", "POST", "/mcp", {"jsonrpc": "2.0", "method": "notifications/initialized"}, headers=json_type)
    yield Valid("mcp", "POST", "/mcp", [call(method, params, id) for id, (method, params) in enumerate(calls)], headers={**json_type, "MCP-Protocol-Version": "2025-03-26"})
    about = {"io.modelcontextprotocol/protocolVersion": STATELESS, "io.modelcontextprotocol/clientCapabilities": {}, "io.modelcontextprotocol/clientInfo": {"name": "fuzz", "version": "1"}}
    for method, params in [("server/discover", {}), ("tools/list", {})] + calls:
        headers = {**json_type, "MCP-Protocol-Version": STATELESS, "Mcp-Method": method, **({"Mcp-Name": params["name"]} if "name" in params else {})}
        yield Valid("mcp", "POST", "/mcp", call(method, {**params, "_meta": about}), headers=headers)
    yield Valid("mcp", "POST", "/mcp", call(*calls[0]), headers={**json_type, "Accept": "text/event-stream"})


def page():
    html = {"Accept": "text/html,application/xhtml+xml;q=0.9"}
    yield Valid("page", "GET", "/", headers=html)
    yield Valid("page", "HEAD", "/", headers=html)
    for name in ("page.html", "page.js", "page.css", "nothing.js"):
        yield Valid("page", "GET", "/_page/" + name, headers={"If-None-Match": '"x"', "Accept-Encoding": "gzip"})


def valid_requests():
    return {"native": list(native()), "elasticsearch": list(elasticsearch()), "mcp": list(mcp()), "page": list(page())}


def database_names(requests):
    """What the requests name, beside patterns: a token can be given these and nothing else."""
    found = {"news", "wire", "scratch", "long"}
    for one in requests["elasticsearch"]:
        text = json.dumps(one.body)
        found.update(name for name in one.path.split("?")[0].split("/")[1].split(",") if re.fullmatch(r"[a-z0-9][a-z0-9-]*", name))
        found.update(re.findall(r'"(?:_index|index|alias)": "([a-z0-9][a-z0-9-]*)"', text))
    return sorted(found - {"corpus"})


def filled(request, known):
    """A copy with $names replaced by what an earlier answer had."""
    fill = lambda text: re.sub(r"\$(pit|idnull|id|after)", lambda match: known.get(match[1], match[0]), text)
    one = copy.copy(request)
    one.path = fill(one.path)
    if one.body is not None and "$" in json.dumps(one.body):
        one.body = json.loads(fill(json.dumps(one.body)))
    return one
