#include "common/analysis/entities/tagger.h"

#include <algorithm>

#include "common/analysis/entities/hashing.h"

namespace dateline {
void append_context_features(std::span<const Word> sentence, std::size_t at, SentenceClass kind, bool caseless, const DocumentEvidence& evidence, std::uint32_t place,
                             std::vector<std::uint64_t>& out) {
  append_sentence_features(sentence, at, kind, out);
  const Word& word = sentence[at];
  if (word.capital || (caseless && !word.function)) evidence.append_features(word, begins_sentence(sentence, at), place, out);
}

Tagger::Tagger(const PackedModel& model, const Clusters& clusters, std::size_t remembered)
    : model_(model), clusters_(clusters), words_(remembered + 1), sums_(remembered + 1), edge_(remembered) {
  sentence_boundary(features_);
  remember(edge_, features_);
}

// Sums stay within 16 bits: no word has more than 200 features.
void Tagger::add_rows(std::span<const std::uint64_t> features, LabelSums& sum) const {
  model_.each_row(features, [&](const std::int8_t* row) {
    for (std::size_t label = 0; label < kEntityLabels; ++label) sum[label] = static_cast<std::int16_t>(sum[label] + row[label]);
  });
}

void Tagger::remember(std::size_t slot, const WordFeatures& features) {
  sums_[slot] = {};
  for (int offset = -kReach; offset <= kReach; ++offset) {
    LabelSums& sum = sums_[slot][static_cast<std::size_t>(offset + kReach)];
    context_ = offset == 0 ? features.here : offset * offset == 1 ? features.near : features.far;
    if (offset != 0)
      for (std::uint64_t& feature : context_) feature = neighbour_feature(feature, offset);
    add_rows(context_, sum);
  }
}

std::size_t Tagger::remembered(std::string_view form, std::uint64_t key) {
  const std::size_t slot = slot_of(key);
  if (words_[slot].key != key) {
    words_[slot] = analyse_word(form, clusters_, model_.caseless(), features_);
    remember(slot, features_);
  }
  return slot;
}

void Tagger::analyse(const TokenText& text, WordText& out) {
  out.words.clear();
  out.sentence_ends.clear();
  // What is remembered lies far apart: it is fetched while the words before are looked at.
  keys_.clear();
  for (const std::string_view token : text.tokens) {
    keys_.push_back(hash_text(token));
    __builtin_prefetch(&words_[slot_of(keys_.back())]);
  }
  for (std::size_t i = 0; i < keys_.size(); ++i) out.words.push_back(words_[remembered(text.tokens[i], keys_[i])]);
  std::uint32_t begin = 0;
  for (const std::uint32_t end : text.sentence_ends) {
    for (; end - begin > kLongestSentence; begin += kLongestSentence) out.sentence_ends.push_back(begin + kLongestSentence);
    if (end > begin) out.sentence_ends.push_back(end);
    begin = end;
  }
}

void Tagger::tag(const TokenText& text, const WordText& words, const DocumentEvidence& evidence, std::uint32_t first_place, std::vector<Label>& out) {
  const std::size_t size = words.words.size();
  out.assign(size, kOutside);
  scores_.assign(size, {});
  candidate_.assign(size, false);
  agrees_.assign(size, false);
  sentences_.clear();
  std::size_t begin = 0;
  for (const std::size_t end : words.sentence_ends) {
    const std::span<const Word> of(words.words.data() + begin, end - begin);
    const auto place = first_place == DocumentEvidence::kNowhere ? first_place : first_place + static_cast<std::uint32_t>(begin);
    const Sentence sentence{begin, end - begin, sentence_class(of), place};
    bool any = false;
    for (std::size_t at = 0; at < of.size(); ++at) {
      if (!is_candidate(of, at, sentence.kind)) continue;
      any = true;
      candidate_[begin + at] = true;
      agrees_[begin + at] = of[at].capital && !of[at].function;
    }
    begin = end;
    if (!any) continue;
    sentences_.push_back(sentence);
    add_words(text, words, sentence);
    add_contexts(words, sentence, evidence);
  }
  consensus_.apply(words.words, agrees_, scores_);
  for (const Sentence& sentence : sentences_) decode(words, sentence, out);
}

// Every word adds to the places around it, so that it need be remembered only for the moment.
void Tagger::add_words(const TokenText& text, const WordText& words, const Sentence& sentence) {
  const auto size = static_cast<std::ptrdiff_t>(sentence.size);
  const char* candidate = candidate_.data() + sentence.begin;
  const auto spread = [&](std::size_t slot, std::ptrdiff_t from) {
    for (int offset = -kReach; offset <= kReach; ++offset) {
      const std::ptrdiff_t to = from - offset;
      if (to < 0 || to >= size || !candidate[to]) continue;
      const LabelSums& given = sums_[slot][static_cast<std::size_t>(offset + kReach)];
      LabelSums& sum = scores_[sentence.begin + static_cast<std::size_t>(to)];
      for (std::size_t label = 0; label < kEntityLabels; ++label) sum[label] = static_cast<std::int16_t>(sum[label] + given[label]);
    }
  };
  const auto fetch = [&](std::uint64_t key) {
    const char* sums = reinterpret_cast<const char*>(&sums_[slot_of(key)]);
    for (std::size_t line = 0; line < sizeof sums_[0]; line += 64) __builtin_prefetch(sums + line);
  };
  for (std::ptrdiff_t beyond = 1; beyond <= kReach; ++beyond) {
    spread(edge_, -beyond);
    spread(edge_, size - 1 + beyond);
  }
  for (std::ptrdiff_t at = 0; at < size; ++at) {
    const bool useful = std::any_of(candidate + std::max<std::ptrdiff_t>(0, at - kReach), candidate + std::min(size, at + kReach + 1), [](char c) { return c != 0; });
    const std::size_t word = sentence.begin + static_cast<std::size_t>(at);
    if (at + kAhead < size) fetch(words.words[word + kAhead].key);
    if (useful) spread(remembered(text.tokens[word], words.words[word].key), at);
  }
}

void Tagger::add_contexts(const WordText& words, const Sentence& sentence, const DocumentEvidence& evidence) {
  const std::span<const Word> of(words.words.data() + sentence.begin, sentence.size);
  for (std::size_t at = 0; at < of.size(); ++at) {
    if (!candidate_[sentence.begin + at]) continue;
    context_.clear();
    const auto place = sentence.place == DocumentEvidence::kNowhere ? sentence.place : sentence.place + static_cast<std::uint32_t>(at);
    append_context_features(of, at, sentence.kind, model_.caseless(), evidence, place, context_);
    add_rows(context_, scores_[sentence.begin + at]);
  }
}

void Tagger::decode(const WordText& words, const Sentence& sentence, std::vector<Label>& out) {
  const std::size_t end = sentence.begin + sentence.size;
  for (std::size_t begin = sentence.begin; begin < end; ++begin) {
    if (!candidate_[begin]) continue;
    decoder_.begin();
    std::size_t at = begin;
    for (; at < end && candidate_[at]; ++at) decoder_.step(scores_[at].data(), model_.transitions(words.words[at].token_class));
    decoder_.finish(out.data() + begin);
    begin = at;
  }
}

}  // namespace dateline
