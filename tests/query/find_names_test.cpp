// Names in a text, by the forms they go by.
#include "query/find_names.h"

#include <catch2/catch.hpp>

namespace dateline {

TEST_CASE("the longest of several names is found, in time that grows with the text alone", "[find_names]") {
  using Found = std::vector<std::pair<std::size_t, std::size_t>>;
  CHECK(find_names("al-Hamid, Hamid and Hamids", {"Hamid", "al-Hamid"}) == Found{{0, 8}, {10, 15}});
  CHECK(find_names("New  York\nTimes of New York", {"New York", "New York Times"}) == Found{{0, 15}, {19, 27}});
  CHECK(find_names("U.S.-led, us", {"U.S.", "US"}) == Found{{0, 4}});
  CHECK(find_names("", {"A"}).empty());
  CHECK(find_names("\xFF" "A\xC3", {"A"}) == Found{{1, 2}});
  std::string text;
  std::vector<std::string> names;
  for (int i = 0; i < 20'000; ++i) {
    text += "A b ";
    names.push_back("A b A b " + std::to_string(i));
  }
  CHECK(find_names(text, names).empty());
}

}  // namespace dateline
