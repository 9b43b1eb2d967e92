"""A disk that is full, and one that can only be read: what is said, what stays, and that all is well once there is room.

full_disk.py SOURCE: mounts a small disk in memory, for which it has to be root; else it is skipped.
"""
import json
import pathlib
import random
import shutil
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).parent.parent / "server"))
from operation import ADVICE, exported, run, unsound
from service import Server
from small_articles import article, write

faults = []
work = pathlib.Path(tempfile.mkdtemp(prefix="dateline-full-disk-"))
disk = work / "disk"
disk.mkdir()
SMALL, LARGE = "5m", "200m"


def mount(*options):
    return subprocess.run(["mount", *options, str(disk)], capture_output=True, text=True).returncode == 0


def expect(holds, what):
    if not holds:
        faults.append(what)


def expect_failure(answer, what, words="make room"):
    said = answer.stderr.strip()
    expect(answer.returncode == 3 and "\n" not in said and str(disk) in said and words in said, f"{what}: ends with {answer.returncode} and says {said!r}")


def generations(database):
    return sorted(path.name for path in database.glob("gen-*"))


def fill(database, room):
    """Leaves so many bytes."""
    ballast = disk / "ballast"
    with open(ballast, "wb") as file:
        file.write(b"\0" * (shutil.disk_usage(disk).free - room))
    return ballast


def too_much_for(database, before, wanted):
    """Articles that do not fit: an error, the state before or a part of what is to come; then there is room."""
    name = "with articles" if before else "first build"
    expect_failure(run("dateline-index", "--db", database, "--quiet", files), name)
    expect(not unsound(database), f"{name}: {unsound(database)}")
    now = exported(database)
    expect(before.items() <= now.items(), f"{name}: of {len(before)} articles {len(before.items() - now.items())} are lost")
    expect(len(generations(database)) == bool(now), f"{name}: {generations(database)} are left")
    mount("-o", f"remount,size={LARGE}")
    answer = run("dateline-index", "--db", database, "--quiet", files)
    expect(answer.returncode == 0 and exported(database) == wanted, f"{name}: with room it ends with {answer.returncode} {answer.stderr}")


def no_room_for(command, database, wanted):
    live = generations(database)
    ballast = fill(database, 100_000)
    expect_failure(run("dateline-index", "--db", database, "--quiet", command), command)
    expect(not unsound(database) and exported(database) == wanted, f"{command}: the database is not as it was")
    expect(generations(database) == live, f"{command}: {generations(database)} are left")
    ballast.unlink()
    answer = run("dateline-index", "--db", database, "--quiet", command)
    expect(answer.returncode == 0 and exported(database) == wanted, f"{command}: with room it ends with {answer.returncode} {answer.stderr}")


def server_without_room():
    with Server(root=disk) as server:
        expect(server.put("/articles/before?db=wire", article("before")).status == 201, "the server does not take an article")
        ballast = fill(disk / "wire", 0)
        many = "".join(article(f"s{one}") for one in range(300))
        answer = server.post("/articles?db=wire", many)
        expect(answer.status >= 500 or "error" in answer.text, f"the server takes articles on a full disk: {answer.status} {answer.text[:200]}")
        expect("make room" in answer.text, f"the server says {answer.text[:300]}")
        expect(server.get("/articles/before?db=wire").status == 200, "what the server has is not found on a full disk")
        ballast.unlink()
        answer = server.post("/articles?db=wire", many)
        expect(answer.status == 200 and answer.text.count('"added"') == 300, f"with room the server answers {answer.status} {answer.text[:200]}")
    expect(server.process.returncode == 0, f"the server ends with {server.process.returncode}")
    expect(not unsound(disk / "wire"), f"the server's database: {unsound(disk / 'wire')}")


def read_only(database, wanted):
    mount("-o", "remount,ro")
    expect(exported(database) == wanted, "what can only be read is not found")
    for command in (("count", "harbour"), ("harbour",), ("entities",), ("status",)):
        answer = run("dateline-query", "--db", database, *command)
        expect(answer.returncode == 0, f"{command} on a disk that can only be read: {answer.returncode} {answer.stderr}")
    for command in ((files,), ("compact",), ("upgrade",), ("remove", "a1"), ("check",)):
        expect_failure(run("dateline-index", "--db", database, "--quiet", *command), f"{command[0]} on a disk that can only be read", "can only be read")
    expect_failure(run("dateline-index", "--db", disk / "new", "--quiet", files), "a first build on a disk that can only be read", "can only be read")
    with Server("--read-only", root=disk) as server:
        answer = server.get("/count?db=news&q=harbour")
        expect(answer.status == 200, f"the server on a disk that can only be read: {answer.status} {answer.text}")
    with Server(root=disk) as server:
        answer = server.put("/articles/x?db=news", article("x"))
        expect(answer.status >= 500 and "can only be read" in answer.text, f"the server takes an article on a disk that can only be read: {answer.status} {answer.text}")
        expect(server.get("/count?db=news&q=harbour").status == 200, "the server finds nothing on a disk that can only be read")
    mount("-o", "remount,rw")


if not mount("-t", "tmpfs", "-o", f"size={SMALL}", "none"):
    shutil.rmtree(work)
    print("skipped: a disk cannot be mounted here")
    sys.exit(77)
try:
    files = work / "files"
    files.mkdir()
    write(files / "0.jsonl", [f"a{one}" for one in range(40)])
    database = disk / "news"
    assert run("dateline-index", "--db", database, "--quiet", files).returncode == 0
    before = exported(database)
    write(files / "1.jsonl", [f"b{one}" for one in range(2500)])
    assert run("dateline-index", "--db", work / "news", "--quiet", files).returncode == 0
    wanted = exported(work / "news")
    too_much_for(database, before, wanted)
    for command in ("compact", "upgrade"):
        no_room_for(command, database, wanted)
    server_without_room()
    read_only(database, wanted)
    for path in disk.iterdir():
        shutil.rmtree(path)
    mount("-o", f"remount,size={SMALL}")
    too_much_for(database, {}, wanted)
finally:
    subprocess.run(["umount", str(disk)])
    shutil.rmtree(work)
print("\n".join(faults) or "each time: it says what to do, nothing is lost or left lying there, and with room all goes on")
sys.exit(bool(faults))
