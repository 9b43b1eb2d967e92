// The lists of a family's members: what is put in is found, and damage is told.
#include "common/store/family_index.h"

#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <set>

#include "common/error.h"
#include "temporary_folder.h"

namespace dateline {

TEST_CASE("malformed members are refused, not believed", "[family_index]") {
  CHECK(decode_members(1, "").empty());
  CHECK(decode_members(1, "\x05\x01") == std::vector<ArticleNumber>{5, 6});
  CHECK_THROWS_AS(decode_members(1, "\x05\x80"), Error);
  CHECK_THROWS_AS(decode_members(1, std::string("\x05\x00", 2)), Error);  // the same twice
  CHECK_THROWS_AS(decode_members(1, "\xff\xff\xff\xff\x0f\x01"), Error);  // past the last number
}

TEST_CASE("a family has the members its changes come to", "[family_index]") {
  const TemporaryFolder folder;
  Xapian::WritableDatabase database(folder.path() + "/index", Xapian::DB_CREATE_OR_OVERWRITE);
  std::map<FamilyId, std::set<ArticleNumber>> expected;
  std::mt19937 random(5);
  for (int round = 0; round < 30; ++round) {
    std::vector<MemberChange> changes;
    for (int i = 0; i < 50; ++i) {
      const FamilyId family = (FamilyId{1} << 63) + random() % 8;
      const auto article = static_cast<ArticleNumber>(1 + random() % 400);
      auto& members = expected[family];
      if (random() % 5 == 0) {  // goes and comes between two commits
        changes.push_back({family, article, -1});
        changes.push_back({family, article, 1});
      } else {
        const bool held = members.count(article);
        changes.push_back({family, article, held ? -1 : 1});
        if (held) members.erase(article);
        else members.insert(article);
      }
    }
    change_family_members(database, changes);
    for (const auto& [family, members] : expected)
      CHECK(family_members(database, family) == std::vector<ArticleNumber>(members.begin(), members.end()));
  }
  std::vector<MemberChange> all_go;
  for (const auto& [family, members] : expected)
    for (const ArticleNumber article : members) all_go.push_back({family, article, -1});
  change_family_members(database, all_go);
  CHECK(database.metadata_keys_begin() == database.metadata_keys_end());
}

}  // namespace dateline
