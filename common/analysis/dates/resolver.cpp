#include "common/analysis/dates/resolver.h"

#include <algorithm>
#include <cstdlib>

#include "common/analysis/dates/holidays.h"
#include "common/analysis/dates/values.h"

namespace dateline {
namespace {

// And a month that nothing is said to be going to happen in.
constexpr int kAheadUntold = 3;

}  // namespace

DateResolver::DateResolver(std::optional<DateTime> reference, int against_tense) : against_tense_(against_tense) {
  if (reference && is_valid(reference->date)) today_ = to_day_number(reference->date);
}

// What START, MID and END leave of a unit: about a third of it, whole months of a year; of what is earlier or later the part on that side of today.
UnitDays DateResolver::narrowed(UnitDays days, const TimePhrase& phrase) const {
  const bool start = phrase.mod == "START", end = phrase.mod == "END";
  if (phrase.up_to_now) {
    const bool around = today_ && days.from <= *today_ && *today_ <= days.to;
    if (around && start) days.to = *today_;
    if (around && end) days.from = *today_;
    return days;
  }
  const std::int64_t length = days.to - days.from + 1;
  if (length < 7 || !(start || end || phrase.mod == "MID")) return days;
  DayNumber second = days.from + static_cast<DayNumber>(length / 3), third = days.from + static_cast<DayNumber>(length * 2 / 3);
  if (length == 7) {
    ++second;  // Monday to Wednesday, Friday to Sunday
  } else if (length <= 31) {
    second = days.from + 10;
    third = days.from + 20;
  } else if (length <= 366) {
    const std::int64_t months = (length + 15) / 30;
    second = shifted(Grain::month, days.from, months / 3).value_or(second);
    third = shifted(Grain::month, days.from, months * 2 / 3).value_or(third);
  } else {
    const std::int64_t years = (length + 180) / 365;
    second = shifted(Grain::year, days.from, years / 3).value_or(second);
    third = shifted(Grain::year, days.from, years * 2 / 3).value_or(third);
  }
  if (start) return {days.from, second - 1};
  if (end) return {third, days.to};
  return {second, std::max(second, third - 1)};
}

std::optional<DayNumber> DateResolver::base_day(TimeBase base) const {
  if (base == TimeBase::mentioned && last_) return last_->begin;
  return today_;
}

// First day of what the phrase names in that year.
std::optional<DayNumber> DateResolver::in_year(const TimePhrase& phrase, int year) const {
  if (year < 1 || year > 9999) return {};
  if (phrase.holiday >= 0) return holiday_in(phrase.holiday, year);
  if (phrase.within) {
    const int months = phrase.month ? 1 : 12, first = phrase.month ? phrase.month : 1;
    const DayNumber from = to_day_number({year, first, 1}), to = to_day_number({year, first + months - 1, days_in_month(year, first + months - 1)});
    if (phrase.weekday) {
      const DayNumber day = nth_weekday(year, first, phrase.weekday, phrase.within);
      return day >= from && day <= to ? std::optional(day) : std::nullopt;
    }
    if (phrase.grain == Grain::week && !phrase.month && phrase.within > 0) {  // ISO 8601: the first week is that of the first Thursday
      return unit_begin(Grain::week, to_day_number({year, 1, 4})) + (phrase.within - 1) * 7;
    }
    const int days = phrase.grain == Grain::day ? 1 : 7;
    const DayNumber begin = phrase.within < 0 ? to - days + 1 : from + (phrase.within - 1) * days;
    return unit_begin(phrase.grain, std::clamp(begin, from, to));
  }
  switch (phrase.grain) {
    case Grain::quarter: return to_day_number({year, phrase.part * 3 - 2, 1});
    case Grain::half: return to_day_number({year, phrase.part * 6 - 5, 1});
    case Grain::season: return to_day_number({year, phrase.part * 3 + 3, 1});
    case Grain::month: return to_day_number({year, phrase.month, 1});
    case Grain::year:
    case Grain::decade:
    case Grain::century:
    case Grain::millennium: return unit_begin(phrase.grain, to_day_number({year, 1, 1}));
    default: break;
  }
  const CivilDate date{year, phrase.month ? phrase.month : 1, phrase.day};
  if (!is_valid(date)) return {};
  return unit_begin(phrase.grain, to_day_number(date));
}

std::optional<DayNumber> DateResolver::open_weekday(const TimePhrase& phrase, Tense tense) const {
  const auto base = base_day(phrase.base);
  if (!base) return {};
  const int back = (weekday_of_day(*base) - phrase.weekday + 7) % 7;  // 0: the day itself
  switch (phrase.side) {
    case TimeSide::last: return *base - (back ? back : 7);
    case TimeSide::coming: return *base + 7 - back;
    case TimeSide::next: return unit_begin(Grain::week, *base) + 7 + phrase.weekday - 1;
    case TimeSide::this_one: return unit_begin(Grain::week, *base) + phrase.weekday - 1;
    default: break;
  }
  return tense == Tense::future && back ? *base + 7 - back : *base - back;
}

// Tuesday of next week.
std::optional<DayNumber> DateResolver::week_weekday(const TimePhrase& phrase) const {
  const auto base = base_day(phrase.base);
  if (!base) return {};
  return unit_begin(Grain::week, *base) + static_cast<DayNumber>(phrase.count) * 7 + phrase.weekday - 1;
}

// Friday the 26th: the nearest day that is both.
std::optional<DayNumber> DateResolver::open_month(const TimePhrase& phrase) const {
  if (!today_) return {};
  std::optional<DayNumber> best;
  const DayNumber month = unit_begin(Grain::month, *today_);
  for (int count = -7; count <= 7; ++count) {
    const auto first = shifted(Grain::month, month, count);
    if (!first) continue;
    const CivilDate date = to_civil(*first);
    const CivilDate day{date.year, date.month, phrase.day};
    if (!is_valid(day) || weekday_of_day(to_day_number(day)) != phrase.weekday) continue;
    if (!best || std::abs(to_day_number(day) - *today_) < std::abs(*best - *today_)) best = to_day_number(day);
  }
  return best;
}

// The one of the years around that the tense and the distance speak for.
std::optional<DayNumber> DateResolver::open_year(const TimePhrase& phrase, Tense tense) const {
  const auto base = base_day(phrase.base);
  if (!base) return {};
  const int year = to_civil(*base).year;
  std::optional<DayNumber> best;
  std::int64_t least = 0;
  const int reach = phrase.day == 29 && phrase.month == 2 ? 8 : 1;
  for (int candidate = year - reach; candidate <= year + reach; ++candidate) {
    const auto begin = in_year(phrase, candidate);
    const auto span = begin ? unit_span(phrase.grain, *begin) : std::nullopt;
    if (!span) continue;
    const bool ahead = span->from > *base, behind = span->to < *base, around = !ahead && !behind;
    std::int64_t cost = ahead ? span->from - *base : behind ? *base - span->to : 0;
    switch (phrase.side) {
      case TimeSide::last: if (!behind) continue; break;
      case TimeSide::next:
      case TimeSide::coming: if (!ahead) continue; break;
      case TimeSide::this_one: if (candidate != year && !(around && phrase.grain == Grain::season)) continue; break;
      default:
        if (phrase.grain == Grain::quarter || phrase.grain == Grain::half) {
          if (candidate != year) cost += 60;  // results are of the year's quarters
        }
        if ((ahead && tense == Tense::past) || (behind && tense == Tense::future)) cost *= against_tense_;
        if (ahead && tense == Tense::unknown && phrase.grain >= Grain::month) cost *= kAheadUntold;
    }
    if (best && cost >= least && !around) continue;
    best = begin;
    least = cost;
  }
  return best;
}

std::optional<DateResolver::Unit> DateResolver::calendar(const TimePhrase& phrase, Tense tense) const {
  std::optional<DayNumber> begin;
  if (phrase.like_mentioned && quarter_) {  // the 1988 period
    begin = to_day_number({phrase.year, to_civil(quarter_->begin).month, 1});
    return Unit{Grain::quarter, *begin};
  }
  if (phrase.year) {
    begin = in_year(phrase, phrase.year);
  } else if (phrase.year_relative) {
    const auto base = base_day(phrase.base);
    if (base) begin = in_year(phrase, to_civil(*base).year + static_cast<int>(phrase.count));
  } else if (phrase.weekday && !phrase.month && phrase.day) {
    begin = open_month(phrase);
  } else if (phrase.weekday && !phrase.month && !phrase.within) {
    begin = phrase.weeks ? week_weekday(phrase) : open_weekday(phrase, tense);
  } else {
    begin = open_year(phrase, tense);
  }
  if (!begin) return {};
  return Unit{phrase.grain, *begin};
}

std::optional<DateResolver::Unit> DateResolver::relative(const TimePhrase& phrase) const {
  if (phrase.like_mentioned && quarter_ && phrase.grain == Grain::year) {
    const auto begin = shifted(Grain::quarter, quarter_->begin, phrase.count * 4);
    return begin ? std::optional(Unit{Grain::quarter, *begin}) : std::nullopt;
  }
  const auto base = base_day(phrase.base);
  if (!base) return {};
  const auto begin = shifted(phrase.grain, unit_begin(phrase.grain, *base), phrase.count);
  return begin ? std::optional(Unit{phrase.grain, *begin}) : std::nullopt;
}

std::optional<DateResolver::Unit> DateResolver::mentioned(const TimePhrase& phrase) const {
  std::optional<DayNumber> base = today_;
  if (phrase.grain == Grain::quarter) {
    if (quarter_) base = quarter_->begin;
    else if (today_) base = shifted(Grain::quarter, unit_begin(Grain::quarter, *today_), -1);
  } else if (last_ && last_->grain <= phrase.grain && (phrase.base == TimeBase::mentioned || phrase.grain < Grain::weekend)) {
    base = last_->begin;
  }
  if (!base) return {};
  if (phrase.grain == Grain::weekend) {  // the one that has begun last
    const DayNumber saturday = unit_begin(Grain::weekend, *base);
    return Unit{Grain::weekend, saturday > *base ? saturday - 7 : saturday};
  }
  const auto begin = shifted(phrase.grain, unit_begin(phrase.grain, *base), phrase.count);
  return begin ? std::optional(Unit{phrase.grain, *begin}) : std::nullopt;
}

std::optional<DateResolver::Unit> DateResolver::day_of(const TimePhrase& phrase, Tense tense) const {
  switch (phrase.kind) {
    case TimePhraseKind::calendar: return calendar(phrase, tense);
    case TimePhraseKind::relative: return relative(phrase);
    case TimePhraseKind::mentioned: return mentioned(phrase);
    case TimePhraseKind::time: {
      const auto base = last_ && last_->grain == Grain::day ? std::optional(last_->begin) : today_;
      return base ? std::optional(Unit{Grain::day, *base}) : std::nullopt;
    }
    default: return {};
  }
}

void DateResolver::resolve(const TimePhrase& phrase, Tense tense, DateExpression& out) {
  out.mod = phrase.mod;
  out.value.clear();
  out.from.reset();
  out.to.reset();
  switch (phrase.kind) {
    case TimePhraseKind::duration:
      out.type = TimexType::duration;
      out.value = duration_value(phrase.grain, phrase.amount);
      return;
    case TimePhraseKind::set:
      out.type = TimexType::set;
      out.value = set_value(phrase);
      return;
    case TimePhraseKind::reference:
      out.type = TimexType::date;
      out.value = phrase.literal;
      return;
    default: break;
  }
  const std::string time = time_value(phrase);
  out.type = time.empty() ? TimexType::date : TimexType::time;
  const std::optional<Unit> unit = day_of(phrase, tense);
  const auto span = unit ? unit_span(unit->grain, unit->begin) : std::nullopt;
  if (!span) return;
  out.value = unit_value(unit->grain, unit->begin) + time;
  const UnitDays days = narrowed(*span, phrase);
  out.from = days.from;
  out.to = days.to;
  last_ = unit;
  if (unit->grain == Grain::quarter && !phrase.like_mentioned && !(phrase.year_relative && phrase.count)) quarter_ = unit;
}

}  // namespace dateline
