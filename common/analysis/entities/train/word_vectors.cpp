#include "common/analysis/entities/train/word_vectors.h"

#include <algorithm>
#include <cmath>
#include <nlohmann/json.hpp>
#include <numeric>
#include <thread>
#include <unordered_map>
#include <unordered_set>

#include "common/analysis/entities/train/labelled.h"
#include "common/analysis/entities/train/random.h"
#include "common/analysis/entities/word.h"
#include "common/error.h"

namespace dateline {
namespace {

constexpr float kHalfPullRank = 20000;

// Adds words until there are enough.
class Gatherer {
 public:
  Gatherer(const std::string& path, std::size_t most) : path_(path), most_(most) {}

  bool enough() const { return vectors_.words.size() >= most_; }
  bool wants(std::string_view word) {
    fold_form(word, folded_);
    return !enough() && !folded_.empty() && seen_.insert(folded_).second;
  }
  // Of the word just wanted.
  void add(std::vector<float> vector) {
    if (vectors_.words.empty()) vectors_.dimensions = vector.size();
    if (vector.size() != vectors_.dimensions || vector.empty())
      throw Error(ErrorKind::io, path_ + ": the vector of \"" + folded_ + "\" has " + std::to_string(vector.size()) + " numbers; expected " + std::to_string(vectors_.dimensions));
    const float length = std::sqrt(std::inner_product(vector.begin(), vector.end(), vector.begin(), 0.0f));
    for (float& value : vector) value /= std::max(length, 1e-6f);
    vectors_.words.push_back(folded_);
    vectors_.values.insert(vectors_.values.end(), vector.begin(), vector.end());
  }
  WordVectors take() {
    if (vectors_.words.empty()) throw Error(ErrorKind::io, path_ + " holds no word vectors");
    return std::move(vectors_);
  }

 private:
  std::string path_;
  std::size_t most_;
  std::string folded_;
  std::unordered_set<std::string> seen_;
  WordVectors vectors_;
};

WordVectors from_json(const std::string& bytes, Gatherer& gatherer, const std::string& path) {
  try {
    const nlohmann::json json = nlohmann::json::parse(bytes);
    const std::size_t dimensions = json.at("dimensions");
    for (const std::string word : json.at("words")) {
      if (gatherer.enough()) break;
      if (!gatherer.wants(word)) continue;
      const auto& vector = json.at("vectors").at(word);
      gatherer.add(std::vector<float>(vector.begin(), vector.begin() + static_cast<std::ptrdiff_t>(std::min(dimensions, vector.size()))));
    }
  } catch (const nlohmann::json::exception& error) {
    throw Error(ErrorKind::io, path + " is no file of word vectors: " + error.what());
  }
  return gatherer.take();
}

WordVectors from_text(const std::string& bytes, Gatherer& gatherer) {
  for (std::size_t at = 0; at < bytes.size() && !gatherer.enough();) {
    const std::size_t end = std::min(bytes.find('\n', at), bytes.size());
    const std::string line = bytes.substr(at, end - at);
    at = end + 1;
    const std::size_t space = line.find(' ');
    if (space == line.npos || line.find(' ', space + 1) == line.npos) continue;  // word2vec's first line: two counts
    if (!gatherer.wants(std::string_view(line).substr(0, space))) continue;
    std::vector<float> vector;
    const char* from = line.c_str() + space;
    for (char* next = nullptr;; from = next) {
      const float value = std::strtof(from, &next);
      if (next == from) break;
      vector.push_back(value);
    }
    gatherer.add(std::move(vector));
  }
  return gatherer.take();
}

class KMeans {
 public:
  KMeans(const WordVectors& vectors, std::uint32_t clusters, std::uint64_t seed) : vectors_(vectors), clusters_(clusters), nearest_(vectors.words.size()), centres_(clusters * vectors.dimensions) {
    // The first centres are words drawn from the more frequent half.
    Random random(seed + clusters);
    std::vector<std::size_t> words(std::max<std::size_t>(clusters, vectors.words.size() / 2));
    std::iota(words.begin(), words.end(), std::size_t{0});
    random.shuffle(words);
    for (std::size_t cluster = 0; cluster < clusters; ++cluster) std::copy_n(vector(words[cluster] % vectors.words.size()), vectors.dimensions, centre(cluster));
  }

  void round() {
    const std::size_t half = nearest_.size() / 2;
    std::thread other([&] { assign(0, half); });
    assign(half, nearest_.size());
    other.join();
    std::vector<float> sums(centres_.size());
    for (std::size_t word = 0; word < nearest_.size(); ++word) {
      const float pull = 1 / (1 + static_cast<float>(word) / kHalfPullRank);
      for (std::size_t n = 0; n < vectors_.dimensions; ++n) sums[nearest_[word] * vectors_.dimensions + n] += pull * vector(word)[n];
    }
    for (std::size_t cluster = 0; cluster < clusters_; ++cluster) {
      const float* sum = sums.data() + cluster * vectors_.dimensions;
      const float length = std::sqrt(std::inner_product(sum, sum + vectors_.dimensions, sum, 0.0f));
      if (length < 1e-6f) continue;  // an empty cluster stays where it is
      for (std::size_t n = 0; n < vectors_.dimensions; ++n) centre(cluster)[n] = sum[n] / length;
    }
  }
  const std::vector<std::uint32_t>& nearest() const { return nearest_; }

 private:
  const float* vector(std::size_t word) const { return vectors_.values.data() + word * vectors_.dimensions; }
  float* centre(std::size_t cluster) { return centres_.data() + cluster * vectors_.dimensions; }

  // Dimension by dimension, so that the inner loop goes over centres side by side.
  void assign(std::size_t begin, std::size_t end) {
    std::vector<float> turned(centres_.size());
    for (std::size_t cluster = 0; cluster < clusters_; ++cluster)
      for (std::size_t n = 0; n < vectors_.dimensions; ++n) turned[n * clusters_ + cluster] = centres_[cluster * vectors_.dimensions + n];
    std::vector<float> likeness(clusters_);
    for (std::size_t word = begin; word < end; ++word) {
      std::fill(likeness.begin(), likeness.end(), 0.0f);
      for (std::size_t n = 0; n < vectors_.dimensions; ++n) {
        const float value = vector(word)[n];
        const float* centres = turned.data() + n * clusters_;
        for (std::size_t cluster = 0; cluster < clusters_; ++cluster) likeness[cluster] += value * centres[cluster];
      }
      nearest_[word] = static_cast<std::uint32_t>(std::max_element(likeness.begin(), likeness.end()) - likeness.begin());
    }
  }

  const WordVectors& vectors_;
  std::size_t clusters_;
  std::vector<std::uint32_t> nearest_;   // by word
  std::vector<float> centres_;
};

}  // namespace

WordVectors read_vectors(const std::string& path, std::size_t most) {
  const std::string bytes = read_whole(path);
  Gatherer gatherer(path, most);
  return bytes.starts_with('{') ? from_json(bytes, gatherer, path) : from_text(bytes, gatherer);
}

WordClusters cluster_words(const WordVectors& vectors, const ClusterOptions& options) {
  WordClusters out;
  for (const std::string& word : vectors.words) out.push_back({word, {}});
  for (std::size_t grain = 0; grain < kGrains; ++grain) {
    KMeans means(vectors, kClusterCounts[grain], options.seed);
    for (int round = 0; round < options.rounds; ++round) {
      means.round();
      if (options.on_round) options.on_round(kClusterCounts[grain], round + 1);
    }
    for (std::size_t word = 0; word < out.size(); ++word) out[word].second[grain] = means.nearest()[word];
  }
  return out;
}

}  // namespace dateline
