"""Publication dates on the labelled development pages: right, and given but wrong, with limits a little looser than the measured figures. Skipped where
../shared or the page sets are not there."""
import json
import pathlib
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
shared = root.parent / "shared"
sys.path.insert(0, str(shared / "tools"))

# set: (least share right, greatest share wrong); measured: docs/decisions/publication-dates.md
LIMITS = {"htmldate_en": (0.935, 0.05), "naeb_a": (0.96, 0.035), "wcxb_dev300": (0.85, 0.115)}

archives = {name: shared / "data/html" / f"{name}.tar.zst" for name in LIMITS}
if not all(archive.exists() for archive in archives.values()):
    print("skipped: no page sets in ../shared/data/html here")
    sys.exit(77)

from score_extraction import by_file, day  # noqa: E402  (the scorer lies in ../shared)

failed = False
for name, (right_floor, wrong_ceiling) in LIMITS.items():
    with tempfile.TemporaryDirectory() as folder:
        tar = subprocess.run(["zstd", "-dcq", str(archives[name])], check=True, capture_output=True).stdout
        subprocess.run(["tar", "x", "-C", folder], input=tar, check=True)
        pages = pathlib.Path(folder) / name
        out = subprocess.run(["dateline-index", "extract", str(pages / "html")], check=True, capture_output=True, text=True).stdout
        found = {pathlib.Path(article["path"]).name: article["published"] for article in map(json.loads, out.splitlines())}
        right = wrong = total = 0
        for page, gold in by_file(str(pages / "gold.jsonl"), "file").items():
            gold_day, gold_utc = day(gold.get("date"))
            if not gold_day:
                continue
            given_day, given_utc = day(found.get(page))
            same = gold_day == given_day or bool(gold_utc and gold_utc == given_utc)
            total, right, wrong = total + 1, right + same, wrong + bool(given_day and not same)
    ok = right >= right_floor * total and wrong <= wrong_ceiling * total
    failed |= not ok
    print(f"{name}: {right / total:.4f} right (at least {right_floor}), {wrong / total:.4f} wrong (at most {wrong_ceiling}) of {total}{'' if ok else '  FAILED'}")
sys.exit(failed)
