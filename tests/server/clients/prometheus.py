"""Prometheus scrapes the server's /metrics; what it then knows is asked of it. Arguments: address of the server, folder with articles.ndjson."""
import json
import pathlib
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.parse
import urllib.request

from steps import Steps

url, folder = sys.argv[1], pathlib.Path(sys.argv[2])
target = urllib.parse.urlsplit(url).netloc
step = Steps()


def free_port():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        return taken.getsockname()[1]


articles = [json.loads(line)["article"] for line in (folder / "articles.ndjson").open()][:100]
body = "".join(json.dumps({"id": f"p{number}", **one}) + "\n" for number, one in enumerate(articles)).encode()
with urllib.request.urlopen(urllib.request.Request(url + "/articles?db=scraped", body)) as answer:
    step("articles taken in", answer.read().count(b'"added"'), 100)
for _ in range(3):
    urllib.request.urlopen(url + "/search?db=scraped&q=ferry").read()

port = free_port()
(folder / "prometheus.yml").write_text(f"""
global: {{scrape_interval: 500ms, scrape_timeout: 500ms}}
scrape_configs:
  - job_name: dateline
    static_configs: [{{targets: ["{target}"]}}]
""")
daemon = subprocess.Popen(["prometheus", f"--config.file={folder}/prometheus.yml", f"--storage.tsdb.path={folder}/tsdb", f"--web.listen-address=127.0.0.1:{port}"],
                          stderr=(folder / "prometheus.log").open("w"))


def ask(expression):
    """The values of an instant query, by their labels."""
    with urllib.request.urlopen(f"http://127.0.0.1:{port}/api/v1/query?" + urllib.parse.urlencode({"query": expression})) as answer:
        return {tuple(sorted((name, value) for name, value in one["metric"].items() if name not in ("instance", "job", "__name__"))): float(one["value"][1])
                for one in json.load(answer)["data"]["result"]}


def wait_for(expression, wanted):
    """Until the query has this answer, ten seconds at most; its last answer."""
    got, deadline = None, time.monotonic() + 10
    while got != wanted and time.monotonic() < deadline:
        time.sleep(0.2)
        try:
            got = ask(expression)
        except urllib.error.URLError:  # it is starting
            pass
    return got


try:
    step("the target is up", wait_for("up", {(): 1.0}), {(): 1.0})
    step("documents", wait_for("dateline_articles", {(("database", "scraped"),): 100.0}), {(("database", "scraped"),): 100.0})
    with urllib.request.urlopen(urllib.request.Request(url + "/articles/p0?db=scraped", method="DELETE")) as answer:
        step("one is deleted", answer.status, 200)
    step("documents, later", wait_for("dateline_articles", {(("database", "scraped"),): 99.0}), {(("database", "scraped"),): 99.0})
    step("searches counted", sum(ask('dateline_http_request_seconds_count{route="/search"}').values()), 3.0)
    step("a quantile of their latency", list(ask('histogram_quantile(0.99, sum by (le) (dateline_http_request_seconds_bucket{route="/search"})) < bool 10').values()), [1.0])
    step("scrapes without a parse error", [value > 50 for value in ask("scrape_samples_scraped").values()], [True])
finally:
    daemon.terminate()
    step("prometheus ends in order", daemon.wait(20), 0)
print(f"{step}")
if step.failures:
    print((folder / "prometheus.log").read_text()[-2000:])
sys.exit(step.failures > 0)
