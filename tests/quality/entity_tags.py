"""Reuters-21578: the people and organisations its editors tagged, against the entities found in the article. Skipped where ../shared is not there.

found: an entity of the article has the name; one: exactly one has; salient: it is among the three most salient. Tags are last names, or first and last ("james-baker"),
and codes of organisations, whose names stand below."""
import json
import pathlib
import subprocess
import sys
import tempfile

# type: (found, salient), shares at least; measured: docs/decisions/entities.md
FLOORS = {"person": (0.95, 0.79), "org": (0.87, 0.71)}

ORGANISATIONS = {
    "worldbank": ["world-bank"], "imf": ["international-monetary-fund"], "ico-coffee": ["international-coffee-organization", "international-coffee-organisation", "ico"],
    "adb-asia": ["asian-development-bank", "adb"], "adb-africa": ["african-development-bank", "adb"], "un": ["united-nations"],
    "fao": ["food-and-agriculture-organization", "food-and-agriculture-organisation", "fao"], "iea": ["international-energy-agency", "iea"],
    "ida": ["international-development-association", "ida"], "iwc-wheat": ["international-wheat-council", "iwc"],
    "bis": ["bank-for-international-settlements", "bis"], "gcc": ["gulf-cooperation-council", "gcc"], "asean": ["association-of-southeast-asian-nations"],
}

news = pathlib.Path(sys.argv[1]).resolve().parent / "shared/data/news/reuters21578.jsonl.zst"
if not news.exists():
    print("skipped: no ../shared/data/news here")
    sys.exit(77)


def names(entity, kind, tag):
    if entity["type"] != kind:
        return False
    key = entity["id"].split(":", 1)[1]
    if kind == "org":
        return key in ORGANISATIONS.get(tag, [tag])
    return key == tag or key.endswith("-" + tag) or key == tag.split("-")[-1]


tags = {}
lines = subprocess.run(["zstd", "-dcq", str(news)], check=True, capture_output=True, text=True).stdout.splitlines(keepends=True)
with tempfile.TemporaryDirectory() as folder:
    tagged = pathlib.Path(folder) / "tagged.jsonl"
    with tagged.open("w") as out:
        for line in lines:
            article = json.loads(line)
            wanted = [("person", tag) for tag in article.get("people", [])] + [("org", tag) for tag in article.get("orgs", [])]
            if wanted:
                tags[article["id"]] = wanted
                out.write(line)
    found = subprocess.run(["dateline-index", "extract", str(tagged)], check=True, capture_output=True, text=True).stdout.splitlines()

counts = {kind: {"all": 0, "found": 0, "one": 0, "salient": 0} for kind in FLOORS}
for article in map(json.loads, found):
    entities = article.get("entities", [])
    for kind, tag in tags[article["id"]]:
        places = [place for place, entity in enumerate(entities) if names(entity, kind, tag)]
        count = counts[kind]
        count["all"] += 1
        count["found"] += bool(places)
        count["one"] += len(places) == 1
        count["salient"] += bool(places) and places[0] < 3

failed = False
for kind, count in counts.items():
    share = {what: count[what] / count["all"] for what in ("found", "one", "salient")}
    ok = share["found"] >= FLOORS[kind][0] and share["salient"] >= FLOORS[kind][1]
    failed |= not ok
    print(f"{kind}: of {count['all']} tags {share['found']:.4f} found (at least {FLOORS[kind][0]}), {share['one']:.4f} as one entity, {share['salient']:.4f} among the three most salient (at least {FLOORS[kind][1]}){'' if ok else '  FAILED'}")
sys.exit(failed)
