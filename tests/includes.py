"""The directions of the rooms, read from the #include lines: see docs/architecture.md."""
import pathlib
import re
import sys

root = pathlib.Path(sys.argv[1])

# A file below the first folder includes nothing from the second.
FORBIDDEN = [
    ("common/", "indexer/"), ("common/", "query/"), ("indexer/", "query/"), ("query/", "indexer/"),
    ("common/", "server/"), ("indexer/", "server/"), ("query/", "server/"), ("server/http/", "server/native/"), ("server/http/", "server/service/"),
    ("common/text/", "common/analysis/"), ("common/text/", "common/store/"), ("common/analysis/", "common/store/"),
    ("indexer/readers/", "common/store/"), ("indexer/extraction/", "common/store/"), ("indexer/extraction/", "indexer/readers/"),
]
# A header of a library, and the files (by prefix) that may include it.
ALLOWED = {
    r"xapian\.h": ["common/text/stemmer.cpp", "common/store/", "indexer/writer", "indexer/bulk/bulk_writer", "query/query_builder", "query/ranking", "query/searcher",
                   "query/best_of", "query/copies", "query/exact_articles", "query/date_terms", "query/date_part", "query/cursor", "query/each_match", "query/entity_names", "query/entity_part", "query/feedback", "query/facet_search", "query/headlines",
                   "query/no_match", "query/query_entities", "query/related", "query/score_parts", "query/search_session", "query/suggest", "query/telling_words", "query/totals", "query/term_counts", "query/time_limit", "query/timeline_search", "query/word_terms",
                   "query/aggregate", "query/at_least", "query/clause_builder", "query/columns", "query/instant_terms", "query/keyword_query", "query/length_query", "query/match_list", "query/phrase", "query/row_order", "query/shared_tables", "query/entity_lists", "query/structured_load", "query/structured_searcher", "query/text_clause"],
    r"boost/(?!asio|beast)": ["common/options"],
    r"boost/(asio|beast)": ["server/http/connection", "server/http/http_server.cpp"],
    r"zstd\.h|zdict\.h": ["common/store/text_codec", "common/store/libraries_in_use.cpp", "indexer/readers/byte_source", "common/analysis/entities/train/labelled"],
    r"zlib\.h": ["server/http/content_coding.cpp", "indexer/readers/byte_source", "indexer/readers/http_body"],
    r"nlohmann/": ["common/article_json", "common/store/cluster_file", "common/store/status_text", "indexer/report", "indexer/date_report", "indexer/journal.cpp", "indexer/readers/", "indexer/extraction/json_ld",
                   "query/present/", "server/", "common/analysis/entities/train/word_vectors"],
    r"simdjson\.h": ["common/article_json.cpp"],
    r"libdeflate\.h": ["indexer/bulk/deflater.cpp"],
    r"pugixml\.hpp": ["indexer/readers/xml.h"],
    r"gmime/": ["indexer/readers/mail.cpp"],
    r"gumbo\.h": ["indexer/extraction/html_"],
}

faults = []
files = [f for folder in ("common", "indexer", "query", "server") for f in (root / folder).rglob("*") if f.suffix in (".h", ".cpp")]
assert len(files) > 100, "the sources are not where this test looks for them"
for file in files:
    name = file.relative_to(root).as_posix()
    text = file.read_text()
    for include in re.findall(r'^\s*#\s*include\s*[<"]([^>"]+)[>"]', text, re.M):
        for below, target in FORBIDDEN:
            if name.startswith(below) and include.startswith(target):
                faults.append(f"{name} includes {include}: {below} does not know {target}")
        for pattern, places in ALLOWED.items():
            if re.match(pattern, include) and not any(name.startswith(place) for place in places):
                faults.append(f"{name} includes <{include}>; only {', '.join(places)} do")
    if not name.endswith("main.cpp") and "/tables/" not in name:
        for call in (r"\bgetenv\s*\(", r"\bexit\s*\(", r"std::c(out|err)\b"):
            if re.search(call, text):
                faults.append(f"{name} uses {call}: only main does")
print("\n".join(faults) or f"{len(files)} files, all in their direction")
sys.exit(bool(faults))
