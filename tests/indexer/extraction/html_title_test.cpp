// Which of the titles a page gives is the headline.
#include <catch2/catch.hpp>

#include "indexer/extraction/html_title.h"

namespace dateline {

TEST_CASE("the heading that readers see is the title, if metadata is about the same", "[title]") {
  CHECK(choose_title({{"Ferry sails again after storm"}, {"Ferry sails again after three weeks"}, "Ferry sails | Harbor Courier", {}}) == "Ferry sails again after storm");
  CHECK(choose_title({{"Harbor Courier", "Ferry sails again"}, {"Ferry sails again"}, "", {"Harbor Courier"}}) == "Ferry sails again");
  CHECK(choose_title({{"The boat is back"}, {"Ferry service resumes on the estuary"}, "", {}}) == "The boat is back");
}

TEST_CASE("of several headings the one that metadata knows is taken, else none", "[title]") {
  CHECK(choose_title({{"Our towns today", "Ferry sails again", "Most read"}, {"Ferry sails again"}, "", {}}) == "Ferry sails again");
  CHECK(choose_title({{"Our towns today", "More of the coast"}, {"Ferry sails again"}, "", {}}) == "Ferry sails again");
}

TEST_CASE("a kicker set in the heading is no part of the title", "[title]") {
  CHECK(choose_title({{"Opinion Why the ferry must stay"}, {"Why the ferry must stay"}, "", {}}) == "Why the ferry must stay");
}

TEST_CASE("the site's name comes off at either end", "[title]") {
  const std::vector<std::string> sites = {"Harbor Courier", "harborcourier.example"};
  CHECK(without_site("Ferry sails again | Harbor Courier", sites) == "Ferry sails again");
  CHECK(without_site("Ferry sails again - Coast - HarborCourier.example", sites) == "Ferry sails again - Coast");
  CHECK(without_site("Harbor Courier | The ferry sails again", sites) == "The ferry sails again");
  CHECK(without_site("Ferry sails again - at last", sites) == "Ferry sails again - at last");
}

TEST_CASE("without a heading, metadata or the title element serve", "[title]") {
  CHECK(choose_title({{}, {"", "Ferry sails again"}, "x", {}}) == "Ferry sails again");
  CHECK(choose_title({{}, {}, "Ferry sails again to the other bank | Coast | Courier", {}}) == "Ferry sails again to the other bank");
  CHECK(choose_title({{}, {}, "", {}}).empty());
}

}  // namespace dateline
