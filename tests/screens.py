"""Screens and pictures in README.md and docs/ are what the programs print, to the byte.

A ```console block below a line <!-- screen COLUMNS --> shows commands ("$ ...") with what they print on a terminal that wide, without colour, in a folder with corpus/ in it, indexed;
that folder, which has another name each time, is shown as /home/me.
Pictures that they write (*.svg) lie beside the page.

    python3 tests/screens.py .           compares
    python3 tests/screens.py . --write   makes them anew
"""
import difflib
import fcntl
import os
import pathlib
import pty
import re
import struct
import subprocess
import sys
import tempfile
import termios

BLOCK = re.compile(r"(<!-- screen (\d+) -->\n```console\n)(.*?)(^```\n)", re.M | re.S)


def on_terminal(command, columns, folder, environment):
    screen, program = pty.openpty()
    fcntl.ioctl(program, termios.TIOCSWINSZ, struct.pack("HHHH", 50, columns, 0, 0))
    with subprocess.Popen(["bash", "-c", command], cwd=folder, env=environment, stdin=subprocess.DEVNULL, stdout=program, stderr=program):
        os.close(program)
        printed = b""
        while True:
            try:
                more = os.read(screen, 65536)
            except OSError:  # the last writer has closed it
                break
            if not more:
                break
            printed += more
    os.close(screen)
    return printed.decode().replace("\r\n", "\n").replace(folder, "/home/me")


def main():
    root, write = pathlib.Path(sys.argv[1]), sys.argv[2:] == ["--write"]
    blocks = different = 0
    with tempfile.TemporaryDirectory() as folder:
        os.symlink((root / "corpus").resolve(), f"{folder}/corpus")
        environment = {**os.environ, "HOME": folder, "XDG_DATA_HOME": f"{folder}/data", "NO_COLOR": "1", "TERM": "xterm", "LC_ALL": "C.UTF-8"}
        environment.pop("DATELINE_DB", None)
        subprocess.run(["dateline-index", "--quiet", "corpus"], cwd=folder, env=environment, check=True)
        for page in [root / "README.md", *sorted((root / "docs").rglob("*.md"))]:

            def block(found):
                nonlocal blocks
                blocks += 1
                commands = re.findall(r"^\$ .*\n", found[3], re.M)
                shown = "\n".join(command + on_terminal(command[2:], int(found[2]), folder, environment) for command in commands)
                return found[1] + shown + found[4]

            def settle(file, old, new):
                nonlocal different
                if old == new:
                    return
                if write:
                    file.write_text(new)
                    return
                different += 1
                name = str(file.relative_to(root))
                print("".join(difflib.unified_diff(old.splitlines(True), new.splitlines(True), name, name + ", as it is printed now")))

            text = page.read_text()
            settle(page, text, BLOCK.sub(block, text))
            for picture in pathlib.Path(folder).glob("*.svg"):
                kept = page.parent / picture.name
                settle(kept, kept.read_text() if kept.exists() else "", picture.read_text())
                picture.unlink()
    assert blocks >= 5, "the screens are not where this test looks for them"
    print(f"{blocks} screens" + (" written" if write else f", {different} files differ; make them anew with: python3 tests/screens.py . --write" if different else ", as printed"))
    sys.exit(bool(different))


main()
