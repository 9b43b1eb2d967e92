#include "common/analysis/entities/train/examples.h"

#include <algorithm>

#include "common/analysis/entities/hashing.h"
#include "common/analysis/entities/train/random.h"

namespace dateline {
namespace {

constexpr int kReach = 2;
constexpr double kHeadlineShare = 1.0 / 3;

class Collector {
 public:
  Collector(const Clusters& clusters, const ExampleOptions& options) : clusters_(clusters), options_(options), random_(options.seed) { sentence_boundary(edge_); }

  void add(const LabelledDocument& document) {
    const WordText cased = analysed(document, false);
    if (!options_.caseless) {
      const WordText* texts[] = {&cased};
      evidence_.gather(texts, false);
      add_sentences(document, cased, 0, {});
      return;
    }
    const WordText lowered = analysed(document, true);
    const WordText* itself[] = {&lowered};
    evidence_.gather(itself, true);
    add_sentences(document, lowered, 0, {});
    std::vector<bool> headline(document.sentence_ends.size());
    WordText others;
    std::size_t begin = 0;
    for (std::size_t n = 0; n < headline.size(); ++n) {
      const std::size_t end = document.sentence_ends[n];
      headline[n] = random_.uniform() < kHeadlineShare;
      if (!headline[n]) {
        others.words.insert(others.words.end(), cased.words.begin() + static_cast<std::ptrdiff_t>(begin), cased.words.begin() + static_cast<std::ptrdiff_t>(end));
        others.sentence_ends.push_back(static_cast<std::uint32_t>(others.words.size()));
      }
      begin = end;
    }
    const WordText* texts[] = {&others};
    evidence_.gather(texts, false);
    add_sentences(document, lowered, DocumentEvidence::kNowhere, headline);
  }

  Examples take() {
    // Number the features that are frequent enough, in order of first appearance.
    std::vector<std::uint32_t> number(counts_.size(), kLeftOut);
    std::vector<std::uint64_t> hashes;
    std::vector<std::uint32_t> counts;
    for (std::size_t n = 0; n < counts_.size(); ++n) {
      if (counts_[n] < options_.least_count) continue;
      number[n] = static_cast<std::uint32_t>(hashes.size());
      hashes.push_back(examples_.hashes[n]);
      counts.push_back(counts_[n]);
    }
    std::size_t kept = 0, at = 0;
    for (std::size_t& end : examples_.feature_ends) {
      for (; at < end; ++at)
        if (number[examples_.features[at]] != kLeftOut) examples_.features[kept++] = number[examples_.features[at]];
      end = kept;
    }
    examples_.features.resize(kept);
    examples_.hashes = std::move(hashes);
    examples_.counts = std::move(counts);
    return std::move(examples_);
  }

 private:
  static constexpr std::uint32_t kLeftOut = ~0u;

  WordText analysed(const LabelledDocument& document, bool caseless) {
    WordText out;
    WordFeatures unused;
    for (const std::string& token : document.tokens) out.words.push_back(analyse_word(token, clusters_, caseless, unused));
    out.sentence_ends = document.sentence_ends;
    return out;
  }

  // `chosen`: by sentence; empty for all.
  void add_sentences(const LabelledDocument& document, const WordText& text, std::uint32_t first_place, const std::vector<bool>& chosen) {
    std::size_t begin = 0;
    for (std::size_t n = 0; n < document.sentence_ends.size(); ++n) {
      const std::size_t end = document.sentence_ends[n];
      if (chosen.empty() || chosen[n]) add_sentence(document, text, begin, end, first_place);
      begin = end;
    }
  }

  void add_sentence(const LabelledDocument& document, const WordText& text, std::size_t begin, std::size_t end, std::uint32_t first_place) {
    const std::span<const Word> words(text.words.data() + begin, end - begin);
    const SentenceClass kind = sentence_class(words);
    std::vector<WordFeatures> features(words.size());
    for (std::size_t at = 0; at < words.size(); ++at) analyse_word(document.tokens[begin + at], clusters_, options_.caseless, features[at]);
    bool open = false;
    for (std::size_t at = 0; at < words.size(); ++at) {
      if (!is_candidate(words, at, kind)) {
        if (open) end_run();
        open = false;
        continue;
      }
      open = true;
      found_.clear();
      for (int offset = -kReach; offset <= kReach; ++offset) {
        const std::ptrdiff_t from = static_cast<std::ptrdiff_t>(at) + offset;
        const bool inside = from >= 0 && from < static_cast<std::ptrdiff_t>(words.size());
        const WordFeatures& of = inside ? features[static_cast<std::size_t>(from)] : edge_;
        if (offset == 0) found_.insert(found_.end(), of.here.begin(), of.here.end());
        else
          for (const std::uint64_t feature : offset * offset == 1 ? of.near : of.far) found_.push_back(neighbour_feature(feature, offset));
      }
      const auto place = first_place == DocumentEvidence::kNowhere ? first_place : first_place + static_cast<std::uint32_t>(begin + at);
      append_context_features(words, at, kind, options_.caseless, evidence_, place, found_);
      for (const std::uint64_t feature : found_) examples_.features.push_back(numbered(feature));
      examples_.feature_ends.push_back(examples_.features.size());
      examples_.token_classes.push_back(words[at].token_class);
      examples_.labels.push_back(document.labels[begin + at]);
    }
    if (open) end_run();
  }

  // An entity that reaches beyond the run cannot be found: its words are outside.
  void end_run() {
    const std::size_t begin = examples_.run_ends.empty() ? 0 : examples_.run_ends.back(), end = examples_.labels.size();
    const auto label = [&](std::size_t at) -> Label& { return examples_.labels[at]; };
    for (std::size_t at = begin; at < end && label(at) != kOutside && place_of(label(at)) != Place::begin && place_of(label(at)) != Place::unit; ++at) label(at) = kOutside;
    for (std::size_t at = end; at-- > begin && label(at) != kOutside && place_of(label(at)) != Place::last && place_of(label(at)) != Place::unit;) label(at) = kOutside;
    examples_.run_ends.push_back(static_cast<std::uint32_t>(end));
  }

  std::uint32_t numbered(std::uint64_t feature) {
    const auto [found, fresh] = numbers_.try_emplace(feature, static_cast<std::uint32_t>(counts_.size()));
    if (fresh) {
      examples_.hashes.push_back(feature);
      counts_.push_back(0);
    }
    ++counts_[found->second];
    return found->second;
  }

  const Clusters& clusters_;
  ExampleOptions options_;
  Random random_;
  DocumentEvidence evidence_;
  WordFeatures edge_;
  Examples examples_;
  std::unordered_map<std::uint64_t, std::uint32_t> numbers_;
  std::vector<std::uint32_t> counts_;
  std::vector<std::uint64_t> found_;
};

}  // namespace

Examples make_examples(std::span<const LabelledDocument> documents, const Clusters& clusters, const ExampleOptions& options) {
  Collector collector(clusters, options);
  for (const LabelledDocument& document : documents) collector.add(document);
  return collector.take();
}

}  // namespace dateline
