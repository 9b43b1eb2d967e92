// What a database answers, put so that the answers of the model and of the product can be compared and printed.
#pragma once

#include <cstdint>
#include <map>
#include <string>
#include <vector>

#include "common/article.h"
#include "query/request.h"

namespace dateline {

inline const std::vector<std::string> kFacets{"source", "lang", "tag", "year"};

struct Answer {
  std::uint64_t total = 0, families = 0, counted = 0, undated = 0;
  std::vector<std::string> ids;                     // in their order; rising where it is by relevance
  std::map<std::string, std::uint64_t> facets;      // "source: Morning Post", "source missing"
  std::map<std::string, std::uint64_t> timeline;    // by month
};

std::string describe(const Answer& answer);

// As `show` and `export` have it, but for whom it names, which is learned from all articles.
std::string describe(Article article);

}  // namespace dateline
