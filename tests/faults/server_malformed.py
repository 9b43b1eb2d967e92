"""Requests that no client should send, to dateline-server: every one of them is answered or cut off, nobody else notices, and nothing is left of them.

server_malformed.py SOURCE [--requests N] [--seed S] [--slow N] [--sanitized] [--verbose]: N requests from a seeded generator (malformed_requests.py), N sockets that send a byte now and then, clients that cut
the connection or do not read their long answers; meanwhile another client asks as usual, and its times are printed. A fault is: a crash, a 5xx other than 501 and 503, an internal
error, no answer within a minute, an error or a long wait for the other client, descriptors or memory that do not come back (memory not with --sanitized).
"""
import argparse
import collections
import json
import os
import pathlib
import random
import socket
import statistics
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "server"))
from malformed_requests import TOKEN, Generator
from raw_http import answers_in, exchange
from service import Server
from valid_requests import database_names

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("source")
arguments.add_argument("--requests", type=int, default=1000)
arguments.add_argument("--seed", type=int, default=20240314)
arguments.add_argument("--slow", type=int, default=500)
arguments.add_argument("--readers", type=int, default=40, help="clients that do not read their long answers")
arguments.add_argument("--sanitized", action="store_true")
arguments.add_argument("--verbose", action="store_true", help="tell the slowest requests and why any was answered 503")
options = arguments.parse_args()

PATIENCE = 60  # seconds for an answer, on a machine that has other things to do
BATCH = 1000
BUSY = (b"try again later", b"is stopping", b"is locked")  # why a request that is right may be answered 503
OTHER_TOKEN = "fedcba9876543210-other"
AUTHORISED, OTHER_AUTHORISED = {"Authorization": "Bearer " + TOKEN}, {"Authorization": "Bearer " + OTHER_TOKEN}
faults, kinds, unavailable, slowest = [], collections.Counter(), collections.Counter(), []
statuses = collections.defaultdict(collections.Counter)  # by interface
lock = threading.Lock()


def fault(what):
    with lock:
        faults.append(what)


def send_all(server, cases):
    for number, case in cases:
        start = time.monotonic()
        try:
            answers, ending = exchange(server.port, case, PATIENCE)
        except OSError as error:
            return fault(f"{number} {case.kind}: {error}")
        with lock:
            slowest.append((time.monotonic() - start, case.kind, b"".join(case.parts)[:2000]))
            slowest.sort(key=lambda one: -one[0])
            del slowest[8:]
            kinds[case.kind] += 1
            statuses[case.interface].update(status for status, _ in answers)
            unavailable.update(body[:200].decode(errors="replace") for status, body in answers if status == 503)
        where = f"{number} {case.kind}: {b''.join(case.parts)[:300]!r}"
        if ending == "silent":
            fault(where + ": no answer and no end")
        if case.must_answer and not answers:
            fault(f"{where}: {ending} without an answer")
        for status, body in answers:
            if status >= 500 and status not in (501, 503) or b"-32603" in body or status == 503 and body and not any(reason in body for reason in BUSY):
                fault(f"{where}: {status} {body[:300]!r}")
            if case.refused and status < 400:
                fault(f"{where}: taken with {status}")


class Other(threading.Thread):
    """A client that does nothing wrong."""

    PATHS = ["/search?db=corpus&q=ceasefire&limit=10", "/count?db=corpus&q=ukraine", "/healthz", "/search?db=corpus&q=person:putin", "/timeline?db=corpus&q=ukraine&timeline=year", "/articles/never-there?db=corpus"]

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.times, self.done = server, [], False

    def run(self):
        chance = random.Random(1)
        while not self.done:
            path = chance.choice(self.PATHS)
            start = time.monotonic()
            try:
                answer = self.server.get(path, headers=OTHER_AUTHORISED)
                if answer.status != (404 if "never" in path else 200):
                    fault(f"another client got {answer.status} for {path}: {answer.text[:200]}")
            except Exception as error:
                fault(f"another client got {error!r} for {path}")
            self.times.append(time.monotonic() - start)
            time.sleep(0.02)

    def told(self, since=0, to=None):
        """Of the answers since that many."""
        times = self.times[since:to]
        return f"{len(times)} times: median {statistics.median(times) * 1e3:.0f} ms, p99 {sorted(times)[int(len(times) * 0.99)] * 1e3:.0f} ms, longest {max(times) * 1e3:.0f} ms"


class Slow(threading.Thread):
    """Sockets that begin a request and go on with a byte a second."""

    def __init__(self, server, count):
        super().__init__(daemon=True)
        self.sockets, self.done, self.closed = [], False, 0
        starts = [b"GET /search?q=x HTTP/1.1\r\nHost: localhost\r\nX-Slow: ", b"PUT /articles/slow?db=scratch HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer " + TOKEN.encode()
                  + b"\r\nContent-Length: 100000\r\n\r\n{", b"", b"G"]
        for number in range(count):
            one = socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE)
            one.sendall(starts[number % len(starts)])
            self.sockets.append(one)

    def run(self):
        while not self.done:
            time.sleep(1)
            for one in list(self.sockets):
                try:
                    one.sendall(b"a")
                except OSError:
                    self.sockets.remove(one)
                    self.closed += 1

    def close(self):
        self.done = True
        self.join()
        for one in self.sockets:
            one.close()


def unread(server, path, count):
    """So many clients that ask for a long answer and do not read it."""
    sockets = []
    for _ in range(count):
        one = socket.socket()
        one.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
        one.connect(("127.0.0.1", server.port))
        one.sendall(f"GET {path} HTTP/1.1\r\nHost: localhost\r\nAuthorization: Bearer {TOKEN}\r\n\r\n".encode())
        sockets.append(one)
    return sockets


def resident(server):
    for line in open(f"/proc/{server.process.pid}/status"):
        if line.startswith("VmRSS"):
            return int(line.split()[1]) / 1024


def descriptors(server):
    """But for the files of databases, which searchers hold open: as many as there are threads to search."""
    folder = pathlib.Path(f"/proc/{server.process.pid}/fd")
    return sum(not os.readlink(one).startswith(str(server.root)) for one in folder.iterdir())


def settled(server, wanted):
    """Descriptors when what is under way has ended: connections of slow clients are cut after their time."""
    for _ in range(100):
        if (now := descriptors(server)) <= wanted:
            break
        time.sleep(0.5)
    return now


def remembered(server):
    """A scroll and a point in time for the requests that go on with one."""
    scroll = server.post("/wire/_search?scroll=5m&size=2", {}, headers=AUTHORISED)
    point = server.post("/wire/_pit?keep_alive=5m", headers=AUTHORISED)
    return {name: answer.json[key] for name, answer, key in (("id", scroll, "_scroll_id"), ("pit", point, "id")) if answer.status == 200}


def table():
    lines = [f"{interface:>14}: " + ", ".join(f"{status}: {count}" for status, count in sorted(counts.items())) for interface, counts in sorted(statuses.items())]
    return "\n".join(lines)


source = pathlib.Path(options.source)
generator = Generator(options.seed)
with tempfile.TemporaryDirectory(prefix="dateline-malformed-") as scratch:
    tokens = pathlib.Path(scratch) / "tokens"
    tokens.write_text(f"{TOKEN} write {','.join(database_names(generator.valid))}\n{OTHER_TOKEN} write\n")
    tokens.chmod(0o600)
    with Server("--token-file", str(tokens), "--max-body", "4", "--connections", "1500") as server:
        for name in ("corpus", "news"):  # one that is the other client's, one for the malformed requests
            subprocess.run(["dateline-index", "--db", server.root / name, "--quiet", source / "corpus"], check=True)
        # Long answers: many articles with few words, which cost little to look at.
        long_text = "\n".join(json.dumps({"id": f"long{i}", "title": "Long", "body": "ferry " + "x" * 40_000}) for i in range(250))
        subprocess.run(["dateline-index", "--db", server.root / "long", "--analysis", "none", "--quiet", "-"], input=long_text, text=True, check=True)
        def send(some):
            shares = [some[worker::16] for worker in range(16)]
            workers = [threading.Thread(target=send_all, args=(server, share), daemon=True) for share in shares]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()

        def send_malformed(begin, end):
            for first in range(begin, end, BATCH):
                generator.known = remembered(server)
                send(list(enumerate(generator.cases(min(BATCH, end - first)), first)))

        send(list(enumerate(generator.unchanged(), -1_000_000)))
        if options.verbose:
            print("valid requests\n" + table())
        statuses.clear()
        kinds.clear()
        warm = min(options.requests // 5, 2000)
        send_malformed(0, warm)  # what is opened once stays open
        time.sleep(6)
        before, memory_before = descriptors(server), resident(server)
        other, slow = Other(server), Slow(server, options.slow)
        other.start()
        slow.start()
        start = time.monotonic()
        lazy = unread(server, "/export?db=long", 3)
        send_malformed(warm, options.requests)
        took = time.monotonic() - start
        meanwhile = len(other.times)
        # Long answers that nobody reads: what they hold is bounded, and who reads is answered all the same.
        large = "/search?db=long&q=ferry&limit=250&fields=body&copies=show"
        size = len(server.get(large, headers=AUTHORISED).body)
        memory_reading = resident(server)
        lazy += unread(server, large, options.readers)
        held = 0
        for _ in range(60):
            time.sleep(0.5)
            held = max(held, resident(server) - memory_reading)
        answer = server.get(large, headers=AUTHORISED)
        if answer.status != 200 or len(answer.body) < size * 0.9:
            fault(f"who reads a long answer beside those who do not got {answer.status}")
        if held > 128 + 160 and not options.sanitized:
            fault(f"{options.readers} answers of {size / 1e6:.1f} MB that nobody reads hold {held:.0f} MB")
        for one in lazy:
            one.close()
        readers_answered = len(other.times)
        other.done = True
        other.join()
        closed = slow.closed
        slow.close()
        after = settled(server, before + 1)
        memory_after = resident(server)
        if after > before + 1:
            fault(f"{before} descriptors before, {after} after")
        if memory_after > memory_before + 80 and not options.sanitized:
            fault(f"{memory_before:.0f} MB before, {memory_after:.0f} MB after")

        # Said in full, to a client that reads only after it has sent everything.
        for length, wanted in ((20_000, 431), (3_000_000, 431)):
            head = b"GET / HTTP/1.1\r\nHost: localhost\r\nX-Long: " + b"x" * length + b"\r\n\r\n"
            with socket.create_connection(("127.0.0.1", server.port), timeout=PATIENCE) as connection:
                connection.sendall(head)
                time.sleep(0.3)
                received = b""
                while data := connection.recv(65536):
                    received += data
            if [status for status, _ in answers_in(received, False)] != [wanted]:
                fault(f"a header of {length} bytes: {received[:200]!r}")
        upload = server.ask("POST", "/articles?db=scratch", b"x" * 20_000_000, AUTHORISED)
        if upload.status != 413:
            fault(f"a body of 20 MB: {upload.status}")

        if server.process.poll() is not None:
            fault(f"the server ended with {server.process.returncode}")
        elif (ended := server.stop()) != 0:
            fault(f"the server did not end well: {ended}")
        for line in server.said:
            if any(word in line for word in ("ERROR: ", "runtime error", "terminate called")):
                fault(line.strip())
        check = subprocess.run(["dateline-index", "--db", server.root / "corpus", "check"], capture_output=True, text=True)
        if check.returncode:
            fault("the database is damaged: " + check.stderr)

print(f"{sum(kinds.values())} requests of {len(kinds)} kinds, seed {options.seed}, in {took:.0f} s; answers\n{table()}")
if options.verbose:
    for seconds, kind, text in slowest:
        print(f"{seconds:.2f} s {kind}: {text!r}")
    for body, count in unavailable.most_common():
        print(f"503, {count} times: {body}")
print(f"beside {options.slow} slow sockets ({closed} cut off meanwhile) the other client was answered {other.told(0, meanwhile)}")
print(f"beside {options.readers} clients that ask for long answers and do not read them {other.told(meanwhile, readers_answered)}")
print(f"descriptors {before} before, {after} after; memory {memory_before:.0f} MB before, {memory_after:.0f} MB after; {options.readers} unread answers of {size / 1e6:.1f} MB held {held:.0f} MB")
print("\n".join(faults[:40]) or "each answered or cut off; nothing is left of them")
sys.exit(bool(faults))
