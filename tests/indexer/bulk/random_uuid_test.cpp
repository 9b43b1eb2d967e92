#include "indexer/bulk/random_uuid.h"

#include <catch2/catch.hpp>
#include <regex>

namespace dateline {

TEST_CASE("a random UUID is one of version 4, and another each time", "[random_uuid]") {
  const std::string uuid = uuid_text(random_uuid());
  CHECK(std::regex_match(uuid, std::regex("[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}")));
  CHECK(uuid != uuid_text(random_uuid()));
  CHECK(uuid_text(std::string("\xf8\x1d\x4f\xae\x7d\xec\x11\xd0\xa7\x65\x00\xa0\xc9\x1e\x6b\xf6", 16)) == "f81d4fae-7dec-11d0-a765-00a0c91e6bf6");
}

}  // namespace dateline
