#include "indexer/shard_of.h"

#include <xxhash.h>

#include "common/store/name_links.h"

namespace dateline {

std::size_t shard_of(const Article& article, ShardBy by, std::size_t count) {
  const unsigned year = by == ShardBy::date ? year_of(article) : 0;
  return (year ? year : XXH3_64bits(article.id.data(), article.id.size())) % count;
}

}  // namespace dateline
