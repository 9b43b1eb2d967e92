#include "query/present/timeline_scale.h"

#include <algorithm>
#include <cstdio>

namespace dateline {

double per_thousand(std::uint64_t count, std::uint64_t articles) { return articles ? 1000 * static_cast<double>(count) / static_cast<double>(articles) : 0; }

std::string per_thousand_text(double value) {
  char text[32];
  std::snprintf(text, sizeof text, value < 0.01 && value > 0 ? "%.1g" : value < 9.995 ? "%.2f" : value < 99.95 ? "%.1f" : "%.0f", value);
  return text;
}

double height_of(const Bucket& bucket, bool normalised) { return normalised ? per_thousand(bucket.count, bucket.articles) : static_cast<double>(bucket.count); }

double highest_of(const Result& result, bool normalised) {
  double highest = 0;
  for (const Bucket& bucket : result.timeline) highest = std::max(highest, height_of(bucket, normalised));
  return highest > 0 ? highest : 1;
}

bool is_in(const Bucket& bucket, const Peak& peak) { return bucket.from >= peak.from && bucket.from <= peak.to; }

}  // namespace dateline
