"""Malformed requests, from a seed: the generator of server_malformed.py. It changes valid ones (valid_requests.py), so that most get as far as the part of the server they are for."""
import copy
import dataclasses
import gzip
import json
import random
import sys
import urllib.parse
import zlib

from valid_requests import ARTICLE, filled, valid_requests

sys.setrecursionlimit(20_000)  # for what is nested deeply on purpose
TOKEN = "0123456789abcdef-write"


@dataclasses.dataclass
class Case:
    kind: str
    parts: list             # bytes, sent one after the other
    answers: int = 1        # wanted before the client is content
    ends: bool = False      # the client says that it sends no more
    cut: str = ""           # close, reset: without waiting for an answer
    head: bool = False      # answers have no bodies
    must_answer: bool = True
    refused: bool = False   # nothing but an error will do
    interface: str = "http" # what it gets to: native, elasticsearch, mcp, page; http: no further than the connection


STRANGE = [b"1e999", b"-1e400", b"123456789012345678901234567890", b"-0", b"0x10", b"NaN", b"Infinity", b'"\\ud800"', b'"\\udc00\\ud800"', b'"\\u0000"', b'"\xff\xfe"', b'"\xed\xa0\x80"', b"null", b"true",
           b"[]", b"{}", b'""', b"\x00", b"[" * 3000, b'{"a":' * 3000, b'"' + b"a" * 20000 + b'"', b"[[[[]]]]", b'{"": {"": []}}', b"\\", b'"\\x"', b"/*x*/", b",", b":", b"\xef\xbb\xbf"]
WORDS = ["ceasefire", "putin", "AND", "OR", "NOT", "NEAR/5", "NEAR/99999999999", "(", ")", "((((", '"', '"putin', "-", "--", "+", "*", "a*", "?", "ukrain*", "date:", "date:2024-13-99", "date:9999999999", "date:..", "around:2024~99999999y",
         "about:", "person:", 'entity:""', "title:(", "lang:xx", "id:", "since:\"3 weeks ago\"", "before:0000", "\x00", "\ud7ff", "\U0010ffff", "e\u0301" * 50, "\u202e", "ß", "İ", "日本語", "a" * 300, "=", '"=x"', "tag:*", ":", "::", "^", "~", "\\"]
PATHS = [b"/%", b"/%zz", b"/%00", b"/articles/%ff%fe", b"/articles/%c3%28", b"/articles/%ed%a0%80", b"/articles/..%2f..%2fetc%2fpasswd", b"/../../etc/passwd", b"//", b"///search", b"/articles/", b"/articles//", b"/./search",
         b"/articles/" + b"a" * 5000, b"/articles/" + b"%2f" * 1000, b"/\xff\xfe", b"/search\x00", b"/search;x=1", b"*", b"search", b"http://localhost/search?q=x", b"http://", b"?q=x", b"/search#x", b"/related/%0d%0aX:%201",
         b"/Articles/x", b"/search/", b"/_search/", b"/news,none/_search", b"/-x/_search", b"/%2a/_count", b"/" + b"a/" * 2000, b"/status?db=..%2f..", b"/status?db=%2a", b"/export?db=nowhere", b"/articles/x?db=news&db=long"]
METHODS = [b"BREW", b"get", b"G\x01T", b"PATCH", b"TRACE", b"CONNECT", b"PROPFIND", b"A" * 5000, b"", b"GET GET", b"OPTIONS", b"PRI", b"LINK", b"\xff\xff", b"SEARCH", b"DELETE", b"HEAD"]
HEADERS = [b"X: \x00", b"X: \xff\xfe\xc3", b"no colon", b": no name", b"X Y: z", b" folded: a\r\n  b", b"X: a\r\n b", b"Host: evil.example", b"Host: [", b"Host: ]:::[", b"Host: ", b"Origin: http://evil.example", b"Origin: null", b"Origin: \xff",
           b"Content-Type: " + b"x" * 3000, b"Content-Type: application/vnd.elasticsearch+json; compatible-with=99", b"Accept: " + b"*/*," * 1000, b"Accept-Encoding: gzip;q=nan", b"Connection: upgrade\r\nUpgrade: h2c\r\nHTTP2-Settings: AAAA",
           b"Connection: close, keep-alive", b"Range: bytes=0-18446744073709551615", b"Cookie: " + b"a=b; " * 800, b"X-Opaque-Id: \r\x0b", b"Expect: 200-maybe", b"Expect: 100-continue", b"If-None-Match: *", b"Mcp-Session-Id: \x01",
           b"Last-Event-ID: 9999999999999999999999", b"X: " + b"y" * 15000]
AUTHORISATIONS = [b"Bearer", b"Bearer ", b"Bearer wrong", b"Bearer " + TOKEN.encode()[:-1], b"Bearer " + TOKEN.encode() + b"x", b"Bearer \xff\xfe", b"Bearer \x00", b"Basic", b"Basic !!!!", b"Basic OnBhc3M=", b"Basic " + b"A" * 9000, b"ApiKey ", b"ApiKey ====",
                  b"Digest x", b"", b"bearer" + b" " * 500 + b"x"]


# In place of any value.
ODD_VALUES = [None, True, False, -1, 0, 1, 10**18, 2**63, -2**63, 10**30, 1e308, -0.0, 0.5, float("nan"), float("inf"), "", " ", "\u0000", "\ud800", "x" * 5000, [], {}, [[]], {"a": {"a": {}}}, ["a"] * 2000, "2024-13-45", "now-99999999999y/d",
              "1d", "-1d", "99999999999999d", "a*", "*", "**", "?" * 300, "(((", [None], "*:*", "_all", "-1", "100%", "-300%", "3<90%", "$pit", "$id", "Europe/Nowhere", "+99:99", "yyyy'", "news", "title", "published", "_score", "_id", "extra.x"]
PARAMETERS = ["size=-1", "size=10000", "size=10001", "from=9999&size=1", "from=1e3", "scroll=1m", "scroll=-1m", "scroll=99999d", "q=title:(", "q=*", "sort=published:desc,title", "sort=,", "filter_path=**", "filter_path=a.b.*.c,-x,", "filter_path=" + "*." * 200,
              "_source=false", "_source_includes=*", "refresh=maybe", "refresh=true", "version=3", "if_seq_no=99999999999999999999", "timeout=1w", "pretty", "format=yaml", "v&s=index&h=*", "op_type=create", "pipeline=x", "require_alias=true",
              "rest_total_hits_as_int=true", "track_total_hits=0", "typed_keys=true", "routing=x", "ignore_unavailable=true", "expand_wildcards=none", "wait_for_completion=false", "df=title", "analyzer=x", "keep_alive=0", "=", "&&&"]


class Many(dict):
    """An object whose keys come twice."""


class Generator:
    def __init__(self, seed):
        self.chance = random.Random(seed)
        self.valid = valid_requests()
        self.known = {}  # what answers had: ids of scrolls and points in time
        requests = [one for some in self.valid.values() for one in some]
        self.subtrees = [tree for one in requests if isinstance(one.body, (dict, list)) for tree in self.trees(one.body)]
        self.with_bodies = {interface: some for interface, every in self.valid.items() if (some := [one for one in every if one.body is not None])}
        structured = [self.values] * 10 + [self.bytes_of_body] * 5 + [self.targets] * 5 + [self.parameter_values] * 2 + [self.headers_of_valid] * 2
        self.kinds = structured + [self.lines, self.query, self.path, self.header, self.long_header, self.long_body, self.content_length, self.chunked, self.bad_chunks,
                                   self.pipelined, self.method, self.compressed, self.bomb, self.token, self.cut, self.noise, self.trickle, self.many_records]

    def cases(self, count):
        for _ in range(count):
            yield self.chance.choice(self.kinds)()

    def unchanged(self):
        """Every valid request, as it is."""
        for some in self.valid.values():
            for one in some:
                yield self.sent(one, self.bytes_of(one), "valid")

    def trees(self, value):
        yield value
        for inner in value.values() if isinstance(value, dict) else value:
            if isinstance(inner, (dict, list)):
                yield from self.trees(inner)

    def one_of(self, requests):
        """From an interface, each as often as the others but Elasticsearch's, which has the most to it."""
        interface = self.chance.choices(list(requests), [3 if name == "elasticsearch" else 0.3 if name == "page" else 1 for name in requests])[0]
        return filled(self.chance.choice(requests[interface]), self.known)

    def sent(self, one, body, kind, **case):
        more = [f"{name}: {value}".encode() for name, value in one.headers.items()]
        if body is not None:
            more.append(b"Content-Length: %d" % len(body))
            if "Content-Type" not in one.headers:
                more.append(b"Content-Type: application/" + (b"x-ndjson" if one.lines else b"json"))
        path = one.path if isinstance(one.path, bytes) else one.path.encode("utf-8", "surrogatepass")
        return Case(kind, [self.head(one.method.encode(), path, more) + (body or b"")], head=one.method == "HEAD", interface=one.interface, **case)

    def dumped(self, value):
        if isinstance(value, dict):
            pairs = [json.dumps(key) + ": " + self.dumped(inner) for key, inner in value.items()]
            return "{" + ", ".join(pairs * 2 if isinstance(value, Many) else pairs) + "}"
        if isinstance(value, list):
            return "[" + ", ".join(map(self.dumped, value)) + "]"
        return json.dumps(value)

    def bytes_of(self, one):
        if one.body is None:
            return None
        if one.lines:
            return "".join(self.dumped(line) + "\n" for line in (one.body if isinstance(one.body, list) else [one.body])).encode()
        return self.dumped(one.body).encode()

    def values(self):
        """A valid body in which one or a few values, keys or levels are others."""
        one = copy.copy(self.one_of(self.with_bodies))
        for _ in range(self.chance.choice((1, 1, 1, 2, 4))):
            one.body = self.changed_value(one.body)
        return self.sent(one, self.bytes_of(one), "changed values")

    def bytes_of_body(self):
        one = self.one_of(self.with_bodies)
        return self.sent(one, self.mutated(self.bytes_of(one)), "mutated JSON")

    def targets(self):
        """Another method, segment of the path or parameter than there should be."""
        one = copy.copy(self.one_of(self.valid))
        path, mark, query = one.path.partition("?")
        change = self.chance.randrange(4)
        if change == 0:
            one.method = self.chance.choice(("GET", "POST", "PUT", "DELETE", "HEAD"))
        elif change == 1:
            segments = path.split("/")
            place = self.chance.randrange(1, len(segments)) if len(segments) > 1 else 0
            segments[place] = self.chance.choice(("news", "wire", "news,wire", "wire*", "nobody", "-wire", "_all", "%2a", "%3Cnow%2Fd%3E", "a" * 300, "x%00y", "%ff", "..", "", "_doc", "_search", "UPPER", "%F0%9F%9A%A2", segments[-1]))
            path = "/".join(segments)
        else:
            query += ("&" if query else "") + self.chance.choice(PARAMETERS)
            mark = "?"
        one.path = path + mark + query
        if one.method == "DELETE" and "*" in path + "_all":
            one.path = one.path.replace("*", "x").replace("_all", "x")
        return self.sent(one, self.bytes_of(one), "changed targets")

    def parameter_values(self):
        """A valid query string in which a value is another."""
        one = copy.copy(self.one_of(self.valid))
        path, _, query = one.path.partition("?")
        parameters = query.split("&") if query else [self.chance.choice(PARAMETERS)]
        place = self.chance.randrange(len(parameters))
        value = str(self.chance.choice([*ODD_VALUES, *WORDS]))[:8000]
        parameters[place] = parameters[place].split("=")[0] + "=" + urllib.parse.quote_plus(value.encode("utf-8", "surrogatepass"))
        one.path = path + "?" + "&".join(parameters)
        return self.sent(one, self.bytes_of(one), "changed parameters")

    def headers_of_valid(self):
        one = copy.copy(self.one_of(self.valid))
        odd = ("", "x", "\u00ff", "*/*", "text/csv", "application/json; charset=utf-16", "application/vnd.elasticsearch+json; compatible-with=99", "2025-03-26", "2026-07-28", "1999-01-01", "tools/call", "=?base64?////?=", "a" * 2000, ",,,;;;")
        name = self.chance.choice([*one.headers, "Content-Type", "Accept", "MCP-Protocol-Version", "Mcp-Method", "Mcp-Name", "If-None-Match"])
        one.headers = {**one.headers, name: self.chance.choice(odd)}
        return self.sent(one, self.bytes_of(one), "changed headers")

    def head(self, method, path, more=(), token=True, host=True):
        lines = [method + b" " + path + b" HTTP/1.1"]
        if host:
            lines.append(b"Host: localhost")
        if token:
            lines.append(b"Authorization: Bearer " + TOKEN.encode())
        return b"\r\n".join([*lines, *more]) + b"\r\n\r\n"

    def with_body(self, method, path, body, more=(), **case):
        head = self.head(method.encode(), path.encode(), [b"Content-Length: %d" % len(body), b"Content-Type: application/json", *more])
        return Case(case.pop("kind"), [head + body], **case)

    def a_body(self):
        """Of a request as it should be: method, path, body and the headers that it needs besides its length."""
        one = self.one_of(self.with_bodies)
        headers = {"Content-Type": "application/x-ndjson" if one.lines else "application/json", **one.headers}
        return one, one.method.encode(), one.path.encode(), self.bytes_of(one), [f"{name}: {value}".encode() for name, value in headers.items()]

    def changed_value(self, value):
        """One place of the value is something else."""
        chance = self.chance
        if isinstance(value, dict) and value and chance.random() < 0.85:
            key = chance.choice(list(value))
            change = chance.random()
            if change < 0.06:
                return Many(value)
            if change < 0.12:
                return {name: inner for name, inner in value.items() if name != key}
            if change < 0.2:
                return {**value, chance.choice(["", "q", "size", "query", "from", "\u0000", key.upper(), "a" * 300, "bool", "aggs", "field", "_index"]): value[key]}
            return {**value, key: self.changed_value(value[key])}
        if isinstance(value, list) and value and chance.random() < 0.85:
            place = chance.randrange(len(value))
            if chance.random() < 0.1:
                return value[:place] + value[place + 1:]
            return value[:place] + [self.changed_value(value[place])] + value[place + chance.randrange(2):]
        change = chance.random()
        if change < 0.25:
            return copy.deepcopy(chance.choice(self.subtrees))  # what belongs elsewhere
        if change < 0.35:
            return [value]
        if change < 0.4 and len(str(value)) < 2000:
            return chance.choice(([value] * 1500, {str(i): value for i in range(300)}))
        if change < 0.45 and isinstance(value, (dict, list)):
            for _ in range(chance.choice((5, 60, 70, 400))):
                value = chance.choice(({"bool": {"must": [value]}}, {"bool": {"should": value}}, [value], {"aggs": value}))
            return value
        if change < 0.6 and isinstance(value, str):
            return chance.choice((value * 200, value.upper(), value + chance.choice(WORDS), value[:len(value) // 2], " ".join(chance.choice(WORDS) for _ in range(30))))
        if change < 0.6 and isinstance(value, (int, float)):
            return chance.choice((-value, value * 10**6, str(value), value + 0.5))
        return chance.choice(ODD_VALUES)

    def mutated(self, text):
        data = bytearray(text)
        for _ in range(self.chance.choice((1, 1, 1, 2, 5, 20))):
            place = self.chance.randrange(len(data) + 1)
            change = self.chance.randrange(5)
            if change == 0 and data:
                data[place % len(data)] = self.chance.randrange(256)
            elif change == 1:
                del data[place:place + self.chance.randrange(1, 12)]
            elif change == 2:
                data[place:place] = self.chance.choice(STRANGE)
            elif change == 3:
                other = self.chance.randrange(len(data) + 1)
                data[place:place] = data[min(place, other):max(place, other)]
            else:
                data[place:] = b""
        return bytes(data)

    def lines(self):
        lines = [json.dumps({**ARTICLE, "id": f"l{i}"}).encode() for i in range(self.chance.randrange(1, 30))]
        for _ in range(3):
            lines[self.chance.randrange(len(lines))] = self.mutated(lines[self.chance.randrange(len(lines))])
        separator = self.chance.choice((b"\n", b"\r\n", b"\r", b"\n\n\n", b"\x00\n"))
        return self.with_body("POST", "/articles?db=scratch&refresh=false", separator.join(lines), kind="mutated lines", interface="native")

    def many_records(self):
        body = self.chance.choice((b"1\n", b"{}\n", b"[\n", b"\n", b" ")) * self.chance.choice((1000, 20000, 300000))
        if self.chance.random() < 0.3:
            body = b"[" + b"1," * 200000 + b"1]"
        return self.with_body("POST", self.chance.choice(("/articles?db=scratch&refresh=false", "/search", "/_bulk")), body, kind="many records", interface="native")

    def query(self):
        text = " ".join(self.chance.choice(WORDS) for _ in range(self.chance.choice((1, 2, 3, 8, 60))))
        name = self.chance.choice(("q", "q", "q", "query", "date", "around", "person", "limit", "offset", "search_after", "facets", "half_life", "sort", "fields", "tz", "now", "db", "format", "timeline", "match", "nonsense", "explain", "rank"))
        value = self.chance.choice((text, text, "-1", "99999999999999999999", "1e9", "0", "", "x" * 8000, "1000000000", "\x00", "%"))
        path = self.chance.choice(("/search", "/count", "/timeline", "/entities", "/suggest", "/export", "/status", "/related/x", "/articles/x", "/_search", "/news/_search"))
        quoted = urllib.parse.quote_plus(value.encode("utf-8", "surrogatepass")) if self.chance.random() < 0.9 else urllib.parse.quote(self.mutated(value.encode()), safe="%&=")
        more = "&q=ceasefire" if name not in ("q", "query") else ""
        return Case("queries", [self.head(b"GET", f"{path}?db=news&{name}={quoted}{more}".encode() if "_search" not in path else f"{path}?{name}={quoted}{more}".encode())], interface="elasticsearch" if "_search" in path else "native")

    def path(self):
        path = self.chance.choice(PATHS)
        if self.chance.random() < 0.3:
            path = b"/" + self.mutated(path)
        return Case("paths", [self.head(self.chance.choice((b"GET", b"GET", b"PUT", b"DELETE", b"POST")), path, [b"Connection: close"])], answers=2)

    def header(self):
        more = [self.chance.choice(HEADERS) for _ in range(self.chance.choice((1, 1, 3)))]
        return Case("headers", [self.head(b"GET", b"/search?q=x", [*more, b"Connection: close"], host=self.chance.random() < 0.7)], answers=2)

    def long_header(self):
        length = self.chance.choice((17_000, 70_000, 500_000))
        line = self.chance.choice((b"X: " + b"y" * length, b"\r\n".join(b"X%d: y" % i for i in range(length // 8))))
        if self.chance.random() < 0.5:
            return Case("long headers", [self.head(b"GET", b"/healthz", [line])], refused=True)
        return Case("long request lines", [self.head(b"GET", b"/search?q=" + b"x" * length)], refused=True)

    def long_body(self):
        length = self.chance.choice((4_200_000, 5_000_000, 9_000_000))
        path = self.chance.choice(("/articles?db=scratch", "/search", "/_bulk"))
        return self.with_body("POST", path, b'{"q": "' + b"x" * length, kind="long bodies", refused=True)

    def content_length(self):
        one, method, path, body, headers = self.a_body()
        value = self.chance.choice((b"-1", b"", b"x", b"1e3", b"0x10", b"+5", b" 5 5", b"99999999999999999999999", b"18446744073709551615", b"9223372036854775807", b"5, 6", b"%d" % (len(body) + 50), b"%d" % (len(body) // 2), b"0"))
        more = [b"Content-Length: " + value]
        if self.chance.random() < 0.3:
            more.append(self.chance.choice((b"Content-Length: 3", b"Transfer-Encoding: chunked", b"Transfer-Encoding: gzip", b"Transfer-Encoding: chunked, chunked", b"Transfer-Encoding: \x0bchunked")))
        return Case("content lengths", [self.head(method, path, [*headers, *more, b"Connection: close"]) + body], answers=2, ends=True, must_answer=False, interface=one.interface)

    def chunks(self, body):
        out = b""
        while body:
            size = self.chance.randrange(1, 40)
            out += b"%x\r\n%s\r\n" % (len(body[:size]), body[:size])
            body = body[size:]
        return out + b"0\r\n\r\n"

    def chunked(self):
        one, method, path, body, headers = self.a_body()
        return Case("chunks of mutated JSON", [self.head(method, path, [*headers, b"Transfer-Encoding: chunked"]) + self.chunks(self.mutated(body))], interface=one.interface)

    def bad_chunks(self):
        one, method, path, body, headers = self.a_body()
        good = self.chunks(body)
        bad = self.chance.choice((self.mutated(good), b"ffffffffffffffff\r\nx", b"-1\r\nx\r\n", b"zz\r\n", b"5\r\nabc", b"5\n abcde\n0\n\n", b"1;" + b"x" * 300_000 + b"\r\na\r\n0\r\n\r\n", good[:-2] + b"Trailer: " + b"x" * 50_000 + b"\r\n\r\n",
                                  b"000000000000000000000001\r\na\r\n0\r\n\r\n", b"0\r\nX\r\n\r\n", b"\r\n\r\n"))
        return Case("broken chunks", [self.head(method, path, [*headers, b"Transfer-Encoding: chunked", b"Connection: close"]) + bad], answers=2, ends=True, must_answer=False, interface=one.interface)

    def pipelined(self):
        good = self.head(b"GET", b"/count?db=news&q=ceasefire")
        count = self.chance.randrange(1, 12)
        garbage = self.chance.choice((b"", b"\x00\x01\x02\x03\r\n\r\n", b"GET / HTTP/9.9\r\n\r\n", b"x" * 40_000, b"\r\n\r\n\r\n" + good, self.mutated(good)))
        return Case("pipelined", [good * count + garbage], answers=count + 1, ends=True)

    def method(self):
        method = self.chance.choice(METHODS)
        return Case("methods", [self.head(method, self.chance.choice((b"/search?q=x", b"/articles/x?db=scratch", b"/", b"*", b"localhost:80", b"/_bulk")), [b"Connection: close"])], answers=2, head=method == b"HEAD")

    def compressed(self):
        one, method, path, body, headers = self.a_body()
        packed = self.chance.choice((gzip.compress(body), zlib.compress(body), gzip.compress(body)[:-5], self.mutated(gzip.compress(body)), body, b"", gzip.compress(body) + b"garbage", gzip.compress(self.mutated(body))))
        coding = self.chance.choice((b"gzip", b"gzip", b"deflate", b"br", b"gzip, gzip", b"\xff", b"identity", b"zstd"))
        head = self.head(method, path, [*headers, b"Content-Length: %d" % len(packed), b"Content-Encoding: " + coding])
        return Case("compressed", [head + packed], interface=one.interface)

    def bomb(self):
        if not hasattr(self, "bombs"):
            once = gzip.compress(b"0" * 200_000_000, 9)
            self.bombs = [once, gzip.compress(b" " * 30_000_000), gzip.compress(b'{"a":' * 2_000_000), once[:100_000]]
        one, method, path, _, headers = self.a_body()
        packed = self.chance.choice(self.bombs)
        return Case("gzip bombs", [self.head(method, path, [*headers, b"Content-Length: %d" % len(packed), b"Content-Encoding: gzip"]) + packed], refused=True, interface=one.interface)

    def token(self):
        one, method, path, body, headers = self.a_body()
        shown = [*headers, b"Authorization: " + self.chance.choice(AUTHORISATIONS), b"Content-Length: %d" % len(body), b"Connection: close"]
        return Case("tokens", [self.head(method, path, shown, token=False) + body], answers=2, refused=True, interface=one.interface)

    def cut(self):
        one, method, path, body, headers = self.a_body()
        whole = self.head(method, path, [*headers, b"Content-Length: %d" % len(body)]) + body
        return Case("cut off", [whole[:self.chance.randrange(len(whole) + 1)]], cut=self.chance.choice(("close", "reset")), must_answer=False, interface=one.interface)

    def noise(self):
        data = self.chance.choice((self.chance.randbytes(self.chance.choice((1, 50, 3000))), b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + self.chance.randbytes(300), b"PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n", b"\r\n" * 5000, b"GET /\r\n\r\n", b"GET / HTTP/0.9\r\n\r\n",
                                   b"GET / HTTP/1.1\nHost: x\n\n", b"HTTP/1.1 200 OK\r\n\r\n", self.mutated(self.head(b"GET", b"/search?q=x"))))
        return Case("noise", [data], answers=2, ends=True, must_answer=False)

    def trickle(self):
        whole = self.head(b"POST", b"/search", [b"Content-Length: 14", b"Connection: close"]) + b'{"q": "ferry"}'
        return Case("byte by byte", [whole[i:i + 7] for i in range(0, len(whole), 7)], answers=2)
