"""dateline-server for a test: started on a free port in a scratch folder, stopped at the end."""
import json
import pathlib
import re
import signal
import subprocess
import tempfile
import threading
import urllib.error
import urllib.parse
import urllib.request


class Answer:
    def __init__(self, status, headers, body):
        self.status, self.headers, self.body = status, headers, body

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)


class Server:
    """with Server("--read-only") as server: server.get("/search?q=x").json

    What it writes to standard error after it is ready comes to `said`, line by line."""

    def __init__(self, *options, root=None, program="dateline-server"):
        self.options, self.program = options, program
        self.scratch = None if root else tempfile.TemporaryDirectory(prefix="dateline-server-test-")
        self.root = pathlib.Path(root or self.scratch.name)
        self.process, self.said = None, []
        self.port = 0  # any that is free; where it was once it was started

    def __enter__(self):
        self.start()
        return self

    def __exit__(self, *_):
        self.stop()
        if self.scratch:
            self.scratch.cleanup()

    def start(self):
        where = () if any(o.startswith(("--db", "--root")) for o in self.options) else ("--root", str(self.root))
        self.process = subprocess.Popen([self.program, *where, "--listen", f"127.0.0.1:{self.port}", *self.options], stderr=subprocess.PIPE, text=True)
        line = self.process.stderr.readline()
        found = re.search(r"http://\S+:(\d+)/", line)
        if not found:
            raise RuntimeError("the server did not start: " + line + self.process.stderr.read())
        self.port = int(found.group(1))
        self.url = f"http://127.0.0.1:{self.port}"
        self.said = []
        self.reader = threading.Thread(target=self.said.extend, args=(self.process.stderr,), daemon=True)
        self.reader.start()

    def stop(self):
        if self.process and self.process.poll() is None:
            self.process.send_signal(signal.SIGTERM)
        if self.process:
            self.ended(60)
        return self.process and self.process.returncode

    def kill(self):
        self.process.kill()
        self.ended()

    def ended(self, seconds=None):
        self.process.wait(seconds)
        self.reader.join()
        self.process.stderr.close()

    def ask(self, method, path, body=None, headers=None):
        if isinstance(body, (dict, list)):
            body = json.dumps(body)
        if isinstance(body, str):
            body = body.encode()
        headers = dict(headers or {})
        if body is not None:
            headers.setdefault("Content-Type", "application/json")
        request = urllib.request.Request(self.url + path, body, headers, method=method)
        try:
            with urllib.request.urlopen(request, timeout=60) as answer:
                return Answer(answer.status, answer.headers, answer.read())
        except urllib.error.HTTPError as error:
            return Answer(error.code, error.headers, error.read())

    def get(self, path, **more):
        return self.ask("GET", path, **more)

    def post(self, path, body=None, **more):
        return self.ask("POST", path, body, **more)

    def put(self, path, body=None, **more):
        return self.ask("PUT", path, body, **more)

    def delete(self, path, **more):
        return self.ask("DELETE", path, **more)


def quoted(text):
    return urllib.parse.quote(text, safe="")
