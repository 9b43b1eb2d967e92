"""The labelled page sets beside the project, and the scorer that comes with them: what the tests of extraction share."""
import pathlib
import subprocess
import sys


class PageSets:
    def __init__(self, source):
        self.shared = pathlib.Path(source).resolve().parent / "shared"
        self.archives = self.shared / "data/html"

    def skip_without(self, names):
        if not all((self.archives / f"{name}.tar.zst").exists() for name in names):
            print("skipped: no page sets in ../shared/data/html here")
            sys.exit(77)

    def unpacked(self, name, folder):
        """The set's folder: gold.jsonl and html/."""
        subprocess.run(f"zstd -dcq '{self.archives}/{name}.tar.zst' | tar x -C '{folder}'", shell=True, check=True)
        return pathlib.Path(folder) / name

    def score(self, gold, predicted, *more):
        return subprocess.run([sys.executable, str(self.shared / "tools/score_extraction.py"), *more, str(gold), str(predicted)],
                              check=True, capture_output=True, text=True).stdout


def extracted(folder, output):
    """What the indexer makes of the files of a folder, as a file of JSON lines."""
    with output.open("w") as out:
        subprocess.run(["dateline-index", "extract", str(folder)], stdout=out, stderr=subprocess.DEVNULL, check=True)
    return output


def figures(scored):
    """"body F1" and so on, each with its number, from what score() gives."""
    found = {}
    for line in scored.splitlines():
        what, *values = line.split("\t")
        for value in values:
            key, _, number = value.rpartition(" ")
            found[f"{what} {key}"] = float(number)
    return found


def failures(name, found, floors):
    return [f"{name}: {key} {found[key]:.4f} is under {floor}" for key, floor in floors.items() if found[key] < floor]
