"""Databases of a corpus: one, and the same cut into shards, searched from their folders or behind xapian-tcpsrv on loopback."""
import contextlib
import json
import os
import pathlib
import signal
import socket
import subprocess
import time
import zlib

SHARDS = 4


def cut(articles, how):
    """Into SHARDS lists: by a hash of the id, or by date."""
    if how == "hash":
        return [[a for a in articles if zlib.crc32(str(a["id"]).encode()) % SHARDS == shard] for shard in range(SHARDS)]
    dated = sorted(articles, key=lambda a: (a.get("published") or a.get("date") or "", str(a["id"])))
    return [dated[len(dated) * shard // SHARDS:len(dated) * (shard + 1) // SHARDS] for shard in range(SHARDS)]


def index(articles, folder, positions="packed"):
    """`positions`: xapian for those that are to be served."""
    folder = str(folder)
    if not pathlib.Path(folder).exists():
        lines = "".join(json.dumps(article) + "\n" for article in articles)
        subprocess.run(["dateline-index", "--db", folder, "--quiet", "--positions", positions, "-"], input=lines, text=True, check=True)
    return folder


def free_port():
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return one.getsockname()[1]


def answers(port):
    with contextlib.suppress(OSError), socket.create_connection(("127.0.0.1", port), 1):
        return True
    return False


class Server:
    """One shard, served until stopped."""

    def __init__(self, folder, port=None):
        self.folder, self.port = folder, port or free_port()
        self.start()

    @property
    def address(self):
        return f"127.0.0.1:{self.port}"

    def start(self):
        # In a session of its own: every connection has a process.
        self.process = subprocess.Popen(["xapian-tcpsrv", "--quiet", "--interface", "127.0.0.1", "--port", str(self.port), self.folder], stderr=subprocess.DEVNULL, start_new_session=True)
        for _ in range(200):
            if answers(self.port):
                return
            time.sleep(0.02)
        raise RuntimeError(f"xapian-tcpsrv does not answer at {self.address}")

    def stop(self):
        self.process.kill()
        self.process.wait()

    def kill_connections(self):
        """The server, and the process that each connection has."""
        os.killpg(self.process.pid, signal.SIGKILL)
        self.process.wait()


@contextlib.contextmanager
def served(folders):
    servers = []
    try:
        for folder in folders:
            servers.append(Server(folder))
        yield servers
    finally:
        for server in servers:
            server.stop()


def write_cluster(path, shards, **more):
    pathlib.Path(path).write_text(json.dumps({"shards": shards, **more}))
    return str(path)
