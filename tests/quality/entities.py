"""Names found in labelled development sets the models did not learn from: F1 of whole names, with floors a little under the measured figures
(docs/models/entities.md). Skipped where ../shared is not there."""
import pathlib
import re
import subprocess
import sys
import tempfile

shared = pathlib.Path(sys.argv[1]).resolve().parent / "shared"
sets = shared / "data/ner"
if not (sets / "conll2003.testa.tsv.zst").exists():
    print("skipped: no labelled names in ../shared/data/ner here")
    sys.exit(77)

IEER = ["--map", "PERSON=PER,ORGANIZATION=ORG,LOCATION=LOC,DATE=O,MONEY=O,PERCENT=O,TIME=O,DURATION=O,CARDINAL=O,MEASURE=O"]
# what: (set, how its tokens are written, floor of F1, the scorer's arguments)
CASES = {
    "CoNLL-2003 testa": ("conll2003.testa", str, 0.94, []),
    "testa, lower case": ("conll2003.testa", str.lower, 0.91, []),
    "testa, capitals": ("conll2003.testa", str.upper, 0.91, []),
    "testa, title case": ("conll2003.testa", str.title, 0.91, []),
    "IEER, three types": ("ieer", str, 0.795, IEER),
}


def labelled(name):
    """Lines of the set: [token, tag], or one field for what stands between sentences and documents."""
    text = subprocess.run(["zstd", "-dcq", str(sets / f"{name}.tsv.zst")], check=True, capture_output=True, text=True).stdout
    return [[line] if not line or line.startswith("-DOCSTART-") else line.split("\t") for line in text.split("\n")]


def annotated(lines):
    return subprocess.run(["dateline-index", "annotate", "--conll"], input=lines, check=True, capture_output=True, text=True).stdout


failed = False
with tempfile.TemporaryDirectory() as folder:
    gold, found = pathlib.Path(folder) / "gold.tsv", pathlib.Path(folder) / "found.tsv"
    for what, (name, written, floor, arguments) in CASES.items():
        lines = "\n".join("\t".join([written(fields[0])] + fields[1:]) if len(fields) > 1 else fields[0] for fields in labelled(name))
        gold.write_text(lines)
        tags = annotated(lines)
        if arguments:  # a set without the fourth type
            tags = re.sub(r"\t[BI]-MISC$", "\tO", tags, flags=re.M)
        found.write_text(tags)
        scored = subprocess.run([sys.executable, str(shared / "tools/score_ner.py"), *arguments, str(gold), str(found)], check=True, capture_output=True, text=True).stdout
        f1 = float(next(line for line in scored.splitlines() if line.startswith("all")).split("\t")[3])
        failed |= f1 < floor
        print(f"{what}: F1 {f1:.4f} (at least {floor}){'  FAILED' if f1 < floor else ''}")
sys.exit(failed)
