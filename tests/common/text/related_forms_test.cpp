#include "common/text/related_forms.h"

#include <catch2/catch.hpp>

#include <algorithm>
#include <string>

#include "common/text/stemmer.h"

namespace dateline {
namespace {

bool are_related(const std::string& one, const std::string& other) {
  Stemmer stemmer("en");
  const std::string a(stemmer.stem(one)), b(stemmer.stem(other));
  const auto related = related_stems(a);
  return std::find(related.begin(), related.end(), b) != related.end();
}

TEST_CASE("Words of one family that stem apart are related, both ways") {
  for (const auto& [one, other] : {std::pair{"tourism", "tourists"}, {"sank", "sinking"}, {"children", "child"}, {"labour", "labor"}, {"archaeologists", "archaeology"}, {"death", "died"}}) {
    CAPTURE(one, other);
    CHECK(are_related(one, other));
    CHECK(are_related(other, one));
  }
}

TEST_CASE("Words that only look alike are not related") {
  for (const auto& [one, other] : {std::pair{"street", "stream"}, {"station", "statistics"}, {"tour", "terror"}}) {
    CAPTURE(one, other);
    CHECK_FALSE(are_related(one, other));
  }
}

TEST_CASE("Every stem of the table is found, and names itself among the related ones of each of its own") {
  std::size_t found = 0;
  for (char a = 'a'; a <= 'z'; ++a)
    for (char b = 'a'; b <= 'z'; ++b)
      for (const std::string ending : {"e", "i", "l", "n", "r", "s", "t"}) {
        const std::string stem = std::string{a, b} + ending;
        for (const std::string_view related : related_stems(stem)) {
          ++found;
          const auto back = related_stems(related);
          CHECK(std::find(back.begin(), back.end(), stem) != back.end());
        }
      }
  CHECK(found > 50);
}

TEST_CASE("What no stem is has no related ones") {
  for (const char* stem : {"", " ", "\n", "a", "zzzz", "tourism tourist", "^us", "\xff"}) CHECK(related_stems(stem).empty());
}

}  // namespace
}  // namespace dateline
