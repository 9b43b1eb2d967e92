"""Databases that earlier versions made are not taken for this one's, and `upgrade` makes them so; the one that this version made is read as it is.

formats.py SOURCE: of analysis-N.tar.zst, each made by the last program of that version from articles.ndjson (make.sh).
"""
import json
import pathlib
import re
import subprocess
import sys
import tempfile

here = pathlib.Path(sys.argv[1]) / "tests/formats"
now = int(re.search(r"kAnalysisVersion = (\d+)", (here.parent.parent / "common/store/schema.h").read_text())[1])
archives = {int(re.search(r"\d+", path.name)[0]): path for path in here.glob("analysis-*.tar.zst")}
ADDED = ("entities", "dates", "path", "language", "copies", "published_from", "published_confidence")  # by whoever read them
faults = []


def expect(what, is_so, *said):
    if not is_so:
        faults.append(what)
        print("not so:", what, *said)


def run(*command, **more):
    return subprocess.run(command, capture_output=True, text=True, **more)


def exported(database):
    """By id, without the path, which is another one here."""
    lines = run("dateline-query", "--db", database, "export", check=True).stdout.split("\n")
    return {article["id"]: {key: value for key, value in article.items() if key != "path"} for article in map(json.loads, filter(None, lines))}


def as_written(articles):
    return {number: {key: value for key, value in article.items() if key not in ADDED} for number, article in articles.items()}


def found(database):
    return [run("dateline-query", "--db", database, "search", "--format", "trec", "--now", "2024-03-10", query, check=True).stdout for query in ("tarnow harbour", "brandt bridge around:2024-02", '"meridian bank"', "hafen")]


expect(f"the database of analysis {now} is kept: run make.sh before the version after it", now in archives)
with tempfile.TemporaryDirectory() as folder:
    fresh = folder + "/fresh"
    run("dateline-index", "--db", fresh, "--quiet", str(here / "articles.ndjson"), check=True)
    for version, archive in sorted(archives.items()):
        database = f"{folder}/{version}"
        pathlib.Path(database).mkdir()
        subprocess.run(f"zstd -qdc {archive} | tar -x -C {database}", shell=True, check=True)
        if version < now:
            refused = run("dateline-query", "--db", database, "count")
            expect(f"{version}: a search says what to do", refused.returncode == 3 and f"analysis {version}" in refused.stderr and "dateline-index upgrade" in refused.stderr, refused)
            refused = run("dateline-index", "--db", database, str(here / "articles.ndjson"))
            expect(f"{version}: so does who would add to it", refused.returncode == 3 and "dateline-index upgrade" in refused.stderr, refused)
            upgrade = run("dateline-index", "--db", database, "upgrade", "--quiet")
            expect(f"{version}: it is upgraded", upgrade.returncode == 0, upgrade)
            expect(f"{version}: its articles are as those of a new database", exported(database) == exported(fresh))
            expect(f"{version}: and are ranked so", found(database) == found(fresh))
        else:
            expect(f"{version}: its articles are read as they are", as_written(exported(database)) == as_written(exported(fresh)))
            expect(f"{version}: and found", all(found(database)))
        check = run("dateline-index", "--db", database, "check")
        expect(f"{version}: it is sound", check.returncode == 0, check)
        again = run("dateline-index", "--db", database, "--quiet", "-", input='{"id": "new", "title": "The bridge opens", "date": "2026-05-01", "body": "In Tarnow."}\n')
        expect(f"{version}: it takes articles", again.returncode == 0 and set(exported(database)) == {*exported(fresh), "new"}, again)
print(f"{len(faults)} expectations failed" if faults else f"analysis {', '.join(map(str, sorted(archives)))}: all as expected")
sys.exit(bool(faults))
