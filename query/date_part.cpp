#include "query/date_part.h"

#include <algorithm>
#include <string>

#include "common/store/schema.h"
#include "query/date_terms.h"
#include "query/summable.h"

namespace dateline {
namespace {

using Xapian::Query;

// Of those by day of publication, the sum of what recency and the nearest around: are worth.
double worth_of_day(const std::vector<DateWish>& wishes, DayNumber day) {
  double around = 0, recent = 0;
  for (const DateWish& wish : wishes) {
    if (wish.kind == WishKind::around) around = std::max(around, kAroundWeight * closeness(wish, day));
    if (wish.kind == WishKind::recency) recent += kRecencyWeight * closeness(wish, day);
  }
  return summable(around) + summable(recent);
}

// The days articles are of on which some wish is worth anything, and what they are worth.
std::vector<std::pair<DayNumber, double>> worth_by_day(const std::vector<DateWish>& wishes, const Xapian::Database& database) {
  const std::string lowest = database.get_value_lower_bound(slot::kDay);
  std::vector<std::pair<DayNumber, double>> days;
  if (lowest.empty()) return days;
  DayRange range{INT32_MAX, INT32_MIN};
  for (const DateWish& wish : wishes) {
    if (wish.kind == WishKind::spoken_of) continue;
    const DayRange one = reach(wish);
    range = {std::min(range.first, one.first), std::max(range.last, one.last)};
  }
  range = {std::max(range.first, day_of_value(lowest)), std::min(range.last, day_of_value(database.get_value_upper_bound(slot::kDay)))};
  for (DayNumber day = range.first; day <= range.last; ++day) {
    const CivilDate date = to_civil(day);
    // One article of the year 9999 makes no calendar of 8,000 years.
    if (date.month == 1 && date.day == 1 && !database.term_exists(year_term(date.year))) {
      day = to_day_number({date.year, 12, 31});
      continue;
    }
    if (const double worth = worth_of_day(wishes, day); worth > 0) days.emplace_back(day, worth);
  }
  return days;
}

// The fewest terms of whole months and years that hold all these days.
std::vector<std::string> months_of(DayNumber first, DayNumber last) {
  const CivilDate from = to_civil(first), to = to_civil(last);
  return day_range_terms(to_day_number({from.year, from.month, 1}), to_day_number({to.year, to.month, days_in_month(to.year, to.month)}));
}

}  // namespace

std::vector<Query> date_queries(const std::vector<DateWish>& wishes, const Xapian::Database& database) {
  std::vector<Query> queries;
  const std::vector<std::pair<DayNumber, double>> days = worth_by_day(wishes, database);
  if (!days.empty()) {
    Xapian::ValueMapPostingSource source(slot::kDay);
    for (const auto& [day, worth] : days) source.add_mapping(day_value(day), worth);
    // Articles of other months are passed over by their terms, without a look at their days.
    const std::vector<std::string> months = months_of(days.front().first, days.back().first);
    queries.emplace_back(Query::OP_FILTER, Query(&source), Query(Query::OP_OR, months.begin(), months.end()));
  }
  for (const DateWish& wish : wishes) {
    if (wish.kind != WishKind::spoken_of) continue;
    const std::vector<std::string> units = spoken_of_units(wish.from, wish.to);
    const auto constant = [](double weight, const Query& where) {
      Xapian::FixedWeightPostingSource source(weight);
      return Query(Query::OP_FILTER, Query(&source), where);
    };
    queries.push_back(constant(kAboutWeight / 2, Query(Query::OP_OR, units.begin(), units.end())));
    for (const std::string& unit : units) queries.push_back(constant(summable(kAboutWeight / 2 / static_cast<double>(units.size())), Query(unit)));
  }
  return queries;
}

std::vector<double> date_scores(const std::vector<DateWish>& wishes, std::optional<DayNumber> published, const std::vector<ArticleDate>& spoken_of) {
  std::vector<double> scores;
  std::optional<std::size_t> nearest;
  for (const DateWish& wish : wishes) {
    double score = 0;
    if (wish.kind == WishKind::spoken_of) {
      const std::vector<std::string> units = spoken_of_units(wish.from, wish.to), terms = spoken_of_terms(spoken_of);
      const auto met = std::count_if(units.begin(), units.end(), [&](const std::string& unit) { return std::binary_search(terms.begin(), terms.end(), unit); });
      if (met) score = kAboutWeight / 2 + static_cast<double>(met) * summable(kAboutWeight / 2 / static_cast<double>(units.size()));
    } else if (published) {
      score = summable((wish.kind == WishKind::around ? kAroundWeight : kRecencyWeight) * closeness(wish, *published));
      if (wish.kind == WishKind::around) {
        if (nearest && scores[*nearest] >= score) {
          score = 0;
        } else {
          if (nearest) scores[*nearest] = 0;
          nearest = scores.size();
        }
      }
    }
    scores.push_back(score);
  }
  return scores;
}

}  // namespace dateline
