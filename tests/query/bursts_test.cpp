// Which periods stand out, and which do not.
#include <catch2/catch.hpp>
#include <cstdint>
#include <string>
#include <vector>

#include "query/bursts.h"

namespace dateline {
namespace {

// "first-last first-last ...", in the order given.
std::string found(const std::vector<Batch>& batches) {
  std::string text;
  for (const Burst& burst : find_bursts(batches)) text += (text.empty() ? "" : " ") + std::to_string(burst.first) + "-" + std::to_string(burst.last);
  return text;
}

std::vector<Batch> steady(std::size_t periods, std::uint64_t hits, std::uint64_t articles) { return std::vector<Batch>(periods, {hits, articles}); }

}  // namespace

TEST_CASE("a period with far more hits than the others is a burst", "[bursts]") {
  std::vector<Batch> batches = steady(24, 4, 1000);
  batches[10].hits = 60;
  CHECK(found(batches) == "10-10");
}

TEST_CASE("periods side by side are one burst", "[bursts]") {
  std::vector<Batch> batches = steady(24, 4, 1000);
  batches[10].hits = batches[11].hits = batches[12].hits = 40;
  CHECK(found(batches) == "10-12");
}

TEST_CASE("a burst at either end is found", "[bursts]") {
  std::vector<Batch> batches = steady(24, 4, 1000);
  batches[0].hits = 80;
  batches[23].hits = 70;
  CHECK(found(batches) == "0-0 23-23");
}

TEST_CASE("a flat course has no burst, and neither has a course of nothing", "[bursts]") {
  CHECK(found(steady(24, 50, 1000)).empty());
  CHECK(found(steady(24, 0, 1000)).empty());
  CHECK(found({}).empty());
  CHECK(found({{50, 1000}}).empty());
}

TEST_CASE("what chance scatters is no burst", "[bursts]") {
  std::vector<Batch> batches;
  std::uint64_t state = 42;
  for (int i = 0; i < 400; ++i) {
    // Sums of many small chances: about binomial around 20 of 1,000.
    std::uint64_t hits = 0;
    for (int article = 0; article < 1000; ++article) {
      state = state * 6364136223846793005u + 1442695040888963407u;
      hits += (state >> 33) % 50 == 0;
    }
    batches.push_back({hits, 1000});
  }
  CHECK(found(batches).empty());
}

TEST_CASE("a period with more articles is no burst for having more hits", "[bursts]") {
  std::vector<Batch> batches = steady(12, 10, 1000);
  batches[5] = {100, 10000};
  CHECK(found(batches).empty());
}

TEST_CASE("a share that rises is a burst although the hits do not", "[bursts]") {
  std::vector<Batch> batches = steady(12, 100, 10000);
  batches[5] = {100, 500};
  CHECK(found(batches) == "5-5");
}

TEST_CASE("a few hits never make a burst, however rare they are", "[bursts]") {
  std::vector<Batch> batches = steady(300, 0, 1000);
  batches[7].hits = kFewestInBurst - 1;
  CHECK(found(batches).empty());
  batches[7].hits = 30;
  CHECK(found(batches) == "7-7");
}

TEST_CASE("of a burst within a burst the inner one is told", "[bursts]") {
  std::vector<Batch> batches = steady(60, 2, 1000);
  for (std::size_t at = 20; at < 40; ++at) batches[at].hits = 40;
  batches[30].hits = 400;
  CHECK(found(batches) == "30-30");
}

TEST_CASE("bursts are told by weight, the greatest first", "[bursts]") {
  std::vector<Batch> batches = steady(60, 2, 1000);
  batches[10].hits = 50;
  batches[50].hits = 200;
  const std::vector<Burst> bursts = find_bursts(batches);
  REQUIRE(bursts.size() == 2);
  CHECK(bursts[0].first == 50);
  CHECK(bursts[0].weight > bursts[1].weight);
  CHECK(bursts[1].weight > 0);
}

TEST_CASE("a subject of most articles can still burst, and one of all cannot", "[bursts]") {
  std::vector<Batch> batches = steady(12, 600, 1000);
  batches[3].hits = 990;
  CHECK(found(batches) == "3-3");
  CHECK(found(steady(12, 1000, 1000)).empty());
}

TEST_CASE("a burst begins and ends with hits, whatever lies empty beside it", "[bursts]") {
  std::vector<Batch> batches = steady(24, 4, 1000);
  batches[10].hits = batches[12].hits = 60;
  batches[9] = batches[11] = batches[13] = {0, 0};
  CHECK(found(batches) == "10-12");
}

TEST_CASE("more hits than articles count as articles", "[bursts]") {
  std::vector<Batch> batches = steady(12, 5, 1000);
  batches[3] = {80, 0};
  CHECK(found(batches) == "3-3");
}

}  // namespace dateline
