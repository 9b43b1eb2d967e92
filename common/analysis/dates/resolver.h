// Phrases to days: what "Monday", "last year" and "a year earlier" mean in an article of a day that has spoken of other days before.
#pragma once

#include <optional>

#include "common/analysis/dates/date_expression.h"
#include "common/analysis/dates/phrase.h"
#include "common/analysis/dates/tense.h"

namespace dateline {

class DateResolver {
 public:
  // A day the tense speaks against must be `against_tense` times as near to be taken.
  explicit DateResolver(std::optional<DateTime> reference, int against_tense = 3);

  // Type, value, mod and days; the bytes are left alone. Later phrases may refer to this one.
  void resolve(const TimePhrase& phrase, Tense tense, DateExpression& out);

 private:
  struct Unit {
    Grain grain;
    DayNumber begin;
  };

  std::optional<Unit> day_of(const TimePhrase& phrase, Tense tense) const;
  std::optional<Unit> calendar(const TimePhrase& phrase, Tense tense) const;
  std::optional<DayNumber> in_year(const TimePhrase& phrase, int year) const;
  std::optional<DayNumber> open_year(const TimePhrase& phrase, Tense tense) const;
  std::optional<DayNumber> open_weekday(const TimePhrase& phrase, Tense tense) const;
  std::optional<Unit> relative(const TimePhrase& phrase) const;
  std::optional<Unit> mentioned(const TimePhrase& phrase) const;
  std::optional<DayNumber> base_day(TimeBase base) const;

  std::optional<DayNumber> open_month(const TimePhrase& phrase) const;
  std::optional<DayNumber> week_weekday(const TimePhrase& phrase) const;
  UnitDays narrowed(UnitDays days, const TimePhrase& phrase) const;

  int against_tense_;
  std::optional<DayNumber> today_;
  std::optional<Unit> last_;     // mentioned
  std::optional<Unit> quarter_;  // the last quarter mentioned
};

}  // namespace dateline
