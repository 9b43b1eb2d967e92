"""One client of others against dateline-server: clients.py SOURCE_DIR NAME [BUILD_DIR].

Starts a server on a free port in a scratch folder, runs the client's script on it, stops the server. The script prints a line a step. 77: the client is not installed.
"""
import os
import pathlib
import shutil
import subprocess
import sys
import tempfile

from service import Server

sys.path.append(str(pathlib.Path(__file__).parent / "clients"))
import articles

source, name = pathlib.Path(sys.argv[1]), sys.argv[2]
here = source / "tests/server/clients"
build = pathlib.Path(sys.argv[3]) if len(sys.argv) > 3 else source / "build/release"


def skip(why):
    print(f"{name} is skipped: {why}; scripts/test installs it")
    sys.exit(77)


def needs(*command):
    """The command succeeds when the client is there."""
    if not shutil.which(command[0]) or subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0:
        skip(f"{command[0]} or its library is not installed")


def javascript(kind):
    """Of npm; installed here, the first time."""
    installed = subprocess.run(["sh", here.parent / "npm.sh", source.resolve(), build.resolve(), "elastic"], stdout=subprocess.PIPE, text=True)
    if installed.returncode != 0:
        print(installed.stdout, end="")
        sys.exit(installed.returncode)
    return ["node", here / "javascript.cjs", kind], [installed.stdout.strip()]


def clients():
    """What has to be there, the command before the two arguments of every script, those after them."""
    python = "/usr/bin/python3"  # Debian's, which sees Debian's packages
    if name in ("es8", "es9", "opensearch"):
        return javascript(name)
    if name == "python":
        needs(python, "-c", "import elasticsearch")
        return [python, here / "python.py"], []
    if name == "ruby":
        needs("ruby", "-e", "require 'elasticsearch'")
        return ["ruby", here / "ruby.rb"], []
    if name == "perl":
        needs("perl", "-MSearch::Elasticsearch", "-e", "1")
        return ["perl", here / "perl.pl"], []
    if name == "rsyslog":
        needs("rsyslogd", "-v")
        needs("sh", "-c", "ls /usr/lib/*/rsyslog/omelasticsearch.so")
        return [sys.executable, here / "rsyslog.py"], []
    if name == "prometheus":
        needs("prometheus", "--version")
        return [sys.executable, here / "prometheus.py"], []
    sys.exit(f"there is no client {name}")


os.environ["PATH"] += ":/usr/sbin:/sbin"
before, after = clients()
with tempfile.TemporaryDirectory() as folder, Server() as server:
    articles.write(pathlib.Path(folder))
    status = subprocess.run([*before, server.url, folder, *after], timeout=120).returncode
    assert server.stop() == 0, "the server did not end in order"
sys.exit(status)
