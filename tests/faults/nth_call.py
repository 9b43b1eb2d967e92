"""The n-th call fails, for every n: a write, sync, rename, open, truncation, removal, new folder, allocation; or the program is killed there, or power is lost there.

nth_call.py SOURCE --build FOLDER [--points N] [--allocations N] [--all] [--every N] [--only WORDS]: of each row N points, spread evenly; with --all each, but of allocations. With --every N
only each N-th row, but all of those about power. What is disturbed is in operations.py, how in preload.py.

After each fault: the exit status and the message are right, the database opens and is sound, all that was committed before is there and found; and the same command once more, undisturbed,
ends as if nothing had happened: the same articles, and no files but those of the live database.
"""
import argparse
import collections
import os
import pathlib
import shutil
import sys
import tempfile
import time

from operations import operations
from preload import FAULTS, Preload

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("source")
arguments.add_argument("--build", type=pathlib.Path, required=True, help="where the preloaded library and small_commits are")
arguments.add_argument("--points", type=int, default=1)
arguments.add_argument("--allocations", type=int, default=1)
arguments.add_argument("--all", action="store_true")
arguments.add_argument("--every", type=int, default=1)
arguments.add_argument("--only", default="", help="rows that have all of these words: compact,power")
arguments.add_argument("--verbose", action="store_true", help="print what the programs said")
options = arguments.parse_args()


def points(count, wanted):
    """From 1 to count, evenly: the middle one, or the first and the last and some between."""
    if wanted == 1:
        return [(count + 1) // 2][:count]
    return sorted({round(1 + (count - 1) * number / (wanted - 1)) for number in range(wanted)}) if count > wanted else list(range(1, count + 1))


def chosen(fault, count):
    if fault.kind == "allocate":
        return points(count, options.allocations)
    last = count + bool(fault.loses)  # power may be lost when all is done
    if options.points == 1 and not options.all and (fault.loses or fault.kind == "sync"):
        return [last]  # where a sync that is missing, or its failure, tells most
    return points(last, last if options.all else options.points)


def in_turn(number, fault):
    return fault.loses or number % options.every == 0


os.environ["DATELINE_DB"] = ""
work = pathlib.Path(tempfile.mkdtemp(prefix="dateline-nth-call-"))
preload = Preload(options.build / "libfailing_calls.so", work)
begun, wrong, tried, said = time.monotonic(), [], 0, collections.Counter()
print(f"{'operation':24} {'fault':30} {'points':>6} {'tried':>5} {'failed':>6} {'unharmed':>8} {'killed':>6} {'converged':>9}")
for row, operation in enumerate(operations(work, options.build)):
    faults = [fault for number, fault in enumerate(FAULTS, row) if in_turn(number, fault) and all(word.strip() in f"{operation.name} {fault.name}" for word in options.only.split(","))]
    counts = operation.undisturbed(preload) if faults else {}
    for fault in faults:
        ends, converged = collections.Counter(), 0
        for at in chosen(fault, counts[fault.kind]):
            ended, found = operation.disturb(preload, fault, at)
            ends[ended] += 1
            converged += not found
            wrong += [f"{operation.name}, {fault.name}, point {at}: {one}" for one in found]
        tried += ends.total()
        if ends:
            print(f"{operation.name:24} {fault.name:30} {counts[fault.kind]:6} {ends.total():5} {ends['failed']:6} {ends['unharmed']:8} {ends['killed']:6} {converged:9}", flush=True)
    said.update(operation.said)

if options.verbose:
    print("".join(f"{count:5}  {message}\n" for message, count in said.most_common()))
print(f"{tried} faults in {time.monotonic() - begun:.0f} s")
print("\n".join(wrong[:60]) or "each time: sound, nothing committed lost, the same articles in the end, nothing left lying there")
shutil.rmtree(work)
sys.exit(bool(wrong))
