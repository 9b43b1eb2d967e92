"""One client of others against dateline-server: clients.py SOURCE_DIR NAME [FOLDER_WITH_NODE_MODULES].

Starts a server on a free port in a scratch folder, runs the client's script on it, stops the server. The script prints a line a step. 77: the client is not installed.
"""
import importlib.util
import os
import pathlib
import re
import shutil
import signal
import subprocess
import sys
import tempfile

source, name = pathlib.Path(sys.argv[1]), sys.argv[2]
here = source / "tests/server/clients"
modules = pathlib.Path(sys.argv[3] if len(sys.argv) > 3 else source / "build/npm/elastic")


def skip(why):
    print(f"{name} is skipped: {why}; scripts/test installs it")
    sys.exit(77)


def needs(*command):
    """The command succeeds when the client is there."""
    if not shutil.which(command[0]) or subprocess.run(command, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL).returncode != 0:
        skip(f"{command[0]} or its library is not installed")


def javascript(kind):
    needs("node", "--version")
    if not (modules / "node_modules" / kind).exists():
        skip(f"{kind} is not in {modules}")
    return ["node", here / "javascript.cjs", kind], [modules]


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
specification = importlib.util.spec_from_file_location("articles", here / "articles.py")
articles = importlib.util.module_from_spec(specification)
specification.loader.exec_module(articles)
with tempfile.TemporaryDirectory() as folder:
    articles.write(pathlib.Path(folder))
    server = subprocess.Popen(["dateline-server", "--root", f"{folder}/databases", "--listen", "127.0.0.1:0"], stderr=subprocess.PIPE, text=True)
    try:
        started = server.stderr.readline()
        address = re.search(r"http://[\d.:]+", started)
        assert address, f"the server did not start: {started}"
        status = subprocess.run([*before, address.group(), folder, *after], timeout=120).returncode
        assert server.poll() is None, f"the server ended by itself: {server.returncode}"
    finally:
        server.send_signal(signal.SIGTERM)
        _, said = server.communicate(timeout=20)
    if said:
        print("the server said:\n" + said)
    if server.returncode != 0:
        sys.exit(f"the server ended with {server.returncode}")
sys.exit(status)
