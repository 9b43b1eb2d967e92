// Text from right to left beside other text: set apart, so that a terminal orders each by itself.
#include <catch2/catch.hpp>
#include <sstream>

#include "common/text/terminal_escape.h"
#include "query/present/layout.h"
#include "query/present/present.h"

namespace dateline {
namespace {

const std::string kLtr = "\u2066", kRtl = "\u2067", kEnd = "\u2069";
const std::string kHebrew = "מחירי הדגים בנמל ירדו השבוע";

std::string shown(const StyledLine& line) { return rendered(line, "", ""); }

}  // namespace

TEST_CASE("a text with right-to-left letters is isolated in the direction it begins with", "[isolates]") {
  CHECK(isolated("harbor 12") == "harbor 12");
  CHECK(isolated("港口 été") == "港口 été");
  CHECK(isolated(kHebrew) == kRtl + kHebrew + kEnd);
  CHECK(isolated("12 " + kHebrew) == kRtl + "12 " + kHebrew + kEnd);
  CHECK(isolated("harbor " + kHebrew) == kLtr + "harbor " + kHebrew + kEnd);
  CHECK(isolated("صحيفة") == kRtl + "صحيفة" + kEnd);
  CHECK(display_width(isolated(kHebrew)) == display_width(kHebrew));
}

TEST_CASE("an isolate is closed at the end of each line, and opened again on the next", "[isolates]") {
  const std::vector<StyledLine> lines = wrap(isolated(styled(kHebrew)), 12);
  REQUIRE(lines.size() >= 2);
  for (const StyledLine& line : lines) {
    CAPTURE(shown(line));
    CHECK(shown(line).find(kRtl) == 0);
    CHECK(shown(line).rfind(kEnd) == shown(line).size() - kEnd.size());
    CHECK(shown(line).find(kEnd) == shown(line).rfind(kEnd));
    CHECK(display_width(shown(line)) <= 12);
  }
}

TEST_CASE("title, source, author and passage of a hit are set apart on a terminal, and plain in a file", "[isolates]") {
  Hit hit;
  hit.rank = 1;
  hit.article.title = kHebrew;
  hit.article.published = "2024-03-12";
  hit.article.source = "דואר הנמל";
  hit.article.authors = {"Anna Holm", "נועה לוי"};
  hit.snippet.text = kHebrew;
  hit.snippet.matches = {{0, 10}};
  hit.snippet.from_start = false;
  Result result;
  result.query = result.understood = "נמל";
  result.hits = {hit};
  std::ostringstream terminal, file;
  present_text(result, {false, 80, true}, false, terminal);
  present_text(result, {false, 80, false}, false, file);
  const std::string text = terminal.str();
  CHECK(text.find(" 1  " + kRtl + kHebrew + kEnd + "\n") != std::string::npos);
  CHECK(text.find("2024-03-12 · " + kRtl + "דואר הנמל" + kEnd + " · Anna Holm, " + kRtl + "נועה לוי" + kEnd + "\n") != std::string::npos);
  CHECK(text.find(kRtl + "… " + kHebrew + kEnd + "\n") != std::string::npos);
  for (const std::string& isolate : {kLtr, kRtl, kEnd}) CHECK(file.str().find(isolate) == std::string::npos);
}

}  // namespace dateline
