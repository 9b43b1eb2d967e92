"""How fast articles become a database, against Xapian's own scriptindex on the same text, in turn.

index.py ARTICLES.jsonl[.zst] [--rounds N]      dateline-index and scriptindex (Debian: xapian-omega) on the PATH
"""
import argparse
import json
import os
import pathlib
import resource
import shutil
import statistics
import subprocess
import tempfile
import time

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("articles")
arguments.add_argument("--rounds", type=int, default=3)
options = arguments.parse_args()

work = pathlib.Path(tempfile.mkdtemp())
SCRIPT = "id : boolean=Q unique=Q\ntitle : field=title index=S index\nbody : field=body index\n"


def write_dump():
    """The same titles and bodies in scriptindex's form. Returns the bytes of text."""
    read = subprocess.run(["zstd", "-dcqf", options.articles], capture_output=True, check=True).stdout if options.articles.endswith(".zst") \
        else pathlib.Path(options.articles).read_bytes()
    text = 0
    with open(work / "dump", "w") as dump:
        for number, line in enumerate(read.splitlines()):
            article = json.loads(line)
            title, body = article.get("title") or "", article.get("body") or ""
            text += len(title.encode()) + len(body.encode())
            dump.write(f"id={article.get('id', number)}\ntitle={' '.join(title.split())}\nbody=" + body.replace("\n", "\n=") + "\n\n")
    return text


def timed(command):
    before, start = resource.getrusage(resource.RUSAGE_CHILDREN), time.monotonic()
    subprocess.run(command, check=True, stdout=subprocess.DEVNULL)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.monotonic() - start, after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def size(folder):
    return sum(f.stat().st_size for f in pathlib.Path(folder).rglob("*") if f.is_file())


text = write_dump()
(work / "script").write_text(SCRIPT)
ours, theirs = [], []
for _ in range(options.rounds):
    shutil.rmtree(work / "ours", ignore_errors=True)
    shutil.rmtree(work / "theirs", ignore_errors=True)
    ours.append(timed(["dateline-index", "--quiet", "--db", work / "ours", options.articles]))
    theirs.append(timed(["scriptindex", work / "theirs", work / "script", work / "dump"]))
for name, runs, folder in (("dateline-index", ours, "ours"), ("scriptindex", theirs, "theirs")):
    wall, cpu = (statistics.median(run[i] for run in runs) for i in (0, 1))
    print(f"{name:15} {wall:6.2f} s wall, {cpu:6.2f} s CPU, {text / 1e6 / wall:5.2f} MB/s, database {size(work / folder) / text:.2f} of the text")
print(f"{text / 1e6:.1f} MB of text; ratio of wall times, round by round: " + ", ".join(f"{b[0] / a[0]:.2f}" for a, b in zip(ours, theirs))
      + "; of CPU times: " + ", ".join(f"{b[1] / a[1]:.2f}" for a, b in zip(ours, theirs)))
shutil.rmtree(work)
