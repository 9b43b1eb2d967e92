"""An export goes on to its end while a writer commits again and again: every article that was there before and stays is in it, once and whole."""
import http.client
import json
import sys
import threading
import time

from service import Server

ARTICLES = int(sys.argv[2]) if len(sys.argv) > 2 else 4000
faults = []


def article(number):
    return {"id": f"a{number}", "title": f"Article {number}", "body": f"Ferry number {number} sailed. " * 8, "padding": "x" * 3000}


def lines(articles):
    return "".join(json.dumps(one) + "\n" for one in articles)


def read_slowly(server):
    """So that there are many commits before the end."""
    connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=60)
    connection.request("GET", "/export?db=all")
    answer = connection.getresponse()
    parts = []
    while part := answer.read(64 * 1024):
        parts.append(part)
        time.sleep(0.015)
    return answer.status, b"".join(parts).decode()


with Server() as server:
    for begin in range(0, ARTICLES, 5000):
        server.post("/articles?db=all", lines(article(number) for number in range(begin, min(begin + 5000, ARTICLES))))
    done, commits = threading.Event(), 0

    def write():
        global commits
        while not done.is_set():
            server.put(f"/articles/new{commits}?db=all", {"title": "New", "body": f"Number {commits} came meanwhile."})
            commits += 1

    writer = threading.Thread(target=write)
    writer.start()
    time.sleep(0.3)
    before, start = commits, time.monotonic()
    status, text = read_slowly(server)
    took, beside = time.monotonic() - start, commits - before
    done.set()
    writer.join()
    found = [json.loads(line) for line in text.splitlines()]
    ids = [one["id"] for one in found]
    if status != 200 or len(ids) != len(set(ids)):
        faults.append(f"{status}: {len(ids)} lines of {len(set(ids))} articles")
    missing = {f"a{number}" for number in range(ARTICLES)} - set(ids)
    if missing:
        faults.append(f"{len(missing)} articles are missing, such as {sorted(missing)[:3]}")
    if beside < 5:
        faults.append("there were hardly any commits beside it: this shows nothing")
    if any(one["body"] != article(int(one["id"][1:]))["body"] for one in found if one["id"].startswith("a")):
        faults.append("an article is not whole")
print(f"{len(ids)} articles in {took:.1f} s beside {beside} commits")
print("\n".join(faults) or "every article is in it, once")
sys.exit(bool(faults))
