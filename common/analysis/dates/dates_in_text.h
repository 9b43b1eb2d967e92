// Expressions of time in an article's text, with their values (TIMEX3) and the days they cover. In English dates, times, durations and sets of every usual form;
// in the other languages with names of months (common/date_names.h) plain absolute dates and weekdays. The same grammar reads dates in queries.
#pragma once

#include <optional>
#include <string_view>
#include <vector>

#include "common/analysis/dates/date_expression.h"
#include "common/analysis/dates/tense.h"

namespace dateline {

// `out` is overwritten: rising, not overlapping, in bytes of the text. `language`: ISO 639-1; one that is not known is read as English. `reference`: day of
// publication; without one, expressions that depend on it stay without a value. Linear in the text, which may be
// anything of less than 4 GB.
void find_dates(std::string_view text, std::string_view language, std::optional<DateTime> reference, std::vector<DateExpression>& out);

// A phrase that is a date from its first word to its last: "3 weeks ago" (that day), "summer 2022", "2022-02", "last 10 days" (today is one of them),
// "from May to July"; names of months in all languages. `tense` tells "March" and "Monday" of the past from those to come. Nothing for any other phrase, and for what has no days.
std::optional<DateExpression> read_date(std::string_view phrase, DateTime reference, Tense tense = Tense::past);

}  // namespace dateline
