// How `show` prints an article, its names and dates marked.
#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "common/text/utf8.h"
#include "query/present/names_and_dates.h"
#include "query/present/present.h"

namespace dateline {
namespace {

Article spoken_of() {
  Article article;
  article.id = "talks";
  article.title = "Holm and Brandt meet";
  article.body = "Anna Holm’s train reached Morra on Monday. Holm, not Holmgren,\nmet Carl\nBrandt \x1B[1min late 2023.\n\nערב Holm 東京 Holm on Monday, from 1990 to 1999.";
  article.entities = {{"person:anna-holm", "Anna Holm", "person", 4, 0.9, true, {"Anna Holm", "Holm"}}, {"person:carl-brandt", "Carl Brandt", "person", 2, 0.5, true, {"Brandt", "Carl\nBrandt"}}};
  const auto date = [&](const std::string& text, const std::string& from, const std::string& to, std::size_t after = 0) {
    const std::size_t at = article.body.find(text, after);
    const auto begin = static_cast<std::uint32_t>(count_code_points(std::string_view(article.body).substr(0, at)));
    article.dates.push_back({begin, begin + static_cast<std::uint32_t>(count_code_points(text)), "DATE", from, "", from, to});
  };
  date("Monday", "2024-03-11", "2024-03-11");
  date("late 2023", "2023-09-01", "2023-12-31");
  date("Monday", "2024-03-11", "2024-03-11", article.body.find("late"));
  date("1990", "1990-01-01", "1990-12-31");
  date("1999", "", "");
  return article;
}

std::string shown(const Article& article, Screen screen) {
  std::ostringstream out;
  present_article(article, screen, out);
  return out.str();
}

}  // namespace

TEST_CASE("an article to be read keeps its paragraphs and cannot drive the terminal", "[present]") {
  Article article;
  article.title = "Harvest \x1B[31mfair";
  article.authors = {"Mira Sokolova", "Tom Hale"};
  article.body = "First paragraph.\n\nSecond \x1B[2Jone.";
  std::ostringstream out;
  present_article(article, {false, 80}, out);
  CHECK(out.str().find('\x1B') == std::string::npos);
  CHECK(out.str().find("First paragraph.\n\nSecond ") != std::string::npos);
  CHECK(out.str().find("Mira Sokolova, Tom Hale") != std::string::npos);
  CHECK(out.str().back() == '\n');
}

TEST_CASE("an article without colour has its text unmarked, and below it the days it speaks of, each once", "[present]") {
  const std::string text = shown(spoken_of(), {false, 80});
  CHECK(text.find('\x1B') == std::string::npos);
  CHECK(text.find("\n\nAnna Holm’s train reached Morra on Monday. Holm, not Holmgren,\nmet Carl\nBrandt ") != std::string::npos);
  const std::string below =
      "\n\ndates      \"Monday\"     2024-03-11\n"
      "           \"late 2023\"  2023-09-01 to 2023-12-31\n"
      "           \"1990\"       1990\n";
  REQUIRE(text.size() > below.size());
  CHECK(text.substr(text.size() - below.size()) == below);
}

TEST_CASE("with colour, whole names and the dates are marked in the text, over a line's end too", "[present]") {
  const std::string text = shown(spoken_of(), {true, 80});
  for (const char* part : {"\x1B[36mHolm\x1B[0m\x1B[1m and \x1B[36mBrandt\x1B[0m", "\x1B[36mAnna Holm\x1B[0m’s train reached Morra on \x1B[4mMonday\x1B[0m.", "\x1B[36mHolm\x1B[0m, not Holmgren,", "met \x1B[36mCarl\x1B[0m\n\x1B[36mBrandt\x1B[0m",
                           "in \x1B[4mlate 2023\x1B[0m.", "ערב \x1B[36mHolm\x1B[0m 東京 \x1B[36mHolm\x1B[0m on \x1B[4mMonday\x1B[0m"}) {
    CAPTURE(part);
    CHECK(text.find(part) != std::string::npos);
  }
  CHECK(text.find("\x1B[1min") == std::string::npos);  // the article's own
  for (const std::size_t width : {0, 1, 20, 33}) {
    std::istringstream lines(shown(spoken_of(), {true, width}));
    for (std::string line; std::getline(lines, line);) {
      CAPTURE(line);
      const std::size_t last_on = line.rfind("\x1B[");
      if (last_on != std::string::npos) CHECK(line.substr(last_on, 4) == "\x1B[0m");
    }
  }
}

TEST_CASE("of a name and a date that overlap the longer is marked; places outside the text are none", "[present]") {
  Article article;
  article.body = "The September 11 Commission met Holm in the Hague.";
  article.entities = {{"org:september-11-commission", "", "org", 1, 0, false, {"September 11 Commission", "September", "", " ", std::string(5000, 'x'), "Hague."}}};
  article.dates = {{4, 16, "DATE", "", "", "", ""}, {900, 4000, "DATE", "", "", "2024-01-01", "2024-01-01"}, {30, 3, "DATE", "", "", "", ""}};
  CHECK(body_marks(article) == std::vector<Mark>{{4, 27, kNameStyle}, {44, 50, kNameStyle}});
}

}  // namespace dateline
