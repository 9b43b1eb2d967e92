#include "common/analysis/entities/tags.h"

#include <catch2/catch.hpp>

using namespace dateline;

TEST_CASE("tags of every dialect become the same spans") {
  const std::vector<LabelledSpan> expected = {{0, 2, EntityType::person}, {3, 4, EntityType::place}};
  const std::vector<std::string_view> bio = {"B-PER", "I-PER", "O", "B-LOC"}, iob1 = {"I-PER", "I-PER", "O", "I-LOC"}, bioes = {"B-PER", "E-PER", "O", "S-LOC"};
  for (const auto& tags : {bio, iob1, bioes}) CHECK(spans_of(labels_of(tags)) == expected);
}

TEST_CASE("an entity begins at B- and where the type changes") {
  const std::vector<std::string_view> tags = {"B-ORG", "B-ORG", "I-MISC", "I-MISC"};
  CHECK(spans_of(labels_of(tags)) == std::vector<LabelledSpan>{{0, 1, EntityType::org}, {1, 2, EntityType::org}, {2, 4, EntityType::misc}});
}

TEST_CASE("labels are written as BIO") {
  CHECK(tag_of(label_of(0, Place::begin)) == "B-PER");
  CHECK(tag_of(label_of(1, Place::last)) == "I-ORG");
  CHECK(tag_of(label_of(2, Place::unit)) == "B-LOC");
  CHECK(tag_of(label_of(3, Place::inside)) == "I-MISC");
  CHECK(tag_of(kOutside) == "O");
}

TEST_CASE("what is no tag is told") {
  CHECK(is_tag("O"));
  CHECK(is_tag("E-MISC"));
  for (const std::string_view tag : {"", "B", "B-", "B-DATE", "X-PER", "PER"}) CHECK_FALSE(is_tag(tag));
}
