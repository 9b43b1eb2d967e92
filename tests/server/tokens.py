"""The file of tokens, changed while the server runs: read anew on SIGHUP; a file that cannot be used changes nothing, and the log says so."""
import pathlib
import signal
import sys
import tempfile
import time

from service import Server

OLD, NEW = "the-token-of-yesterday", "the-token-of-tomorrow"
faults = []


def check(holds, what):
    if not holds:
        faults.append(what)


def status(server, token):
    return server.get("/status", headers={"Authorization": "Bearer " + token}).status


with tempfile.TemporaryDirectory(prefix="dateline-tokens-") as scratch:
    path = pathlib.Path(scratch) / "tokens"

    def write(text):
        path.write_text(text)
        path.chmod(0o600)

    def hang_up(server):
        """What the log says of it, after it is done."""
        before = len(server.said)
        server.process.send_signal(signal.SIGHUP)
        end = time.monotonic() + 30
        while len(server.said) == before and time.monotonic() < end:
            time.sleep(0.01)
        return "".join(server.said[before:])

    write(f"{OLD} write\n")
    with Server("--token-file", str(path)) as server:
        server.put("/articles/a", {"title": "Ferry sails"}, headers={"Authorization": "Bearer " + OLD})
        check((status(server, OLD), status(server, NEW)) == (200, 401), "the first file does not hold")
        write(f"{NEW} read\n")
        check(status(server, NEW) == 401, "the file is read without being asked to")
        said = hang_up(server)
        check("read anew" in said and str(path) in said, "of a good file the log says: " + said)
        check((status(server, OLD), status(server, NEW)) == (401, 200), "after SIGHUP the new file does not hold")
        for bad, why in (("short read\n", "line 1"), ("", "no token"), (f"{OLD} own\n", "neither read nor write")):
            write(bad)
            said = hang_up(server)
            check(why in said and "stay as they were" in said, f"of a file with {bad!r} the log says: {said}")
            check((status(server, OLD), status(server, NEW)) == (401, 200), f"a file with {bad!r} changed something")
        path.unlink()
        check("stay as they were" in hang_up(server), "a file that is gone is not told")
        check(status(server, NEW) == 200, "a file that is gone changed something")
        check(server.stop() == 0, "the server did not end in order after SIGHUP")

print("\n".join(faults) or "tokens change with their file, on SIGHUP alone")
sys.exit(bool(faults))
