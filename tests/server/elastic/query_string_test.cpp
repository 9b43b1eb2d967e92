#include <catch2/catch.hpp>
#include <random>

#include "clause_text.h"
#include "server/elastic/error.h"
#include "server/elastic/simple_query_string.h"

namespace dateline {
namespace {

QueryStringOptions options(const std::vector<std::string>& fields = {"*"}) {
  QueryStringOptions options;
  options.fields = read_fields(fields);
  options.how.match.dates.now = 1710419400000;  // 2024-03-14T12:30:00Z
  return options;
}

std::string read(const std::string& text, const QueryStringOptions& how = options()) { return clause_text(query_string_clause(text, how)); }

std::string refusal(const std::string& text, const QueryStringOptions& how = options()) {
  try {
    return "read: " + read(text, how);
  } catch (const ElasticError& error) {
    return error.what();
  }
}

std::string simple(const std::string& text, const std::string& flags = "", const QueryStringOptions& how = options()) {
  return clause_text(simple_query_string_clause(text, read_simple_flags(flags), how));
}

QueryStringOptions all() {
  QueryStringOptions how = options();
  how.all = true;
  return how;
}

}  // namespace

TEST_CASE("words side by side are one text, operators part them as in Lucene") {
  CHECK(read("peace talks") == "words(peace talks)");
  CHECK(read("peace AND talks") == "bool(+words(peace) +words(talks))");
  CHECK(read("a AND b OR c") == "bool(+words(a) +words(b) words(c))");
  CHECK(read("a OR b AND c") == "bool(words(a) +words(b) +words(c))");
  CHECK(read("peace && talks || war") == "bool(+words(peace) +words(talks) words(war))");
  CHECK(read("+peace -war talks") == "bool(+words(peace) -words(war) words(talks))");
  CHECK(read("peace NOT war") == "bool(words(peace) -words(war))");
  CHECK(read("peace !war") == "bool(words(peace) -words(war))");
  CHECK(read("NOT war") == "bool(-words(war))");
  CHECK(read("cease-fire now") == "words(cease-fire now)");
  CHECK(read("and or not") == "words(and or not)");
  CHECK(read("") == "nothing");
}

TEST_CASE("with the default operator AND all is required but what OR joins") {
  CHECK(read("peace talks", all()) == "words(peace talks least(0<100%))");
  CHECK(read("peace \"in geneva\"", all()) == "bool(+words(peace least(0<100%)) +phrase(in geneva))");
  CHECK(read("a OR b", all()) == "bool(words(a least(0<100%)) words(b least(0<100%)))");
}

TEST_CASE("fields, groups, phrases and boosts of a query string") {
  CHECK(read("title:peace") == "words(title:peace)");
  CHECK(read("headline:(peace OR war)") == "bool(words(title:peace) words(title:war))");
  CHECK(read("title:peace talks") == "bool(words(title:peace) words(talks))");
  CHECK(read("\"peace talks\"~3") == "phrase(peace talks ~3)");
  CHECK(read("\"peace talks\"^2.5") == "phrase(peace talks)^2.5");
  CHECK(read("peace^2 talks") == "bool(words(peace)^2.0 words(talks))");
  CHECK(read("(peace talks)^3") == "words(peace talks)^3.0");
  CHECK(read("author:\"Ann Smith\"") == "language(author:\"Ann Smith\")");
  CHECK(read("source.keyword:Reuters") == "keyword(source 'Reuters')");
  CHECK(read("language:en") == "keyword(lang 'en')");
  CHECK(read("text", options({"title^3", "body"})) == "best(words(title:text)^3.0 words(body:text))");
  CHECK(read("_exists_:author") == "exists(author)");
  CHECK(read("*:*") == "everything");
  CHECK(read("*") == "everything");
  CHECK(read("title:*") == "exists(title)");
}

TEST_CASE("wildcards, prefixes and escapes of a query string") {
  CHECK(read("ukrain*") == "prefix(ukrain)");
  CHECK(read("te?t") == "pattern(te?t)");
  CHECK(read("*.keyword:Reut*") == "best(keyword-prefix(source Reut) keyword-prefix(author Reut) keyword-prefix(section Reut) keyword-prefix(tag Reut))");
  CHECK(read("peace ukrain* talks") == "bool(words(peace) prefix(ukrain) words(talks))");
  CHECK(read("\\(peace\\)") == "words((peace))");
  CHECK(read("url:https\\://example.com/\\*") == "keyword(url 'https://example.com/*')");
  QueryStringOptions strict = options();
  strict.leading_wildcard = false;
  CHECK(refusal("*kraine", strict).find("not allowed as first character") != std::string::npos);
}

TEST_CASE("ranges of a query string") {
  CHECK(read("published:[2024-01-01 TO 2024-03]") == "instants(2024-01-01..2024-04-01)");
  CHECK(read("published:{2024-01-01 TO 2024-03-01}") == "instants(2024-01-02..2024-03-01)");
  CHECK(read("@timestamp:[2024-01 TO *]") == "instants(2024-01-01..*)");
  CHECK(read("published:>=2024-03-01T10:00:00") == "instants(2024-03-01T10:00:00Z..*)");
  CHECK(read("published:<2024") == "instants(*..2024-01-01)");
  CHECK(read("published:[now-7d/d TO now/d]") == "instants(2024-03-07..2024-03-15)");
  CHECK(read("published:\"2024-03-14\"") == "instants(2024-03-14..2024-03-15)");
  CHECK(read("peace AND published:[2024 TO 2024}") == "bool(+words(peace) +nothing)");
}

TEST_CASE("what a query string cannot have is named") {
  CHECK(refusal("peace~2") == "query_string fuzzy word [peace~] is not supported by Dateline");
  CHECK(refusal("/pe[a]ce/") == "query_string regular expression [/pe[a]ce/] is not supported by Dateline");
  CHECK(refusal("mood:happy").find("field [mood] cannot be searched") == 0);
  CHECK(refusal("published:soon").find("failed to parse date field [soon]") == 0);
  CHECK(refusal("title:[a TO b]").find("[range] on field [title] is not supported") == 0);
  for (const char* text : {"(peace", "peace)", "\"peace", "AND peace", "peace AND", "peace OR OR talks", "()", "published:[2024", "published:[2024 TO", "published:[ TO 2024]", "title:", "^2", "peace^", "a\\", "+", "published:>"}) {
    INFO(text);
    CHECK(refusal(text).find("Failed to parse query [" + std::string(text) + "]: ") == 0);
  }
  CHECK(refusal(std::string(40, '(') + "a" + std::string(40, ')')).find("nested deeper than 30") != std::string::npos);
  QueryStringOptions lenient = options();
  lenient.how.match.lenient = true;
  CHECK(read("published:soon", lenient) == "nothing");
}

TEST_CASE("minimum_should_match of a query string counts words of one text, else its clauses") {
  QueryStringOptions two = options();
  two.least = read_least("2");
  CHECK(read("a b c", two) == "words(a b c least(0<2))");
  CHECK(read("a OR b OR c", two) == "bool(least(0<2) words(a) words(b) words(c))");
  CHECK(read("a AND b", two) == "bool(+words(a) +words(b))");
}

TEST_CASE("a simple query string joins as it goes and has no errors of syntax") {
  CHECK(simple("peace talks") == "bool(words(peace) words(talks))");
  CHECK(simple("peace + talks") == "bool(+words(peace) +words(talks))");
  CHECK(simple("peace | talks") == "bool(words(peace) words(talks))");
  CHECK(simple("a + b | c") == "bool(bool(+words(a) +words(b)) words(c))");
  CHECK(simple("peace -war", "", all()) == "bool(+words(peace least(0<100%)) +bool(-words(war least(0<100%))))");
  CHECK(simple("\"peace talks\"~2") == "phrase(peace talks ~2)");
  CHECK(simple("ukrain*") == "prefix(ukrain)");
  CHECK(simple("(a + b) | c") == "bool(bool(+words(a) +words(b)) words(c))");
  CHECK(simple("text", "", options({"title^3", "body"})) == "best(tie 1.0 words(title:text)^3.0 words(body:text))");
  CHECK(simple("peace + - talks", "NONE") == "bool(words(peace) words(talks))");
  CHECK(simple("\"peace") == "words(\"peace)");
  CHECK(simple("|+-()") == "nothing");
  CHECK(simple("((a b") == "bool(words(a) words(b))");
  CHECK(simple("a) b") == "bool(words(a) words(b))");
  CHECK(simple("mood:happy") == "words(mood:happy)");
  CHECK_THROWS_WITH(simple("peace~1"), Catch::Contains("simple_query_string fuzzy word [peace~1] is not supported"));
  CHECK_THROWS_AS(read_simple_flags("AND|BRACES"), ElasticError);
}

TEST_CASE("no text makes the readers of query strings do anything but read or refuse") {
  const std::vector<std::string> pieces = {"a", "AND", "OR", "NOT", " ", "(", ")", "\"", "~", "^", "2", "[", "]", "{", "}", " TO ", "*", "?", "\\", "/", ":", "title:", "published:", ">=", "<", "+", "-", "!", "&&", "||", "_exists_:", "2024-03", "now/d", "|", "é", "\xff", "."};
  std::mt19937 random(20240314);
  std::size_t read_well = 0;
  for (int i = 0; i < 20000; ++i) {
    std::string text;
    for (std::size_t n = random() % 12 + 1; n > 0; --n) text += pieces[random() % pieces.size()];
    INFO(text);
    for (const QueryStringOptions& how : {options(), all()}) {
      try {
        query_string_clause(text, how);
        ++read_well;
      } catch (const ElasticError& error) {
        REQUIRE(error.status() == 400);
      }
      if (text.find('~') == std::string::npos) CHECK_NOTHROW(simple_query_string_clause(text, SimpleFlags(), how));
    }
  }
  CHECK(read_well > 4000);
}

}  // namespace dateline
