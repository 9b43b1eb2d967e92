"""rsyslog-elasticsearch: a private rsyslogd ships lines of files to a server. Arguments: address of the server, scratch folder.

10,000 lines to the server that is given; then, in the way that rsyslog's manual has for what must not be lost (ids of its own, create, retryfailures), lines to a server that is stopped, started,
killed and started again meanwhile.
"""
import json
import pathlib
import subprocess
import sys
import time
import urllib.parse
import urllib.request

sys.path.append(str(pathlib.Path(__file__).resolve().parents[1]))
from service import Server
from steps import Steps

url, folder = sys.argv[1], pathlib.Path(sys.argv[2])
LINES = 10_000
step = Steps()


def line(number):
    return f'wire {number:05} "ferry delayed" at pier {number % 7}: tide \\ wind – {number * 3}'


def ask(address, path, body=None):
    request = urllib.request.Request(address + path, json.dumps(body).encode() if body else None, {"Content-Type": "application/json"})
    with urllib.request.urlopen(request) as answer:
        return json.load(answer)


def count(address, path):
    try:
        return ask(address, path)["count"]
    except urllib.error.HTTPError as error:
        assert error.code == 404, error  # nothing shipped yet
        return 0


class Shipper:
    """rsyslogd with a file of its own that it ships by the given action."""

    def __init__(self, name, address, action, more=""):
        self.name, self.log, where = name, folder / f"{name}.log", urllib.parse.urlsplit(address)
        self.log.touch()
        (folder / f"{name}.conf").write_text(f"""
global(workDirectory="{folder}" maxMessageSize="64k" internalmsg.ratelimit.burst="1000")
module(load="imfile" PollingInterval="1")
module(load="omelasticsearch")
input(type="imfile" File="{self.log}" Tag="wire" ruleset="ship")
template(name="article" type="list" option.jsonf="on") {{
  property(outname="message" name="msg" format="jsonf")
  property(outname="@timestamp" name="timereported" dateFormat="rfc3339" format="jsonf")
  constant(outname="source" value="wire" format="jsonf")
  property(outname="host" name="hostname" format="jsonf")
}}
{more}
ruleset(name="ship") {{
  action(type="omelasticsearch" server="{where.hostname}" serverport="{where.port}" template="article" searchType=""
         bulkmode="on" maxbytes="1m" errorfile="{folder}/{name}.errors" action.resumeRetryCount="-1" action.resumeInterval="1"
         queue.type="LinkedList" queue.size="20000" queue.timeoutshutdown="10000" {action})
}}
# What rsyslogd says of itself.
action(type="omfile" file="{folder}/{name}.rsyslogd")
""")
        self.daemon = subprocess.Popen(["rsyslogd", "-n", "-f", f"{folder}/{name}.conf", "-i", f"{folder}/{name}.pid"])

    def write(self, numbers):
        with self.log.open("a") as out:
            out.writelines(line(number) + "\n" for number in numbers)

    def wait(self, shipped, seconds=30):
        """Until what shipped() counts is so many; seconds taken, and the last count."""
        begin, found = time.monotonic(), -1
        function, wanted = shipped
        while found < wanted and time.monotonic() < begin + seconds and self.daemon.poll() is None:
            time.sleep(0.1)
            found = function()
        return time.monotonic() - begin, found

    def end(self):
        self.daemon.terminate()
        step(f"{self.name}: rsyslogd ends in order", self.daemon.wait(20), 0)
        errors = folder / f"{self.name}.errors"
        step(f"{self.name}: lines refused", errors.exists() and errors.read_text(), False)


shipper = Shipper("wire", url, 'searchIndex="wire-2024" queue.dequeueBatchSize="2000"')
try:
    shipper.write(range(LINES))
    took, found = shipper.wait((lambda: count(url, "/wire-2024/_count"), LINES))
finally:
    shipper.end()

step("lines shipped", found, LINES)
ask(url, "/wire-2024/_refresh", {})
search = lambda query, **more: ask(url, "/wire-2024/_search", {"query": query, **more})["hits"]
step("a word of every line", search({"match": {"message": "ferry"}}, track_total_hits=True)["total"]["value"], LINES)
step("a word of one line", [hit["_source"]["message"] for hit in search({"match": {"message": "04711"}})["hits"]], [line(4711)])
step("a phrase and a word", search({"query_string": {"query": 'message:"ferry delayed" AND message:3'}}, track_total_hits=True)["total"]["value"],
     sum(1 for number in range(LINES) if number % 7 == 3 or number * 3 == 3))
step("of this hour", search({"range": {"@timestamp": {"gte": "now-1h"}}}, track_total_hits=True)["total"]["value"], LINES)
one = search({"match": {"message": "00000"}})["hits"]
step("the fields that were sent", sorted(one[0]["_source"]) if one else None, ["@timestamp", "host", "message", "source"])

# Each line under its own number, so that what is sent again is not there twice.
SURE = """
template(name="number" type="string" string="%msg:R,ERE,1,DFLT:wire ([0-9]+)--end%")
ruleset(name="again") {
  action(type="omelasticsearch" server="127.0.0.1" serverport="%PORT%" template="article" searchIndex="sure" searchType="" bulkmode="on" bulkid="number" dynbulkid="on" writeoperation="create"
         retryfailures="on" retryruleset="again" errorfile="%ERRORS%" action.resumeRetryCount="-1" action.resumeInterval="1")
}
"""
PARTS = 6
with Server() as server:
    shipper = Shipper("sure", server.url, 'searchIndex="sure" bulkid="number" dynbulkid="on" writeoperation="create" retryfailures="on" retryruleset="again" queue.dequeueBatchSize="100"',
                      SURE.replace("%PORT%", str(server.port)).replace("%ERRORS%", f"{folder}/sure.errors"))
    try:
        begun = time.monotonic()
        for part in range(PARTS):
            shipper.write(range(part * LINES // PARTS, (part + 1) * LINES // PARTS))
            if part < PARTS - 1:
                # In the middle of it, as the file's changes are seen within a second.
                shipper.wait((lambda: count(server.url, "/sure/_count"), part * LINES // PARTS + 200))
                server.stop() if part % 2 == 0 else server.kill()
                time.sleep(1.5)
                server.start()
        _, found = shipper.wait((lambda: count(server.url, "/sure/_count"), LINES))
        sure_took = time.monotonic() - begun
    finally:
        shipper.end()
    ask(server.url, "/sure/_refresh", {})
    step("lines shipped to a server that goes and comes back", count(server.url, "/sure/_count"), LINES)
    ids = set()
    page = ask(server.url, "/sure/_search?scroll=1m", {"size": 5000, "_source": ["message"], "sort": ["_doc"]})
    while page["hits"]["hits"]:
        ids.update((hit["_id"], hit["_source"]["message"]) for hit in page["hits"]["hits"])
        page = ask(server.url, "/_search/scroll", {"scroll": "1m", "scroll_id": page["_scroll_id"]})
    step("lines lost", [number for number in range(LINES) if (f"{number:05}", line(number)) not in ids], [])

print(f"{LINES} lines in {took:.1f} s, {sure_took:.1f} s with a server that was stopped and killed {PARTS - 1} times\n{step}")
for log in folder.glob("*.rsyslogd"):
    if step.failures:
        print(log.name, log.read_text()[-2000:])
sys.exit(step.failures > 0)
