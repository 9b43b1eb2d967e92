// The databases one search asks, and which of them a hit is of.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "query/structured_hit.h"
#include "server/elastic/search_api.h"

namespace dateline {

struct SearchApi::Target {
  std::vector<std::string> names;
  std::optional<SearcherPool::Lease> lease;  // none without names
  Searcher* searcher = nullptr;

  // Articles of several databases are numbered in turn (Xapian: docids of a combined database interleave).
  std::function<std::string(const StructuredHit&)> namer() const {
    return [this](const StructuredHit& hit) { return names.empty() ? std::string() : names[static_cast<std::size_t>(hit.tie - 1) % names.size()]; };
  }
};

}  // namespace dateline
