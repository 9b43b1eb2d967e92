// --explain at a terminal: columns that stand under each other and add up.
#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "common/text/terminal_escape.h"
#include "query/present/explanation.h"
#include "table.h"

namespace dateline {
namespace {

Hit ranked_hit() {
  Hit hit;
  hit.score = 18.75;
  hit.parts = {9.5, 4.25, 5};
  hit.article.published = "2024-03-20";
  hit.article_length = 1208;
  hit.terms = {{"barley", 6.5, 6, 56, false}, {"\"toll road\"", 3, 1, 1544, false}};
  hit.entity_scores = {{"Anna Holm", 4.25, 0.875, 1}};
  hit.date_scores = {{"around:2024-03-01..2024-03-15~7d", 5, 5}};
  return hit;
}

std::string explained(const Hit& hit, std::size_t width = 76, bool colour = false) {
  std::ostringstream out;
  print_explanation(hit, 4, width, palette(colour), out);
  return out.str();
}

}  // namespace

TEST_CASE("an explanation is one table: parts that add up to the score, and what adds up to each part", "[explanation]") {
  Hit hit = ranked_hit();
  hit.date_scores[0].wish = "around:2024-03-14";
  CHECK(explained(hit) ==
        "    part      score  made of          score\n"
        "    text     9.5000  barley          6.5000  6 times, in 56 articles\n"
        "                     \"toll road\"     3.0000  1 time, in 1,544 articles\n"
        "    entity   4.2500  Anna Holm       4.2500  salience 7/8, in 1 article\n"
        "    date     5.0000  14 March 2024   5.0000  5 days away\n"
        "           --------\n"
        "    score   18.7500  an article of 1,208 words\n");
}

TEST_CASE("parts a query does not have are not in its explanation, and those of the article that score nothing are", "[explanation]") {
  Hit hit = ranked_hit();
  hit.entity_scores.clear();
  hit.parts.entity = 0;
  CHECK(explained(hit).find("entity") == std::string::npos);
  hit.entity_scores = {{"Anna Holm", 0, 0.125, 3}};
  CHECK(explained(hit).find("Anna Holm") != std::string::npos);
}

TEST_CASE("words that the best hits share are told from those of the query, and add up in one row", "[explanation]") {
  Hit hit = ranked_hit();
  CHECK(explained(hit).find("+") == std::string::npos);
  hit.terms.push_back({"harvest", 0.25, 2, 30, true});
  CHECK(explained(hit).find(" +1 word ") != std::string::npos);
  hit.terms.push_back({"field", 0.5, 1, 3, true});
  for (const std::size_t width : {40, 76}) {
    const std::string text = explained(hit, width);
    CAPTURE(text);
    CHECK(text.find(" +2 words ") != std::string::npos);
    CHECK(text.find("0.7500") != std::string::npos);
    CHECK(text.find("of the best hits\n") != std::string::npos);
    CHECK(text.find("harvest, field\n") != std::string::npos);
  }
}

TEST_CASE("an explanation says how far the article is from the times wished for", "[explanation]") {
  Hit hit = ranked_hit();
  hit.date_scores = {{"around:2024-03", 1, 0}, {"around:2024", 1, 1}, {"half-life 30d", 1, 12}, {"about:2022", 1, std::nullopt}, {"about:2021", 0, std::nullopt}};
  const std::string text = explained(hit);
  for (const char* row : {"March 2024          1.0000  published then\n", "2024                1.0000  1 day away\n", "half-life 30 days   1.0000  12 days old\n", "about 2022          1.0000  in its text\n",
                          "about 2021          0.0000  not in its text\n"}) {
    CAPTURE(row, text);
    CHECK(text.find(row) != std::string::npos);
  }
  hit.article.published.clear();
  hit.date_scores = {{"around:2024-03", 0, std::nullopt}};
  CHECK(explained(hit).find("0.0000  no date\n") != std::string::npos);
}

TEST_CASE("an explanation stays within its width, in columns or without", "[explanation]") {
  Hit hit = ranked_hit();
  hit.terms.push_back({"averyveryveryveryverylongterm", 0.1, 1, 1, false});
  hit.terms.push_back({"港口港口港口港口港口港口港", 0.1, 1, 1, false});
  for (const std::size_t width : {20, 28, 50, 56, 57, 60, 76, 136}) {
    for (const std::string& line : lines_of(explained(hit, width))) {
      CAPTURE(width, line);
      CHECK(display_width(line) <= width + 4);
    }
  }
  const std::string narrow = explained(hit, 28);
  for (const char* part : {"score 18.7500\n", "text 9.5000\n", "      barley 6.5000: 6 times, in\n", "date 5.0000\n"}) {
    CAPTURE(part, narrow);
    CHECK(narrow.find(part) != std::string::npos);
  }
  for (const std::size_t width : {0, 1}) CHECK_FALSE(explained(hit, width).empty());
}

}  // namespace dateline
