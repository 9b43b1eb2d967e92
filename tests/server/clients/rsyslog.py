"""rsyslog-elasticsearch: a private rsyslogd ships 10,000 lines of a file to the server. Arguments: address of the server, scratch folder."""
import json
import pathlib
import subprocess
import sys
import time
import urllib.parse
import urllib.request

url, folder = sys.argv[1], pathlib.Path(sys.argv[2])
address = urllib.parse.urlsplit(url)
LINES = 10_000
steps = failures = 0


def step(name, got, wanted):
    global steps, failures
    steps += 1
    failures += got != wanted
    print(f"ok   {name}: {wanted}" if got == wanted else f"FAIL {name}: {got!r} instead of {wanted!r}")


def line(number):
    return f'wire {number:05} "ferry delayed" at pier {number % 7}: tide \\ wind – {number * 3}'


def ask(path, body=None):
    request = urllib.request.Request(url + path, json.dumps(body).encode() if body else None, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


(folder / "wire.log").write_text("".join(line(number) + "\n" for number in range(LINES)))
(folder / "rsyslog.conf").write_text(f"""
global(workDirectory="{folder}" maxMessageSize="64k" internalmsg.ratelimit.burst="1000")
module(load="imfile" PollingInterval="1")
module(load="omelasticsearch")
input(type="imfile" File="{folder}/wire.log" Tag="wire" ruleset="ship")
template(name="article" type="list" option.jsonf="on") {{
  property(outname="message" name="msg" format="jsonf")
  property(outname="@timestamp" name="timereported" dateFormat="rfc3339" format="jsonf")
  constant(outname="source" value="wire" format="jsonf")
  property(outname="host" name="hostname" format="jsonf")
}}
ruleset(name="ship") {{
  action(type="omelasticsearch" server="{address.hostname}" serverport="{address.port}" template="article" searchIndex="wire-2024" searchType=""
         bulkmode="on" maxbytes="1m" errorfile="{folder}/errors.json" action.resumeRetryCount="-1" action.resumeInterval="1"
         queue.type="LinkedList" queue.size="20000" queue.dequeueBatchSize="2000" queue.timeoutshutdown="10000")
}}
# What rsyslogd says of itself.
action(type="omfile" file="{folder}/rsyslogd.log")
""")
daemon = subprocess.Popen(["rsyslogd", "-n", "-f", f"{folder}/rsyslog.conf", "-i", f"{folder}/rsyslogd.pid"])
try:
    begin, found = time.monotonic(), -1
    while found < LINES and time.monotonic() < begin + 30 and daemon.poll() is None:
        time.sleep(0.2)
        try:
            found = ask("/wire-2024/_count")["count"]
        except urllib.error.HTTPError as error:
            assert error.code == 404, error  # nothing shipped yet
    took = time.monotonic() - begin
finally:
    daemon.terminate()
    step("rsyslogd ends in order", daemon.wait(20), 0)

step("lines shipped", found, LINES)
step("lines refused", (folder / "errors.json").exists() and (folder / "errors.json").read_text(), False)
ask("/wire-2024/_refresh", {})
search = lambda query, **more: ask("/wire-2024/_search", {"query": query, **more})["hits"]
step("a word of every line", search({"match": {"message": "ferry"}}, track_total_hits=True)["total"]["value"], LINES)
step("a word of one line", [hit["_source"]["message"] for hit in search({"match": {"message": "04711"}})["hits"]], [line(4711)])
step("a phrase and a word", search({"query_string": {"query": 'message:"ferry delayed" AND message:3'}}, track_total_hits=True)["total"]["value"],
     sum(1 for number in range(LINES) if number % 7 == 3 or number * 3 == 3))
step("of this hour", search({"range": {"@timestamp": {"gte": "now-1h"}}}, track_total_hits=True)["total"]["value"], LINES)
one = search({"match": {"message": "00000"}})["hits"]
step("the fields that were sent", sorted(one[0]["_source"]) if one else None, ["@timestamp", "host", "message", "source"])
print(f"{LINES} lines in {took:.1f} s\n{steps} steps, {failures} failures")
if failures and (folder / "rsyslogd.log").exists():
    print((folder / "rsyslogd.log").read_text()[-2000:])
sys.exit(failures > 0)
