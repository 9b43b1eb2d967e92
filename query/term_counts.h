// In how many articles terms are, asked in one go: one by one, each would take a round trip to each remote shard.
#pragma once

#include <xapian.h>

#include <set>
#include <string>
#include <utility>
#include <vector>

namespace dateline {

// Those that any article has, the most frequent first.
std::vector<std::pair<Xapian::doccount, std::string>> terms_by_frequency(const std::set<std::string>& terms, const Xapian::Database& database);

}  // namespace dateline
