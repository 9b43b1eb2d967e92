"""A cluster answers as one database does: the same articles in the same order with the same scores, cut by hash and by date, in folders and behind xapian-tcpsrv.

equal.py SOURCE [--articles FILE] [--work FOLDER] [--rounds N]: 200 mixed queries (news.py) over made-up news, or over a JSON lines file (exit 77 when it is not there).
--work keeps the databases for the next time.
"""
import argparse
import collections
import json
import pathlib
import subprocess
import sys
import tempfile

import news
import shards

CLOSE = 1e-6
DEPTH = 30

arguments = argparse.ArgumentParser(description=__doc__)
arguments.add_argument("source")
arguments.add_argument("--articles", help="a JSON lines file, .zst or not, instead of made-up news")
arguments.add_argument("--work", help="a folder for the databases, kept")
arguments.add_argument("--seed", type=int, default=5)
arguments.add_argument("--every", type=int, default=10, help="of one database every N-th query is asked without its parts, of shards every 4 N-th")
options = arguments.parse_args()

if options.articles and not pathlib.Path(options.articles).exists():
    print(f"skipped: no {options.articles} here")
    sys.exit(77)
scratch = tempfile.TemporaryDirectory()
work = pathlib.Path(options.work or scratch.name)
work.mkdir(exist_ok=True)
articles = news.read(options.articles) if options.articles else news.made_up(1000)
asked = news.queries(articles, options.seed)
counts = collections.Counter(kind for kind, _ in asked)
assert len(asked) == 200 and all(counts[kind] >= 20 for kind in ("wildcard", "phrase", "entity", "name", "around", "any word", "exact"))
(work / "queries.tsv").write_text("".join(f"{number}\t{query}\n" for number, (_, query) in enumerate(asked)))
faults = []


def ranking(databases):
    """Of each query, (id, score) in order."""
    command = ["dateline-query", *databases, "batch", "--match", "auto", "--depth", str(DEPTH), "--now", "2025-01-01", "--queries", str(work / "queries.tsv")]
    run = subprocess.run(command, check=True, capture_output=True, text=True)
    if "search" in run.stderr and "does not answer" in run.stderr:
        faults.append(run.stderr)
    found = collections.defaultdict(list)
    for line in run.stdout.splitlines():
        query, _, article, _, score, _ = line.split()
        found[int(query)].append((article, float(score)))
    return found


def difference(one, other):
    if len(one) != len(other):
        return f"{len(one)} hits against {len(other)}"
    for rank, ((article, score), (other_article, other_score)) in enumerate(zip(one, other), 1):
        if abs(score - other_score) > CLOSE:
            return f"rank {rank}: {article} {score} against {other_article} {other_score}"
        if article != other_article:
            return f"rank {rank}: {article} against {other_article}, both {score}"
    return None


def answer(databases, query):
    command = ["dateline-query", *databases, "search", "--format", "json", "--copies", "show", "--explain", "--timeline", "month", "--now", "2025-01-01", "--", query]
    result = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
    for key in ("took_ms", "next", "suggestions"):  # spellings are not served
        result.pop(key, None)
    for hit in result["hits"]:
        hit.pop("copies", None)  # which are found shard by shard
    return result


def unlike(one, other, where=""):
    """The first place where two answers differ; numbers may by CLOSE."""
    if isinstance(one, dict) and isinstance(other, dict) and one.keys() == other.keys():
        return next((found for key in one if (found := unlike(one[key], other[key], f"{where}.{key}"))), None)
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return next((found for at, (a, b) in enumerate(zip(one, other)) if (found := unlike(a, b, f"{where}[{at}]"))), None)
    if isinstance(one, float) and isinstance(other, (int, float)) and abs(one - other) <= CLOSE:
        return None
    return None if one == other else f"{where}: {json.dumps(one)[:200]} against {json.dumps(other)[:200]}"


def check_parts(name, databases, numbers):
    """Without one of its parts, the score of each hit is lower by exactly that part; copies folded, as a search has it."""
    hits = faulty = 0

    def scores(query, *more):
        command = ["dateline-query", *databases, "search", "--format", "json", "--fields", "id,score,parts", "--limit", str(DEPTH), "--now", "2025-01-01", *more, "--", query]
        found = json.loads(subprocess.run(command, capture_output=True, text=True).stdout)
        return {hit["id"]: hit for hit in found["hits"]}

    for number in numbers:
        kind, query = asked[number]
        whole = scores(query)
        for part, rest in (("text", "entity,date"), ("entity", "text,date"), ("date", "text,entity")):
            # All hits, to find those that fell in rank.
            others = scores(query, "--rank", rest, "--limit", "100000")
            for one, hit in whole.items():
                hits += 1
                lacks = abs(sum(hit["parts"].values()) - hit["score"]) > CLOSE
                # A hit may be one only by its entity, or stand for another copy of its family.
                if lacks or (one in others and abs(hit["score"] - hit["parts"][part] - others[one]["score"]) > CLOSE):
                    faulty += 1
                    faults.append(f"{name}: {kind}: {query}: without its {part} part {one} is {others[one]['score'] if one in others else None}, with it {hit}")
    print(f"{name}: parts of {hits} scores of {len(numbers)} queries, {faulty} not what the score loses without them", flush=True)


def compare(name, databases):
    differing = collections.Counter()
    found = ranking(databases)
    for number, (kind, query) in enumerate(asked):
        if said := difference(single[number], found[number]):
            differing[kind] += 1
            faults.append(f"{name}: {kind}: {query}: {said}")
    for number in range(0, len(asked), 20):
        kind, query = asked[number]
        if said := unlike(answers[number], answer(databases, query)):
            differing[f"answer to {kind}"] += 1
            faults.append(f"{name}: {kind}: {query}: {said}")
    print(f"{name}: {len(asked)} queries, {sum(differing.values())} differ {dict(differing) or ''}", flush=True)


one = ["--db", shards.index(articles, work / "one")]
single = ranking(one)
answers = {number: answer(one, asked[number][1]) for number in range(0, len(asked), 20)}
scored = sum(1 for number in range(len(asked)) if single[number])
print(f"{len(articles)} articles; {scored} of {len(asked)} queries have hits, {sum(len(hits) for hits in single.values())} in all")
assert scored > 0.8 * len(asked), "hardly any query finds something"
check_parts("one database", one, range(0, len(asked), options.every))
for how in ("hash", "date"):
    # By date all are as made to be served; by hash some have their positions in one form and some in the other.
    folders = [shards.index(part, work / f"{how}{number}", "xapian" if how == "date" or number % 2 else "packed") for number, part in enumerate(shards.cut(articles, how))]
    compare(f"four folders, by {how}", [word for folder in folders for word in ("--db", folder)])
    check_parts(f"four folders, by {how}", [word for folder in folders for word in ("--db", folder)], range(1, len(asked), 4 * options.every))
    with shards.served(folders) as servers:
        cluster = shards.write_cluster(work / f"remote-{how}.json", [server.address for server in servers])
        compare(f"four servers, by {how}", ["--db", cluster])
        check_parts(f"four servers, by {how}", ["--db", cluster], range(2, len(asked), 4 * options.every))
        if how == "hash":
            mixed = shards.write_cluster(work / "mixed.json", [folders[0], servers[1].address, "hash2", servers[3].address])
            compare("two folders and two servers", ["--db", mixed])
print("\n".join(faults))
sys.exit(bool(faults))
