#!/usr/bin/env python3
"""Puts an article into a running dateline-server and finds it: http_search.py http://127.0.0.1:7700 [TOKEN]. Nothing but Python's own modules."""
import json
import sys
import urllib.parse
import urllib.request

server = sys.argv[1]
headers = {"Content-Type": "application/json"}
if len(sys.argv) > 2:
    headers["Authorization"] = "Bearer " + sys.argv[2]


def call(method, path, body=None, **parameters):
    address = server + path + "?" + urllib.parse.urlencode(parameters, doseq=True)
    data = None if body is None else json.dumps(body).encode()
    with urllib.request.urlopen(urllib.request.Request(address, data, headers, method=method)) as answer:
        return json.load(answer)


# Answered when it is on disk and can be found.
article = {"title": "Old mill becomes a library", "body": "The mayor, Ingrid Sandvik, opened the library in Bergen on Monday.", "published": "2024-05-06", "source": "Harbour News"}
print(call("PUT", "/articles/mill-library", article, db="examples")["status"])

answer = call("GET", "/search", q="library opened may 2024", db="examples", facets=["place", "source"], limit=3)
print(answer["total"]["value"], "articles, understood as", answer["query"]["understood"])
for hit in answer["hits"]:
    print(hit["rank"], hit["title"], hit["published"], [entity["name"] for entity in hit["entities"]])
for value in answer["facets"]["place"]["values"]:
    print("in", value["value"], value["count"])
print(call("DELETE", "/articles/mill-library", db="examples")["status"])
