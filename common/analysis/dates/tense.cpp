#include "common/analysis/dates/tense.h"

#include "common/analysis/dates/lexer.h"

namespace dateline {
namespace {

constexpr std::size_t kMostBefore = 25, kMostBehind = 12;  // tokens

bool ends_sentence(const DateTokens& tokens, std::size_t at) {
  if (!(tokens.is_mark(at, '.') || tokens.is_mark(at, '!') || tokens.is_mark(at, '?'))) return false;
  if (!tokens[at + 1].capital || tokens[at + 1].glued) return false;
  const DateToken& before = tokens[at - 1];
  return !(before.capital && before.end - before.begin <= 4);  // an abbreviation: Sept. Gov. J.
}

// "be held": what stands before it tells the tense.
bool is_passive(const DateTokens& tokens, std::size_t at) {
  return at && (tokens.is(at - 1, "be") || tokens.is(at - 1, "is") || tokens.is(at - 1, "are") || tokens.is(at - 1, "being"));
}

// What the word at `at` says by itself.
Tense tense_of(const DateTokens& tokens, std::size_t at) {
  const DateToken& token = tokens[at];
  switch (token.lexeme.word) {
    case TimeWord::past_verb:
      if (is_passive(tokens, at)) return Tense::unknown;
      if (tokens.is(at, "set") && tokens.word(at + 1) == TimeWord::to) return Tense::future;
      if (tokens.is(at, "won") && tokens.is_glued_mark(at + 1, '\'')) return Tense::future;
      return Tense::past;
    case TimeWord::future_verb:
      if (tokens.is(at, "due") && tokens.word(at + 1) == TimeWord::to && is_one_of(tokens.word(at + 2), TimeWord::article, TimeWord::the)) return Tense::unknown;
      // "had been due to expire": it is behind
      return at >= 1 && (tokens.is(at - 1, "had") || (at >= 2 && tokens.is(at - 2, "had"))) ? Tense::past : Tense::future;
    case TimeWord::none:
      if (!token.past_form) return Tense::unknown;
      return is_passive(tokens, at) ? Tense::unknown : Tense::past;
    default: return Tense::unknown;
  }
}

}  // namespace

Tense tense_around(const DateTokens& tokens, std::size_t begin, std::size_t end) {
  if (begin && (tokens.is(begin - 1, "until") || tokens.is(begin - 1, "till"))) return Tense::future;
  const bool as_early_as = begin >= 2 && tokens.is(begin - 1, "as") && (tokens.word(begin - 2) == TimeWord::early || tokens.is(begin - 2, "soon"));
  if (as_early_as) return Tense::future;
  if (begin && tokens.word(begin - 1) == TimeWord::since) return Tense::past;
  if (tokens.is_glued_mark(end, '\'') && tokens.is(end + 1, "s")) return Tense::unknown;  // Monday's ruling
  // On Monday, it fell: what stands before is another sentence.
  const bool leads = begin && tokens[begin - 1].capital && is_one_of(tokens.word(begin - 1), TimeWord::on, TimeWord::in, TimeWord::by, TimeWord::at);
  for (std::size_t back = 1; back <= kMostBefore && back <= begin && !leads; ++back) {
    const std::size_t at = begin - back;
    if (ends_sentence(tokens, at)) break;
    if (const Tense tense = tense_of(tokens, at); tense != Tense::unknown) return tense;
  }
  for (std::size_t at = end; at < end + kMostBehind && at < tokens.size() && !ends_sentence(tokens, at); ++at)
    if (const Tense tense = tense_of(tokens, at); tense != Tense::unknown) return tense;
  return Tense::unknown;
}

}  // namespace dateline
