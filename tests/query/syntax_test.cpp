// What the query language reads: tests/query/syntax_table.txt line by line, and what must hold of every text at all.
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "common/error.h"
#include "query/syntax.h"
#include "table.h"

namespace dateline {
namespace {

const std::int64_t kNow = to_instant({{2024, 3, 14}, 12 * 3600, 0});

std::string understood(const std::string& query) { return to_string(parse_query(query, kNow).root); }

// Nodes on the longest way down.
std::size_t depth_of(const Node& node) {
  std::size_t deepest = 0;
  for (const Node& child : node.children) deepest = std::max(deepest, depth_of(child));
  return deepest + 1;
}

// The shape that every reader of the tree relies on.
void check_shape(const Node& node) {
  switch (node.kind) {
    case NodeKind::nothing: CHECK(node.children.empty()); break;
    case NodeKind::word:
    case NodeKind::phrase:
    case NodeKind::exact:
    case NodeKind::prefix:
      CHECK(node.children.empty());
      CHECK_FALSE(node.text.empty());
      break;
    case NodeKind::near:
    case NodeKind::all:
    case NodeKind::any:
    case NodeKind::words: CHECK(node.children.size() >= 2); break;
    case NodeKind::negation: CHECK(node.children.size() == 1); break;
    case NodeKind::field:
      CHECK(node.children.size() == 1);
      CHECK_FALSE(node.field.empty());
      break;
    case NodeKind::dates: CHECK((node.from || node.to)); break;
    case NodeKind::name: FAIL("the parser makes no names"); break;
  }
  for (const Node& child : node.children) {
    CHECK(child.kind != NodeKind::nothing);
    check_shape(child);
  }
}

std::string repeated(const std::string& piece, std::size_t times) {
  std::string text;
  for (std::size_t i = 0; i < times; ++i) text += piece;
  return text;
}

// Pieces of the language, put together as no one would.
std::string random_query(std::mt19937& random, std::size_t left_out = 0) {
  static const std::vector<std::string> pieces{
      "wheat",  "Rye",     "cease-fire", "U.S.",   "Erdoğan", "#MeToo", "3.5%",    "ukrain*",  "*",       "=",      "\"",     "“",       "”",
      "«",      "\"winter wheat\"", "\"=As It Is\"", "(",   ")",     "((",     "))",      "-",        "--",      "+",      " ",      " ",       " ",
      " ",      "AND",     "OR",         "NOT",    "NEAR",    "NEAR/5", "NEAR/0",  "NEAR/x",   " AND ",   " OR ",   " NOT ",  " NEAR/3 ", "title:",
      "author:", "source:", "tag:",   "section:", "date:",   "after:",  "since:", "before:", "2024",
      "2024-03", "2024-03-14", "..",     "yesterday", "\"3 weeks ago\"", "last-month", ",",    "de,fr",    ":", "\\", "\\\"", "/",
      "…",      "東京",    "\t",         "\n",     "!",       "?",      "'",       "x",        "\xC2\xA0",
      "lang:",  "url:",    "id:",  "https://example.com/(b"};
  std::uniform_int_distribution<std::size_t> pick(0, pieces.size() - 1 - left_out), length(1, 14);
  std::string query;
  for (std::size_t n = length(random); n > 0; --n) query += pieces[pick(random)];
  return query;
}

}  // namespace

TEST_CASE("every line of the table of the query language is read as it says", "[syntax]") {
  const auto rows = read_table("syntax_table.txt");
  REQUIRE(rows.size() >= 90);
  for (const TableRow& row : rows) {
    INFO("syntax_table.txt:" << row.line << ": " << row.input);
    const Parsed parsed = parse_query(row.input, kNow);
    CHECK(to_string(parsed.root) == row.expected);
    CHECK(parsed.notices == row.more);
    check_shape(parsed.root);
  }
}

TEST_CASE("a query's reading, asked again, is read the same and without a new complaint", "[syntax]") {
  for (const TableRow& row : read_table("syntax_table.txt")) {
    INFO("syntax_table.txt:" << row.line << ": " << row.input);
    const std::string once = understood(row.input);
    const Parsed again = parse_query(once, kNow);
    CHECK(to_string(again.root) == once);
    for (const std::string& notice : again.notices) CHECK_THAT(row.more, Catch::VectorContains(notice));
  }
}

namespace {

void check_stable(int seed, std::size_t left_out) {
  std::mt19937 random(static_cast<unsigned>(seed));
  for (int i = 0; i < 5000; ++i) {
    const std::string query = random_query(random, left_out);
    const std::string once = understood(query), twice = understood(once);
    if (once == twice) continue;
    CAPTURE(i, query, once, twice);
    CHECK(once == twice);
  }
}

}  // namespace

TEST_CASE("what comes of random pieces of the language is stable when asked again", "[syntax]") { check_stable(20240314, 4); }

// A bug known: see the two tests after this one. Take the tag off when they are mended.
TEST_CASE("what comes of random pieces, addresses and lists of languages among them, is stable when asked again", "[syntax][bug]") {
  check_stable(20240314, 0);
}

TEST_CASE("an address with an open bracket inside a group is read again as the same", "[syntax][bug]") {
  const std::string once = understood("rye id:a(b OR wheat");
  CHECK(understood(once) == once);
}

TEST_CASE("a list of languages with one that is no word is read again as the same", "[syntax][bug]") {
  const std::string once = understood("lang:/,de");
  CHECK(understood(once) == once);
}

TEST_CASE("a random query is read into a tree of the promised shape", "[syntax]") {
  std::mt19937 random(7);
  for (int i = 0; i < 1000; ++i) {
    const std::string query = random_query(random);
    CAPTURE(query);
    check_shape(parse_query(query, kNow).root);
  }
}

TEST_CASE("random bytes are read without an exception", "[syntax]") {
  std::mt19937 random(99);
  std::uniform_int_distribution<int> byte(0, 255), length(0, 200);
  for (int i = 0; i < 3000; ++i) {
    std::string query;
    for (int n = length(random); n > 0; --n) query.push_back(static_cast<char>(byte(random)));
    std::string once;
    REQUIRE_NOTHROW(once = understood(query));
    if (const std::string twice = understood(once); once != twice) {
      CAPTURE(i, once, twice);
      CHECK(once == twice);
    }
  }
}

TEST_CASE("bytes that are not UTF-8 separate words, and the answer says so", "[syntax]") {
  const Parsed parsed = parse_query("wheat\xFF\xFE rye", kNow);
  CHECK(to_string(parsed.root).find("wheat") != std::string::npos);
  CHECK(to_string(parsed.root).find("rye") != std::string::npos);
  REQUIRE(parsed.notices.size() == 1);
  CHECK(parsed.notices[0].find("UTF-8") != std::string::npos);
}

TEST_CASE("tabs, line breaks and no-break spaces part words like spaces", "[syntax]") {
  CHECK(understood("wheat\trye\nbarley\xC2\xA0oats") == "wheat rye barley oats");
  CHECK(understood("\twheat\n") == "wheat");
}

TEST_CASE("an empty query is nothing, without a notice", "[syntax]") {
  for (const std::string query : {"", " ", "\n\t "}) {
    const Parsed parsed = parse_query(query, kNow);
    CHECK(parsed.root.kind == NodeKind::nothing);
    CHECK(parsed.notices.empty());
  }
}

TEST_CASE("sixty-four brackets within each other are read", "[syntax]") {
  const Parsed parsed = parse_query(repeated("(", 64) + "wheat" + repeated(")", 64), kNow);
  CHECK(to_string(parsed.root) == "wheat");
  CHECK(parsed.notices.empty());
}

TEST_CASE("brackets nested too deep are left out, and the answer says so", "[syntax]") {
  const Parsed parsed = parse_query("rye " + repeated("(", 1000) + "wheat" + repeated(")", 1000) + " barley", kNow);
  CHECK(to_string(parsed.root).find("rye") != std::string::npos);
  CHECK(to_string(parsed.root).find("barley") != std::string::npos);
  REQUIRE_FALSE(parsed.notices.empty());
  CHECK(parsed.notices[0].find("64") != std::string::npos);
}

TEST_CASE("no query makes a tree much deeper than the bracket limit", "[syntax]") {
  for (const std::string piece : {"(", "-(", "NOT (", "title:(", "(a OR ", "(a AND ", "(a -", "a OR (b AND (", "-", "NOT ", "a NEAR ("}) {
    CAPTURE(piece);
    const Parsed parsed = parse_query(repeated(piece, 5000) + "wheat", kNow);
    CHECK(depth_of(parsed.root) <= 3 * 64 + 8);
  }
}

TEST_CASE("a query longer than the limit is read up to there, at a whole character", "[syntax]") {
  const Parsed parsed = parse_query(repeated("東", kMaxQueryBytes), kNow);
  REQUIRE_FALSE(parsed.notices.empty());
  CHECK(parsed.notices[0].find(std::to_string(kMaxQueryBytes)) != std::string::npos);
  const std::string text = to_string(parsed.root);
  CHECK(text.size() > kMaxQueryBytes - 8);
  CHECK(text.find("\xEF\xBF\xBD") == std::string::npos);
}

TEST_CASE("a query of nothing but errors is answered with a bounded number of notices", "[syntax]") {
  std::string query;
  for (int i = 0; i < 500; ++i) query += "nofield" + repeated("x", static_cast<std::size_t>(i)) + ":a ";
  CHECK(parse_query(query, kNow).notices.size() <= 20);
}

TEST_CASE("a notice quotes the start of a long word only", "[syntax]") {
  const Parsed parsed = parse_query("date:" + repeated("x", 5000), kNow);
  REQUIRE(parsed.notices.size() == 1);
  CHECK(parsed.notices[0].size() < 200);
}

TEST_CASE("the same error twice is said once", "[syntax]") {
  CHECK(parse_query("date:soon wheat date:soon", kNow).notices.size() == 1);
}

TEST_CASE("a condition given as an option is read as the field in the query, or refused", "[syntax]") {
  const auto rows = read_table("conditions_table.txt");
  REQUIRE(rows.size() >= 25);
  for (const TableRow& row : rows) {
    INFO("conditions_table.txt:" << row.line << ": " << row.input);
    const std::size_t equals = row.input.find('=');
    const FieldCondition condition{row.input.substr(0, equals), row.input.substr(equals + 1)};
    if (row.more.empty()) {
      std::string read;
      REQUIRE_NOTHROW(read = to_string(parse_condition(condition, kNow)));
      CHECK(read == row.expected);
      CHECK(understood(read) == row.expected);
      continue;
    }
    try {
      const std::string read = to_string(parse_condition(condition, kNow));
      FAIL_CHECK("was read as " << read);
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::usage);
      CHECK(error.what() == row.more.front());
    }
  }
}

TEST_CASE("days in the query are read in UTC, at both ends of the day", "[syntax]") {
  const std::int64_t midnight = to_instant({{2024, 3, 14}, 0, 0});
  CHECK(to_string(parse_query("date:today", midnight).root) == "date:2024-03-14");
  CHECK(to_string(parse_query("date:today", midnight - 1).root) == "date:2024-03-13");
  CHECK(to_string(parse_query("date:today", midnight + 86399).root) == "date:2024-03-14");
}

TEST_CASE("the same day a month ago is the last day of a shorter month", "[syntax]") {
  const auto on = [](int year, int month, int day, const std::string& query) {
    return to_string(parse_query(query, to_instant({{year, month, day}, 0, 0})).root);
  };
  CHECK(on(2024, 3, 31, "date:\"1 month ago\"") == "date:2024-02-29");
  CHECK(on(2023, 3, 31, "date:\"1 month ago\"") == "date:2023-02-28");
  CHECK(on(2024, 2, 29, "date:\"1 year ago\"") == "date:2023-02-28");
  CHECK(on(2024, 1, 15, "date:\"last month\"") == "date:2023-12");
  CHECK(on(2024, 3, 11, "date:\"this week\"") == "date:2024-03-11..2024-03-17");
  CHECK(on(2024, 3, 10, "date:\"this week\"") == "date:2024-03-04..2024-03-10");
  CHECK(on(1969, 12, 31, "date:\"this week\"") == "date:1969-12-29..1970-01-04");
}

}  // namespace dateline
