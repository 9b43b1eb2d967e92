"""Search quality on the development topics, with a floor under the measured figures. Skipped where ../shared is not there."""
import pathlib
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
shared = root.parent / "shared"
topics = shared / "data/search/rcv1_trec02"
if not topics.exists():
    print("skipped: no ../shared/data/search/rcv1_trec02 here")
    sys.exit(77)

MAP_FLOOR, NDCG_FLOOR = 0.505, 0.590  # measured: docs/decisions/ranking.md

with tempfile.TemporaryDirectory() as folder:
    subprocess.run(["dateline-index", "--db", f"{folder}/db", "--quiet", str(topics / "docs.jsonl.zst")], check=True)
    run = pathlib.Path(folder) / "run"
    with run.open("w") as out:
        subprocess.run(["dateline-query", "--db", f"{folder}/db", "batch", "--queries", str(topics / "queries.tsv")], check=True, stdout=out)
    scored = subprocess.run([sys.executable, str(shared / "tools/score_search.py"), str(topics / "qrels.txt"), str(run)],
                            check=True, capture_output=True, text=True).stdout
    print(scored)
    _, mean_precision, ndcg = scored.splitlines()[-1].split()[:3]
    sys.exit(float(mean_precision) < MAP_FLOOR or float(ndcg) < NDCG_FLOOR)
