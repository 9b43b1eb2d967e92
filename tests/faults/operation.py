"""A command that nth_call.py disturbs, and what must hold afterwards."""
import json
import os
import pathlib
import re
import shutil
import subprocess
import time

from power import Power

ADVICE = re.compile(r"; .*(make room|see |try again)")


def run(*command, environment=None):
    return subprocess.run([str(one) for one in command], capture_output=True, text=True, timeout=120, env={**os.environ, "DATELINE_DB": "", **(environment or {})})


def exported(database):
    """Of each article its line; none when nothing was ever committed."""
    if not (database / "XAPIANDB").exists():
        return {}
    answer = run("dateline-query", "--db", database, "export")
    assert answer.returncode in (0, 1), answer.stderr
    return {json.loads(line)["id"]: line for line in answer.stdout.splitlines()}


def text_of(line):
    article = json.loads(line)
    return article["title"], article["body"]


def unsound(database):
    """What check finds wrong."""
    check = run("dateline-index", "--db", database, "check")
    return [f"check says {check.returncode}: {check.stderr.strip()}"] if check.returncode else []


class Operation:
    """`template` has the database to begin with, if there is one; {db} and {files} of the command are filled in."""

    def __init__(self, name, command, template, database, files, again_ends):
        self.name, self.command, self.template, self.database, self.files, self.again_ends = name, command, template, database, files, again_ends
        self.said = []

    def start(self):
        """A fresh copy of the database; its folder need not exist."""
        shutil.rmtree(self.database.parent, ignore_errors=True)
        shutil.copytree(self.template, self.database.parent)

    def run(self, environment=None):
        return run(*[part.format(db=self.database, files=self.files) for part in self.command], environment=environment)

    def undisturbed(self, preload):
        """How many calls of each kind it makes."""
        self.start()
        self.before = exported(self.database)
        assert self.run(preload.environment(self.database.parent)).returncode == 0
        counts = preload.counted()[0]
        self.wanted = exported(self.database)
        self.names = self.names_left()
        return counts

    def disturb(self, preload, fault, at):
        """How it ended (None: the point was not reached), and what is wrong."""
        self.start()
        power = Power(self.database.parent, preload.kept) if fault.loses else None
        answer = self.run(preload.environment(self.database.parent, fault, at))
        struck = preload.counted()[1] > 0
        if power:
            power.lose(names_at_once=fault.loses == "at once")
        ended, wrong = self.ended(answer, fault, at) if struck else (None, [])
        if not struck and answer.returncode:
            wrong.append(f"undisturbed it ends with {answer.returncode}: {answer.stderr}")
        return ended, wrong + self.examine(answer.returncode == 0) + self.again()

    def ended(self, answer, fault, at):
        status, said = answer.returncode, answer.stderr.strip()
        if fault.kills:
            return "killed", [f"was to be killed, and ended with {status}: {said}"] if status != -9 else []
        if status == 0:
            return "unharmed", []
        self.said.append(re.sub(r"\S*/", "", said))
        wrong = []
        if status != 3:
            wrong.append(f"ends with {status}: {said}")
        elif fault.kind == "allocate" and at == 1 and not said:
            pass  # it was for the stream on which to say something
        elif "\n" in said or not re.match(r"[a-z_-]+: ", said) or not (str(self.database.parent) in said or fault.kind == "allocate" or "could not be written" in said):
            wrong.append(f"says {said!r}")
        elif not ADVICE.search(said):
            wrong.append(f"does not say what to do: {said!r}")
        return "failed", wrong

    def examine(self, committed):
        """What there is before anything else is done."""
        wrong = unsound(self.database)
        if wrong:
            return wrong
        try:
            now = exported(self.database)
        except AssertionError as error:
            return [f"export: {error}"]
        if committed and now != self.wanted:
            wrong.append(f"it ended well, and has {len(now)} articles that are not the {len(self.wanted)} wanted")
        for id in sorted(self.before.keys() | self.wanted.keys() | now.keys()):
            there, *possible = (id in one and text_of(one[id]) for one in (now, self.before, self.wanted))
            if there not in possible:
                wrong.append(f"{id} is {'neither as before nor as wanted' if there else 'lost'}")
        having = sum("harbour" in " ".join(text_of(line)).split() for line in now.values())
        if now and (found := run("dateline-query", "--db", self.database, "count", "harbour").stdout.strip()) != str(having):
            wrong.append(f"{having} articles have a word by which {found or 'none'} are found")
        return wrong

    def again(self):
        answer = self.run()
        if answer.returncode not in self.again_ends:
            return [f"once more, it ends with {answer.returncode}: {answer.stderr}"]
        wrong = []
        if exported(self.database) != self.wanted:
            wrong.append("once more, undisturbed, it does not come to the same articles")
        if (names := self.names_left()) != self.names:
            wrong.append(f"files are left: {', '.join(sorted(set(names) ^ set(self.names))) or names}")
        return wrong

    def names_left(self):
        """After the next run; old generations stay for a while."""
        hour_ago = time.time() - 3600
        os.utime(self.database / "XAPIANDB", (hour_ago, hour_ago))
        assert run("dateline-index", "--db", self.database, "--quiet", self.files).returncode == 0
        return sorted(path.name if not path.name.startswith("gen-") else "gen" for path in pathlib.Path(self.database).rglob("*"))
