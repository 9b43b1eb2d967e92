"""Requests that no client should send, to dateline-server: every one of them is answered or cut off, nobody else notices, and nothing is left of them.

server_malformed.py SOURCE [--requests N] [--seed S] [--slow N] [--sanitized]: N requests from a seeded generator, N sockets that send a byte now and then, clients that cut the
connection or do not read their long answers; meanwhile another client asks as usual, and its times are printed. A fault is: a crash, a 5xx other than 501 and 503, an internal
error, no answer within a minute, an error or a long wait for the other client, descriptors or memory that do not come back (memory not with --sanitized).
"""
import argparse
import collections
import json
import os
import pathlib
import random
import signal
import socket
import statistics
import struct
import subprocess
import sys
import tempfile
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "server"))
from malformed_requests import TOKEN, Generator
from service import Server

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("source")
arguments.add_argument("--requests", type=int, default=1000)
arguments.add_argument("--seed", type=int, default=20240314)
arguments.add_argument("--slow", type=int, default=500)
arguments.add_argument("--readers", type=int, default=40, help="clients that do not read their long answers")
arguments.add_argument("--sanitized", action="store_true")
options = arguments.parse_args()

PATIENCE = 60  # seconds for an answer, on a machine that has other things to do
AUTHORISED = {"Authorization": "Bearer " + TOKEN}
faults, statuses, kinds = [], collections.Counter(), collections.Counter()
lock = threading.Lock()


def fault(what):
    with lock:
        faults.append(what)


def answers_in(data, head):
    """The whole answers at the beginning of what came: (status, body) each."""
    found = []
    while True:
        end = data.find(b"\r\n\r\n")
        if end < 0:
            return found
        lines = data[:end].split(b"\r\n")
        status = int(lines[0].split()[1])
        headers = {name.lower(): value.strip() for name, _, value in (line.partition(b":") for line in lines[1:])}
        data = data[end + 4:]
        if status == 100:
            continue
        body = b""
        if head or status in (204, 304):
            pass
        elif headers.get(b"transfer-encoding") == b"chunked":
            while True:
                size, _, rest = data.partition(b"\r\n")
                if not rest and not size:
                    return found
                length = int(size, 16)
                if len(rest) < length + 2:
                    return found
                body += rest[:length]
                data = rest[length + 2:]
                if length == 0:
                    break
        else:
            length = int(headers.get(b"content-length", b"0"))
            if len(data) < length:
                return found
            body, data = data[:length], data[length:]
        found.append((status, body))


def exchange(port, case):
    """Sends the case; what was answered, and how it ended: answered, closed, reset, silent."""
    received = b""
    with socket.create_connection(("127.0.0.1", port), timeout=PATIENCE) as connection:
        try:
            for part in case.parts:
                connection.sendall(part)
                if len(case.parts) > 1:
                    time.sleep(0.002)
            if case.cut:
                if case.cut == "reset":
                    connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
                return [], "cut"
            if case.ends:
                connection.shutdown(socket.SHUT_WR)
        except (BrokenPipeError, ConnectionResetError):
            pass  # it had enough; what it said can still be read
        except OSError:
            return [], "reset"
        try:
            while len(answers_in(received, case.head)) < case.answers:
                data = connection.recv(1 << 20)
                if not data:
                    return answers_in(received, case.head), "closed"
                received += data
        except ConnectionResetError:
            return answers_in(received, case.head), "reset"
        except TimeoutError:
            return answers_in(received, case.head), "silent"
    return answers_in(received, case.head), "answered"


def send_all(server, cases):
    for number, case in cases:
        try:
            answers, ending = exchange(server.port, case)
        except OSError as error:
            return fault(f"{number} {case.kind}: {error}")
        with lock:
            kinds[case.kind] += 1
            statuses.update(status for status, _ in answers)
        where = f"{number} {case.kind}: {b''.join(case.parts)[:300]!r}"
        if ending == "silent":
            fault(where + ": no answer and no end")
        if case.must_answer and not answers:
            fault(f"{where}: {ending} without an answer")
        for status, body in answers:
            if status >= 500 and status not in (501, 503) or b'"internal"' in body:
                fault(f"{where}: {status} {body[:300]!r}")
            if case.refused and status < 400:
                fault(f"{where}: taken with {status}")


class Other(threading.Thread):
    """A client that does nothing wrong."""

    PATHS = ["/search?q=ceasefire&limit=10", "/count?q=ukraine", "/healthz", "/search?q=person:putin", "/timeline?q=ukraine&timeline=year", "/articles/never-there"]

    def __init__(self, server):
        super().__init__(daemon=True)
        self.server, self.times, self.done = server, [], False

    def run(self):
        chance = random.Random(1)
        while not self.done:
            path = chance.choice(self.PATHS)
            start = time.monotonic()
            try:
                answer = self.server.get(path, headers=AUTHORISED)
                if answer.status != (404 if "never" in path else 200):
                    fault(f"another client got {answer.status} for {path}: {answer.text[:200]}")
            except Exception as error:
                fault(f"another client got {error!r} for {path}")
            self.times.append(time.monotonic() - start)
            time.sleep(0.02)

    def p99(self):
        return sorted(self.times)[int(len(self.times) * 0.99)]


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


def drain_stderr(server, said):
    thread = threading.Thread(target=lambda: said.extend(server.process.stderr), daemon=True)
    thread.start()
    return thread


def ended_by_signal(server, drained):
    server.process.send_signal(signal.SIGTERM)
    status = server.process.wait(60)
    drained.join()
    return status


source = pathlib.Path(options.source)
with tempfile.TemporaryDirectory(prefix="dateline-malformed-") as scratch:
    tokens = pathlib.Path(scratch) / "tokens"
    tokens.write_text(f"{TOKEN} write\n")
    tokens.chmod(0o600)
    with Server("--token-file", str(tokens), "--max-body", "4", "--connections", "1500") as server:
        said = []
        drained = drain_stderr(server, said)
        subprocess.run(["dateline-index", "--db", server.root / "corpus", "--quiet", source / "corpus"], check=True)
        # Long answers: many articles with few words, which cost little to look at.
        long_text = "\n".join(json.dumps({"id": f"long{i}", "title": "Long", "body": "ferry " + "x" * 40_000}) for i in range(250))
        subprocess.run(["dateline-index", "--db", server.root / "long", "--analysis", "none", "--quiet", "-"], input=long_text, text=True, check=True)
        cases = list(enumerate(Generator(options.seed).cases(options.requests)))

        def send(some):
            shares = [some[worker::16] for worker in range(16)]
            workers = [threading.Thread(target=send_all, args=(server, share), daemon=True) for share in shares]
            for worker in workers:
                worker.start()
            for worker in workers:
                worker.join()

        warm = len(cases) // 5
        send(cases[:warm])  # what is opened once stays open
        time.sleep(6)
        before, memory_before = descriptors(server), resident(server)
        other, slow = Other(server), Slow(server, options.slow)
        other.start()
        slow.start()
        start = time.monotonic()
        lazy = unread(server, "/export?db=long", 3)
        send(cases[warm:])
        took = time.monotonic() - start
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
        elif (ended := ended_by_signal(server, drained)) != 0:
            fault(f"the server did not end well: {ended}")
        for line in said:
            if any(word in line for word in ("ERROR: ", "runtime error", "terminate called")):
                fault(line.strip())
        check = subprocess.run(["dateline-index", "--db", server.root / "corpus", "check"], capture_output=True, text=True)
        if check.returncode:
            fault("the database is damaged: " + check.stderr)

print(f"{sum(kinds.values())} requests of {len(kinds)} kinds in {took:.0f} s; answers: " + ", ".join(f"{status}: {count}" for status, count in sorted(statuses.items())))
print(f"beside {options.slow} slow sockets ({closed} cut off meanwhile) the other client was answered {len(other.times)} times: median {statistics.median(other.times) * 1e3:.0f} ms, "
      f"p99 {other.p99() * 1e3:.0f} ms, longest {max(other.times) * 1e3:.0f} ms")
print(f"descriptors {before} before, {after} after; memory {memory_before:.0f} MB before, {memory_after:.0f} MB after; {options.readers} unread answers of {size / 1e6:.1f} MB held {held:.0f} MB")
print("\n".join(faults[:40]) or "each answered or cut off; nothing is left of them")
sys.exit(bool(faults))
