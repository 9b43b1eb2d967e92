"""What is fuzzed: for each target the sources whose lines count as its own, the longest input, and the inputs it starts from, made of our own samples."""
import dataclasses
import gzip
import json
import pathlib
import struct
import subprocess
import sys
from typing import Callable

ROOT = pathlib.Path(__file__).resolve().parents[2]
CORPUS = ROOT / "corpus"
sys.path.insert(0, str(ROOT / "tests/faults"))
from valid_requests import valid_requests  # noqa: E402


@dataclasses.dataclass
class Target:
    sources: list
    longest: int
    seeds: Callable


def samples(*endings, choice=None):
    """The samples of these endings, packed ones unpacked, behind the byte that chooses what they are read as."""
    def make():
        for file in sorted(CORPUS.rglob("*")):
            packed = file.suffix in (".gz", ".zst")
            if file.is_file() and (file.with_suffix("") if packed else file).name.endswith(endings):
                content = file.read_bytes()
                if file.suffix == ".gz":
                    content = gzip.decompress(content)
                elif file.suffix == ".zst":
                    content = subprocess.run(["zstd", "-dcq"], input=content, stdout=subprocess.PIPE, check=True).stdout
                yield content if choice is None else bytes([choice]) + content
    return make


def together(*makers):
    return lambda: [seed for make in makers for seed in make()]


def lines_of(path, cut):
    def make():
        for line in (ROOT / path).read_text().splitlines():
            if line and not line.startswith("# "):
                yield line.split(cut)[0].encode()
    return make


def text(*texts):
    return lambda: [one if isinstance(one, bytes) else one.encode() for one in texts]


def field(tag, value):
    """As common/store/fields.h has it; of values below 128 bytes."""
    value = bytes([value]) if isinstance(value, int) else value.encode() if isinstance(value, str) else value
    return bytes([tag, len(value)]) + value


def stored_articles():
    entity = field(7, 0) + field(2, "Jake Sullivan") + field(3, 2) + field(4, b"\xf4\x03") + field(5, 1) + field(6, "Jake Sullivan") + field(6, "Sullivan")
    date = field(1, 3) + field(2, 9) + field(3, "DATE") + field(4, "2024-03-14") + field(5, "APPROX") + field(6, "2024-03-01") + field(7, "2024-03-31")
    texts = b"".join(field(tag, f"text {tag}") for tag in (1, 2, 3, 5, 8, 9, 9, 10, 11, 12, 13, 14, 15))
    yield texts + field(4, "2024-03-14") + field(6, b"\x80\x80\x80\x80\x80\x80\x80\xf0\x3f") + field(16, entity) + field(17, date)


def metadata():
    manifest = field(1, "/news/a.txt") + field(2, "/news") + b"".join(field(tag, 1) for tag in range(3, 11)) + field(11, "00ff")
    links = b"\x15person:vladimir-putin\x02\xe8\x0f\x05\xe9\x0f\x02"
    log = field(1, 1) + field(3, b"\x01\x02\x05") + field(4, b"abcdefgh")
    frame = subprocess.run(["zstd", "-cq"], input=b"The harbour is open again. " * 20, stdout=subprocess.PIPE, check=True).stdout
    for choice, value in enumerate((manifest, b"\x01\x02\x05", b"\x01\x02\x00\x03\x05\x01", links, field(1, "Vladimir Putin") + field(2, "person:putin"), log, b"\x05", frame)):
        yield bytes([choice]) + value


def positions():
    yield b"\x00\x02\x03\x00\x00\x00\x04\x02\x02\x05\x00\x01\x02\x03"
    yield b"\x00\x02\xac\x02\x00" + bytes(101) + b"\x10\x02\x00\x01" + bytes(16) + bytes(2)  # so many terms that codes are wider than a byte
    yield b"\x01" + bytes(range(1, 200))


def packed_models():
    def packed(counts, *sections):
        padded = b"".join(section + bytes(-len(section) % 16) for section in sections)
        return bytes(8) + struct.pack("<I9IQQ", 1, *counts, *[0] * (9 - len(counts)), 0, 0) + padded
    yield b"\x00" + packed([4, 3], struct.pack("<4I", 0, 1, 2, 3), bytes(24))
    for transitions in range(0, 4096, 256):
        yield b"\x01" + packed([0, 2, 2], bytes(transitions), struct.pack("<3I", 0, 1, 2), bytes(8), bytes(16))


def body_of(request):
    if request.body is None:
        return b""
    return "".join(json.dumps(line) + "\n" for line in request.body).encode() if request.lines else json.dumps(request.body).encode()


def http_requests():
    for request in [one for requests in valid_requests().values() for one in requests][::7]:
        body = body_of(request)
        head = f"{request.method} {request.path} HTTP/1.1\r\nHost: x\r\n".encode()
        yield head + f"Content-Length: {len(body)}\r\n\r\n".encode() + body
    body = b'{"q": "ferry"}'
    chunked = b"POST /search HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n6;a=b\r\n" + body[:6] + b"\r\n8\r\n" + body[6:] + b"\r\n0\r\nX: y\r\n\r\n"
    packed = gzip.compress(body, mtime=0)
    yield chunked + chunked
    yield b"POST /search?q=a%%20b+c HTTP/1.1\r\nHost: x\r\nContent-Encoding: gzip\r\nContent-Length: %d\r\n\r\n" % len(packed) + packed
    yield b"POST /articles/a%2Fb HTTP/1.0\r\nExpect: 100-continue\r\nConnection: keep-alive\r\nContent-Length: 2\r\n\r\n{}GET http://x/ HTTP/1.1\r\n\r\n"


def bodies(interface, part, line=False):
    def make():
        for request in valid_requests()[interface]:
            path, _, query = request.path.partition("?")
            if part in path:
                yield (query.encode() + b"\n" if line else b"") + body_of(request)
    return make


def server_values():
    cursor, tokens, credentials = b"r12-a0b1c2-00ff", b"# a token\n0123456789abcdef read news,wire\nfedcba9876543210\twrite\n", b"Bearer 0123456789abcdef"
    for choice, value in ((0, cursor), (1, tokens), (2, credentials), (2, b"Basic dXNlcjowMTIzNDU2Nzg5YWJjZGVm"), (4, b'[{"id":"a","title":"b"},{"id":"c"}]'), (4, b'{"id":"a"}\n\n{"id":"b"}\n')):
        yield bytes([choice]) + value
    for request in valid_requests()["native"]:
        if request.method == "POST" and isinstance(request.body, dict):
            yield b"\x03" + body_of(request)


READERS, EXTRACTION, STORE, ELASTIC = "indexer/readers/", "indexer/extraction/", "common/store/", "server/elastic/"
TABLE_OF_DATES = lines_of("tests/common/analysis/dates_table.txt", " => ")
TARGETS = {
    "reader_html": Target([EXTRACTION, READERS + "page.cpp"], 20_000, samples(".html")),
    "reader_json": Target([READERS + "split_json.cpp", READERS + "split_lines.cpp", READERS + "ninjs.cpp", "common/article_json.cpp"], 20_000,
                          together(samples(".json", choice=0), samples(".jsonl", choice=1))),
    "reader_csv": Target([READERS + "split_csv.cpp"], 20_000, together(samples(".csv", choice=0), samples(".tsv", choice=1))),
    "reader_xml": Target([READERS + name for name in ("xml.cpp", "feed.cpp", "nitf.cpp", "newsml.cpp", "sgml.cpp", "split_elements.cpp", "markup_scanner.cpp", "entities.cpp", "fragment.cpp")], 20_000,
                         together(samples(".rss", ".atom", ".rdf", choice=0), samples("sudan.xml", choice=1), samples("message.xml", choice=2), samples(".sgm", ".trec", choice=3))),
    "reader_mail": Target([READERS + "mail.cpp", READERS + "split_mbox.cpp"], 20_000, together(samples(".eml", choice=0), samples(".mbox", choice=1))),
    "reader_warc": Target([READERS + "warc.cpp", READERS + "split_warc.cpp", READERS + "http_body.cpp"], 20_000, samples(".warc")),
    "reader_text": Target([READERS + "front_matter.cpp", EXTRACTION + "raw_text.cpp", EXTRACTION + "head_line.cpp", EXTRACTION + "lines.cpp"], 20_000, together(samples(".txt", choice=0), samples(".md", choice=1))),
    "reader_any": Target([READERS + name for name in ("format.cpp", "byte_source.cpp", "plain_source.cpp", "record_reader.cpp", "parse_record.cpp")], 20_000,
                         lambda: [bytes([number % 13]) + file.read_bytes() for number, file in enumerate(sorted(CORPUS.rglob("*"))) if file.is_file()]),
    "article_json": Target(["common/article_json.cpp"], 8_000, together(samples("take.json"), bodies("native", "/articles/"))),
    "stored_article": Target([STORE + "stored_article.cpp", STORE + "fields.cpp"], 4_000, stored_articles),
    "store_metadata": Target([STORE + name for name in ("manifest.cpp", "family_index.cpp", "sketch_index.cpp", "name_links.cpp", "change_log.cpp", "word_forms.cpp", "text_codec.cpp", "fields.cpp")], 2_000, metadata),
    "positions": Target([STORE + "packed_positions.cpp", STORE + "packed_positions.h"], 4_000, positions),
    "aliases": Target([STORE + "aliases.cpp", "common/analysis/entities/name_key.cpp", "common/analysis/entities/name_rows.cpp"], 2_000,
                      text("person | Jack Kirby |\nperson | John Kirby | Kirby; Admiral Kirby\n# none\norg | Kremlin | place:Kremlin; Russian government\n")),
    "cluster_file": Target([STORE + "cluster_file.cpp"], 2_000, text('{"shards": ["news-2023", "/srv/news-2024", "10.0.0.7:7800", "[fd00::7]:7800"], "timeout": 10}')),
    "entity_model": Target(["common/analysis/entities/packed", "common/analysis/entities/clusters"], 8_000, packed_models),
    "analysis": Target(["common/analysis/", "common/text/"], 4_000, together(TABLE_OF_DATES, samples(".txt"))),
    "query_syntax": Target(["query/syntax"], 2_000, lines_of("tests/query/syntax_table.txt", " => ")),
    "http": Target(["server/http/connection", "server/http/url.cpp", "server/http/router.cpp", "server/http/content_coding.cpp"], 4_000, http_requests),
    "elastic_search": Target([ELASTIC + name for name in ("search_request.cpp", "query_dsl.cpp", "text_queries.cpp", "value_queries.cpp", "field_clauses.cpp", "query_string.cpp", "simple_query_string.cpp", "multi_match.cpp",
                                                          "function_score.cpp", "aggregations_request.cpp", "highlight_request.cpp", "sort_request.cpp", "json.cpp", "url_parameters.cpp", "filter_path.cpp")], 4_000,
                             together(bodies("elasticsearch", "_search", line=True), bodies("elasticsearch", "_count", line=True))),
    "elastic_bulk": Target([ELASTIC + name for name in ("bulk.cpp", "source.cpp", "update.cpp", "source_filter.cpp")], 4_000, bodies("elasticsearch", "_bulk")),
    "elastic_dates": Target([ELASTIC + "date_math.cpp", ELASTIC + "date_pattern.cpp"], 400,
                            text("\n\nnow-7d/d", "\n\n2024-03-14||+1M/d", "yyyy-MM-dd'T'HH:mm:ss.SSSXXX\nEurope/Berlin\n2024-03-14T09:30:00.000+01:00", "epoch_second||date_time\n+01:00\n1717200000", "basic_date\n\n20240314")),
    "mcp": Target(["server/mcp/"], 4_000, bodies("mcp", "")),
    "server_values": Target(["query/cursor.cpp", "server/http/tokens.cpp", "server/http/base64.cpp", "server/native/parameters.cpp", "server/native/article_records.cpp"], 2_000, server_values),
}
