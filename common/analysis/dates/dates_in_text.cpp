#include "common/analysis/dates/dates_in_text.h"

#include "common/analysis/dates/grammar.h"
#include "common/analysis/dates/resolver.h"

namespace dateline {

void find_dates(std::string_view text, std::string_view language, std::optional<DateTime> reference, std::vector<DateExpression>& out) {
  out.clear();
  const bool english = !has_foreign_lexemes(language);
  DateLexer lexer(text, language);
  DateTokens tokens;
  const DateGrammar grammar(tokens);
  DateResolver resolver(reference);
  while (lexer.next(tokens)) {
    std::optional<Phrase> before;
    for (std::size_t at = 0; at < tokens.size();) {
      std::optional<Phrase> phrase;
      if (before) phrase = grammar.continued(*before);
      if (!phrase) phrase = english ? grammar.match(at) : grammar.match_plain(at);
      if (!phrase) {
        before.reset();
        ++at;
        continue;
      }
      DateExpression& found = out.emplace_back();
      found.begin = tokens[phrase->begin].begin;
      found.end = tokens[phrase->end - 1].end;
      resolver.resolve(*phrase, tense_around(tokens, phrase->begin, phrase->end), found);
      at = phrase->end;
      before = phrase;
    }
  }
}

namespace {

// "since", "in", "the" and the like, which a phrase may begin with.
bool is_lead(Word word) {
  return word == Word::in || word == Word::on || word == Word::at || word == Word::from || word == Word::between || word == Word::since || word == Word::for_ || word == Word::within;
}

bool is_joint(const DateTokens& tokens, std::size_t at) {
  const Word word = tokens.word(at);
  return word == Word::to || word == Word::and_ || word == Word::until || tokens.is_mark(at, '-') || tokens.is_mark(at, ';');
}

class PhraseReader {
 public:
  PhraseReader(const DateTokens& tokens, DateTime reference) : tokens_(tokens), grammar_(tokens), resolver_(reference), today_(to_day_number(reference.date)) {}

  std::optional<DateExpression> read() {
    std::size_t at = 0;
    while (at < tokens_.size() && is_lead(tokens_.word(at))) ++at;
    std::optional<Phrase> first = grammar_.match(at);
    if (!first) return {};
    std::size_t end = first->end;
    std::optional<Phrase> second = end < tokens_.size() ? grammar_.continued(*first) : std::nullopt;
    if (!second && end < tokens_.size()) {
      if (!is_joint(tokens_, end)) return {};
      second = grammar_.match(end + 1);
      if (!second) return {};
      if (first->kind == PhraseKind::calendar && second->kind == PhraseKind::calendar && !first->year && first->month) first->year = second->year;
    }
    DateExpression whole{};
    if (!resolved(*first, at > 0 && tokens_.word(at - 1) == Word::in, whole)) return {};
    if (second) {
      DateExpression last{};
      if (second->end != tokens_.size() || !resolved(*second, false, last) || *last.to < *whole.from) return {};
      whole.to = last.to;
      whole.value = to_rfc3339(to_civil(*whole.from)) + "/" + to_rfc3339(to_civil(*whole.to));
    }
    return whole;
  }

 private:
  // True where the phrase has days.
  bool resolved(const Phrase& phrase, bool ahead, DateExpression& out) {
    resolver_.resolve(phrase, Tense::unknown, out);
    if (phrase.kind == PhraseKind::reference) return false;
    if (phrase.kind != PhraseKind::duration) return out.from.has_value();
    // the last 10 days: today is one of them; in two weeks
    if (phrase.amount.vague || phrase.grain < Grain::day) return false;
    const std::int64_t count = phrase.amount.count;
    if (ahead) {
      out.from = out.to = later(phrase.grain, count);
    } else if (phrase.side == Side::last && count > 0) {
      out.from = later(phrase.grain, -count);
      if (out.from) ++*out.from;
      out.to = today_;
    } else if (phrase.side == Side::next && count > 0) {
      out.from = today_;
      out.to = later(phrase.grain, count);
    }
    out.type = TimexType::date;
    return out.from && out.to;
  }

  std::optional<DayNumber> later(Grain grain, std::int64_t count) const { return same_day_later(grain, today_, count); }

  const DateTokens& tokens_;
  DateGrammar grammar_;
  DateResolver resolver_;
  DayNumber today_;
};

}  // namespace

std::optional<DateExpression> read_date(std::string_view phrase, DateTime reference) {
  DateLexer lexer(phrase, "en");
  DateTokens tokens, rest;
  if (!is_valid(reference.date) || !lexer.next(tokens) || lexer.next(rest)) return {};
  std::optional<DateExpression> date = PhraseReader(tokens, reference).read();
  if (date) date->begin = 0, date->end = static_cast<std::uint32_t>(phrase.size());
  return date;
}

}  // namespace dateline
