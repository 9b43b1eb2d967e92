"""kill -9 in the middle of an indexing run: what was committed stays, the next run goes on, and ends as if nothing had happened.

kill.py SOURCE [--kills N] [--articles N]: N kills, spread evenly over the time of an undisturbed run that goes on from a half-built database.
"""
import argparse
import json
import os
import pathlib
import random
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("source")
arguments.add_argument("--kills", type=int, default=3)
arguments.add_argument("--articles", type=int, default=9000)
arguments.add_argument("--input", help="a JSON lines file instead of made-up articles")
options = arguments.parse_args()

work = pathlib.Path(tempfile.mkdtemp())
WORDS = ("harbour bridge council vote storm market ferry school train river minister budget strike hospital court police village "
         "museum energy border treaty election concert factory railway").split()


def made_up(count):
    """Articles of random words: enough of them that a run commits several times. One in fifty is a copy of the one before it."""
    chance = random.Random(7)
    vocabulary = WORDS + [first + second for first in WORDS for second in WORDS]
    body = ""
    for number in range(count):
        if number % 50 != 1:
            body = "\n\n".join(" ".join(chance.choices(vocabulary, k=60)) + f" {number}." for _ in range(5))
        yield json.dumps({"id": f"a{number}", "title": " ".join(chance.choices(vocabulary, k=6)), "date": f"20{number % 24:02}-0{number % 9 + 1}-11",
                          "body": body}) + "\n"


def run(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, **more)


def exported(database):
    return sorted(run("dateline-query", "--db", database, "export").stdout.splitlines())


def status(database):
    answer = run("dateline-index", "--db", database, "status", "--json")
    return json.loads(answer.stdout)["databases"][0] if answer.returncode == 0 else {"articles": 0, "revision": 0}


SYNC_CALLS = ("74 ", "75 ")  # fsync and fdatasync on x86-64; elsewhere no kill is counted as inside a commit


def wait_for_sync(process):
    while process.poll() is None:
        for task in pathlib.Path(f"/proc/{process.pid}/task").glob("*/syscall"):
            try:
                if task.read_text().startswith(SYNC_CALLS):
                    return True
            except OSError:
                pass
    return False


lines = open(options.input).readlines() if options.input else list(made_up(options.articles))
articles = work / "articles.jsonl"
half = work / "half"
articles.write_text("".join(lines[: len(lines) // 2]))
assert run("dateline-index", "--db", half, "--quiet", articles).returncode == 0
articles.write_text("".join(lines))

undisturbed = work / "undisturbed"
shutil.copytree(half, undisturbed)
start = time.monotonic()
assert run("dateline-index", "--db", undisturbed, "--quiet", articles).returncode == 0
seconds = time.monotonic() - start
wanted = exported(undisturbed)
assert len(wanted) == len(lines), (len(wanted), len(lines))
before = status(half)

faults, published, in_commit = [], 0, 0
for number in range(options.kills):
    database = work / f"killed-{number}"
    shutil.copytree(half, database)
    process = subprocess.Popen(["dateline-index", "--db", database, "--quiet", articles], env={**os.environ, "DATELINE_DB": ""})
    time.sleep(seconds * (number + 0.5) / options.kills)
    # Every fourth kill waits for a commit: a thread in fdatasync or fsync.
    syncing = number % 4 == 1 and wait_for_sync(process)
    process.send_signal(signal.SIGKILL)
    process.wait()
    ended = process.returncode == 0
    in_commit += syncing and not ended
    check = run("dateline-index", "--db", database, "check")
    if check.returncode != 0:
        faults.append(f"kill {number}: check says {check.returncode}: {check.stderr}")
    after = status(database)
    published += after["revision"] > before["revision"] and not ended
    rerun = run("dateline-index", "--db", database, "--report", "json", articles)
    if rerun.returncode != 0:
        faults.append(f"kill {number}: the rerun ends with {rerun.returncode}: {rerun.stderr}")
    else:
        report = json.loads(rerun.stdout)
        if report["articles_read"] != len(lines) - after["articles"]:
            faults.append(f"kill {number}: {after['articles']} were committed, {report['articles_read']} of {len(lines)} analysed")
    if exported(database) != wanted:
        faults.append(f"kill {number}: the rerun's export differs")
    shutil.rmtree(database)

print(f"{options.kills} kills over {seconds:.1f} s; {published} after the run's first commit, {in_commit} inside a commit")
print("\n".join(faults) or "each time: sound, nothing committed analysed again, the same export in the end")
shutil.rmtree(work)
sys.exit(bool(faults))
