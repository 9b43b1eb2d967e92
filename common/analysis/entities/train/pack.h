// What was learned, written as the library reads it (packed_model.h, clusters.h).
#pragma once

#include <span>
#include <string>
#include <utility>
#include <vector>

#include "common/analysis/entities/clusters.h"
#include "common/analysis/entities/train/learner.h"

namespace dateline {

struct PackOptions {
  bool caseless = false;
  float prune = 0.05f;   // features whose weights are all smaller are left out
};

// `hashes`: by feature, as in Examples.
std::string pack_model(const LearnedModel& model, std::span<const std::uint64_t> hashes, const Clusters& clusters, const PackOptions& options);

// Folded words with their cluster at each grain; of equal words the first counts.
using WordClusters = std::vector<std::pair<std::string, std::array<std::uint32_t, kGrains>>>;
std::string pack_clusters(const WordClusters& words);

}  // namespace dateline
