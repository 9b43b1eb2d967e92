// Terms and values of the contract between writer and searcher.
#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "common/store/schema.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

using Terms = std::vector<std::string>;

const std::vector<std::int64_t> kInstants = {to_instant({{1, 1, 1}, {}, {}}),   -2'208'988'800, -86'401,       -1, 0, 1, 1'710'408'599, 1'710'408'600, 1'710'408'856,
                                             to_instant({{9999, 12, 31}, 86399, -1080})};

bool has(const Terms& terms, const std::string& term) { return std::find(terms.begin(), terms.end(), term) != terms.end(); }

}  // namespace

TEST_CASE("an id's term holds the id, and a long id's a hash of the whole", "[schema]") {
  CHECK(id_term("harbour/rain") == "Qharbour/rain");
  CHECK(id_term("") == "Q");
  const std::string longest(160, 'x'), longer(161, 'x');
  CHECK(id_term(longest) == "Q" + longest);
  CHECK(id_term(longer).size() < id_term(longest).size());
  CHECK(id_term(longer).rfind("Q" + std::string(120, 'x'), 0) == 0);
  CHECK(id_term(longer + "a") != id_term(longer + "b"));
  CHECK(id_term(longer + "a") == id_term(longer + "a"));
}

TEST_CASE("no term is longer than the engine takes, and none cuts a code point", "[schema]") {
  std::string text = "a";
  for (int i = 0; i < 2000; ++i) text += "東";
  CHECK(id_term(text).size() <= kMaxTermBytes);
  CHECK(is_valid_utf8(id_term(text)));
  CHECK(capped_term(text).size() <= kMaxTermBytes);
  CHECK(is_valid_utf8(capped_term(text)));
  CHECK(capped_term("boats") == "boats");
  for (const std::string& term : url_terms("https://example.com/" + text + "/b")) {
    CHECK(term.size() <= kMaxTermBytes);
    CHECK(is_valid_utf8(term));
  }
}

TEST_CASE("terms of dates have fixed widths", "[schema]") {
  CHECK(year_term(2024) == "Y2024");
  CHECK(year_term(7) == "Y0007");
  CHECK(month_term(2024, 3) == "M202403");
  CHECK(day_term({2024, 3, 4}) == "D20240304");
  CHECK(day_term({12, 11, 10}) == "D00121110");
  CHECK(language_term("en") == "Len");
}

TEST_CASE("what the text speaks of has a term for each year, month and day it touches, as far as it is that precise", "[schema]") {
  const auto terms = [](const std::string& from, const std::string& to) { return spoken_of_terms({{0, 1, "DATE", "x", "", from, to}}); };
  using Terms = std::vector<std::string>;
  CHECK(terms("2024-03-14", "2024-03-14") == Terms{"XTD20240314", "XTM202403", "XTY2024"});
  CHECK(terms("2023-12-31", "2024-01-01") == Terms{"XTD20231231", "XTD20240101", "XTM202312", "XTM202401", "XTY2023", "XTY2024"});
  CHECK(terms("2024-01-01", "2024-03-31") == Terms{"XTM202401", "XTM202402", "XTM202403", "XTY2024"});
  CHECK(terms("1990-01-01", "1992-12-31") == Terms{"XTY1990", "XTY1991", "XTY1992"});
  CHECK(terms("", "").empty());
  CHECK(terms("2024-03-14", "2024-03-10") == Terms{"XTY2024"});
  CHECK(terms("0001-01-01", "9999-12-31").size() <= kMostSpokenOf + 1);
}

TEST_CASE("an entity has a term, and one for how salient it is", "[schema]") {
  CHECK(entity_term("person:anna-holm") == "Eperson:anna-holm");
  CHECK(entity_band_term("Ex", salience_band(0)) == "Ex#1");
  CHECK(entity_band_term("Ex", salience_band(0.126)) == "Ex#2");
  CHECK(entity_band_term("Ex", salience_band(1)) == "Ex#8");
  CHECK(entity_band_term(entity_term("org:" + std::string(500, 'a')), 1).size() <= kMaxTermBytes);
  CHECK(entity_term("org:" + std::string(500, 'a')) != entity_term("org:" + std::string(501, 'a')));
}

TEST_CASE("an address is found by its host, the hosts above it and each leading part of its path", "[schema]") {
  CHECK(url_terms("https://www.news.example.com/world/asia/story.html#top") ==
        Terms{"example.com", "news.example.com", "news.example.com/world", "news.example.com/world/asia", "news.example.com/world/asia/story.html"});
  CHECK(url_terms("https://example.com") == Terms{"example.com"});
  CHECK(url_terms("https://example.com/") == Terms{"example.com"});
  CHECK(url_terms("") == Terms{});
  CHECK(url_terms("/world/story.html") == Terms{});
}

TEST_CASE("capitals of the host, port, user and a trailing slash make no difference to an address", "[schema]") {
  for (const char* url : {"https://example.com/World", "HTTP://www.EXAMPLE.com/World/", "https://user:word@example.com:8080/World",
                          "example.com/World", "example.com/World#part"}) {
    CAPTURE(url);
    CHECK(url_terms(url) == Terms{"example.com", "example.com/World"});
    CHECK(url_query_term(url) == "example.com/World");
  }
  CHECK(url_query_term("example.com/world") != url_query_term("example.com/World"));
}

TEST_CASE("an address as typed is one of the terms of the article's", "[schema]") {
  const std::string story = "https://www.news.example.com/world/2024/03/14/a/b/c/d/e/f/story.html?id=3";
  const Terms terms = url_terms(story);
  for (const char* typed : {"example.com", "news.example.com", "www.news.example.com",
                            "https://news.example.com/", "news.example.com/world", "news.example.com/world/2024/"}) {
    CAPTURE(typed);
    CHECK(has(terms, url_query_term(typed)));
  }
  CHECK(has(terms, url_query_term(story)));
  const std::string endless = "https://example.com/" + std::string(600, 'x') + "/y";
  CHECK(has(url_terms(endless), url_query_term(endless)));
  CHECK_FALSE(has(terms, url_query_term("com")));
  CHECK_FALSE(has(terms, url_query_term("ample.com")));
}

TEST_CASE("an address is found without the question behind its path", "[schema]") {
  const Terms terms = url_terms("https://example.com/world/story.html?from=feed#top");
  CHECK(has(terms, url_query_term("example.com/world/story.html")));
  CHECK(has(terms, url_query_term("example.com/world/story.html?from=feed")));
}

TEST_CASE("what has no host has no term", "[schema]") {
  CHECK(url_query_term("").empty());
  CHECK(url_query_term("/world").empty());
  CHECK(url_query_term("#top").empty());
}

TEST_CASE("values of newer instants sort behind those of older ones, and the undated before all", "[schema]") {
  for (std::size_t i = 0; i + 1 < kInstants.size(); ++i) {
    CAPTURE(kInstants[i], kInstants[i + 1]);
    CHECK(newest_value(kInstants[i], "z") < newest_value(kInstants[i + 1], "a"));
    CHECK(newest_value(kInstants[i], "a") < newest_value(kInstants[i + 1], "z"));
  }
  for (std::int64_t instant : kInstants) CHECK(newest_value(std::nullopt, "a") < newest_value(instant, "z"));
}

TEST_CASE("values of older instants sort behind those of newer ones in the other slot, the undated before all there too", "[schema]") {
  for (std::size_t i = 0; i + 1 < kInstants.size(); ++i) {
    CAPTURE(kInstants[i], kInstants[i + 1]);
    CHECK(oldest_value(kInstants[i], "z") > oldest_value(kInstants[i + 1], "a"));
    CHECK(oldest_value(kInstants[i], "a") > oldest_value(kInstants[i + 1], "z"));
  }
  for (std::int64_t instant : kInstants) CHECK(oldest_value(std::nullopt, "a") < oldest_value(instant, "z"));
}

TEST_CASE("values have a fixed width, and the id decides among equal instants", "[schema]") {
  for (std::int64_t instant : kInstants) {
    CHECK(newest_value(instant, "a").size() == 9);
    CHECK(oldest_value(instant, "a").size() == 9);
  }
  CHECK(newest_value(std::nullopt, "a").size() == 9);
  CHECK(newest_value(0, "a") != newest_value(0, "b"));
  CHECK(newest_value(0, "a") == newest_value(0, "a"));
  CHECK(tie_value("a").size() == 8);
  CHECK(tie_value("a") != tie_value("b"));
}

TEST_CASE("an instant comes back from its value, and its bound lies just below", "[schema]") {
  for (std::int64_t instant : kInstants) {
    CHECK(instant_of_value(newest_value(instant, "a")) == instant);
    CHECK(instant_bound(instant) < newest_value(instant, "a"));
    CHECK(newest_value(instant - 1, "a") < instant_bound(instant));
  }
}

TEST_CASE("days come back from their values and sort as days do", "[schema]") {
  const std::vector<DayNumber> days = {to_day_number({1, 1, 1}), -1, 0, 1, to_day_number({2024, 3, 14}), to_day_number({9999, 12, 31})};
  for (std::size_t i = 0; i < days.size(); ++i) {
    CHECK(day_value(days[i]).size() == 3);
    CHECK(day_of_value(day_value(days[i])) == days[i]);
    if (i) CHECK(day_value(days[i - 1]) < day_value(days[i]));
  }
}

TEST_CASE("the hash of an id is the same on every machine", "[schema]") {
  CHECK(file_key("/news/rain.txt").size() == 20);
  CHECK(file_key("/news/rain.txt").find_first_not_of("0123456789abcdef") == std::string::npos);
  CHECK(file_key("/news/rain.txt") != file_key("/news/rain.txt2"));
}

}  // namespace dateline
