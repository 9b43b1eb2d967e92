"""Publication dates on the labelled development pages: right, and given but wrong, with limits a little looser than the measured figures. Skipped where
../shared or the page sets are not there."""
import json
import pathlib
import sys
import tempfile

from page_sets import PageSets, extracted

# set: (least share right, greatest share wrong); measured: docs/decisions/publication-dates.md
LIMITS = {"htmldate_en": (0.935, 0.05), "naeb_a": (0.96, 0.035), "wcxb_dev300": (0.85, 0.115)}

sets = PageSets(sys.argv[1])
sets.skip_without(LIMITS)
sys.path.insert(0, str(sets.shared / "tools"))
from score_extraction import by_file, day  # noqa: E402  (the scorer lies in ../shared)

failed = False
for name, (right_floor, wrong_ceiling) in LIMITS.items():
    with tempfile.TemporaryDirectory() as folder:
        pages = sets.unpacked(name, folder)
        articles = map(json.loads, extracted(pages / "html", pathlib.Path(folder) / "found.ndjson").open())
        found = {pathlib.Path(article["path"]).name: article["published"] for article in articles}
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
