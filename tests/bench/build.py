"""How fast articles become a database, and how large it is, beside other engines on the same text, in turn.

build.py ARTICLES.jsonl[.zst]... [--rounds N] [--only NAME,NAME] [--threads N]

Dateline (dateline-index on the PATH) with --analysis none and with everything on; Lucene 8 (Debian: liblucene8-java), scriptindex (xapian-omega), SQLite's FTS5 (sqlite3) and Groonga (groonga-bin,
groonga-token-filter-stem). Those that are not there are left out, and it says so. Of Lucene both the default collector and SerialGC; the better one counts.
"""
import argparse
import json
import os
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile
import time

import peers

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("articles", nargs="+")
arguments.add_argument("--rounds", type=int, default=3)
arguments.add_argument("--only", help="names of the table's rows, with commas between")
arguments.add_argument("--threads", type=int, default=2, help="of Dateline and of Lucene")
arguments.add_argument("--work", help="a folder on the disk that is to be used; a temporary one")
options = arguments.parse_args()

work = pathlib.Path(tempfile.mkdtemp(dir=options.work))


def prepare():
    """The same articles in each engine's own form. Returns their number and the bytes of titles and bodies."""
    count = text = 0
    with open(work / "dump", "w") as dump, open(work / "tsv", "w") as tsv, open(work / "load", "w") as load:
        load.write("plugin_register token_filters/stem\ntable_create A TABLE_HASH_KEY ShortText\ncolumn_create A title COLUMN_SCALAR Text\ncolumn_create A body COLUMN_SCALAR Text\n"
                   "table_create T TABLE_PAT_KEY ShortText --default_tokenizer TokenBigram --normalizer NormalizerAuto --token_filters TokenFilterStem\n"
                   "column_create T i COLUMN_INDEX|WITH_POSITION|WITH_SECTION A title,body\nload --table A\n[\n")
        for line in peers.lines(options.articles):
            article = json.loads(line)
            title, body = article.get("title") or "", article.get("body") or ""
            key = str(article.get("id", count))
            text += len(title.encode()) + len(body.encode())
            dump.write(f"id={key}\ntitle={' '.join(title.split())}\nbody=" + body.replace("\r", " ").replace("\n", "\n=") + "\n\n")
            tsv.write("\t".join(part.replace("\t", " ").replace("\n", " ").replace("\r", " ").replace('"', "'") for part in (key, title, body)) + "\n")
            load.write(("" if count == 0 else ",\n") + json.dumps({"_key": key, "title": title, "body": body}))
            count += 1
        load.write("\n]\n")
    (work / "script").write_text("id : boolean=Q unique=Q\ntitle : field=title index=S index\nbody : field=body index\n")
    return count, text


def lucene(*flags):
    return lambda folder: [*peers.java(work / "classes", *flags), "LuceneIndex", str(work / "tsv"), str(folder), str(options.threads)]


def fts5(folder):
    folder.mkdir()
    return ["sqlite3", str(folder / "db"), "PRAGMA synchronous=OFF", "CREATE VIRTUAL TABLE a USING fts5(id UNINDEXED, title, body, tokenize='porter')", ".mode ascii", '.separator "\\t" "\\n"', f".import {work / 'tsv'} a"]


def groonga(folder):
    folder.mkdir()
    return ["sh", "-c", f"groonga -n {folder / 'db'} < {work / 'load'} > /dev/null"]


def dateline(*flags):
    return lambda folder: ["dateline-index", "--quiet", "--jobs", str(options.threads), *flags, "--db", str(folder), *options.articles]


ENGINES = {
    "dateline none": ("dateline-index", dateline("--analysis", "none")),
    "dateline": ("dateline-index", dateline()),
    "lucene": ("java", lucene()),
    "lucene serial": ("java", lucene("-XX:+UseSerialGC")),
    "scriptindex": ("scriptindex", lambda folder: ["scriptindex", str(folder), str(work / "script"), str(work / "dump")]),
    "fts5": ("sqlite3", fts5),
    "groonga": ("groonga", groonga),
}


def size(folder):
    return sum(f.stat().st_size for f in folder.rglob("*") if f.is_file())


def measured(name):
    folder = work / "db"
    shutil.rmtree(folder, ignore_errors=True)
    command = ENGINES[name][1](folder)
    os.sync()
    start = time.monotonic()
    process = subprocess.Popen(command, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    error = process.stderr.read()
    _, status, used = os.wait4(process.pid, 0)
    wall = time.monotonic() - start
    if status:
        sys.exit(f"{' '.join(command)}: {error.decode()}")
    return {"wall": wall, "cpu": used.ru_utime + used.ru_stime, "rss": used.ru_maxrss / 1024, "size": size(folder)}


count, text = prepare()
wanted = options.only.split(",") if options.only else list(ENGINES)
missing = [name for name in wanted if not shutil.which(ENGINES[name][0])]
if not peers.make_lucene(work / "classes"):
    missing += [name for name in wanted if name.startswith("lucene") and name not in missing]
if missing:
    print("not here, left out: " + ", ".join(missing))
wanted = [name for name in wanted if name not in missing]
runs = {name: [] for name in wanted}
for _ in range(options.rounds):
    for name in wanted:
        runs[name].append(measured(name))
    print(".", end="", flush=True, file=sys.stderr)
print(file=sys.stderr)


def median(name, what):
    return statistics.median(run[what] for run in runs[name])


peers = [name for name in wanted if name.startswith("lucene")]
peer = min(peers, key=lambda name: median(name, "cpu")) if peers else None
print(f"{count} articles, {text / 1e6:.1f} MB of text; medians of {options.rounds}, {options.threads} threads; ratios to {peer}, round by round, their median")
print(f"{'':15} {'CPU s':>7} {'wall s':>7} {'MB/s':>6} {'RSS MB':>7} {'of text':>8} {'CPU':>6} {'wall':>6}")
for name in wanted:
    row = f"{name:15} {median(name, 'cpu'):7.2f} {median(name, 'wall'):7.2f} {text / 1e6 / median(name, 'wall'):6.1f} {median(name, 'rss'):7.0f} {median(name, 'size') / text:8.2f}"
    if peer:
        row += "".join(f" {statistics.median(a[what] / b[what] for a, b in zip(runs[name], runs[peer])):6.2f}" for what in ("cpu", "wall"))
    print(row)
shutil.rmtree(work)
