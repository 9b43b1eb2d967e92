"""How long searches take, beside bare Xapian and Lucene on the same articles: 200 queries, the best ten, each process asks each once.

search.py ARTICLES.jsonl[.zst]... [--rounds N]      builds both, and asks
search.py --db DATABASE [--rounds N]                asks a database that is there; without Lucene

dateline-index and bench_search have to be on the PATH. A query's time is the median of its rounds. Lucene 8 (Debian: liblucene8-java) has title and body in one field and returns what is
stored; beside its first time, when its machine code is not made yet, its time in the twentieth pass.
"""
import argparse
import json
import pathlib
import shutil
import statistics
import subprocess
import sys
import tempfile

import peers

PASSES = 20  # of Lucene

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("articles", nargs="*")
arguments.add_argument("--db", help="a database that is there")
arguments.add_argument("--rounds", type=int, default=5)
arguments.add_argument("--work", help="a folder on the disk that is to be used; a temporary one")
options = arguments.parse_args()
if bool(options.db) == bool(options.articles):
    arguments.error("name articles, or a database with --db")

work = pathlib.Path(tempfile.mkdtemp(dir=options.work))
java = peers.java(work / "classes", "-XX:+UseSerialGC")


def plain(text):
    return " ".join((text or "").split())


def build_lucene():
    """False where Lucene is not here."""
    if not peers.make_lucene(work / "classes"):
        return False
    with open(work / "tsv", "w") as tsv:
        for number, line in enumerate(peers.lines(options.articles)):
            article = json.loads(line)
            tsv.write("\t".join((str(article.get("id", number)), plain(article.get("title")) or "-", plain(article.get("body")) or "-", plain(article.get("date"))[:4] or "-")) + "\n")
    subprocess.run([*java, "LuceneIndex", work / "tsv", work / "lucene", "2"], check=True, stdout=subprocess.DEVNULL)
    return True


def asked(database, what):
    """Microseconds by query (kind, words, year), in the order in which they were asked."""
    run = subprocess.run(["bench_search", database, what], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    return {tuple(line.split("\t")[:3]): int(line.split("\t")[3]) for line in run.stdout.splitlines()}


def asked_lucene(queries):
    (work / "queries").write_text("".join("\t".join(query) + "\n" for query in queries))
    run = subprocess.run([*java, "LuceneSearch", work / "lucene", work / "queries", str(PASSES)], check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    times = [[int(time) for time in line.split("\t")] for line in run.stdout.splitlines()]
    return [dict(zip(queries, column)) for column in zip(*times)]


def percentile(values, share):
    return sorted(values)[min(len(values) - 1, int(share * len(values)))]


database = options.db
with_lucene = False
if not database:
    database = str(work / "db")
    subprocess.run(["dateline-index", "--quiet", "--db", database, *options.articles], check=True)
    with_lucene = build_lucene()
names = {"bare": "bare Xapian, with data", "ids": "words, ids", "words": "words, snippets", "named": "the same, all names", "all": "whom and when, snippets"}
runs = {name: [] for name in [*names, *(("lucene", "lucene, warm") if with_lucene else ())]}
for _ in range(options.rounds):
    for what in names:
        runs[what].append(asked(database, what))
    if with_lucene:
        for name, times in zip(("lucene", "lucene, warm"), asked_lucene(list(runs["words"][-1]))):
            runs[name].append(times)
    print(".", end="", flush=True, file=sys.stderr)
print(file=sys.stderr)

times = {name: {query: statistics.median(run[query] for run in of) for query in of[0]} for name, of in runs.items()}
kinds = ("all", "any", "one", "phrase", "dated")
print(f"{len(times['words'])} queries, microseconds, medians of {options.rounds}")
print(f"{'':24} {'median':>8} {'p99':>8}  " + " ".join(f"{kind:>8}" for kind in kinds))
for name, of in times.items():
    of_kind = [statistics.median(time for query, time in of.items() if query[0] == kind) for kind in kinds]
    print(f"{names.get(name, name):24} {statistics.median(of.values()):8.0f} {percentile(of.values(), 0.99):8.0f}  " + " ".join(f"{time:8.0f}" for time in of_kind))
for query, time in sorted(times["words"].items(), key=lambda entry: -entry[1])[:5]:
    print(f"  slow: {time:8.0f}  {query[0]} {query[1]}")
shutil.rmtree(work)
