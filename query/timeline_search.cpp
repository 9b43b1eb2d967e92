#include "query/timeline_search.h"

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "common/store/schema.h"
#include "query/bursts.h"
#include "query/date_terms.h"
#include "query/headlines.h"
#include "query/timeline.h"

namespace dateline {
namespace {

using Days = std::map<DayNumber, std::uint64_t>;

Days days_of(const Xapian::ValueCountMatchSpy& spy) {
  Days days;
  for (auto value = spy.values_begin(); value != spy.values_end(); ++value) days[day_of_value(*value)] += value.get_termfreq();
  return days;
}

Days articles_of(DayNumber first, DayNumber last, const Xapian::Database& database) {
  const std::string start(prefix::kDay), end = day_term(to_civil(last));
  Days articles;
  auto term = database.allterms_begin(start);
  for (term.skip_to(day_term(to_civil(first))); term != database.allterms_end(start) && *term <= end; ++term)
    if (const auto day = parse_date((*term).substr(start.size()))) articles[to_day_number(day->date)] += term.get_termfreq();
  return articles;
}

Xapian::Query published(DayNumber from, DayNumber to) {
  const std::vector<std::string> terms = day_range_terms(from, to);
  return Xapian::Query(Xapian::Query::OP_OR, terms.begin(), terms.end());
}

// Whether the periods [first, last] hold one with more hits than the period before them has, and than the one behind.
bool rises(const std::vector<Bucket>& timeline, std::size_t first, std::size_t last) {
  std::uint64_t most = 0;
  for (std::size_t at = first; at <= last; ++at) most = std::max(most, timeline[at].count);
  return (first == 0 || timeline[first - 1].count < most) && (last + 1 == timeline.size() || timeline[last + 1].count < most);
}

Peak peak_at(const Burst& burst, const std::set<std::string>& asked, const Xapian::Query& ranked, Database& database, const Result& result) {
  const TimelineUnit unit = *result.timeline_unit;
  const auto first = result.timeline.begin() + static_cast<std::ptrdiff_t>(burst.first), last = result.timeline.begin() + static_cast<std::ptrdiff_t>(burst.last);
  const Bucket& top = *std::max_element(first, last + 1, [](const Bucket& a, const Bucket& b) { return a.count < b.count; });
  Peak peak{top.key, first->from, to_rfc3339(to_civil(last_day(*last, unit))), 0, 0, {}};
  for (auto bucket = first; bucket <= last; ++bucket) {
    peak.count += bucket->count;
    peak.articles += bucket->articles;
  }
  const Xapian::Query days = published(first_day(top), last_day(top, unit));
  peak.headline = headline_of(Xapian::Query(Xapian::Query::OP_FILTER, ranked, days), Xapian::Query(Xapian::Query::OP_AND_NOT, ranked, days), asked, database);
  return peak;
}

void add_peaks(const std::set<std::string>& asked, const Xapian::Query& ranked, bool normalised, Database& database, Result& result) {
  std::vector<Batch> batches;
  for (const Bucket& bucket : result.timeline) batches.push_back({bucket.count, bucket.articles});
  std::vector<Burst> bursts = find_bursts(batches);
  if (!normalised)
    bursts.erase(std::remove_if(bursts.begin(), bursts.end(), [&](const Burst& burst) { return !rises(result.timeline, burst.first, burst.last); }), bursts.end());
  if (bursts.size() > kMostPeaks) bursts.resize(kMostPeaks);
  std::sort(bursts.begin(), bursts.end(), [](const Burst& a, const Burst& b) { return a.first < b.first; });
  for (const Burst& burst : bursts) result.peaks.push_back(peak_at(burst, asked, ranked, database, result));
}

}  // namespace

void add_timeline(TimelineUnit unit, const Xapian::ValueCountMatchSpy& days, Result& result) {
  const Days counts = days_of(days);
  std::uint64_t dated = 0;
  for (const auto& [day, count] : counts) dated += count;
  result.undated = days.get_total() - dated;
  result.timeline_unit = unit;
  result.timeline = make_timeline(counts, *result.timeline_unit);
  if (result.timeline_unit != unit) result.warnings.push_back("the hits span too many periods: counted by a longer one");
}

void search_timeline(const BuiltQuery& built, const Xapian::Query& ranked, std::optional<TimelineUnit> unit, const TimelineChoice& choice, Database& database, Result& result) {
  const Xapian::doccount articles = database.xapian().get_doccount();
  Xapian::ValueCountMatchSpy spy(slot::kDay);
  Xapian::Enquire enquire(database.xapian());
  enquire.set_query(built.query);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.add_matchspy(&spy);
  enquire.get_mset(0, 0, articles);
  result.total = {spy.get_total(), Relation::eq};
  if (!unit) {
    const Days days = days_of(spy);
    unit = days.empty() ? choice.units.front() : fitting_unit(days.begin()->first, days.rbegin()->first, choice);
  }
  add_timeline(*unit, spy, result);
  if (result.timeline.empty()) return;
  add_volume(articles_of(first_day(result.timeline.front()), last_day(result.timeline.back(), *result.timeline_unit), database.xapian()), *result.timeline_unit,
             result.timeline);
  add_peaks(built.highlight, ranked, choice.normalised, database, result);
}

}  // namespace dateline
