"""Articles in the text of whole pages, as scrapers without an eye for markup leave it: text dumps of the labelled pages, scored as the pages are, with floors a little under the
measured figures (docs/decisions/raw-text.md); and the seed article, whose gold has to be met in full. Skipped where ../shared is not there.

    raw_text.py SOURCE
"""
import html.parser
import json
import pathlib
import re
import subprocess
import sys
import tempfile

from page_sets import PageSets, extracted, failures, figures

FLOORS = {
    "naeb_a": {"body F1": 0.860, "title exact": 0.72},
    "scrapinghub_aeb": {"body F1": 0.875},
    "wcxb_dev300": {"body F1": 0.885, "title exact": 0.50},
}


class Dump(html.parser.HTMLParser):
    """Every block a line, an empty line around paragraphs and the like; nothing is left out but what no reader sees."""
    PARAGRAPHS = {"p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "table", "blockquote", "pre", "section", "article", "figure", "dl"}
    BLOCKS = PARAGRAPHS | {"address", "aside", "body", "br", "button", "caption", "center", "dd", "details", "dialog", "div", "dt", "fieldset", "figcaption", "footer", "form",
                           "header", "hr", "legend", "li", "main", "menu", "nav", "option", "select", "summary", "tbody", "td", "tfoot", "th", "thead", "tr"}
    UNSEEN = {"script", "style", "noscript", "template", "svg", "head", "iframe", "textarea"}

    def __init__(self):
        super().__init__()
        self.parts, self.unseen, self.depth = [], None, 0

    def cut(self, tag):
        self.parts.append("\n\n" if tag in self.PARAGRAPHS else "\n" if tag in self.BLOCKS else "")

    def handle_starttag(self, tag, attributes):
        if self.unseen:
            self.depth += tag == self.unseen
        elif tag in self.UNSEEN:
            self.unseen, self.depth = tag, 1
        else:
            self.cut(tag)

    def handle_endtag(self, tag):
        if self.unseen:
            self.depth -= tag == self.unseen
            if not self.depth:
                self.unseen = None
        else:
            self.cut(tag)

    def handle_data(self, data):
        if not self.unseen:
            self.parts.append(re.sub(r"\s+", " ", data))


def dump(page):
    try:
        text = page.decode()
    except UnicodeDecodeError:
        text = page.decode("cp1252", "replace")
    parser = Dump()
    parser.feed(text)
    parser.close()
    lines = "\n".join(line.strip() for line in "".join(parser.parts).split("\n"))
    return re.sub(r"\n{3,}", "\n\n", lines).strip() + "\n"


def dump_set(pages):
    """Turns an unpacked set's pages into text files, and its gold into theirs."""
    text = pages / "text"
    text.mkdir()
    for page in (pages / "html").iterdir():
        (text / f"{page.stem}.txt").write_text(dump(page.read_bytes()))
    gold = pages / "gold.text.jsonl"
    with (pages / "gold.jsonl").open() as lines, gold.open("w") as out:
        for line in lines:
            record = json.loads(line)
            record["file"] = pathlib.PurePath(record["file"]).stem + ".txt"
            out.write(json.dumps(record) + "\n")
    return text, gold


# Resolved by the article's own date.
SEED_DATES = {"late 2023": ("2023-09-01", "2023-12-31"), "Monday": ("2024-03-11", "2024-03-11")}


def seed_failures(folder):
    gold = json.loads((folder / "gold.json").read_text())
    article = json.loads(subprocess.run(["dateline-index", "extract", str(folder / "article.txt")], check=True, capture_output=True, text=True).stdout)
    body = article["body"].replace("\u00a0", " ")
    found = [f"{key} is {article.get(key)!r}" for key in ("title", "published") if article.get(key) != gold[key]]
    if article.get("authors") != [gold["author"]]:
        found.append(f"authors are {article.get('authors')!r}")
    found += [f"missing: {part}" for part in gold["body_must_contain"] if part not in body]
    found += [f"not left out: {part}" for part in gold["body_must_not_contain"] if part in body]
    named = {surface for entity in article["entities"] for surface in entity["surfaces"]}
    found += [f"not named: {entity['name']}" for entity in gold["entities"] if not named & set(entity["mentions"])]
    spoken = {date["text"]: (date["from"], date["to"]) for date in article["dates"]}
    for text, interval in SEED_DATES.items():
        if spoken.get(text) != interval:
            found.append(f"{text} is {spoken.get(text)}")
    return [f"seed: {one}" for one in found]


sets = PageSets(sys.argv[1])
sets.skip_without(FLOORS)
failed = []
with tempfile.TemporaryDirectory() as temporary:
    folder = pathlib.Path(temporary)
    for name, floors in FLOORS.items():
        text, gold = dump_set(sets.unpacked(name, folder))
        found = figures(sets.score(gold, extracted(text, folder / f"{name}.ndjson")))
        print(f"{name:20}", "  ".join(f"{key} {found[key]:.4f}" for key in ("body F1", "body precision", "body recall", "title exact") if key in found), flush=True)
        failed += failures(name, found, floors)
seed = seed_failures(sets.shared / "data/seed")
print("seed:", "its gold is met in full" if not seed else f"{len(seed)} faults")
for problem in failed + seed:
    print(problem)
sys.exit(bool(failed or seed))
