// Who wrote it, out of how pages put it.
#include <catch2/catch.hpp>

#include "indexer/extraction/html_authors.h"

namespace dateline {
namespace {
using Names = std::vector<std::string>;
}

TEST_CASE("labels, roles, degrees, outlets and dates are no part of a name", "[authors]") {
  const std::vector<std::string> sites = {"Harbor Courier", "harborcourier.example"};
  for (const char* line : {"Ann Lee", "By Ann Lee", "ByAnn Lee", "BY: Ann Lee", "Written by Ann Lee", "Ann Lee, Senior Reporter", "Ann Lee Columnist", "Ann Lee | Harbor Courier",
                           "Ann Lee, Harbor Courier", "Ann Lee - Coast desk", "Ann Lee, MD", "By Ann Lee March 14, 2024", "Ann Lee 14 March 2024", "Ann Lee (she/her)",
                           "Ann Lee, ann@harborcourier.example", "Ann Lee in Lisbon", "By Ann Lee, HarborCourier.example"}) {
    CAPTURE(line);
    CHECK(persons_in(line, sites) == Names{"Ann Lee"});
  }
}

TEST_CASE("several persons are several", "[authors]") {
  for (const char* line : {"Ann Lee and Tom Day", "By Ann Lee, Tom Day", "Ann Lee & Tom Day", "Ann Lee; Tom Day", "Ann Lee, Coast Reporter, and Tom Day, Editor"}) {
    CAPTURE(line);
    CHECK(persons_in(line, {}) == Names{"Ann Lee", "Tom Day"});
  }
  CHECK(persons_in("Ann Lee, Tom Day Jr. and Eva Ruiz", {}) == Names{"Ann Lee", "Tom Day Jr.", "Eva Ruiz"});
}

TEST_CASE("what names no person gives none", "[authors]") {
  for (const char* line : {"", "By", "Harbor Courier", "https://paper.example/ann", "@annlee", "Staff Writer", "14 March 2024", "page.author"}) {
    CAPTURE(line);
    CHECK(persons_in(line, {"Harbor Courier"}).empty());
  }
}

TEST_CASE("a name is added once, accents aside", "[authors]") {
  Names names = {"José Díaz"};
  add_new(names, {"Jose Diaz", "Ann Lee"});
  CHECK(names == Names{"José Díaz", "Ann Lee"});
}

}  // namespace dateline
