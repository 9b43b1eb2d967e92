"""kill -9 of dateline-server while it takes articles in: what was acknowledged is there after the next start, whole, and what was taken away stays away.

server_kill.py SOURCE [--kills N] [--seconds S]: each kill comes up to S seconds after the server's start. Clients put, replace and delete single articles and post bulks to several
databases, new ones among them, and wait for the commit (the default), or do not (refresh=false: on disk when it is answered, and there after the next start).
"""
import argparse
import http.client
import json
import pathlib
import random
import subprocess
import sys
import threading
import time

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "server"))
from service import Server, quoted

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("source")
arguments.add_argument("--kills", type=int, default=4)
arguments.add_argument("--seconds", type=float, default=1.5)
arguments.add_argument("--seed", type=int, default=20240314)
options = arguments.parse_args()

WORDS = "harbour bridge council vote storm market ferry school river minister budget strike hospital court museum energy border treaty election railway".split()
faults = []


def body_of(identifier, version):
    """Long enough that half of it would be noticed; tells which version it is."""
    chance = random.Random(f"{identifier} {version}")
    return "\n\n".join(" ".join(chance.choices(WORDS, k=50)) for _ in range(chance.randint(1, 6))) + f"\n\nVersion {version} of {identifier}."


def article(identifier, version):
    return {"id": identifier, "title": f"{identifier} {version}", "body": body_of(identifier, version), "published": f"20{version % 24:02}-05-03"}


class Known:
    """What one client has of one article: the versions it may have after a kill (0: it is not there)."""

    def __init__(self):
        self.sure = 0        # acknowledged
        self.attempts = []   # since then, never answered

    def sent(self, version):
        self.attempts.append(version)

    def settle(self, version):
        self.sure, self.attempts = version, []

    def possible(self):
        return {self.sure, *self.attempts}


class Client(threading.Thread):
    """One writer, of its own articles alone: nobody else changes them."""

    def __init__(self, name, port, known, round_number):
        super().__init__(daemon=True)
        self.known, self.port = known, port
        self.chance = random.Random(f"{options.seed} {name} {round_number}")
        self.client = name
        self.round = round_number
        self.database = f"db{name % 3}" if name % 4 else f"new{name}-{round_number}"
        self.answers = 0
        self.problem = None

    def run(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=60)
        try:
            while True:
                self.step(connection)
        except (ConnectionError, http.client.HTTPException, OSError):
            pass  # killed
        except Exception as error:
            self.problem = f"client {self.client}: {error!r}"

    def ask(self, connection, method, path, body=None):
        connection.request(method, path, body.encode() if body is not None else None)
        answer = connection.getresponse()
        text = answer.read()
        self.answers += 1
        if answer.status not in (200, 201, 404):
            raise ValueError(f"{method} {path}: {answer.status} {text[:200]}")
        return answer.status, text

    def state(self, identifier):
        return self.known.setdefault((self.database, identifier), Known())

    def version(self):
        """Grows from start to start too: an older article than the one there must not be taken for it."""
        self.count = getattr(self, "count", 0) + 1
        return self.round * 100_000 + self.count

    def step(self, connection):
        waits = self.chance.random() < 0.6
        parameters = f"?db={self.database}" + ("" if waits else "&refresh=false")
        kind = self.chance.choice(("put", "put", "bulk", "delete"))
        if kind == "bulk":
            changes = [(f"c{self.client}-{self.chance.randint(0, 200)}", self.version()) for _ in range(self.chance.choice((5, 40, 700)))]
            changes = list(dict(changes).items())
            for identifier, version in changes:
                self.state(identifier).sent(version)
            _, text = self.ask(connection, "POST", "/articles" + parameters, "".join(json.dumps(article(*change)) + "\n" for change in changes))
            lines = [json.loads(line) for line in text.splitlines()]
            if [line["id"] for line in lines] != [identifier for identifier, _ in changes] or any(line["status"] not in ("added", "replaced") for line in lines):
                raise ValueError(f"bulk answered {text[:300]}")
        elif kind == "put":
            changes = [(f"c{self.client}-{self.chance.randint(0, 200)}", self.version())]
            self.state(changes[0][0]).sent(changes[0][1])
            self.ask(connection, "PUT", f"/articles/{changes[0][0]}{parameters}", json.dumps(article(*changes[0])))
        else:
            identifier = f"c{self.client}-{self.chance.randint(0, 200)}"
            changes = [(identifier, 0)]
            self.state(identifier).sent(0)
            self.ask(connection, "DELETE", f"/articles/{identifier}{parameters}")
        for identifier, version in changes:
            self.state(identifier).settle(version)


def check_databases(root):
    for database in sorted(root.iterdir()):
        if not (database / "XAPIANDB").exists():
            continue  # the kill came before it was one
        answer = subprocess.run(["dateline-index", "--db", database, "check"], capture_output=True, text=True)
        if answer.returncode != 0:
            faults.append(f"{database.name}: check says {answer.returncode}: {answer.stdout}{answer.stderr}")


def compare(server, known, kill):
    there = {}
    for name in {database for database, _ in known}:
        answer = server.get(f"/export?db={name}")
        if answer.status == 404:
            continue
        for line in answer.text.splitlines():
            one = json.loads(line)
            there[name, one["id"]] = one
    sure = 0
    for (database, identifier), state in known.items():
        found = there.pop((database, identifier), None)
        possible = state.possible()
        sure += len(possible) == 1
        version = int(found["title"].split()[-1]) if found else 0
        if version not in possible:
            faults.append(f"kill {kill}: {database}/{identifier} is version {version}, and should be {sorted(possible)}")
        if found and found["body"] != body_of(identifier, version):
            faults.append(f"kill {kill}: {database}/{identifier} is not whole")
        state.settle(version)
    for database, identifier in there:
        faults.append(f"kill {kill}: nobody sent {database}/{identifier}")
    return sure


chance = random.Random(options.seed)
known, answers, sure = {}, 0, 0
with Server() as server:
    for kill in range(options.kills):
        clients = [Client(name, server.port, known, kill + 1) for name in range(8)]
        for client in clients:
            client.start()
        time.sleep(options.seconds * chance.random() + (2 if kill % 4 == 3 else 0))  # some come early, while databases are made
        server.kill()
        for client in clients:
            client.join(60)
            answers += client.answers
            if client.problem:
                faults.append(client.problem)
        check_databases(server.root)
        server.start()
        sure += compare(server, known, kill + 1)
    after = server.put("/articles/last?db=db1", article("last", 1)).status
    if after != 201:
        faults.append(f"after the last kill an article is answered with {after}")
    if server.stop() != 0:
        faults.append("the server did not end well")

print(f"{options.kills} kills, {answers} answers before them; {len(known)} articles in {len({database for database, _ in known})} databases; {sure} times only one version could be there")
print("\n".join(faults[:40]) or "what was acknowledged is there, whole; what was deleted is not; every database is sound")
sys.exit(bool(faults))
