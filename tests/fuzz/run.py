"""Runs the targets of fuzzing, one after the other, and prints what each did: run.py [--seconds N] [TARGET...], after `cmake --build --preset fuzz`.

An input that ends a target, takes over 20 s or over 2 GB is kept below BUILD/fuzzing/found, and the run fails. What was learned stays in BUILD/fuzzing/learned for the next run. Lines are those of the
target's own sources (targets.py), as one run of it passed them.
"""
import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

from targets import ROOT, TARGETS

SECONDS_AN_INPUT, MEGABYTES = 20, 2048


def tool(name):
    return shutil.which(name + "-14") or shutil.which(name)


def fresh(folder):
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir(parents=True)
    return folder


def write_dictionary(sources, file):
    """The words that the sources compare with."""
    words = {word for path in sources for word in re.findall(r'"([\w:./<>=*~+-]{2,32})"', path.read_text(), re.ASCII)}
    file.write_text("".join(f'"{word}"\n' for word in sorted(words)))


def sources_of(target):
    return [path for start in target.sources for path in sorted((ROOT / start).parent.glob("*") if not start.endswith("/") else (ROOT / start).rglob("*"))
            if path.suffix in (".cpp", ".h") and str(path).startswith(str(ROOT / start))]


def lines_passed(program, profile, sources):
    """A share, or None where LLVM's tools are not installed or there is no profile."""
    if not tool("llvm-cov") or not tool("llvm-profdata") or not profile.exists():
        return None
    merged = profile.with_suffix(".profdata")
    subprocess.run([tool("llvm-profdata"), "merge", "-sparse", profile, "-o", merged], check=True)
    summary = subprocess.run([tool("llvm-cov"), "export", "-summary-only", f"-instr-profile={merged}", program, *sources], stdout=subprocess.PIPE, stderr=subprocess.DEVNULL)
    return json.loads(summary.stdout)["data"][0]["totals"]["lines"]["percent"] if not summary.returncode else None


def fuzz(name, target, build, seconds):
    work = build / "fuzzing"
    program = build / "tests/fuzz" / f"fuzz_{name}"
    seeds, learned, found = fresh(work / "seeds" / name), work / "learned" / name, work / "found" / name
    for folder in (learned, found, work / "profiles"):
        folder.mkdir(parents=True, exist_ok=True)
    before = set(found.iterdir())
    for number, seed in enumerate(target.seeds()):
        (seeds / str(number)).write_bytes(seed)
    sources = sources_of(target)
    write_dictionary(sources, work / f"{name}.dict")
    profile = work / "profiles" / f"{name}.profraw"
    profile.unlink(missing_ok=True)
    kept = ROOT / "tests/fuzz/found" / name
    start = time.monotonic()
    run = subprocess.run([program, f"-max_total_time={seconds}", f"-max_len={target.longest}", f"-timeout={SECONDS_AN_INPUT}", f"-rss_limit_mb={MEGABYTES}", "-print_final_stats=1", "-reload=0",
                          f"-dict={work / name}.dict", f"-artifact_prefix={found}/", learned, seeds, *([kept] if kept.exists() else [])],
                         env={**os.environ, "LLVM_PROFILE_FILE": str(profile), "ASAN_OPTIONS": "new_delete_type_mismatch=0"}, stdout=subprocess.DEVNULL, stderr=subprocess.PIPE)
    took = time.monotonic() - start
    log = run.stderr.decode(errors="replace")
    (work / f"{name}.log").write_text(log)
    new = sorted(set(found.iterdir()) - before)
    done = re.search(r"number_of_executed_units: (\d+)", log)
    edges = re.findall(r" cov: (\d+)", log)
    lines = lines_passed(program, profile, sources)
    covered = f"{lines:.0f} % of lines" if lines is not None else f"{edges[-1]} edges" if edges else ""
    print(f"| {name} | {done[1] if done else ''} | {took:.0f} | {covered} | {len(new) or ('ended' if run.returncode else 0)} |", flush=True)
    if new or run.returncode:
        reason = re.search(r"(broken promise: .*|runtime error: .*|ERROR: \w+: .*)", log)
        print(f"\n{reason[1] if reason else log[-2000:]}\n{', '.join(map(str, new))}; all that was said: {work / name}.log\n", flush=True)
    return run.returncode == 0


parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("--seconds", type=int, default=60, help="for each target (60)")
parser.add_argument("--build", type=pathlib.Path, default=ROOT / "build/fuzz", help="the preset's build folder")
parser.add_argument("targets", nargs="*", metavar="TARGET", help="all, unless some are named: " + ", ".join(TARGETS))
arguments = parser.parse_args()
unknown = set(arguments.targets) - set(TARGETS)
if unknown:
    parser.error(f"no target is called {', '.join(sorted(unknown))}")
print("| target | executions | seconds | coverage | findings |\n|---|---|---|---|---|")
sound = [fuzz(name, TARGETS[name], arguments.build.resolve(), arguments.seconds) for name in arguments.targets or TARGETS]
sys.exit(not all(sound))
