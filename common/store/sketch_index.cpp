#include "common/store/sketch_index.h"

#include <algorithm>
#include <cstdio>
#include <limits>

#include "common/error.h"
#include "common/store/fields.h"
#include "common/store/schema.h"

namespace dateline {
namespace {

constexpr int kBucketBits = 12;
constexpr int kLowBits = kSketchKeyBits - kBucketBits;

std::uint32_t bucket_of(std::uint32_t key) { return key >> kLowBits; }

std::string bucket_name(std::uint32_t bucket) {
  char digits[9];
  std::snprintf(digits, sizeof digits, "%03x", bucket);
  return std::string(metadata::kSketchKeys) + digits;
}

[[noreturn]] void malformed(std::uint32_t bucket) {
  throw Error(ErrorKind::database, "the sketch keys " + bucket_name(bucket) + " are malformed");
}

std::vector<KeyHolder> changed(const std::vector<KeyHolder>& before, const KeyChange* change, const KeyChange* end) {
  std::vector<KeyHolder> after;
  after.reserve(before.size() + static_cast<std::size_t>(end - change));
  auto old = before.begin();
  while (change != end) {
    const KeyHolder holder{change->key, change->article};
    int by = 0;
    for (; change != end && change->key == holder.key && change->article == holder.article; ++change) by += change->by;
    while (old != before.end() && *old < holder) after.push_back(*old++);
    const bool held = old != before.end() && *old == holder;
    if (held) ++old;
    if (held + by > 0) after.push_back(holder);
  }
  after.insert(after.end(), old, before.end());
  return after;
}

}  // namespace

std::string encode_bucket(const std::vector<KeyHolder>& holders) {
  std::string bytes;
  KeyHolder before{bucket_of(holders.front().key) << kLowBits, 0};
  for (const KeyHolder& holder : holders) {
    append_varint(bytes, holder.key - before.key);
    append_varint(bytes, holder.key == before.key ? holder.article - before.article : holder.article);
    before = holder;
  }
  return bytes;
}

std::vector<KeyHolder> decode_bucket(std::uint32_t bucket, std::string_view bytes) {
  std::vector<KeyHolder> holders;
  KeyHolder before{bucket << kLowBits, 0};
  while (!bytes.empty()) {
    std::uint64_t step = 0, article = 0;
    if (!take_varint(bytes, step) || !take_varint(bytes, article)) malformed(bucket);
    const std::uint64_t base = step ? 0 : before.article;
    if (step >> kLowBits || bucket_of(before.key + static_cast<std::uint32_t>(step)) != bucket || !article ||
        article > std::numeric_limits<ArticleNumber>::max() - base)
      malformed(bucket);
    before = {before.key + static_cast<std::uint32_t>(step), static_cast<ArticleNumber>(base + article)};
    holders.push_back(before);
  }
  return holders;
}

std::pair<std::vector<KeyHolder>::const_iterator, std::vector<KeyHolder>::const_iterator> SketchIndex::range(std::uint32_t key) {
  if (const std::uint32_t bucket = bucket_of(key); bucket != bucket_) {
    holders_ = decode_bucket(bucket, database_.get_metadata(bucket_name(bucket)));
    bucket_ = bucket;
  }
  const auto begin = std::lower_bound(holders_.cbegin(), holders_.cend(), KeyHolder{key, 0});
  return {begin, std::lower_bound(begin, holders_.cend(), KeyHolder{key + 1, 0})};
}

std::vector<ArticleNumber> SketchIndex::articles(std::uint32_t key) {
  const auto [begin, end] = range(key);
  std::vector<ArticleNumber> articles;
  for (auto holder = begin; holder != end; ++holder) articles.push_back(holder->article);
  return articles;
}

std::size_t SketchIndex::holders(std::uint32_t key) {
  const auto [begin, end] = range(key);
  return static_cast<std::size_t>(end - begin);
}

std::size_t SketchIndex::size() const {
  std::size_t size = 0;
  for (std::uint32_t bucket = 0; bucket < std::uint32_t{1} << kBucketBits; ++bucket)
    size += decode_bucket(bucket, database_.get_metadata(bucket_name(bucket))).size();
  return size;
}

void change_sketch_index(MetadataTable table, const std::vector<KeyChange>& changes) {
  const KeyChange* const end = changes.data() + changes.size();
  for (const KeyChange* begin = changes.data(); begin != end;) {
    const std::uint32_t bucket = bucket_of(begin->key);
    const KeyChange* const next = std::find_if(begin, end, [&](const KeyChange& change) { return bucket_of(change.key) != bucket; });
    const std::string name = bucket_name(bucket);
    const std::vector<KeyHolder> before = decode_bucket(bucket, table.get(name));
    const std::vector<KeyHolder> after = changed(before, begin, next);
    if (after != before) table.set(name, after.empty() ? std::string() : encode_bucket(after));
    begin = next;
  }
}

}  // namespace dateline
