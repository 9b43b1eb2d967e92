"""Queries over corpus/, each with the article that has to come first."""
import pathlib
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
cases = [line.split("\t") for line in (root / "tests/quality/corpus_queries.tsv").read_text().splitlines() if line and line[0] != "#"]
assert len(cases) >= 20, "hardly any queries"
with tempfile.TemporaryDirectory() as folder:
    subprocess.run(["dateline-index", "--db", f"{folder}/db", "--quiet", str(root / "corpus")], check=True)
    failed = 0
    for query, wanted in cases:
        command = ["dateline-query", "--db", f"{folder}/db", "--format", "ids", "--limit", "5", "--", query]
        found = subprocess.run(command, capture_output=True, text=True).stdout.splitlines()
        if not found or found[0] != wanted:
            failed += 1
            print(f"{query}\n  wanted {wanted}\n  found  {found}")
print(f"{len(cases) - failed} of {len(cases)} queries have the right article first")
sys.exit(bool(failed))
