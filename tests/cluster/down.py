"""A shard that fails is left out and named, or an error with --strict; when it is back, so are its articles. Servers killed between and during queries, one that never says a word."""
import json
import pathlib
import socket
import subprocess
import sys
import tempfile
import time

import news
import shards

faults = []


def expect(what, is_so, *said):
    if not is_so:
        faults.append(what)
        print("not so:", what, *said)


def query(database, *words):
    return subprocess.run(["dateline-query", "--db", database, *words], capture_output=True, text=True)


def asked(database, *words):
    return json.loads(query(database, "search", "--format", "json", *words).stdout)


with tempfile.TemporaryDirectory() as folder:
    work = pathlib.Path(folder)
    articles = news.made_up(300)
    folders = [shards.index(part, work / f"part{number}") for number, part in enumerate(shards.cut(articles, "hash"))]
    sizes = [int(query(one, "count").stdout) for one in folders]
    with shards.served(folders) as servers:
        cluster = shards.write_cluster(work / "cluster.json", [server.address for server in servers], timeout=1)
        expect("all articles are counted", int(query(cluster, "count").stdout) == sum(sizes) == len(articles))

        servers[2].stop()
        answer = asked(cluster, "the")
        expect("the shard that is down is named", any(servers[2].address in warning for warning in answer["warnings"]), answer["warnings"])
        expect("a total without it is at least so much", answer["total"]["relation"] == "ge", answer["total"])
        expect("the articles of the others are found", answer["hits"])
        count = query(cluster, "count")
        expect("the others' articles are counted, with a warning", int(count.stdout) == sum(sizes) - sizes[2] and servers[2].address in count.stderr, count)
        strict = query(cluster, "search", "--strict", "the")
        expect("with --strict it is an error that names the shard", strict.returncode == 3 and not strict.stdout and servers[2].address in strict.stderr, strict)
        missing = query(cluster, "show", "no-such-id")
        expect("an id that is not found may be in the shard that is down", missing.returncode == 3 and servers[2].address in missing.stderr, missing)

        servers[2].start()
        expect("when it is back, so are its articles", asked(cluster, "the")["total"]["relation"] != "ge" and int(query(cluster, "count").stdout) == len(articles))

        # Of an export under way: the process of the connection goes too.
        export = subprocess.Popen(["dateline-query", "--db", cluster, "export"], stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        first = export.stdout.readline()
        servers[1].kill_connections()
        rest, said = export.stdout.read(), export.stderr.read()
        export.wait()
        ids = [json.loads(line)["id"] for line in (first + rest).split("\n") if line]
        held = {str(a["id"]) for number, part in enumerate(shards.cut(articles, "hash")) for a in part if number != 1}
        expect("a server killed during an export: the rest comes, each article once", len(ids) == len(set(ids)) and held <= set(ids), len(ids), len(set(ids)), sorted(held - set(ids))[:5], said)
        expect("and the shard is named unless all was had from it", len(ids) == len(articles) or servers[1].address in said, said)

        with socket.socket() as mute:
            mute.bind(("127.0.0.1", 0))
            mute.listen()
            stuck = shards.write_cluster(work / "stuck.json", [folders[0], f"127.0.0.1:{mute.getsockname()[1]}"], timeout=0.5)
            start = time.monotonic()
            answer = asked(stuck, "the")
            expect("a server that never answers is left out after the timeout", answer["hits"] and answer["warnings"] and time.monotonic() - start < 5, answer["warnings"])

    down = query(cluster, "the")
    expect("when no shard answers, that is an error", down.returncode == 3 and "nor does any other" in down.stderr, down)
print(f"{len(faults)} expectations failed" if faults else "all as expected")
sys.exit(bool(faults))
