"""What near-duplicates cost: CPU of two builds of dateline-index on the same articles, in turn, one worker.

copies.py BEFORE AFTER ARTICLES.jsonl [--rounds N]      BEFORE: a dateline-index built without them
"""
import argparse
import pathlib
import resource
import statistics
import subprocess
import tempfile

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("before")
arguments.add_argument("after")
arguments.add_argument("articles")
arguments.add_argument("--rounds", type=int, default=5)
options = arguments.parse_args()


def measured(program):
    with tempfile.TemporaryDirectory() as folder:
        start = resource.getrusage(resource.RUSAGE_CHILDREN)
        subprocess.run([program, "--quiet", "--jobs", "1", "--db", f"{folder}/db", options.articles], check=True)
        end = resource.getrusage(resource.RUSAGE_CHILDREN)
        size = sum(f.stat().st_size for f in pathlib.Path(folder).rglob("*") if f.is_file())
    return end.ru_utime + end.ru_stime - start.ru_utime - start.ru_stime, size


rounds = [(measured(options.before), measured(options.after)) for _ in range(options.rounds)]
ratios = [after[0] / before[0] for before, after in rounds]
print("CPU, after to before, round by round: " + ", ".join(f"{ratio:.3f}" for ratio in ratios) + f"; median {statistics.median(ratios):.3f}")
print(f"database: {rounds[-1][0][1]} bytes before, {rounds[-1][1][1]} after")
