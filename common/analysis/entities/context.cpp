#include "common/analysis/entities/context.h"

#include <algorithm>

#include "common/analysis/entities/hashing.h"

namespace dateline {
namespace {

enum Template : std::uint32_t {
  kClass = 100, kLowerClass, kTableHead, kRunBefore, kRunAfter, kRunHead, kRunTail, kRunPart, kRunTailCluster, kRunBeforeCluster, kPairBefore, kPairAfter, kKinds, kClusterPairBefore, kClusterPairAfter, kRunHeadCluster, kRunAfterCluster, kRunBefore2,
};

constexpr std::size_t kTablePositions = 8;
constexpr std::size_t kLongestTitle = 40;   // longer texts with many numbers are tables of results or prices

constexpr std::size_t kFarthest = 7;         // words of a run looked at to either side
constexpr std::uint64_t kEdge = 1;

std::uint64_t fold_at(std::span<const Word> sentence, std::ptrdiff_t at) {
  return at >= 0 && at < static_cast<std::ptrdiff_t>(sentence.size()) ? sentence[static_cast<std::size_t>(at)].fold : kEdge;
}

// The run of capitals that holds the word: what begins and ends it and stands around it, out of reach of the neighbours' own features.
void append_run_features(std::span<const Word> sentence, std::size_t at, std::vector<std::uint64_t>& out) {
  std::size_t begin = at, end = at + 1;
  while (begin > 0 && at - begin < kFarthest && sentence[begin - 1].capital) --begin;
  while (end < sentence.size() && end - at < kFarthest && sentence[end].capital) ++end;
  const std::uint64_t part = (at == begin) * 2 + (at + 1 == end);
  out.push_back(hash_feature(kRunPart, ((end - begin) * 16 + (at - begin)) * 2 + (begin == 0)));
  out.push_back(hash_feature(kRunBefore, mix(fold_at(sentence, static_cast<std::ptrdiff_t>(begin) - 1)) + part));
  out.push_back(hash_feature(kRunAfter, mix(fold_at(sentence, static_cast<std::ptrdiff_t>(end))) + part));
  if (end < sentence.size() && sentence[end].clusters.known()) out.push_back(hash_feature(kRunAfterCluster, sentence[end].clusters.at(1) * 4 + part));
  out.push_back(hash_feature(kRunBefore2, mix(fold_at(sentence, static_cast<std::ptrdiff_t>(begin) - 2)) + part));
  if (end - begin < 2) return;
  if (sentence[begin].clusters.known()) out.push_back(hash_feature(kRunHeadCluster, sentence[begin].clusters.at(1) * 4 + part));
  out.push_back(hash_feature(kRunHead, mix(sentence[begin].fold) + part));
  out.push_back(hash_feature(kRunTail, mix(sentence[end - 1].fold) + part));
  if (sentence[end - 1].clusters.known()) out.push_back(hash_feature(kRunTailCluster, sentence[end - 1].clusters.at(1) * 4 + part));
  if (begin > 0 && sentence[begin - 1].clusters.known()) out.push_back(hash_feature(kRunBeforeCluster, sentence[begin - 1].clusters.at(1) * 4 + part));
}

}  // namespace

SentenceClass sentence_class(std::span<const Word> sentence) {
  std::size_t upper = 0, capitalised = 0, lower = 0, lower_content = 0;
  for (const Word& word : sentence) {
    if (!word.letters) continue;
    if (word.kind == WordKind::upper || word.kind == WordKind::dotted || word.kind == WordKind::initial) ++upper;
    else if (word.capital) ++capitalised;
    else if (word.kind == WordKind::lower) ++lower, lower_content += !word.function;
  }
  if (upper + capitalised == 0) return lower ? SentenceClass::lower : SentenceClass::no_lower;
  if (lower == 0) return capitalised == 0 ? SentenceClass::all_capitals : SentenceClass::no_lower;
  if (upper + capitalised >= 3 && lower_content * 6 <= upper + capitalised) return SentenceClass::title;
  return SentenceClass::normal;
}

bool is_caseless(const WordText& text) {
  std::size_t capitals = 0, first_capitals = 0, lower = 0, any_lower = 0, letters = 0, begin = 0;
  for (const std::uint32_t end : text.sentence_ends) {
    for (std::size_t at = begin; at < end; ++at) {
      const Word& word = text.words[at];
      letters += word.letters;
      if (word.capital) ++(at == begin ? first_capitals : capitals);
      else if (word.kind == WordKind::lower) ++any_lower, lower += !word.function;
    }
    begin = end;
  }
  if (capitals + first_capitals == 0) return true;
  const bool table = any_lower > 0 && letters * 3 < text.words.size() * 2 && text.words.size() > kLongestTitle;
  return lower * 6 < capitals && !table;
}

bool begins_sentence(std::span<const Word> sentence, std::size_t at) {
  const auto quote = [&](std::size_t place) { return sentence[place].token_class == kQuoteClass || sentence[place].token_class == kSingleQuoteClass; };
  if (at > 0 && quote(at - 1)) --at;
  return at == 0 || (at > 1 && sentence[at - 1].token_class == kStopClass && !sentence[at - 2].abbreviation);
}

void append_sentence_features(std::span<const Word> sentence, std::size_t at, SentenceClass sentence_kind, std::vector<std::uint64_t>& out) {
  const Word& word = sentence[at];
  const auto kind = static_cast<std::uint64_t>(word.kind), group = static_cast<std::uint64_t>(sentence_kind);
  const bool first = begins_sentence(sentence, at);
  out.push_back(hash_feature(kClass, (group * 16 + kind) * 2 + first));
  if (first || sentence_kind != SentenceClass::normal) out.push_back(hash_feature(kLowerClass, mix(word.fold) + group * 2 + first));
  if (sentence_kind == SentenceClass::no_lower || sentence_kind == SentenceClass::all_capitals)
    out.push_back(hash_feature(kTableHead, mix(sentence[0].fold) + kind * 16 + std::min(at, kTablePositions)));
  if (word.capital) append_run_features(sentence, at, out);
  const auto here = static_cast<std::ptrdiff_t>(at);
  const auto cluster_at = [&](std::ptrdiff_t place, int grain) -> std::uint64_t {
    if (place < 0 || place >= static_cast<std::ptrdiff_t>(sentence.size())) return 2047;
    const Word& other = sentence[static_cast<std::size_t>(place)];
    return other.clusters.known() ? other.clusters.at(grain) : 2046;
  };
  out.push_back(hash_feature(kClusterPairBefore, cluster_at(here - 1, 1) * 2048 + cluster_at(here, 1)));
  out.push_back(hash_feature(kClusterPairAfter, cluster_at(here + 1, 1) * 2048 + cluster_at(here, 1)));
  std::uint64_t kinds = 0;
  for (std::ptrdiff_t near = here - 1; near <= here + 1; ++near)
    kinds = kinds * 32 + (near < 0 || near >= static_cast<std::ptrdiff_t>(sentence.size()) ? 31 : sentence[static_cast<std::size_t>(near)].token_class);
  out.push_back(hash_feature(kKinds, kinds));
}

bool is_candidate(std::span<const Word> sentence, std::size_t at, SentenceClass kind) {
  if (kind == SentenceClass::lower || kind == SentenceClass::no_lower) return true;
  const std::size_t size = sentence.size();
  if (sentence[at].capital || (at > 0 && sentence[at - 1].capital) || (at + 1 < size && sentence[at + 1].capital)) return true;
  // Suk - yeol, Xi ' an
  const auto joins = [&](std::size_t place) { return sentence[place].token_class == kHyphenClass || sentence[place].token_class == kSingleQuoteClass; };
  return (at > 1 && joins(at - 1) && sentence[at - 2].capital) ||
         (at + 2 < size && sentence[at + 1].token_class == kHyphenClass && sentence[at + 2].capital);
}

}  // namespace dateline
