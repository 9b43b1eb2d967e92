#include "indexer/extraction/publication_date.h"

#include <algorithm>
#include <array>
#include <cstdio>
#include <cstdlib>

namespace dateline {
namespace {

constexpr int kFirstNewspaper = 1605;  // Carolus's Relation, Strasbourg
constexpr std::int64_t kHour = 3600, kDay = 24 * kHour;
constexpr double kStillSure = 0.99, kWellWitnessed = 0.9, kHearsay = 0.5, kUnsureOrder = 0.5;

// Evidence of different kinds errs for different reasons: what the publisher's system says to machines, what the page shows to readers, what the address says.
enum class Kind { told, shown, addressed };

Kind kind_of(const DateCandidate& one) {
  if (one.from == "byline" || one.from == "dateline" || one.from == "time") return Kind::shown;
  if (one.from == "url" || one.from == "path") return Kind::addressed;
  return Kind::told;
}

bool is_instant(const DateTime& when) { return is_whole(when.date) && when.seconds && when.offset_minutes; }

// Whether an instant that is written in UTC falls on `day` somewhere on earth.
bool may_fall_on(const DateTime& when, CivilDate day) {
  if (!is_instant(when) || *when.offset_minutes != 0) return false;
  const std::int64_t begins = std::int64_t{to_day_number(day)} * kDay, at = to_instant(when);
  return at >= begins - 14 * kHour && at < begins + kDay + 12 * kHour;
}

// What speaks for one day.
struct Group {
  CivilDate day;
  std::array<double, 3> by_kind{};  // the surest of each kind
  void add(const DateCandidate& one) {
    double& surest = by_kind[static_cast<std::size_t>(kind_of(one))];
    surest = std::max(surest, one.confidence);
  }
  double score() const {
    double doubt = 1;
    for (double one : by_kind) doubt *= 1 - one;
    return 1 - doubt;
  }
};

class Judge {
 public:
  Judge(DateLedger& ledger, const DateContext& context) : ledger_(ledger), context_(context) {}

  void run() {
    for (DateCandidate& one : ledger_.candidates) {
      if (!one.swapped) continue;
      settle_order(one);
    }
    for (DateCandidate& one : ledger_.candidates) complete_year(one);
    for (DateCandidate& one : ledger_.candidates) judge_alone(one);
    ledger_.published = choose(DateRole::published, &ledger_.confidence);
    double ignored = 0;
    ledger_.modified = choose(DateRole::modified, &ignored);
    // A reader who is shown nothing but an update takes that for the date; a machine's word for one is no evidence of the first publication.
    if (!ledger_.published && ledger_.modified && kind_of(ledger_.candidates[*ledger_.modified]) == Kind::shown) {
      ledger_.published = ledger_.modified;
      ledger_.confidence = ignored / 2;
    }
  }

 private:
  // 3/4/2024: as the other dates have it, else as the region writes.
  void settle_order(DateCandidate& one) {
    int first = 0, second = 0;
    for (const DateCandidate& other : ledger_.candidates) {
      if (&other == &one || other.swapped || !is_whole(other.when.date) || !other.set_aside.empty()) continue;
      first += other.when.date == one.when.date || may_fall_on(other.when, one.when.date);
      second += other.when.date == *one.swapped || may_fall_on(other.when, *one.swapped);
    }
    const bool as_is = first != second ? first > second : !one.open_order || context_.month_first.value_or(true);
    if (first == second && one.open_order && !context_.month_first) one.confidence *= kUnsureOrder;
    if (!as_is) one.when.date = *one.swapped;
    one.swapped.reset();
  }

  // "March 14" in a dateline is of the year in which another date is nearest.
  void complete_year(DateCandidate& one) {
    if (one.when.date.year || !one.when.date.day) return;
    DayNumber nearest = 45;
    std::optional<CivilDate> best;
    for (const DateCandidate& other : ledger_.candidates) {
      if (!is_whole(other.when.date) || !other.set_aside.empty()) continue;
      for (int year = other.when.date.year - 1; year <= other.when.date.year + 1; ++year) {
        const CivilDate date{year, one.when.date.month, one.when.date.day};
        if (!is_valid(date)) continue;
        const DayNumber apart = std::abs(to_day_number(date) - to_day_number(other.when.date));
        if (apart < nearest) {
          nearest = apart;
          best = date;
        }
      }
    }
    if (best) one.when.date = *best;
  }

  void judge_alone(DateCandidate& one) const {
    if (!one.set_aside.empty()) return;
    const CivilDate date = one.when.date;
    if (!is_whole(date))
      one.set_aside = "no whole date";
    else if (date.year < kFirstNewspaper)
      one.set_aside = "before there were newspapers";
    else if (context_.now && to_instant(one.when) > *context_.now + (is_instant(one.when) ? kHour : kDay))
      one.set_aside = "in the future";
  }

  std::optional<std::size_t> choose(DateRole role, double* confidence) const {
    const auto running = [&](const DateCandidate& one) { return one.set_aside.empty() && one.role == role; };
    std::vector<Group> groups;  // in the order in which their days appear
    for (const DateCandidate& one : ledger_.candidates)
      if (running(one)) group_of(groups, one.when.date).add(one);
    // An instant in UTC speaks also for the day that is shown on the page, when it was that day somewhere.
    for (const DateCandidate& one : ledger_.candidates)
      for (Group& group : groups)
        if (running(one) && one.when.date != group.day && group.by_kind[static_cast<std::size_t>(Kind::shown)] > kHearsay && may_fall_on(one.when, group.day)) group.add(one);
    const Group* best = nullptr;
    for (const Group& group : groups)
      if (!best || group.score() > best->score()) best = &group;
    if (!best) return {};
    // Where the page tells machines one day and shows readers another, the earlier is that of publication and the later of an update.
    const Group* surest = best;
    for (const Group& group : groups)
      if (contradicts(group, *surest) && group.score() >= kWellWitnessed && group.day < best->day && to_day_number(best->day) - to_day_number(group.day) > 1) best = &group;
    std::optional<std::size_t> winner;
    for (std::size_t i = 0; i < ledger_.candidates.size(); ++i) {
      const DateCandidate& one = ledger_.candidates[i];
      if (!running(one) || one.when.date != best->day) continue;
      if (!winner || better(one, ledger_.candidates[*winner])) winner = i;
    }
    *confidence = std::min(best->score(), kStillSure);
    return winner;
  }

  static Group& group_of(std::vector<Group>& groups, CivilDate day) {
    const auto found = std::find_if(groups.begin(), groups.end(), [&](const Group& group) { return group.day == day; });
    if (found != groups.end()) return *found;
    groups.push_back({day, {}});
    return groups.back();
  }

  // Each has witnesses of one kind, and not the same.
  static bool contradicts(const Group& a, const Group& b) {
    std::size_t kinds_of_a = 0, kinds_of_b = 0, shared = 0;
    for (std::size_t kind = 0; kind < a.by_kind.size(); ++kind) {
      const bool in_a = a.by_kind[kind] > kHearsay, in_b = b.by_kind[kind] > kHearsay;
      kinds_of_a += in_a;
      kinds_of_b += in_b;
      shared += in_a && in_b;
    }
    return kinds_of_a == 1 && kinds_of_b == 1 && shared == 0;
  }

  // Of those that name the day: the one that says more, then the surer one.
  static bool better(const DateCandidate& a, const DateCandidate& b) {
    if (is_instant(a.when) != is_instant(b.when)) return is_instant(a.when);
    return a.confidence > b.confidence;
  }

  DateLedger& ledger_;
  const DateContext& context_;
};

// The zone of a time that is shown without one, from the same minute that something else tells in UTC; without such a witness, no time.
DateTime honest(DateTime when, const DateLedger& ledger) {
  constexpr std::int64_t kZoneStep = 15 * 60, kSameMinute = 90, kWest = -12 * kHour, kEast = 14 * kHour;
  if (!when.seconds || when.offset_minutes) return when;
  for (const DateCandidate& other : ledger.candidates) {
    if (!other.set_aside.empty() || !is_instant(other.when) || other.confidence <= kHearsay) continue;
    const std::int64_t ahead = to_instant(when) - to_instant(other.when);
    const std::int64_t offset = (ahead + 14 * kDay + kZoneStep / 2) / kZoneStep * kZoneStep - 14 * kDay;
    if (ahead < kWest || ahead > kEast || std::abs(ahead - offset) > kSameMinute) continue;
    when.offset_minutes = static_cast<int>(offset / 60);
    return when;
  }
  when.seconds.reset();
  return when;
}

}  // namespace

void add_candidate(DateLedger& ledger, DateCandidate candidate) {
  if (ledger.candidates.size() < kMostCandidates) ledger.candidates.push_back(std::move(candidate));
}

void decide(DateLedger& ledger, const DateContext& context) { Judge(ledger, context).run(); }

void set_dates(Article& article, const DateLedger& ledger) {
  if (ledger.published) {
    const DateCandidate& winner = ledger.candidates[*ledger.published];
    article.published = to_rfc3339(honest(winner.when, ledger));
    article.published_from = winner.from;
    article.published_confidence = ledger.confidence;
  }
  if (ledger.modified) article.modified = to_rfc3339(honest(ledger.candidates[*ledger.modified].when, ledger));
}

const char* precision_of(const DateTime& when) {
  if (!when.date.month) return "year";
  if (!when.date.year) return "day of a year";
  if (!when.date.day) return "month";
  return !when.seconds ? "day" : when.offset_minutes ? "instant" : "local time";
}

std::string written(const DateTime& when) {
  char text[32];
  if (!when.date.month)
    std::snprintf(text, sizeof text, "%04d", when.date.year);
  else if (!when.date.year)
    std::snprintf(text, sizeof text, "--%02d-%02d", when.date.month, when.date.day);
  else if (!when.date.day)
    std::snprintf(text, sizeof text, "%04d-%02d", when.date.year, when.date.month);
  else {
    std::string out = to_rfc3339(when);
    if (when.seconds && !when.offset_minutes) out.pop_back();  // the Z
    return out;
  }
  return text;
}

}  // namespace dateline
