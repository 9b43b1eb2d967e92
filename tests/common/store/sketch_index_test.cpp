// The index of sketch keys: what is put in is found, and damage is told.
#include "common/store/sketch_index.h"

#include <catch2/catch.hpp>
#include <limits>
#include <map>
#include <random>
#include <set>

#include "common/error.h"
#include "temporary_folder.h"

namespace dateline {
namespace {

constexpr std::uint32_t kHighestKey = (std::uint32_t{1} << kSketchKeyBits) - 1;

bool refused(std::uint32_t bucket, const std::string& bytes) {
  try {
    decode_bucket(bucket, bytes);
    return false;
  } catch (const Error& error) {
    return error.kind() == ErrorKind::database;
  }
}

}  // namespace

TEST_CASE("a bucket is read as it was written", "[sketch_index]") {
  const std::vector<KeyHolder> lowest{{0, 1}, {0, 2}, {0, std::numeric_limits<ArticleNumber>::max()}, {1, 1}, {262'143, 7}};
  CHECK(decode_bucket(0, encode_bucket(lowest)) == lowest);
  const std::vector<KeyHolder> highest{{kHighestKey - 262'143, 5}, {kHighestKey, 3}};
  CHECK(decode_bucket(4095, encode_bucket(highest)) == highest);
  CHECK(decode_bucket(9, "").empty());
}

TEST_CASE("a malformed bucket is refused, not believed", "[sketch_index]") {
  const std::string good = encode_bucket({{5, 300}, {5, 301}, {200, 1}});
  CHECK(refused(0, good.substr(0, good.size() - 1)));
  CHECK(refused(0, good + '\x80'));
  CHECK(refused(0, std::string("\x05\x00", 2)));                          // no article has the number 0
  CHECK(refused(0, "\x01\xff\xff\xff\xff\xff\x01"));                      // nor one past the last
  CHECK(refused(0, std::string("\x01\xff\xff\xff\xff\x0f\x00\x01", 8)));  // two that are, one after the other
  CHECK(refused(0, "\x80\x80\x10\x01"));                                  // a key of the next bucket
}

TEST_CASE("the index holds what its changes come to", "[sketch_index]") {
  const TemporaryFolder folder;
  Xapian::WritableDatabase database(folder.path() + "/index", Xapian::DB_CREATE_OR_OVERWRITE);
  std::map<std::uint32_t, std::set<ArticleNumber>> expected;
  std::mt19937 random(3);
  for (int round = 0; round < 30; ++round) {
    std::vector<KeyChange> changes;
    for (int i = 0; i < 200; ++i) {
      const std::uint32_t key = random() % 4 ? static_cast<std::uint32_t>(random() % 50) : static_cast<std::uint32_t>(random()) & kHighestKey;
      const auto article = static_cast<ArticleNumber>(1 + random() % 20);
      const bool held = expected[key].count(article);
      if (random() % 5 == 0) {  // comes and goes, or goes and comes, between two commits
        changes.push_back({key, article, 1});
        changes.push_back({key, article, -1});
      } else {
        changes.push_back({key, article, held ? -1 : 1});
        if (held) expected[key].erase(article);
        else expected[key].insert(article);
      }
    }
    std::sort(changes.begin(), changes.end());
    change_sketch_index(database, changes);
    std::size_t size = 0;
    SketchIndex index(database);
    for (const auto& [key, articles] : expected) {
      size += articles.size();
      CHECK(index.articles(key) == std::vector<ArticleNumber>(articles.begin(), articles.end()));
      CHECK(index.holders(key) == articles.size());
    }
    CHECK(index.size() == size);
  }
  std::vector<KeyChange> all_go;
  for (const auto& [key, articles] : expected)
    for (const ArticleNumber article : articles) all_go.push_back({key, article, -1});
  change_sketch_index(database, all_go);
  CHECK(database.metadata_keys_begin() == database.metadata_keys_end());
}

}  // namespace dateline
