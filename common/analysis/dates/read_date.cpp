#include "common/analysis/dates/dates_in_text.h"
#include "common/analysis/dates/grammar.h"
#include "common/analysis/dates/resolver.h"
#include "common/date_names.h"

namespace dateline {
namespace {

// What a phrase may begin with: in, from, between.
bool is_lead(TimeWord word) {
  using W = TimeWord;
  return is_one_of(word, W::in, W::on, W::at, W::from, W::between, W::since, W::for_, W::within);
}

class PhraseReader {
 public:
  PhraseReader(const DateTokens& tokens, bool english, DateTime reference, Tense tense)
      : tokens_(tokens), grammar_(tokens, english), resolver_(reference, kStrict), today_(to_day_number(reference.date)), now_(reference.seconds.value_or(0)),
        tense_(tense) {}

  std::optional<DateExpression> read() {
    std::size_t at = 0;
    while (at < tokens_.size() && is_lead(tokens_.word(at))) ++at;
    std::optional<TimePhrase> first = grammar_.match(at), second;
    if (!first) return {};
    grammar_.complete(*first);
    if (first->end < tokens_.size()) {
      second = grammar_.continued(*first);
      if (!second && grammar_.is_joint(first->end)) second = grammar_.match(first->end + 1);
      if (!second || second->end != tokens_.size()) return {};
    }
    DateExpression whole{};
    if (!read_days(*first, at > 0 && tokens_.word(at - 1) == TimeWord::in, whole)) return {};
    if (second) {
      DateExpression last{};
      if (!read_days(*second, false, last) || *last.to < *whole.from) return {};
      whole.to = last.to;
      whole.value = to_rfc3339(to_civil(*whole.from)) + "/" + to_rfc3339(to_civil(*whole.to));
    }
    return whole;
  }

 private:
  static constexpr int kStrict = 1000;  // a phrase's tense is given, not guessed

  // False where the phrase has no days. `ahead`: in two weeks.
  bool read_days(const TimePhrase& phrase, bool ahead, DateExpression& out) {
    resolver_.resolve(phrase, tense_, out);
    if (phrase.kind == TimePhraseKind::reference && phrase.literal == "PRESENT_REF") out.from = out.to = today_;
    if (phrase.kind == TimePhraseKind::set) return false;
    if (phrase.grain < Grain::day && (ahead || phrase.counted)) return read_hours(phrase, ahead, out);
    if (phrase.counted && phrase.base == TimeBase::publication) out.from = out.to = later(phrase.grain, phrase.count);
    if (phrase.kind == TimePhraseKind::duration && !phrase.amount.vague && phrase.amount.count > 0 && phrase.grain >= Grain::day) {
      out.type = TimexType::date;
      const std::int64_t count = phrase.amount.count;
      if (ahead) {
        out.from = out.to = later(phrase.grain, count);
      } else if (phrase.side == TimeSide::last) {  // today is the last of them
        out.from = later(phrase.grain, -count);
        if (out.from) ++*out.from;
        out.to = today_;
      } else if (phrase.side == TimeSide::next) {
        out.from = today_;
        out.to = later(phrase.grain, count);
      }
    }
    return out.from && out.to;
  }

  // two hours ago; in 24 hours
  bool read_hours(const TimePhrase& phrase, bool ahead, DateExpression& out) const {
    if (phrase.amount.vague || phrase.kind != TimePhraseKind::duration) return false;
    const std::int64_t unit = phrase.grain == Grain::hour ? 3600 : phrase.grain == Grain::minute ? 60 : 1;
    const std::int64_t count = phrase.amount.count * 1000 + phrase.amount.thousandths;
    const std::int64_t seconds = now_ + (ahead || phrase.count > 0 ? 1 : -1) * count * unit / 1000;
    out.type = TimexType::time;
    out.from = out.to = later(Grain::day, seconds >= 0 ? seconds / 86400 : (seconds - 86399) / 86400);
    return out.from.has_value();
  }

  std::optional<DayNumber> later(Grain grain, std::int64_t count) const { return same_day_later(grain, today_, count); }

  const DateTokens& tokens_;
  DateGrammar grammar_;
  DateResolver resolver_;
  DayNumber today_;
  std::int64_t now_;  // seconds of today
  Tense tense_;
};

}  // namespace

std::optional<DateExpression> read_date(std::string_view phrase, DateTime reference, Tense tense) {
  if (!is_valid(reference.date)) return {};
  for (const DateNames& names : kDateNames) {
    const bool english = !has_foreign_date_words(names.language);
    DateLexer lexer(phrase, names.language);
    DateTokens tokens, rest;
    if (!lexer.next(tokens) || lexer.next(rest)) return {};
    if (std::optional<DateExpression> date = PhraseReader(tokens, english, reference, tense).read()) {
      date->end = static_cast<std::uint32_t>(phrase.size());
      return date;
    }
  }
  return {};
}

}  // namespace dateline
