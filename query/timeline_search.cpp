#include "query/timeline_search.h"

#include <xxhash.h>

#include <algorithm>
#include <map>
#include <set>
#include <string>

#include "common/store/schema.h"
#include "common/store/whole_lists.h"
#include "query/bursts.h"
#include "query/date_terms.h"
#include "query/headlines.h"
#include "query/timeline.h"

namespace dateline {
namespace {

constexpr std::uint64_t kAllCounted = 10'000;  // hits; of more a sample of half as many
constexpr std::uint64_t kSampled = kAllCounted / 2;

using Days = std::map<DayNumber, std::uint64_t>;

// One article of every so many, by chance: of each run of numbers some one, so that nothing that comes in turns comes always or never.
class OneOfEvery : public Xapian::PostingSource {
 public:
  explicit OneOfEvery(Xapian::docid step) : step_(step) {}
  void init(const Xapian::Database& database) override {
    last_ = database.get_lastdocid();
    started_ = false;
  }
  Xapian::doccount get_termfreq_min() const override { return 0; }
  Xapian::doccount get_termfreq_est() const override { return last_ / step_; }
  Xapian::doccount get_termfreq_max() const override { return last_ / step_ + 1; }
  void next(double) override { go_to(started_ ? run_ + 1 : 0); }
  void skip_to(Xapian::docid docid, double) override {
    if (!started_ || at_ < docid) go_to((docid - 1) / step_);
    if (at_ < docid) go_to(run_ + 1);
  }
  bool at_end() const override { return at_ > last_; }
  Xapian::docid get_docid() const override { return at_; }
  OneOfEvery* clone() const override { return new OneOfEvery(step_); }

 private:
  void go_to(Xapian::docid run) {
    started_ = true;
    run_ = run;
    at_ = run * step_ + 1 + static_cast<Xapian::docid>(XXH3_64bits(&run, sizeof run) % step_);
  }

  Xapian::docid step_, last_ = 0, run_ = 0, at_ = 0;
  bool started_ = false;
};

// Each article that matches, to the spy.
void show_all(const Xapian::Query& query, Database& database, Xapian::MatchSpy& spy) {
  Xapian::Enquire enquire(database.xapian());
  enquire.set_query(without_whole_lists(query, database, false));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.add_matchspy(&spy);
  enquire.get_mset(0, 0, database.xapian().get_doccount());
}

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

void add_timeline(TimelineUnit unit, const Xapian::ValueCountMatchSpy& spy, std::uint64_t each_stands_for, Result& result) {
  Days days = days_of(spy);
  std::uint64_t dated = 0;
  for (auto& [day, count] : days) dated += count *= each_stands_for;
  result.undated = spy.get_total() * each_stands_for - dated;
  result.timeline_unit = unit;
  result.timeline = make_timeline(days, *result.timeline_unit);
  if (result.timeline_unit != unit) result.warnings.push_back("the hits span too many periods: counted by a longer one");
}

}  // namespace

void add_timeline(TimelineUnit unit, const Xapian::ValueCountMatchSpy& days, Result& result) { add_timeline(unit, days, 1, result); }

void add_sampled_timeline(TimelineUnit unit, Xapian::Query query, Database& database, Result& result) {
  // A remote shard knows no sources of ours.
  std::uint64_t step = result.total.value > kAllCounted && !database.any_remote() ? result.total.value / kSampled : 1;
  for (;;) {
    Xapian::Query asked = query;
    if (step > 1) asked = Xapian::Query(Xapian::Query::OP_FILTER, query, Xapian::Query((new OneOfEvery(static_cast<Xapian::docid>(step)))->release()));
    Xapian::ValueCountMatchSpy spy(slot::kDay);
    show_all(asked, database, spy);
    // The engine takes a phrase for as frequent as its words together: there may be far fewer than it says.
    if (step > 1 && spy.get_total() < kSampled / 2) {
      step = std::max<std::uint64_t>(1, step * spy.get_total() / kSampled);
      continue;
    }
    if (step == 1) result.total = {spy.get_total(), Relation::eq};
    else if (result.total.relation != Relation::eq) result.total.value = spy.get_total() * step;
    return add_timeline(unit, spy, step, result);
  }
}

void search_timeline(const BuiltQuery& built, const Xapian::Query& ranked, std::optional<TimelineUnit> unit, const TimelineChoice& choice, Database& database, Result& result) {
  Xapian::ValueCountMatchSpy spy(slot::kDay);
  show_all(built.query, database, spy);
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
