"""Every claim about ranking as a run file and a score, with floors a little below the measured figures (docs/decisions/ranking.md). Skipped where ../shared is not there.

search.py SOURCES [--runs FOLDER] [--databases FOLDER] [--lucene]      dateline-index and dateline-query on the PATH

Two collections with topics: TREC 2002 filtering topics over Reuters of 1996/97 (`trec`), and names that Reuters' editors tagged (`entity`), also with a month (`month`), over Reuters of 1987.
--lucene compares with Lucene 8, same articles and topics (Debian: liblucene8-java and a JDK; bench/lucene/LuceneRun.java).
"""
import argparse
import concurrent.futures
import datetime
import glob
import json
import pathlib
import subprocess
import sys
import tempfile

arguments = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
arguments.add_argument("sources")
arguments.add_argument("--runs", help="where the queries and runs are kept (default: nowhere)")
arguments.add_argument("--databases", help="where the databases are kept: made unless they are there (default: made, and nowhere kept)")
arguments.add_argument("--lucene", action="store_true", help="compare with Lucene")
options = arguments.parse_args()

root = pathlib.Path(options.sources).resolve()
shared = root.parent / "shared"
sets = {"trec": shared / "data/search/rcv1_trec02", "entity": shared / "data/search/reuters21578_entity", "month": shared / "data/search/reuters21578_entity_month"}
collections = {"trec": sets["trec"] / "docs.jsonl.zst", "news": shared / "data/news/reuters21578.jsonl.zst"}
database_of = {"trec": "trec", "entity": "news", "month": "news"}
if not all(path.exists() for path in [*sets.values(), *collections.values()]):
    print("skipped: no ../shared/data/search and ../shared/data/news here")
    sys.exit(77)

# MAP and nDCG@10 of each run below.
FLOORS = {
    "trec text": (0.540, 0.611), "trec all": (0.539, 0.614),
    "entity text": (0.800, 0.838), "entity all": (0.852, 0.887),
    "month around": (0.864, 0.905), "month free": (0.864, 0.905),
}
ENTITY_PART_BUYS = 0.05     # MAP on the entity topics
FREE_FORM_LOSES = 0.02      # MAP, at most, of "march 1987" against around:1987-03
NAMES_PRECISION, NAMES_RECALL, LINKED = 0.95, 0.92, 0.95
LEFT_ALONE = 0.95           # of the queries without a name
KEPT_PAGES = {"1987-01": 34, "1987-08": 34, "1988-05": 34}  # of 34 names, those whose ten best by name stay the ten best when such a month, which has no article, is asked for
GAP_MONTH = "1987-05"       # between two that have articles, which it rightly draws up: told, without a floor

# Names in the queries, by reading them, each with the entity meant: lower case is how they are asked. Nationalities (`EITHER`) may be taken for names or not.
NAMES = {
    "P002": {"balladur": "person:edouard-balladur"}, "P003": {"bangemann": "person:martin-bangemann"}, "P004": {"boesky": "person:ivan-boesky"}, "P011": {"douglas": "person:roger-douglas"},
    "P014": {"fernandez": "person:jose-fernandez"}, "P017": {"hawke": "person:bob-hawke"}, "P018": {"herrington": "person:john-herrington"}, "P019": {"hisham nazer": "person:hisham-nazer"},
    "P020": {"howard baker": "person:howard-baker"}, "P021": {"icahn": "person:carl-icahn"}, "P022": {"james baker": "person:james-baker"}, "P023": {"james miller": "person:james-miller"},
    "P024": {"keating": "person:paul-keating"}, "P026": {"lawson": "person:nigel-lawson"}, "P032": {"mulroney": "person:brian-mulroney"}, "P033": {"nakasone": "person:yasuhiro-nakasone"},
    "P035": {"papandreou": "person:andreas-papandreou"}, "P036": {"petricioli": "person:gustavo-petricioli"}, "P039": {"ruding": "person:onno-ruding"},
    "P042": {"stoltenberg": "person:gerhard-stoltenberg"}, "P043": {"subroto": "person:subroto"}, "P045": {"tamura": "person:hajime-tamura"}, "P046": {"thatcher": "person:margaret-thatcher"},
    "P048": {"von weizsaecker": "person:richard-von-weizsaecker"}, "P050": {"yeutter": "person:clayton-yeutter"}, "P051": {"zhao ziyang": "person:zhao-ziyang"},
    "O052": {"adb": "org:african-development-bank", "africa": "place:africa"}, "O053": {"adb": "org:asian-development-bank", "asia": "place:asia"}, "O056": {"fao": "org:food-and-agriculture-organisation"},
    "O059": {"ico": "org:international-coffee-organization"}, "O060": {"iea": "org:international-energy-agency"}, "O061": {"imf": "org:international-monetary-fund"},
    "O066": {"un": "org:united-nations"}, "O068": {"worldbank": "org:world-bank"},
    "R105": {"u.s.": "place:united-states"}, "R107": {"great britain": "place:united-kingdom"}, "R110": {"middle east": "place:middle-east"}, "R111": {"u.s.": "place:united-states"},
    "R113": {"ford": "org:ford-motor"}, "R117": {"uk": "place:united-kingdom"}, "R119": {"u.s.": "place:united-states"}, "R121": {"china": "place:china", "pakistan": "place:pakistan"},
    "R126": {"u.s.": "place:united-states"}, "R127": {"u.s.": "place:united-states"}, "R129": {"u.s.": "place:united-states"}, "R131": {"u.s.": "place:united-states"},
    "R134": {"great britain": "place:united-kingdom"}, "R135": {"wto": "org:world-trade-organization"}, "R142": {"africa": "place:africa"}, "R148": {"nafta": "org:north-american-free-trade-agreement"},
}
EITHER = {"R125": "scottish", "R142": "arab"}

DISTANCES = [0, 1, 2, 4, 7, 14, 21, 28, 90]  # days
WISHES = {"2024-03-14": "2024-03-14", "2024-03-14~7d": "2024-03-14", "2024-03": "2024-03-31", "2024": "2024-12-31"}  # around: and its last day

failures = []


def holds(claim, true):
    if not true:
        failures.append(claim)


def read_topics(name):
    return [line.split("\t") for line in (sets[name] / "queries.tsv").read_text().splitlines()]


def make_databases(folder):
    making = []
    for name, articles in collections.items():
        databases[name] = folder / name
        if not databases[name].exists():
            making.append(subprocess.Popen(["dateline-index", "--db", databases[name], "--quiet", articles]))
    if any(process.wait() for process in making):
        sys.exit("dateline-index failed")


def ask(database, *words):
    answer = subprocess.run(["dateline-query", "--db", database, *words], capture_output=True, text=True)
    if answer.returncode not in (0, 1):
        sys.exit(f"{' '.join(words)}: {answer.stderr}")
    return answer.stdout


def make_run(name, topic_set, topics, *how):
    """Topics are lists of columns: id, query, name=value..."""
    queries = runs / f"{name.replace(' ', '-')}.tsv"
    queries.write_text("".join("\t".join(topic) + "\n" for topic in topics))
    run = queries.with_suffix(".run")
    with run.open("w") as out:
        subprocess.run(["dateline-query", "--db", databases[database_of[topic_set]], "batch", "--queries", queries, *how], check=True, stdout=out)
    return run


def score(topic_set, run, other=None):
    """MAP and nDCG@10 of the run; with another, also of that and the p of both."""
    command = [sys.executable, shared / "tools/score_search.py", sets[topic_set] / "qrels.txt", run]
    printed = subprocess.run([*command, "--compare", other] if other else command, check=True, capture_output=True, text=True).stdout
    rows = {line.split()[0]: tuple(map(float, line.split()[1:3])) for line in printed.splitlines()[1:]}
    return (rows["all"], rows["all2"], rows["p"]) if other else rows["all"]


def scored_run(name, topic_set, topics, *how):
    run = make_run(name, topic_set, topics, *how)
    figures = score(topic_set, run)
    floors = FLOORS.get(name, (0, 0))
    print(f"{name:28} {figures[0]:.4f} / {figures[1]:.4f}" + (f"   floor {floors[0]:.3f} / {floors[1]:.3f}" if name in FLOORS else ""))
    holds(f"{name} is above its floor", figures[0] >= floors[0] and figures[1] >= floors[1])
    return run, figures


def month_after(month, count):
    year, number = map(int, month.split("-"))
    index = 12 * year + number - 1 + count
    return f"{index // 12}-{index % 12 + 1:02}"


def first_pages(run):
    pages = {}
    for line in run.read_text().splitlines():
        topic, _, article, rank, *_ = line.split()
        if int(rank) <= 10:
            pages.setdefault(topic, set()).add(article)
    return pages


def topic_scores():
    print(f"{'':28} MAP / nDCG@10")
    found = {}
    for name in "trec", "entity":
        found[f"{name} text"] = scored_run(f"{name} text", name, read_topics(name), "--rank", "text")
        found[f"{name} all"] = scored_run(f"{name} all", name, read_topics(name))
    buys = found["entity all"][1][0] - found["entity text"][1][0]
    print(f"the entity part buys {buys:+.4f} MAP on names")
    holds("the entity part buys enough on names", buys >= ENTITY_PART_BUYS)

    topics = read_topics("month")
    found["month name"] = scored_run("month name", "month", [[key, name] for key, name, month in topics])
    by_name = found["month name"][1][0]
    found["month around"] = scored_run("month around", "month", [[key, name, f"around={month}"] for key, name, month in topics])
    written = {key: datetime.date.fromisoformat(month + "-01").strftime("%B %Y").lower() for key, name, month in topics}
    found["month free"] = scored_run("month free", "month", [[key, f"{name} {written[key]}"] for key, name, month in topics])
    holds("a month in the free words is worth about as much as one asked for", found["month free"][1][0] >= found["month around"][1][0] - FREE_FORM_LOSES)
    for which, count in ("before", -1), ("after", 1):
        name = f"month {which} the right one"
        _, figures = scored_run(name, "month", [[key, name, f"around={month_after(month, count)}"] for key, name, month in topics])
        holds(f"asked for the {name}, the right month's articles score as by the name alone", figures[0] >= by_name)
    return {name: run for name, (run, _) in found.items()}


def empty_months(by_name):
    names = read_topics("entity")
    best = first_pages(by_name)
    print("\nasked for a month without articles, names whose ten best by name alone stay on the first page (and of all those articles, how many)")
    for month in [*KEPT_PAGES, GAP_MONTH]:
        pages = first_pages(make_run(f"empty month {month}", "entity", [[key, name, f"around={month}"] for key, name in names], "--depth", "10"))
        whole = sum(best[key] <= pages.get(key, set()) for key in best)
        stay = sum(len(best[key] & pages.get(key, set())) for key in best)
        print(f"{month}   {whole} of {len(best)}   {stay} of {sum(map(len, best.values()))}")
        holds(f"the ten best by name stay on the first page, asked for {month}", month == GAP_MONTH or whole >= KEPT_PAGES[month])


def fall_with_distance(folder):
    """By articles of our own, one for each distance from each wish; and one with keys of others' making, which no word may find."""
    articles = [{"id": f"{wish} {days}", "title": "Harbour", "body": "The ferry.", "date": str(datetime.date.fromisoformat(last) + datetime.timedelta(days))}
                for wish, last in WISHES.items() for days in DISTANCES]
    articles.append({"id": "tagged", "title": "Quay", "body": "The tug.", "people": ["quennell"], "orgs": ["quennellco"], "topics": ["quennell"]})
    database = folder / "distances"
    subprocess.run(["dateline-index", "--db", database, "--quiet", "-"], input="\n".join(map(json.dumps, articles)), text=True, check=True)
    tagged = json.loads(ask(database, "show", "--format", "json", "tagged"))
    holds("editors' tags are kept as `extra` and not searched", tagged["extra"].get("people") == ["quennell"] and ask(database, "count", "quennell OR quennellco").strip() == "0")

    print("\nthe date part by days outside\n" + f"{'':22}" + "".join(f"{days:>7}" for days in DISTANCES))
    for wish in WISHES:
        found = json.loads(ask(database, "--format", "json", "--explain", "--limit", "100", "--copies", "show", "harbour", f"around:{wish}"))
        parts = {hit["id"]: hit["parts"]["date"] for hit in found["hits"]}
        row = [parts[f"{wish} {days}"] for days in DISTANCES]
        print(f"around:{wish:15}" + "".join(f"{part:7.2f}" for part in row))
        holds(f"the date part falls with the distance from {wish}", row[0] > 0 and row == sorted(row, reverse=True) and row[1] < row[0])


def names_in_free_words():
    queries = [(name, key, query.lower()) for name in ("entity", "trec") for key, query, *_ in read_topics(name)]
    with concurrent.futures.ThreadPoolExecutor(2) as workers:
        answers = list(workers.map(lambda query: json.loads(ask(databases[database_of[query[0]]], "--format", "json", "--limit", "1", "--", query[2])), queries))
    right = wrong = missed = linked = alone = nameless = 0
    print("\nnames in lower-case queries, where not as by reading")
    for (_, key, query), answer in zip(queries, answers):
        gold = dict(NAMES.get(key, {}))
        taken = [entity for entity in answer["query"]["entities"] if entity["text"].lower() != EITHER.get(key)]
        nameless += not gold and key not in EITHER
        alone += not gold and key not in EITHER and not taken
        for entity in taken:
            text = entity["text"].lower()
            name = next((name for name in gold if f" {text} " in f" {name} " or f" {name} " in f" {text} "), None)
            if name is None:
                wrong += 1
                print(f"{key} {query}: {entity['id']} is none")
                continue
            right += 1
            meant = gold.pop(name)
            linked += entity["id"] == meant
            if entity["id"] != meant:
                print(f"{key} {query}: {entity['id']} is not {meant}")
        missed += len(gold)
        for name in gold:
            print(f"{key} {query}: {name} was not taken for a name")
    precision, recall, links = right / (right + wrong), right / (right + missed), linked / right
    print(f"precision {precision:.3f} ({right} of {right + wrong}), recall {recall:.3f} ({right} of {right + missed}), the one meant {links:.3f} ({linked} of {right}); "
          f"without a name and left alone {alone} of {nameless}")
    holds("names in lower-case queries are recognised", precision >= NAMES_PRECISION and recall >= NAMES_RECALL and links >= LINKED)
    holds("queries without a name are left alone", alone >= LEFT_ALONE * nameless)


def compare_with_lucene(ours):
    classes = [path for library in ("core", "analyzers-common") for path in glob.glob(f"/usr/share/java/lucene-{library}-8*.jar")]
    if len(classes) < 2:
        sys.exit("no Lucene 8 in /usr/share/java: apt-get install liblucene8-java default-jdk-headless")
    settings = [("1.2", "0.75"), ("0.9", "0.4")]
    peers = {}  # by set, what is asked, and setting
    for collection in collections:
        articles = runs / f"{collection}.articles"
        with articles.open("w") as out:
            for line in ask(databases[collection], "export").splitlines():
                article = json.loads(line)
                out.write("\t".join([article["id"], (article.get("published") or "")[:10], " ".join(f"{article['title']} {article['body']}".split())]) + "\n")
        topics = {("trec", "words"): read_topics("trec")} if collection == "trec" else {
            ("entity", "name"): read_topics("entity"), ("month", "name"): [topic[:2] for topic in read_topics("month")], ("month", "name, filtered by month"): read_topics("month")}
        jobs = []
        for (name, asked), rows in topics.items():
            queries = runs / f"lucene-{name}-{asked.replace(', ', '-').replace(' ', '-')}.tsv"
            queries.write_text("".join("\t".join(row) + "\n" for row in rows))
            for k1, b in settings:
                peers[name, asked, k1, b] = queries.with_suffix(f".{k1}-{b}.run")
                jobs += [queries, peers[name, asked, k1, b], k1, b]
        subprocess.run(["java", "-cp", ":".join(classes), root / "tests/bench/lucene/LuceneRun.java", articles, *jobs], check=True)
    print("\nagainst Lucene: MAP / nDCG@10 of both, ours in Lucene's, p of the paired randomisation test")
    for (name, asked, k1, b), peer in peers.items():
        for run in [run for run in ours if run.startswith(name)]:
            theirs, mine, p = score(name, peer, ours[run])
            print(f"{run:13} {mine[0]:.4f} / {mine[1]:.4f}   Lucene {k1} {b:4} {asked:24} {theirs[0]:.4f} / {theirs[1]:.4f}   x{mine[0] / theirs[0]:.3f} / x{mine[1] / theirs[1]:.3f}   p {p[0]:.4f} / {p[1]:.4f}")


databases = {}
with tempfile.TemporaryDirectory() as folder:
    folder = pathlib.Path(folder)
    runs = pathlib.Path(options.runs or folder / "runs")
    kept = pathlib.Path(options.databases or folder)
    for path in runs, kept:
        path.mkdir(parents=True, exist_ok=True)
    make_databases(kept)
    ours = topic_scores()
    empty_months(ours["entity all"])
    fall_with_distance(folder)
    names_in_free_words()
    if options.lucene:
        compare_with_lucene(ours)

for failure in failures:
    print(f"FAILED: {failure}")
sys.exit(bool(failures))
