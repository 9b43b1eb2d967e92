// Packed files: what was packed is found again, and what is damaged is refused.
#include <catch2/catch.hpp>
#include <cstring>

#include "common/analysis/entities/hashing.h"
#include "common/analysis/entities/packed_model.h"
#include "common/analysis/entities/shipped_models.h"
#include "common/analysis/entities/train/pack.h"
#include "common/error.h"

using namespace dateline;

namespace {

Bytes as_bytes(const std::string& text) { return std::as_bytes(std::span(text)); }

std::string some_clusters() { return pack_clusters({{"oslo", {1, 2, 3, 4}}, {"lima", {63, 255, 1023, 2047}}, {"oslo", {9, 9, 9, 9}}}); }

struct SomeModel {
  std::vector<std::uint64_t> hashes;
  LearnedModel learned;

  SomeModel() {
    for (std::uint64_t n = 0; n < 100; ++n) {
      hashes.push_back(hash_feature(1, n));
      Scores row{};
      row[n % kEntityLabels] = n == 0 ? 0.01f : static_cast<float>(n) / 50;
      learned.rows.push_back(row);
    }
    learned.transitions.assign(kTokenClasses, {});
    learned.transitions[3].outer[1][2] = 1;
  }
};

}  // namespace

TEST_CASE("clusters: packed words are found, others are unknown") {
  const std::string packed = some_clusters();
  CHECK(Clusters::sound(as_bytes(packed)));
  const Clusters clusters(as_bytes(packed));
  CHECK(clusters.words() == 2);
  REQUIRE(clusters.find("lima").known());
  CHECK(clusters.find("lima").at(0) == 63);
  CHECK(clusters.find("lima").at(3) == 2047);
  CHECK(clusters.find("oslo").at(2) == 3);
  CHECK_FALSE(clusters.find("quito").known());
}

TEST_CASE("a model: rows keep their weights to one part in 127 of the greatest; small ones are left out") {
  const std::string words = some_clusters();
  const Clusters clusters(as_bytes(words));
  const SomeModel some;
  const std::string packed = pack_model(some.learned, some.hashes, clusters, {.caseless = true, .prune = 0.05f});
  CHECK(PackedModel::sound(as_bytes(packed), clusters));
  const PackedModel model(as_bytes(packed), clusters);
  CHECK(model.caseless());
  CHECK(model.features() == 97);  // 0.01, 0.02 and 0.04 are too small
  const auto row_of = [&](std::uint64_t feature) {
    const std::int8_t* found = nullptr;
    model.each_row(std::span(&feature, 1), [&](const std::int8_t* row) { found = row; });
    return found;
  };
  CHECK(row_of(some.hashes[0]) == nullptr);
  CHECK(row_of(hash_feature(2, 7)) == nullptr);
  std::size_t rows = 0;
  model.each_row(some.hashes, [&](const std::int8_t*) { ++rows; });
  CHECK(rows == model.features());
  for (std::size_t n = 3; n < 100; ++n) {
    const std::int8_t* row = row_of(some.hashes[n]);
    REQUIRE(row);
    for (std::size_t label = 0; label < kEntityLabels; ++label)
      CHECK(row[label] == (label == n % kEntityLabels ? std::lround(static_cast<double>(n) * 127 / 99) : 0));
  }
  CHECK(model.transitions(3).outer[1][2] == std::lround(127 * 50 / 99.0));
}

TEST_CASE("a damaged, foreign or cut file is refused") {
  const std::string words = some_clusters();
  const Clusters clusters(as_bytes(words));
  const SomeModel some;
  const std::string packed = pack_model(some.learned, some.hashes, clusters, {});

  std::string damaged = packed;
  damaged.back() ^= 1;
  CHECK_FALSE(PackedModel::sound(as_bytes(damaged), clusters));
  for (std::size_t size : {std::size_t{0}, std::size_t{10}, sizeof(PackedHead), packed.size() / 2, packed.size() - 16})
    CHECK_THROWS_AS(PackedModel(as_bytes(packed).first(size), clusters), Error);
  std::string longer = packed + std::string(16, '\0');
  CHECK_THROWS_WITH(PackedModel(as_bytes(longer), clusters), Catch::Contains("longer"));
  std::string foreign = packed;
  foreign[0] = 'X';
  CHECK_THROWS_WITH(PackedModel(as_bytes(foreign), clusters), Catch::Contains("magic"));
  std::string newer = packed;
  newer[8] = 9;
  CHECK_THROWS_WITH(PackedModel(as_bytes(newer), clusters), Catch::Contains("version 9"));
  CHECK_THROWS_WITH(PackedModel(as_bytes(words), clusters), Catch::Contains("magic"));

  const std::string others = pack_clusters({{"rome", {1, 1, 1, 1}}});
  CHECK_THROWS_WITH(PackedModel(as_bytes(packed), Clusters(as_bytes(others))), Catch::Contains("other word clusters"));
}

TEST_CASE("the models built in are whole") { CHECK(shipped_models_sound()); }
