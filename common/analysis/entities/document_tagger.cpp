#include "common/analysis/entities/document_tagger.h"

namespace dateline {

namespace {

// Headlines have few words, bodies many.
constexpr std::size_t kWordsRemembered = 1 << 16, kCaselessWordsRemembered = 1 << 12;

}  // namespace

DocumentTagger::DocumentTagger(const Clusters& clusters, const PackedModel& cased, const PackedModel& caseless)
    : cased_(cased, clusters, kWordsRemembered), caseless_(caseless, clusters, kCaselessWordsRemembered) {}

void DocumentTagger::tag(std::span<const TokenText> texts, std::vector<std::vector<Label>>& out) {
  out.resize(texts.size());
  words_.resize(texts.size());
  std::vector<const WordText*> witnesses;
  std::vector<bool> is_cased(texts.size());
  for (std::size_t n = 0; n < texts.size(); ++n) {
    cased_.analyse(texts[n], words_[n]);
    is_cased[n] = !is_caseless(words_[n]);
    if (is_cased[n]) witnesses.push_back(&words_[n]);
    else caseless_.analyse(texts[n], words_[n]);
  }
  // Where no text has capitals that mean something, all are their own evidence.
  const bool none_cased = witnesses.empty();
  for (std::size_t n = 0; none_cased && n < texts.size(); ++n) witnesses.push_back(&words_[n]);
  evidence_.gather(witnesses, none_cased);
  std::uint32_t place = 0;
  for (std::size_t n = 0; n < texts.size(); ++n) {
    const bool witness = is_cased[n] || none_cased;
    (is_cased[n] ? cased_ : caseless_).tag(texts[n], words_[n], evidence_, witness ? place : DocumentEvidence::kNowhere, out[n]);
    if (witness) place += static_cast<std::uint32_t>(words_[n].words.size());
  }
}

}  // namespace dateline
