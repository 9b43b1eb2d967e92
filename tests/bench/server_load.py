"""dateline-server under load on this machine: searches with and without a writer beside them, against the same searches in-process; and how fast it takes articles in.

server_load.py DATABASE [--seconds S] [--rounds N] [--connections N] [--pace N] [--refresh false] [--only search|ingest]

Needs wrk, and dateline-server, dateline-query, dateline-index and bench_served (cmake --build build/release --target bench_served) on the PATH. DATABASE is copied first and not changed.
Each round: 200 queries made of the database's own words and names (seeded) in-process (a minute at most), served to 32 keep-alive connections (with --pace a minute at most), and served while 200 articles a second come in bulks of 20.
"""
import argparse
import collections
import http.client
import json
import os
import pathlib
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import threading
import time
import urllib.parse

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "server"))
from service import Server

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("database")
arguments.add_argument("--seconds", type=float, default=60)
arguments.add_argument("--rounds", type=int, default=3)
arguments.add_argument("--connections", type=int, default=32)
arguments.add_argument("--pace", type=float, default=0, help="searches a second, all connections together; 0: as many as the server answers")
arguments.add_argument("--threads", type=int, default=os.cpu_count(), help="of the in-process run; the server has as many for searches")
arguments.add_argument("--rate", type=int, default=200, help="articles a second")
arguments.add_argument("--bulk", type=int, default=5000, help="articles of one bulk")
arguments.add_argument("--refresh", choices=["false", "wait_for"], default="wait_for", help="when the writer beside the searches is answered: once its articles are on disk, or once they can be found")
arguments.add_argument("--only", choices=["search", "ingest"])
arguments.add_argument("--queries", help="write the query strings there as well")
options = arguments.parse_args()

SENT = 20  # articles of a bulk beside searches


def parsed_lines(lines):
    return [json.loads(line) for line in lines.splitlines()]


def sample(server):
    """Titles, dates and names from all over the database."""
    total = server.get("/status").json["databases"][0]["articles"]
    hits = []
    for part in range(10):
        answer = server.get(f"/search?after=1900&sort=oldest&limit=200&offset={part * total // 10}&fields=title,published,entities&copies=show")
        hits += answer.json["hits"]
    return hits


def queries_of(hits):
    chance = random.Random(20240314)
    titled = [(re.findall(r"[A-Za-z]{3,}", hit["title"]), hit["published"]) for hit in hits if hit.get("published")]
    titled = [(words, published) for words, published in titled if len(words) >= 4]
    names = collections.Counter((entity["type"], entity["name"]) for hit in hits for entity in hit.get("entities", []) if " " in entity["name"])
    names = [name for name, _ in names.most_common(400)]
    made = []

    def run(count):
        words, published = chance.choice(titled)
        first = chance.randrange(len(words) - count + 1)
        return " ".join(words[first:first + count]), published

    for _ in range(40):
        made.append({"q": run(2)[0]})
        made.append({"q": '"' + run(2)[0] + '"'})
        made.append({"q": chance.choice(names)[1]})
    for _ in range(20):
        made.append({"q": run(3)[0], "match": "any"})
        made.append({"q": run(1)[0]})
        words, published = run(2)
        made.append({"q": words, "date": published[:4]})
    for _ in range(10):
        kind, name = chance.choice(names)
        made.append({"q": run(1)[0], {"person": "person", "org": "org", "place": "place"}.get(kind, "entity"): name})
        words, published = run(2)
        made.append({"q": words, "around": published[:7]})
    chance.shuffle(made)
    return [urllib.parse.urlencode(one) for one in made]


class Texts:
    """Titles and paragraphs of all articles: of fewer, new ones are soon like each other, which news is not."""

    def __init__(self, server):
        self.titles, self.paragraphs, lengths = [], [], []
        for article in parsed_lines(server.get("/export?db=load").text):
            body = article.get("body") or ""
            self.titles.append(article["title"])
            self.paragraphs += [part for part in body.split("\n") if len(part) > 40]
            lengths.append(len(body))
        self.length = statistics.mean(lengths)


class Articles:
    """New ones, of paragraphs of those there are."""

    def __init__(self, texts, seed):
        self.chance, self.texts = random.Random(seed), texts
        self.seed, self.count = seed, 0

    def one(self):
        self.count += 1
        body = []
        while sum(map(len, body)) < self.texts.length:
            body.append(self.chance.choice(self.texts.paragraphs))
        return json.dumps({"id": f"{self.seed}-{self.count}", "title": self.chance.choice(self.texts.titles), "body": "\n\n".join(body), "published": f"2013-{self.count % 12 + 1:02}-{self.count % 28 + 1:02}"})

    def lines(self, count):
        return "".join(self.one() + "\n" for _ in range(count)).encode()


class Client:
    def __init__(self, server):
        self.connection = http.client.HTTPConnection("127.0.0.1", server.port, timeout=600)

    def ask(self, method, path, body):
        self.connection.request(method, path, body)
        answer = self.connection.getresponse()
        return answer.status, answer.read()


class Writer(threading.Thread):
    """A bulk is sent when its time has come, whether those before it are answered or not: on as many connections as the server has threads that take articles."""

    def __init__(self, server, articles, seconds):
        super().__init__(daemon=True)
        self.server, self.articles, self.seconds = server, articles, seconds
        self.taken, self.errors, self.times = 0, 0, []
        self.lock, self.bulks = threading.Lock(), 0

    def run(self):
        self.start_time = time.monotonic()
        senders = [threading.Thread(target=self.send) for _ in range(32)]
        for sender in senders:
            sender.start()
        for sender in senders:
            sender.join()

    def send(self):
        client = Client(self.server)
        while True:
            with self.lock:
                due = self.start_time + self.bulks * SENT / options.rate
                self.bulks += 1
                body = self.articles.lines(SENT)
            if due > self.start_time + self.seconds or time.monotonic() > self.start_time + self.seconds:
                return
            time.sleep(max(0.0, due - time.monotonic()))
            begin = time.monotonic()
            status, text = client.ask("POST", f"/articles?db=load&refresh={options.refresh}", body)
            self.times.append(time.monotonic() - begin)
            if status != 200 or any(line["status"] != "added" for line in parsed_lines(text)):
                self.errors += 1
            else:
                self.taken += SENT


def process_of(server):
    fields = pathlib.Path(f"/proc/{server.process.pid}/stat").read_text().rsplit(")", 1)[1].split()
    memory = next(line for line in open(f"/proc/{server.process.pid}/status") if line.startswith("VmRSS"))
    return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK"), int(memory.split()[1]) / 1024


def in_milliseconds(text):
    number, unit = re.fullmatch(r"([\d.]+)(us|ms|s|m)", text).groups()
    return float(number) * {"us": 0.001, "ms": 1, "s": 1000, "m": 60_000}[unit]


def wrk(server, queries, seconds):
    lua = pathlib.Path(__file__).with_name("server_load.lua")
    command = ["wrk", "-t2", f"-c{options.connections}", f"-d{seconds:g}s", "--timeout", "60s", "--latency", "-s", lua, server.url, "--", queries, str(options.pace and options.connections / options.pace * 1000)]
    text = subprocess.run(command, capture_output=True, text=True, check=True).stdout
    errors = sum(map(int, re.findall(r"(?:connect|read|write|timeout) (\d+)", text))) + int((re.findall(r"Non-2xx or 3xx responses: (\d+)", text) or [0])[0])
    return {"requests": int(re.search(r"(\d+) requests in", text).group(1)), "seconds": seconds, "rate": float(re.search(r"Requests/sec:\s+([\d.]+)", text).group(1)),
            "p50_ms": in_milliseconds(re.search(r"^ +50%\s+(\S+)", text, re.MULTILINE).group(1)), "p99_ms": in_milliseconds(re.search(r"^ +99%\s+(\S+)", text, re.MULTILINE).group(1)), "errors": errors}


def served(server, queries, seconds, writer=None):
    cpu, first = process_of(server)
    middle = []
    watch = threading.Timer(seconds / 2, lambda: middle.append(process_of(server)[1]))
    watch.start()
    if writer:
        writer.start()
    result = wrk(server, queries, seconds)
    if writer:
        writer.join()
    after, last = process_of(server)
    watch.join()
    return {**result, "cpu": after - cpu, "memory": [first, middle[0], last]}


def show(name, run):
    text = f"{name:22} {run['requests'] / run['seconds']:8.1f} requests/s, p50 {run['p50_ms']:7.2f} ms, p99 {run['p99_ms']:7.2f} ms, {run['cpu'] / run['requests'] * 1e3:.3f} ms of processor each"
    if "errors" in run:
        text += f", {run['errors']} errors, memory " + ", ".join(f"{m:.0f}" for m in run["memory"]) + " MB"
    print(text, flush=True)


def search_rounds(work, queries):
    runs = collections.defaultdict(list)
    with Server("--root", str(work / "root"), root=work) as server:
        queries.write_text("\n".join(queries_of(sample(server))) + "\n")
        texts = Texts(server)
        if options.queries:
            shutil.copy(queries, options.queries)
        wrk(server, queries, 5)  # warm
        for number in range(options.rounds):
            inside = json.loads(subprocess.run(["bench_served", work / "root" / "load", queries, str(options.threads), str(min(options.seconds, 60))], capture_output=True, text=True, check=True).stdout)
            alone = served(server, queries, min(options.seconds, 60) if options.pace else options.seconds)
            writer = Writer(server, Articles(texts, f"w{number}"), options.seconds)
            commits = server.get("/metrics").text
            beside = served(server, queries, options.seconds, writer)
            commits = [int(float(re.search(r"dateline_ingest_commits\{[^}]*\} (\S+)", text).group(1))) if "dateline_ingest_commits{" in text else 0 for text in (commits, server.get("/metrics").text)]
            for name, run in (("in-process", inside), ("served", alone), ("served, writer beside", beside)):
                runs[name].append(run)
                show(name, run)
            print(f"{'':22} the writer: {writer.taken} articles in {options.seconds:g} s, {commits[1] - commits[0]} commits, a bulk p50 {statistics.median(writer.times) * 1e3:.0f} ms, "
                  f"p99 {sorted(writer.times)[int(len(writer.times) * 0.99)] * 1e3:.0f} ms, {writer.errors} errors; load {os.getloadavg()[0]:.1f}", flush=True)
        rate = {name: statistics.median(run["requests"] / run["seconds"] for run in all_runs) for name, all_runs in runs.items()}
        ratios = {name: statistics.median(run["requests"] / run["seconds"] / (inside["requests"] / inside["seconds"]) for run, inside in zip(runs[name], runs["in-process"])) for name in runs}
        cpu = {name: statistics.median(run["cpu"] / run["requests"] for run in all_runs) for name, all_runs in runs.items()}
        print("medians: " + "; ".join(f"{name} {rate[name]:.1f} requests/s, {ratios[name]:.2f} of in-process, {cpu[name] * 1e3:.3f} ms of processor each" for name in runs))
        return texts


def ingest_rounds(work, texts):
    """One bulk: by dateline-index, in one request, in requests of four clients; then one by one."""
    rates = collections.defaultdict(list)
    for number in range(options.rounds):
        lines = Articles(texts, f"b{number}").lines(options.bulk)
        (work / "bulk.jsonl").write_bytes(lines)
        start = time.monotonic()
        subprocess.run(["dateline-index", "--quiet", "--db", work / f"indexed{number}", work / "bulk.jsonl"], check=True)
        rates["dateline-index"].append(options.bulk / (time.monotonic() - start))
        with Server() as server:
            start = time.monotonic()
            status, _ = Client(server).ask("POST", "/articles?db=one", lines)
            rates["one request"].append(options.bulk / (time.monotonic() - start))
            parts = lines.splitlines(keepends=True)
            clients = [threading.Thread(target=lambda some: Client(server).ask("POST", "/articles?db=four", b"".join(some)), args=(parts[i::4],)) for i in range(4)]
            start = time.monotonic()
            for client in clients:
                client.start()
            for client in clients:
                client.join()
            rates["four clients"].append(options.bulk / (time.monotonic() - start))
            counted = [server.get(f"/count?db={name}&after=1900").json["total"]["value"] for name in ("one", "four")]
            if status != 200 or counted != [options.bulk, options.bulk]:
                sys.exit(f"{status}: {counted} instead of {options.bulk} articles")
            client, times = Client(server), []
            for _ in range(100):
                body = Articles(texts, f"p{number}-{len(times)}").one()
                start = time.monotonic()
                client.ask("PUT", f"/articles/{json.loads(body)['id']}?db=one", body)
                times.append(time.monotonic() - start)
            times.sort()
            print("articles/s: " + ", ".join(f"{name} {rate[-1]:.0f}" for name, rate in rates.items()) + f"; one by one, each committed: p50 {times[50] * 1e3:.0f} ms, p99 {times[98] * 1e3:.0f} ms; load {os.getloadavg()[0]:.1f}",
                  flush=True)
    print("medians of articles/s: " + ", ".join(f"{name} {statistics.median(rate):.0f}" for name, rate in rates.items()) + "; to dateline-index: "
          + ", ".join(f"{name} {statistics.median(a / b for a, b in zip(rates[name], rates['dateline-index'])):.2f}" for name in ("one request", "four clients")))


with tempfile.TemporaryDirectory(prefix="dateline-load-", dir=os.path.dirname(os.path.abspath(options.database))) as folder:
    work = pathlib.Path(folder)
    (work / "root").mkdir()
    shutil.copytree(options.database, work / "root" / "load")
    if options.only != "ingest":
        texts = search_rounds(work, work / "queries")
    else:
        with Server("--root", str(work / "root"), root=work) as server:
            texts = Texts(server)
    if options.only != "search":
        ingest_rounds(work, texts)
