"""Background reading on Reuters-21578: are the related articles of the same topic, company, story? With a floor under the measured figures. Skipped where ../shared is not there.

No one has judged which of these articles are related, so three stand-ins, none of which the database knows of (tags are not asked, and `topics`, `places` are no tags):
  topic     of the ten best, the share with a topic in common, by the topics Reuters' editors gave; 300 articles with a topic
  firm      of the articles with the same ticker in the headline (at most ten), the share among the ten best; 200 articles whose ticker is in 4 to 40 headlines
  recurring of articles whose headline is also that of other articles, which are no copies of it, those that have one of these among the ten best
"""
import collections
import json
import pathlib
import random
import re
import subprocess
import sys
import tempfile

root = pathlib.Path(sys.argv[1])
articles_file = root.parent / "shared/data/news/reuters21578.jsonl.zst"
if not articles_file.exists():
    print("skipped: no ../shared/data/news here")
    sys.exit(77)

TOPIC_FLOOR, FIRM_FLOOR, RECURRING_FLOOR = 0.59, 0.80, 0.95  # measured: docs/decisions/related.md
LONG_ENOUGH = 200  # characters
rng = random.Random(7)


def tickers(article):
    return {name.split(".")[0] for name in re.findall(r"<([A-Z]{2,5}(?:\.[A-Z]+)?)>", article.get("title", ""))}


def related(article):
    answer = subprocess.run(["dateline-query", "--db", database, "related", "--format", "ids", article], capture_output=True, text=True)
    if answer.returncode not in (0, 1):
        sys.exit(answer.stderr or f"related {article}: {answer.returncode}")
    return answer.stdout.split()


def mean(values):
    return sum(values) / max(1, len(values))


lines = subprocess.run(["zstd", "-dcq", str(articles_file)], capture_output=True, check=True).stdout.splitlines()
articles = {article["id"]: article for article in map(json.loads, lines)}
long_ones = sorted(key for key, article in articles.items() if len(article.get("body", "")) > LONG_ENOUGH)
headlines_of, with_title = collections.Counter(), collections.defaultdict(set)
for key, article in articles.items():
    headlines_of.update(tickers(article))
    with_title[article.get("title", "")].add(key)

with tempfile.TemporaryDirectory() as folder:
    database = f"{folder}/db"
    subprocess.run(["dateline-index", "--db", database, "--quiet", str(articles_file)], check=True)

    by_topic, hits = [], []
    sample = rng.sample([key for key in long_ones if articles[key].get("topics")], 300)
    for key in sample:
        found = related(key)
        topics = set(articles[key]["topics"])
        hits.append(len(found))
        if found:
            by_topic.append(mean([bool(topics & set(articles[other].get("topics", []))) for other in found]))

    by_firm = []
    for key in rng.sample([key for key in long_ones if any(4 <= headlines_of[name] <= 40 for name in tickers(articles[key]))], 200):
        same = {other for other in articles if other != key and tickers(articles[other]) & tickers(articles[key])}
        by_firm.append(len(same & set(related(key))) / min(10, len(same)))

    exported = subprocess.run(["dateline-query", "--db", database, "export"], capture_output=True, text=True, check=True).stdout
    copies = {article["id"]: set(article.get("copies", [])) for article in map(json.loads, exported.splitlines())}
    recurring = []
    for key in rng.sample([key for key in long_ones if articles[key].get("title")], 8000):
        others = with_title[articles[key]["title"]] - {key} - copies[key]
        if others and len(recurring) < 150:
            recurring.append(bool(others & set(related(key))))

print(f"topic {mean(by_topic):.3f} over {mean(hits):.1f} hits an article, {hits.count(0)} of 300 without; firm {mean(by_firm):.3f}; "
      f"recurring {mean(recurring):.3f} of {len(recurring)}")
sys.exit(mean(by_topic) < TOPIC_FLOOR or mean(by_firm) < FIRM_FLOOR or mean(recurring) < RECURRING_FLOOR)
