// Phrases and NEAR, held against a plain search through the words of each article, in databases of both forms of positions.
#include "query/phrase.h"

#include <catch2/catch.hpp>
#include <functional>
#include <random>
#include <set>
#include <sstream>

#include "structured_news.h"

namespace dateline {
namespace {

using Words = std::vector<std::string>;

Words words_of(std::string text) {
  for (char& c : text)
    if (c == '.' || c == ',') c = ' ';
  std::istringstream in(text);
  return {std::istream_iterator<std::string>(in), {}};
}

// Whether the words stand side by side in the text.
bool beside(const Words& text, const Words& phrase) { return std::search(text.begin(), text.end(), phrase.begin(), phrase.end()) != text.end(); }

// Whether both stand in the text, at most `between` words between them.
bool near(const Words& text, const std::string& a, const std::string& b, std::size_t between) {
  for (std::size_t i = 0; i < text.size(); ++i)
    for (std::size_t j = 0; j < text.size(); ++j)
      if (i != j && text[i] == a && text[j] == b && std::max(i, j) - std::min(i, j) <= between + 1) return true;
  return false;
}

std::set<std::string> found_in(Searcher& searcher, const std::string& query) {
  std::set<std::string> ids;
  searcher.each(request_for(query), [&](const Article& article) {
    ids.insert(article.id);
    return true;
  });
  return ids;
}

}  // namespace

TEST_CASE("positions stand as a phrase when distinct ones can be chosen") {
  CHECK(stand_as_phrase({{1, 5}, {6}}, 0));
  CHECK_FALSE(stand_as_phrase({{1, 5}, {7}}, 0));
  CHECK_FALSE(stand_as_phrase({{6}, {5}}, 0));
  CHECK_FALSE(stand_as_phrase({{1}, {}}, 0));
  CHECK_FALSE(stand_as_phrase({{1, 5}, {8}}, 1));
  CHECK(stand_as_phrase({{1, 5}, {8}}, 2));
  CHECK_FALSE(stand_as_phrase({{2}, {2}}, 1));  // one word is not two
  CHECK(stand_as_phrase({{2}, {1}}, 2));        // changed places
  CHECK_FALSE(stand_as_phrase({{2}, {1}}, 1));
  CHECK(stand_as_phrase({{9}, {5}}, 4, false));  // near each other, in any order
  CHECK_FALSE(stand_as_phrase({{9}, {5}}, 3, false));
  CHECK_FALSE(stand_as_phrase({{5}, {5}}, 3, false));
}

TEST_CASE("phrases and words near each other are found where they stand, whichever form positions have") {
  const ScratchFolder folder;
  Searcher packed({news()}), listed({make_database(folder, "listed", random_news(), {{}, PositionForm::xapian})});
  std::mt19937 random(31);
  const auto word = [&] { return news_words()[random() % news_words().size()]; };
  std::size_t hits = 0;
  for (int round = 0; round < 300; ++round) {
    const Words phrase{word(), word(), word()};
    const Words two(phrase.begin(), phrase.begin() + 2);
    const std::size_t between = random() % 6;
    std::string query;
    std::function<bool(const Words& title, const Words& body)> matches;
    switch (round % 5) {
      case 0:
        query = '"' + two[0] + " " + two[1] + '"';
        matches = [&](const Words& title, const Words& body) { return beside(title, two) || beside(body, two); };
        break;
      case 1:
        query = '"' + two[0] + " " + two[1] + " " + phrase[2] + '"';
        matches = [&](const Words& title, const Words& body) { return beside(title, phrase) || beside(body, phrase); };
        break;
      case 2:
        query = "title:\"" + two[0] + " " + two[1] + '"';
        matches = [&](const Words& title, const Words&) { return beside(title, two); };
        break;
      case 3:
        query = two[0] + " NEAR/" + std::to_string(between) + " " + two[1];
        matches = [&](const Words& title, const Words& body) { return near(title, two[0], two[1], between) || near(body, two[0], two[1], between); };
        break;
      default:
        query = two[0].substr(0, 3) + "* NEAR/" + std::to_string(between) + " " + two[1];
        matches = [&](const Words& title, const Words& body) {
          return std::any_of(news_words().begin(), news_words().end(), [&](const std::string& one) {
            return one.compare(0, 3, two[0], 0, 3) == 0 && (near(title, one, two[1], between) || near(body, one, two[1], between));
          });
        };
    }
    std::set<std::string> expected;
    for (const Article& article : all_news())
      if (matches(words_of(article.title), words_of(article.body))) expected.insert(article.id);
    INFO(query);
    CHECK(found_in(packed, query) == expected);
    CHECK(found_in(listed, query) == expected);
    hits += expected.size();
  }
  CHECK(hits > 1000);
}

}  // namespace dateline
