#include "common/analysis/entities/evidence.h"

#include <algorithm>
#include <bit>
#include <string>

#include "common/analysis/entities/hashing.h"

namespace dateline {
namespace {

enum Template : std::uint32_t {
  kNoEvidence = 200, kSeen, kSeenMiddle, kSeenLower, kMostlyName, kOften, kRunFirst, kRunLast, kRunPlace, kRunLastCluster, kBefore, kAfter, kAcronymOf, kHasLongForm, kBeforeCluster, kAfterCluster,
  kRunFirstCluster, kBeforeRun, kAfterRun, kBeforeRunCluster, kAfterRunCluster,
};

constexpr std::size_t kShortestRun = 2, kLongestRun = 7;
constexpr std::size_t kShortestAcronym = 2, kLongestAcronym = 7;
constexpr std::uint32_t kMostOften = 3;
constexpr std::uint64_t kSentenceEdge = 1;

// May stand within a run of capitals that an acronym is made of.
bool joins(const Word& word) { return word.function && word.kind == WordKind::lower; }

}  // namespace

DocumentEvidence::Casing DocumentEvidence::casing(const Word& word, SentenceClass sentence, bool first) {
  if (!word.capital) return kLower;
  if (sentence != SentenceClass::normal) return kUpper;
  return first ? kFirst : kMiddle;
}

const DocumentEvidence::Entry* DocumentEvidence::find(std::uint64_t fold) const {
  if (table_.empty()) return nullptr;
  for (std::size_t at = fold & mask_;; at = (at + 1) & mask_) {
    if (table_[at].document != document_) return nullptr;
    if (table_[at].fold == fold) return &table_[at];
  }
}

DocumentEvidence::Entry& DocumentEvidence::entry(std::uint64_t fold) {
  std::size_t at = fold & mask_;
  while (table_[at].document == document_ && table_[at].fold != fold) at = (at + 1) & mask_;
  if (table_[at].document != document_) {
    table_[at] = {};
    table_[at].fold = fold;
    table_[at].document = document_;
  }
  return table_[at];
}

void DocumentEvidence::gather(std::span<const WordText* const> texts, bool caseless) {
  caseless_ = caseless;
  std::size_t words = 0;
  for (const WordText* text : texts) words += text->words.size();
  ++document_;
  const std::size_t size = std::bit_ceil(2 * words + 1);
  if (table_.size() < size) table_.resize(size);
  mask_ = size - 1;
  standing_.clear();
  acronyms_.clear();
  for (const WordText* text : texts) {
    std::size_t begin = 0;
    for (const std::uint32_t end : text->sentence_ends) {
      const std::span<const Word> sentence(text->words.data() + begin, end - begin);
      const SentenceClass kind = sentence_class(sentence);
      const auto place = static_cast<std::uint32_t>(standing_.size());
      for (std::size_t at = 0; at < sentence.size(); ++at) {
        const Word& word = sentence[at];
        const Casing as = casing(word, kind, begins_sentence(sentence, at));
        standing_.push_back({&word, as, at == 0, at + 1 == sentence.size()});
        if (!word.letters) continue;
        Entry& of = entry(word.fold);
        ++of.seen_as[as];
        if ((word.capital || (caseless && !word.function)) && of.place_count < kMostPlaces) of.places[of.place_count++] = place + static_cast<std::uint32_t>(at);
      }
      if (kind == SentenceClass::normal) add_runs(sentence, place);
      begin = end;
    }
  }
  std::sort(acronyms_.begin(), acronyms_.end());
}

void DocumentEvidence::add_runs(std::span<const Word> sentence, std::uint32_t place) {
  for (std::size_t at = 0; at < sentence.size();) {
    if (!sentence[at].capital) {
      ++at;
      continue;
    }
    std::size_t end = at;
    while (end < sentence.size() && sentence[end].capital) ++end;
    // A function word that begins the sentence has its capital from there.
    const std::size_t begin = sentence[at].function && begins_sentence(sentence, at) ? at + 1 : at;
    if (end - begin >= kShortestRun && end - begin <= kLongestRun) add_run(sentence.subspan(begin, end - begin), place + static_cast<std::uint32_t>(begin));
    // The initials may skip small words: United States of America.
    std::string initials;
    std::size_t last = at, next = begin;
    for (; next < sentence.size() && initials.size() < kLongestAcronym && (sentence[next].capital || (joins(sentence[next]) && !initials.empty())); ++next)
      if (sentence[next].capital) initials += sentence[next].first_letter, last = next;
    if (initials.size() >= kShortestAcronym) acronyms_.emplace_back(hash_text(initials), sentence[last].fold);
    at = end;
  }
}

void DocumentEvidence::add_run(std::span<const Word> run, std::uint32_t place) {
  for (const Word& word : run) {
    Entry& of = entry(word.fold);
    if (of.run_length >= run.size()) continue;
    of.run_begin = place;
    of.run_length = static_cast<std::uint32_t>(run.size());
  }
}

void DocumentEvidence::append_run_features(const Entry& of, std::vector<std::uint64_t>& out) const {
  if (of.run_length == 0) return;
  const std::size_t end = of.run_begin + of.run_length;
  const Word& first = *standing_[of.run_begin].word;
  const Word& last = *standing_[end - 1].word;
  const std::uint64_t part = first.fold == of.fold ? 0 : last.fold == of.fold ? 1 : 2;
  out.push_back(hash_feature(kRunFirst, mix(first.fold) + part));
  out.push_back(hash_feature(kRunLast, mix(last.fold) + part));
  out.push_back(hash_feature(kRunPlace, part * 8 + of.run_length));
  if (first.clusters.known()) out.push_back(hash_feature(kRunFirstCluster, first.clusters.at(1) * 4 + part));
  if (last.clusters.known()) out.push_back(hash_feature(kRunLastCluster, last.clusters.at(1) * 4 + part));
  const Word* before = standing_[of.run_begin].first ? nullptr : standing_[of.run_begin - 1].word;
  const Word* after = standing_[end - 1].last ? nullptr : standing_[end].word;
  out.push_back(hash_feature(kBeforeRun, mix(before ? before->fold : kSentenceEdge) + part));
  out.push_back(hash_feature(kAfterRun, mix(after ? after->fold : kSentenceEdge) + part));
  if (before && before->clusters.known()) out.push_back(hash_feature(kBeforeRunCluster, before->clusters.at(1) * 4 + part));
  if (after && after->clusters.known()) out.push_back(hash_feature(kAfterRunCluster, after->clusters.at(1) * 4 + part));
}

void DocumentEvidence::append_neighbours(const Entry& of, std::uint32_t place, std::vector<std::uint64_t>& out) const {
  for (std::uint32_t n = 0; n < of.place_count; ++n) {
    const std::uint32_t at = of.places[n];
    if (at == place) continue;
    out.push_back(hash_feature(kBefore, standing_[at].first ? kSentenceEdge : standing_[at - 1].word->fold));
    out.push_back(hash_feature(kAfter, standing_[at].last ? kSentenceEdge : standing_[at + 1].word->fold));
    if (!standing_[at].first && standing_[at - 1].word->clusters.known()) out.push_back(hash_feature(kBeforeCluster, standing_[at - 1].word->clusters.at(1)));
    if (!standing_[at].last && standing_[at + 1].word->clusters.known()) out.push_back(hash_feature(kAfterCluster, standing_[at + 1].word->clusters.at(1)));
  }
}

void DocumentEvidence::append_acronym(const Word& word, std::vector<std::uint64_t>& out) const {
  const auto of = std::lower_bound(acronyms_.begin(), acronyms_.end(), std::pair(word.fold, std::uint64_t{0}));
  if (of == acronyms_.end() || of->first != word.fold) return;
  out.push_back(hash_feature(kHasLongForm, static_cast<std::uint64_t>(word.kind)));
  out.push_back(hash_feature(kAcronymOf, of->second));
}

void DocumentEvidence::append_features(const Word& word, bool first, std::uint32_t place, std::vector<std::uint64_t>& out) const {
  if (!word.letters) return;
  const auto kind = static_cast<std::uint64_t>(word.kind);
  const Entry* of = find(word.fold);
  std::array<std::uint32_t, kCasings> seen = of ? of->seen_as : std::array<std::uint32_t, kCasings>{};
  if (of && place != kNowhere) --seen[standing_[place].casing];
  if (caseless_) {
    out.push_back(hash_feature(kNoEvidence, std::min(kMostOften, seen[kLower])));
    if (of) append_neighbours(*of, place, out);
    return;
  }
  std::uint64_t bits = 0;
  for (int casing = 0; casing < kCasings; ++casing) bits |= static_cast<std::uint64_t>(seen[static_cast<std::size_t>(casing)] > 0) << casing;
  out.push_back(hash_feature(kSeen, (bits * 16 + kind) * 2 + first));
  out.push_back(hash_feature(kSeenMiddle, (seen[kMiddle] > 0) * 2 + first));
  out.push_back(hash_feature(kSeenLower, (seen[kLower] > 0) * 2 + first));
  out.push_back(hash_feature(kMostlyName, (seen[kMiddle] > seen[kLower]) * 2 + first));
  out.push_back(hash_feature(kOften, std::min(kMostOften, seen[kMiddle] + seen[kFirst] + seen[kUpper]) * 16 + kind));
  if (!of) return;
  append_run_features(*of, out);
  append_neighbours(*of, place, out);
  if (word.kind == WordKind::upper || word.kind == WordKind::lower) append_acronym(word, out);
}

}  // namespace dateline
