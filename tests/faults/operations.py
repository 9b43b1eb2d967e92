"""What nth_call.py disturbs: commands on 40 small articles, and the server."""
import os
import subprocess

from operation import Operation
from server_operation import ServerOperation
from small_articles import files_of, write


def operation(work, name, command, change=None, again=(0,)):
    """`change` alters the files after the database of them was made; without it there is none. `again`: how the command may end when it is run once more."""
    own = work / name.replace(" ", "-").replace(",", "")
    files, template = files_of(own / "files"), own / "template"
    template.mkdir()
    if change:
        subprocess.run(["dateline-index", "--db", template / "news", "--quiet", files], check=True)
        change(files)
    return Operation(name, command, template, own / "disk" / "news", files, again)


def changed(files):
    """Of the first file some articles are others now; the second is gone, and there is a new one."""
    write(files / "0.jsonl", [f"a0-{one}" for one in range(5)] + [f"b0-{one}" for one in range(5)], version=2)
    os.remove(files / "1.jsonl")
    write(files / "4.jsonl", [f"a4-{one}" for one in range(10)])


def much_more(files):
    for number in range(4, 8):
        write(files / f"{number}.jsonl", [f"a{number}-{one}" for one in range(10)])


def gone(files):
    os.remove(files / "1.jsonl")


def as_it_is(files):
    pass


def operations(work, build):
    index = ["dateline-index", "--db", "{db}", "--quiet", "--jobs", "1"]
    small_commits = str(build / "small_commits")
    return [operation(work, "first build", index + ["{files}"]),
            operation(work, "first build in segments", [small_commits, "{db}", "1", "{files}"]),
            operation(work, "changed files", index + ["{files}"], changed),
            operation(work, "changed files, prune", index + ["--prune", "{files}"], changed),
            operation(work, "prune", index + ["--prune", "{files}"], gone),
            operation(work, "large addition", [small_commits, "{db}", "100000000", "{files}"], much_more),
            operation(work, "compact", ["dateline-index", "--db", "{db}", "--quiet", "compact"], as_it_is),
            operation(work, "upgrade", ["dateline-index", "--db", "{db}", "--quiet", "upgrade", "--jobs", "1"], as_it_is),
            operation(work, "remove", ["dateline-index", "--db", "{db}", "--quiet", "remove", "a0-1", "a2-3"], as_it_is, again=(0, 1)),
            operation(work, "purge", ["dateline-index", "--db", "{db}", "--quiet", "remove", "--purge", "--jobs", "1", "a0-1", "a2-3"], as_it_is, again=(0, 1)),
            ServerOperation(work)]
