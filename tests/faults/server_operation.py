"""dateline-server takes articles in, and nth_call.py disturbs it: what is acknowledged is there when it is started again."""
import http.client
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "server"))
from operation import exported, text_of, unsound
from power import Power
from service import Server
from small_articles import article, files_of


def put(id, version, parameters=""):
    return "PUT", f"/articles/{id}?db=news{parameters}", article(id, version), [("news", id, version)]


def many(database, ids):
    return "POST", f"/articles?db={database}", "".join(article(id) for id in ids), [(database, id, 1) for id in ids]


# A request with what it changes, no article twice: to a version, or to nothing.
REQUESTS = (many("news", [f"n{one}" for one in range(10)]),
            put("a0-0", 2, "&refresh=false"),
            ("DELETE", "/articles/a1-0?db=news&refresh=false", None, [("news", "a1-0", 0)]),
            ("POST", "/news/_bulk", "".join(json.dumps({"index": {"_id": f"e{one}"}}) + "\n" + article(f"e{one}") for one in range(5)) + json.dumps({"delete": {"_id": "a2-0"}}) + "\n",
             [("news", f"e{one}", 1) for one in range(5)] + [("news", "a2-0", 0)]),
            many("fresh", [f"f{one}" for one in range(5)]),
            put("a0-1", 2))


class ServerOperation:
    name = "server ingest"

    def __init__(self, work):
        own = work / "server"
        self.template, self.root = own / "template", own / "disk"
        self.template.mkdir(parents=True)
        self.said = []
        subprocess.run(["dateline-index", "--db", self.template / "news", "--quiet", files_of(own / "files")], check=True)

    def start(self):
        shutil.rmtree(self.root, ignore_errors=True)
        shutil.copytree(self.template, self.root)

    def run(self, environment):
        """The exit status, what was said on standard error or answered for an error, and which requests were acknowledged."""
        server, acknowledged, refused = Server(root=self.root), [], []
        kept = dict(os.environ)
        os.environ.update(environment)
        try:
            server.start()
        except RuntimeError as error:
            server.process.wait()
            return server.process.returncode, [str(error)], []
        finally:
            os.environ.clear()
            os.environ.update(kept)
        for method, path, body, changes in REQUESTS:
            try:
                answer = server.ask(method, path, body, {"Content-Type": "application/x-ndjson"} if method == "POST" else None)
            except (OSError, http.client.HTTPException):
                break  # killed
            reasons = [answer.text] if answer.status not in (200, 201, 404) else [json.dumps(line) for line in self.lines_of(answer, path) if answer.status != 404 and "error" in json.dumps(line)]
            if reasons:
                refused += reasons
            else:
                acknowledged += changes
        status = server.stop()
        return status, refused + server.said, acknowledged

    @staticmethod
    def lines_of(answer, path):
        if "_bulk" in path:
            return [answer.json] if answer.json["errors"] else []
        return [json.loads(line) for line in answer.text.splitlines()]

    def exported(self):
        """Of each database and article its line."""
        databases = [one for one in sorted(self.root.iterdir()) if one.is_dir()]
        return {(one.name, id): line for one in databases for id, line in exported(one).items()}

    def undisturbed(self, preload):
        self.start()
        self.before = self.exported()
        status, said, acknowledged = self.run(preload.environment(self.root))
        assert status == 0 and not said and len(acknowledged) == sum(len(changes) for *_, changes in REQUESTS), (status, said)
        counts = preload.counted()[0]
        self.wanted = self.exported()
        return counts

    def disturb(self, preload, fault, at):
        """How it ended (None: the point was not reached), and what is wrong."""
        self.start()
        power = Power(self.root, preload.kept) if fault.loses else None
        status, said, acknowledged = self.run(preload.environment(self.root, fault, at))
        struck = preload.counted()[1] > 0
        if power:
            power.lose(names_at_once=fault.loses == "at once")
        ended, wrong = None, []
        if struck and fault.kills:
            ended = "killed"
        elif struck:
            ended = "failed" if said or status else "unharmed"
            self.said += [re.sub(r"/\S*/", "", one).strip() for one in said]
        silent = fault.kind == "allocate" and at == 1  # it was for the stream on which to say something
        if status != (-9 if ended == "killed" else 0) and not silent:
            wrong.append(f"ends with {status}: {' '.join(said)}")
        # Started again, it has all that it acknowledged, and of the rest what was or what was to be.
        with Server(root=self.root):
            pass
        for database in self.root.iterdir():
            wrong += [f"{database.name}: {one}" for one in unsound(database)] if database.is_dir() else []
        wrong += self.lost({(database, id) for database, id, _ in acknowledged})
        status, said, _ = self.run({})
        if status or said:
            wrong.append(f"once more, it ends with {status}: {' '.join(said)}")
        if self.exported() != self.wanted:
            wrong.append("once more, undisturbed, it does not come to the same articles")
        return ended, wrong

    def lost(self, acknowledged):
        now = self.exported()
        wrong = []
        for key in sorted(now.keys() | self.before.keys() | self.wanted.keys()):
            there, before, wanted = (key in one and text_of(one[key]) for one in (now, self.before, self.wanted))
            if there != wanted and (key in acknowledged or there != before):
                wrong.append(f"{key} is {'not as acknowledged' if key in acknowledged else 'neither as before nor as wanted'}")
        return wrong
