"""Expressions of time in text against the labelled development sets, with floors a little under the measured figures. Skipped where ../shared is not there.

timebank, aquaint: F1 of spans (relaxed) and of values, as score_timex.py counts them.
ms_recognizers_a: share of the expected expressions of the English DateTimeModel specs that are found in their sentence and right: durations and sets by
  their timex, times of day by the timex's end, everything else by the days it covers (start and end, the end either way; an open end is not compared), any of the
  values given. Sentences in which nothing is to be found count as one expression each.
duckling_en: share of the phrases that read_date reads to the right first and last day; times of day and open ends are not compared."""
import datetime
import json
import pathlib
import subprocess
import sys
import tempfile

FLOORS = {"timebank": (0.93, 0.80), "aquaint": (0.93, 0.75), "ms_recognizers_a": 0.50, "duckling_en": 0.30}  # measured: docs/decisions/text-dates.md

shared = pathlib.Path(sys.argv[1]).resolve().parent / "shared"
show = "--errors" in sys.argv
if not (shared / "data/dates/timebank.ndjson.zst").exists():
    print("skipped: no ../shared/data/dates here")
    sys.exit(77)


def gold(name):
    text = subprocess.run(["zstd", "-dcq", str(shared / f"data/dates/{name}.ndjson.zst")], check=True, capture_output=True, text=True).stdout
    return [json.loads(line) for line in text.split("\n") if line]


def dumped(records, *options):
    lines = "".join(json.dumps(record) + "\n" for record in records)
    return [json.loads(line) for line in subprocess.run(["timex_dump", *options], input=lines, check=True, capture_output=True, text=True).stdout.split("\n") if line]


def day(text):
    return datetime.date.fromisoformat(text[:10])


def last_day(begin, grain):
    """The last day of the unit of the calendar that begins there."""
    if grain == "week":
        return begin + datetime.timedelta(6)
    months = {"month": 1, "quarter": 3, "year": 12}.get(grain)
    if not months:
        return begin
    after = begin.year * 12 + begin.month - 1 + months
    return datetime.date(after // 12, after % 12 + 1, begin.day) - datetime.timedelta(1)


def labelled_news(name):
    with tempfile.TemporaryDirectory() as folder:
        predicted = pathlib.Path(folder) / "predicted.ndjson"
        predicted.write_text("".join(json.dumps(record) + "\n" for record in dumped(gold(name))))
        scored = subprocess.run([sys.executable, str(shared / "tools/score_timex.py"), str(shared / f"data/dates/{name}.ndjson.zst"), str(predicted)],
                                check=True, capture_output=True, text=True).stdout
    rows = {row[0]: float(row[3]) for row in (line.split("\t") for line in scored.splitlines()[1:])}
    return rows["relaxed"], rows["value"]


def is_right(expected, found):
    for value in expected.get("values", []):
        kind, timex = value["type"], value.get("timex", "")
        if kind in ("duration", "set") and any(date["value"] == timex for date in found):
            return True
        if timex.endswith("_REF") and any(date["value"] == timex for date in found):
            return True
        if kind.startswith("time"):
            time = timex if ":" in timex or len(timex) != 3 else timex + ":00"
            if any(date["value"].endswith(time) for date in found):
                return True
        days = [date for date in found if "from" in date]
        start, end = value.get("start", value.get("value", "")), value.get("end", "")
        if not start[:4].isdigit() and not end[:4].isdigit():
            continue
        if not days or kind in ("duration", "set") or kind.startswith("time") or (len(start) < 10 and len(end) < 10):
            continue
        begin_right = len(start) < 10 or min(day(date["from"]) for date in days) == day(start)
        last = max(day(date["to"]) for date in days)
        if len(end) >= 10:
            end_right = day(end) - last in (datetime.timedelta(0), datetime.timedelta(1))
        else:
            end_right = "Mod" in value or last == day(start)
        if begin_right and end_right:
            return True
    return False


def recognizers():
    records = [r for r in gold("ms_recognizers_a") if r["spec"].startswith("DateTimeModel") and r["ref"]]
    answers = dumped([{"id": str(i), "text": r["text"], "published": r["ref"]} for i, r in enumerate(records)])
    right = total = 0
    for record, answer in zip(records, answers):
        if not record["expected"]:
            total, right = total + 1, right + (not answer["dates"])
        for expected in record["expected"]:
            found = [date for date in answer["dates"] if date["begin"] < expected["end"] and expected["begin"] < date["end"]]
            ok = is_right(expected, found)
            total, right = total + 1, right + ok
            if show and not ok:
                print("recognizers", record["ref"][:10], record["text"], "|", expected["text"], expected.get("values", [])[:1], [(d["value"], d.get("from"), d.get("to")) for d in found])
    return right / total


def duckling():
    records = [r for r in gold("duckling_en") if "begin" in r["expected"]]
    right = 0
    for record, read in zip(records, dumped(records, "--phrases")):
        expected = record["expected"]
        begin = day(expected["begin"])
        if "end" in expected:
            end = (datetime.datetime.fromisoformat(expected["end"]) - datetime.timedelta(seconds=1)).date()
        else:
            end = last_day(begin, expected["grain"])
        ok = bool(read) and (day(read["from"]), day(read["to"])) == (begin, end)
        if "open" in expected:
            ok = bool(read) and begin in (day(read["from"]), day(read["to"]))
        right += ok
        if show and not ok:
            print("duckling", record["text"], "|", begin, end, expected["grain"], read and (read["value"], read["from"], read["to"]))
    return right / len(records)


failed = False
for name in ("timebank", "aquaint"):
    spans, values = labelled_news(name)
    ok = spans >= FLOORS[name][0] and values >= FLOORS[name][1]
    failed |= not ok
    print(f"{name}: spans {spans:.4f} (at least {FLOORS[name][0]}), values {values:.4f} (at least {FLOORS[name][1]}){'' if ok else '  FAILED'}")
for name, share in (("ms_recognizers_a", recognizers()), ("duckling_en", duckling())):
    ok = share >= FLOORS[name]
    failed |= not ok
    print(f"{name}: {share:.4f} right (at least {FLOORS[name]}){'' if ok else '  FAILED'}")
sys.exit(failed)
