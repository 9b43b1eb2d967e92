"""The commands in README.md and docs/ run as they are written: every ```console block, in order, in a folder with corpus/ in it.

A line that begins with "$ " is run; it must succeed, or the block must say how it ends with "# exit N" behind the command.
"""
import os
import pathlib
import re
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
ran = failed = 0
for page in [root / "README.md", *sorted((root / "docs").rglob("*.md"))]:
    with tempfile.TemporaryDirectory() as folder:
        os.symlink(root / "corpus", f"{folder}/corpus")
        environment = {**os.environ, "HOME": folder, "XDG_DATA_HOME": f"{folder}/data"}
        for block in re.findall(r"^```console\n(.*?)^```", page.read_text(), re.M | re.S):
            for line in re.findall(r"^\$ (.*)$", block, re.M):
                command, _, ending = line.partition("  # exit ")
                result = subprocess.run(["bash", "-c", command], cwd=folder, env=environment, capture_output=True, text=True)
                ran += 1
                if result.returncode != int(ending or 0):
                    failed += 1
                    print(f"{page.relative_to(root)}: $ {command}\n  exit {result.returncode}\n{result.stdout}{result.stderr}")
assert ran >= 10, "the examples are not where this test looks for them"
print(f"{ran - failed} of {ran} examples run as written")
sys.exit(bool(failed))
