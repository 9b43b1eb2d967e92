// Labelled documents as the learner sees them: runs of neighbouring words worth a decision, each word with its features as numbers.
#pragma once

#include <cstdint>
#include <span>
#include <unordered_map>
#include <vector>

#include "common/analysis/entities/train/labelled.h"

namespace dateline {

struct Examples {
  std::vector<std::uint32_t> features;       // of all words, one after the other
  std::vector<std::size_t> feature_ends;     // by word
  std::vector<std::uint8_t> token_classes;   // by word
  std::vector<Label> labels;                 // by word
  std::vector<std::uint32_t> run_ends;       // in words
  std::vector<std::uint64_t> hashes;         // by feature
  std::vector<std::uint32_t> counts;         // by feature: words that have it

  std::span<const std::uint32_t> features_of(std::size_t word) const {
    const std::size_t begin = word ? feature_ends[word - 1] : 0;
    return {features.data() + begin, feature_ends[word] - begin};
  }
};

struct ExampleOptions {
  bool caseless = false;
  std::uint32_t least_count = 2;   // features of fewer words are left out
  std::uint64_t seed = 1;
};

// For a caseless model every document is seen twice: whole, with no evidence, as wire copy in capitals is; and a third of its sentences, as headlines,
// with the evidence of the others.
Examples make_examples(std::span<const LabelledDocument> documents, const Clusters& clusters, const ExampleOptions& options);

}  // namespace dateline
