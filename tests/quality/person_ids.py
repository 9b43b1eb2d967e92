"""Person ids of a database to be judged by reading: is each one person and only one, and is that person split over other ids?

person_ids.py EXPORT [--seed N] [--ids N] [--by ids|mentions]    EXPORT: what `dateline-query export` gives
Prints a random sample: each id with its articles, the names it was written by, passages, and the ids that look like the same person. Judged: docs/decisions/entities.md.
"""
import argparse
import collections
import hashlib
import json

arguments = argparse.ArgumentParser(description=__doc__.splitlines()[0])
arguments.add_argument("export")
arguments.add_argument("--seed", type=int, default=1)
arguments.add_argument("--ids", type=int, default=100)
arguments.add_argument("--by", choices=("ids", "mentions"), default="ids", help="every id alike, or as often as it is met in an article")
options = arguments.parse_args()

PASSAGES, AROUND = 4, 110

surfaces = collections.defaultdict(collections.Counter)
articles = collections.defaultdict(list)
for line in open(options.export):
    article = json.loads(line)
    text = article.get("title", "") + " | " + " ".join(article.get("body", "").split())
    for entity in article.get("entities", []):
        if entity["type"] != "person":
            continue
        surfaces[entity["id"]].update(entity["surfaces"])
        place = text.find(entity["surfaces"][0])
        articles[entity["id"]].append((article.get("published", "")[:10], text[max(0, place - AROUND):place + AROUND], article["id"]))

last_names = collections.defaultdict(list)
for identity in articles:
    last_names[identity.split(":", 1)[1].rsplit("-", 1)[-1]].append(identity)


def alike(one, other):
    """The same last name, and first names that may be one: equal, an initial, the beginning, or missing."""
    one, other = one.split(":", 1)[1].split("-"), other.split(":", 1)[1].split("-")
    first, second = one[0] if len(one) > 1 else "", other[0] if len(other) > 1 else ""
    return first.startswith(second) or second.startswith(first) or first[:3] == second[:3]




def chance(identity):
    """0 to 1, from the seed and the id alone: an id that comes or goes leaves the others of the sample in it."""
    return int.from_bytes(hashlib.sha256(f"{options.seed} {identity}".encode()).digest()[:8], "big") / 2**64


ids = sorted(articles)
weight = (lambda identity: 1) if options.by == "ids" else (lambda identity: len(articles[identity]))
sample = sorted(ids, key=lambda identity: chance(identity) ** (1 / weight(identity)), reverse=True)[:options.ids]

for number, identity in enumerate(sample, 1):
    found = sorted(articles[identity])
    print(f"{number}. {identity}  {len(found)} articles, {found[0][0]} to {found[-1][0]}")
    print("   written " + ", ".join(f"{surface} {count}" for surface, count in surfaces[identity].most_common(8)))
    step = max(1, len(found) // PASSAGES)
    for day, passage, article in found[::step][:PASSAGES]:
        print(f"   {day} {passage}")
    near = sorted(((len(articles[other]), other) for other in last_names[identity.split(':', 1)[1].rsplit('-', 1)[-1]]
                   if other != identity and alike(identity, other)), reverse=True)[:8]
    if near:
        print("   near " + ", ".join(f"{other} {count}" for count, other in near))
print(f"{len(ids)} person ids; seed {options.seed}, by {options.by}")
