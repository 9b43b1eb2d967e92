"""How long a search takes over one database, four folders, and four servers on loopback: the best ten with snippets, by a program that starts for each query (took_ms: without
its start, with the connections and an empty memory for names).

cluster.py FOLDER: of tests/cluster/equal.py --work FOLDER, whose databases and queries it uses (by hash).
"""
import json
import pathlib
import statistics
import subprocess
import sys

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "cluster"))
import shards

work = pathlib.Path(sys.argv[1])
asked = [line.split("\t")[1] for line in (work / "queries.tsv").read_text().splitlines()]
folders = [str(work / f"hash{number}") for number in range(shards.SHARDS)]
with shards.served(folders) as servers:
    cluster = shards.write_cluster(work / "bench.json", [server.address for server in servers])
    ways = {"one database": ["--db", str(work / "one")], "four folders": [word for folder in folders for word in ("--db", folder)], "four servers": ["--db", cluster]}
    times = {name: [] for name in ways}
    for query in asked:
        for name, databases in ways.items():
            answer = subprocess.run(["dateline-query", *databases, "search", "--format", "json", "--now", "2025-01-01", "--", query], capture_output=True, text=True)
            times[name].append(json.loads(answer.stdout)["took_ms"])
for name, taken in times.items():
    print(f"{name:13} median {statistics.median(taken):7.1f} ms, p99 {sorted(taken)[len(taken) * 99 // 100]:7.1f} ms over {len(taken)} queries")
