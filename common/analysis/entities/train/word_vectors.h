// Word vectors, and the clusters made of them.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "common/analysis/entities/train/pack.h"

namespace dateline {

struct WordVectors {
  std::size_t dimensions = 0;
  std::vector<std::string> words;     // folded, the most frequent first, each once
  std::vector<float> values;          // by word, of length 1
};

// The first `most` words of a file of vectors: JSON as of the npm packages wink-embeddings-sg-*d ("words", "vectors"), or text as of GloVe and word2vec (a word and its
// numbers on each line, the most frequent first; .zst too). Error{io}.
WordVectors read_vectors(const std::string& path, std::size_t most);

struct ClusterOptions {
  int rounds = 12;
  std::uint64_t seed = 1;
  std::function<void(std::uint32_t clusters, int round)> on_round;
};

// Spherical k-means at each grain, on two threads: words go to the nearest centre by angle; a word pulls its centre by 1 / (1 + rank / 20000), so that frequent ones shape the clusters.
WordClusters cluster_words(const WordVectors& vectors, const ClusterOptions& options);

}  // namespace dateline
