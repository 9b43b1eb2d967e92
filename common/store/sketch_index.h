// Where near-duplicates are looked up: which articles have a sketch key (sketch.h). Hardly a key is another article's too, so a term for each would cost
// the engine an entry of its own. Instead, keys that begin with the same kBucketBits bits share one metadata entry, read and written once
// a commit.
//
// A bucket is its (key, article) pairs, rising: each two LEB128 numbers, the key less the pair before (the first: less the lowest key of
// the bucket), then the article, less the one before where the key is the same. An empty bucket is none. Articles are numbered as in Xapian: what
// copies the tables must not renumber them.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/store/families.h"
#include "common/store/metadata_table.h"

namespace dateline {

struct KeyHolder {
  std::uint32_t key;
  ArticleNumber article;
  friend auto operator<=>(const KeyHolder&, const KeyHolder&) = default;
};

std::string encode_bucket(const std::vector<KeyHolder>& holders);              // rising, not empty, all of one bucket
std::vector<KeyHolder> decode_bucket(std::uint32_t bucket, std::string_view bytes);  // Error{database} when malformed

// The index as it is when a bucket is first looked into: the last bucket is kept, so ask for rising keys. Not for use across changes.
class SketchIndex {
 public:
  explicit SketchIndex(Xapian::Database database) : database_(std::move(database)) {}

  std::vector<ArticleNumber> articles(std::uint32_t key);  // rising
  std::size_t holders(std::uint32_t key);                  // how many they are
  std::size_t size() const;                                // of pairs in all, read through

 private:
  std::pair<std::vector<KeyHolder>::const_iterator, std::vector<KeyHolder>::const_iterator> range(std::uint32_t key);

  Xapian::Database database_;
  std::uint32_t bucket_ = ~std::uint32_t{0};
  std::vector<KeyHolder> holders_;
};

// `changes` rising.
void change_sketch_index(MetadataTable table, const std::vector<KeyChange>& changes);

}  // namespace dateline
