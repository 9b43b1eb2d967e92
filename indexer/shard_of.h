// Which shard of a cluster a new article goes to.
#pragma once

#include <cstddef>

#include "common/article.h"
#include "common/store/cluster_file.h"

namespace dateline {

// From 0. By hash: XXH3-64 of the id, modulo `count`. By date: the year of publication, modulo `count`; of what has no date as by hash.
std::size_t shard_of(const Article& article, ShardBy by, std::size_t count);

}  // namespace dateline
