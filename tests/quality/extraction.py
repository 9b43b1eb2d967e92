"""How well pages become articles: the labelled page sets, with floors a little under the measured figures (docs/decisions/extraction.md).

    extraction.py SOURCE                     the test; skipped where ../shared is not there
    extraction.py SOURCE --peers DIR         beside @mozilla/readability (with jsdom) and @extractus/article-extractor: DIR is where
                                             `npm install @mozilla/readability jsdom @extractus/article-extractor` was run
    extraction.py SOURCE --spread SET        one set: the sites with the lowest figures, and the ten worst pages
"""
import argparse
import collections
import json
import pathlib
import re
import subprocess
import sys
import tempfile
import urllib.parse

from page_sets import PageSets, extracted, failures, figures

FLOORS = {
    "scrapinghub_aeb": {"body F1": 0.965},
    "naeb_a": {"body F1": 0.930, "title exact": 0.96, "author F1": 0.88},
    "wcxb_dev300": {"body F1": 0.946, "title exact": 0.85, "author F1": 0.70},
    "trafilatura_eval_en": {"snippets F1": 0.925},
    "mozilla_readability_en": {"body F1": 0.925},
}
PEERS = pathlib.Path(__file__).with_name("extraction_peers.mjs")

parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
parser.add_argument("source", type=pathlib.Path)
parser.add_argument("--peers", type=pathlib.Path, metavar="DIR")
parser.add_argument("--spread", metavar="SET")
options = parser.parse_args()
sets = PageSets(options.source)
sets.skip_without(FLOORS)


def show(name, who, found):
    cells = [f"{key.replace('body ', '')} {found[key]:.4f}" for key in
             ("body F1", "body precision", "body recall", "snippets F1", "title exact", "author F1", "date accuracy") if key in found]
    print(f"{name:24}{who:26}" + "  ".join(cells), flush=True)


def spread(pages, scored):
    sites = {}
    for line in (pages / "gold.jsonl").open():
        page = json.loads(line)
        sites[pathlib.PurePath(page["file"]).name] = re.sub(r"^www\.", "", urllib.parse.urlsplit(page.get("url") or "").netloc)
    per_page = [(float(row[1]), row[0]) for row in (line.split("\t") for line in scored.splitlines()) if row[0] in sites and row[1] != "-"]
    by_site = collections.defaultdict(list)
    for value, name in per_page:
        by_site[sites[name]].append(value)
    means = sorted((sum(values) / len(values), site, len(values)) for site, values in by_site.items())
    at = lambda share: means[min(len(means) - 1, int(share * len(means)))][0]
    print(f"{len(means)} sites: a tenth below {at(.1):.3f}, a quarter below {at(.25):.3f}, the middle {at(.5):.3f}")
    for mean, site, count in means[:10]:
        print(f"  {mean:.3f}  {site} ({count})")
    print("worst pages")
    for value, name in sorted(per_page)[:10]:
        print(f"  {value:.3f}  {sites[name]}  {name}")


with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    failed = []
    for name, floors in FLOORS.items():
        if options.spread and name != options.spread:
            continue
        pages = sets.unpacked(name, folder)
        ours = extracted(pages / "html", folder / f"{name}.ndjson")
        scored = sets.score(pages / "gold.jsonl", ours, *(["--per-page"] if options.spread else []))
        found = figures("\n".join(line for line in scored.splitlines() if " " in line.split("\t")[1]))
        show(name, "dateline-index", found)
        failed += failures(name, found, floors)
        if options.spread:
            spread(pages, scored)
        if options.peers:
            for peer in ("readability", "article-extractor"):
                theirs = folder / f"{name}.{peer}.ndjson"
                with theirs.open("w") as out:
                    subprocess.run(["node", str(PEERS), str(options.peers.resolve()), peer, str(pages / "gold.jsonl")], stdout=out, check=True)
                show(name, peer, figures(sets.score(pages / "gold.jsonl", theirs)))
    for problem in failed:
        print(problem)
    sys.exit(bool(failed))
