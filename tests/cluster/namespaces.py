"""Three shards on three hosts (network namespaces, each behind a link of its own): equal scores, one cut off in the middle of an answer, and its return. Prints what was asked and what came.

Needs to be root, and `ip`; exit 77 otherwise.
"""
import contextlib
import json
import os
import pathlib
import shutil
import signal
import socket
import subprocess
import sys
import tempfile
import time

import news
import shards

HOSTS, PORT, TIMEOUT = 3, 7800, 1
faults = []


def expect(what, is_so, *said):
    print(("as expected: " if is_so else "NOT SO: ") + what, *([] if is_so else said))
    if not is_so:
        faults.append(what)


def ip(*words):
    subprocess.run(["ip", *words], check=True, capture_output=True)


class Host:
    """A namespace with one address, which this one reaches over a link."""

    def __init__(self, number):
        self.name = f"dateline-{os.getpid()}-{number}"
        self.link = f"dl{os.getpid() % 100000}h{number}"
        self.address = f"10.213.{number}.2"
        ip("netns", "add", self.name)
        ip("link", "add", self.link, "type", "veth", "peer", "name", "eth0", "netns", self.name)
        ip("address", "add", f"10.213.{number}.1/24", "dev", self.link)
        ip("link", "set", self.link, "up")
        ip("-n", self.name, "address", "add", f"{self.address}/24", "dev", "eth0")
        ip("-n", self.name, "link", "set", "eth0", "up")
        self.server = None

    def serve(self, folder):
        self.server = subprocess.Popen(["ip", "netns", "exec", self.name, "xapian-tcpsrv", "--quiet", "--interface", self.address, "--port", str(PORT), folder], stderr=subprocess.DEVNULL, start_new_session=True)
        for _ in range(200):
            with contextlib.suppress(OSError), socket.create_connection((self.address, PORT), 1):
                return
            time.sleep(0.02)
        raise RuntimeError(f"xapian-tcpsrv does not answer at {self.address}")

    def cut_off(self):
        ip("link", "set", self.link, "down")

    def bring_back(self):
        ip("link", "set", self.link, "up")

    def remove(self):
        if self.server:  # and the process that each connection has
            os.killpg(self.server.pid, signal.SIGKILL)
            self.server.wait()
        subprocess.run(["ip", "link", "del", self.link], capture_output=True)
        subprocess.run(["ip", "netns", "del", self.name], capture_output=True)


def query(database, *words):
    print("$ dateline-query --db", pathlib.Path(database).name, *words)
    return subprocess.run(["dateline-query", "--db", database, *words], capture_output=True, text=True)


def asked(database, *words):
    return json.loads(query(database, "search", "--format", "json", "--limit", "30", *words).stdout)


def ranking(database, queries):
    command = ["dateline-query", "--db", database, "batch", "--match", "auto", "--depth", "30", "--now", "2025-01-01", "--queries", queries]
    lines = [line.split() for line in subprocess.run(command, check=True, capture_output=True, text=True).stdout.splitlines()]
    return [(line[0], line[2], round(float(line[4]), 6)) for line in lines]


if os.geteuid() or not shutil.which("ip") or subprocess.run(["ip", "netns", "add", f"dateline-{os.getpid()}"], capture_output=True).returncode:
    print("skipped: network namespaces cannot be made here")
    sys.exit(77)
ip("netns", "del", f"dateline-{os.getpid()}")

hosts = []
with tempfile.TemporaryDirectory() as folder:
    work = pathlib.Path(folder)
    try:
        articles = news.made_up(600)
        one = shards.index(articles, work / "one", "xapian")
        lines = "".join(json.dumps(article) + "\n" for article in articles)
        subprocess.run(["dateline-index", "--db", str(work / "parts"), "--shard-by", "hash", "--shards", str(HOSTS), "--positions", "xapian", "--quiet", "-"], input=lines, text=True, check=True)
        for number in range(1, HOSTS + 1):
            hosts.append(Host(number))
            hosts[-1].serve(str(work / "parts" / str(number)))
        cluster = shards.write_cluster(work / "cluster.json", [f"{host.address}:{PORT}" for host in hosts], timeout=TIMEOUT)
        print("cluster.json:", pathlib.Path(cluster).read_text())

        # Whose words are added where any will do depends on copies, which are known within a shard.
        plain = [text for kind, text in news.queries(articles, 5) if kind != "any word"][::3]
        (work / "queries.tsv").write_text("".join(f"{number}\t{text}\n" for number, text in enumerate(plain)))
        alone, together = (ranking(database, str(work / "queries.tsv")) for database in (one, cluster))
        expect(f"{len(plain)} queries, {len(alone)} hits: the same articles with the same scores", alone == together and len(alone) > 500, len(alone), len(together))
        everything = int(query(cluster, "count").stdout)
        expect(f"all {everything} articles are counted", everything == len(articles))

        export = subprocess.Popen(["dateline-query", "--db", cluster, "export"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        first = export.stdout.readline()
        hosts[1].cut_off()
        print(f"(the link to {hosts[1].address} goes down in the middle of an export)")
        rest, said = export.stdout.read(), export.stderr.read()
        export.wait()
        ids = [json.loads(line)["id"] for line in (first + rest).split("\n") if line]
        print(said, end="")
        expect("the rest comes, each article once", len(ids) == len(set(ids)) and len(ids) > len(articles) / 2, len(ids))
        expect("and the host is named unless all was had from it", len(ids) == len(articles) or hosts[1].address in said)

        start = time.monotonic()
        answer = asked(cluster, "harbour")
        took = time.monotonic() - start
        print(json.dumps({"total": answer["total"], "hits": len(answer["hits"]), "warnings": answer["warnings"]}))
        expect(f"cut off, the others answer within the timeout ({took:.1f} s), with a warning, and totals are at least", answer["hits"] and answer["total"]["relation"] == "ge" and hosts[1].address in str(answer["warnings"]) and took < 4 * TIMEOUT + 2)
        strict = query(cluster, "search", "--strict", "harbour")
        print(strict.stderr, end="")
        expect("with --strict it is an error", strict.returncode == 3 and hosts[1].address in strict.stderr)

        hosts[1].bring_back()
        print(f"(the link to {hosts[1].address} is up again)")
        for _ in range(100):  # the kernel looks for its neighbour
            with contextlib.suppress(OSError), socket.create_connection((hosts[1].address, PORT), 1):
                break
            time.sleep(0.1)
        answer = asked(cluster, "harbour")
        print(json.dumps({"total": answer["total"], "hits": len(answer["hits"]), "warnings": answer["warnings"]}))
        expect("back, it is asked again", not answer["warnings"] and answer["total"]["relation"] == "eq")
        expect("the same articles with the same scores as before", ranking(cluster, str(work / "queries.tsv")) == alone)
    finally:
        for host in hosts:
            host.remove()
print(f"{len(faults)} expectations failed" if faults else "all as expected")
sys.exit(bool(faults))
