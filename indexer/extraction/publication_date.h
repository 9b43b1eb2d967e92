// The publication date of an article as a ledger: every date that something says of it, which one wins and why the others do not.
// Readers fill in candidates (html_dates.h, raw_text.h, the address, the path); decide() judges them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/article.h"
#include "common/date.h"

namespace dateline {

enum class DateRole { published, modified };

// One date that something says of the article.
struct DateCandidate {
  DateTime when;                     // as written; year or day 0: not said
  std::optional<CivilDate> swapped;  // 3/4/2024: the other reading
  bool open_order = false;           // and which is meant depends on the region: `when` has the month first
  DateRole role = DateRole::published;
  std::string from;                  // Article::published_from
  std::string detail;                // where exactly: "meta article:published_time"
  std::string text;                  // as it stands there, shortened
  double confidence = 0;             // that it is the day of publication, were it the only one: 0 to 1
  std::string set_aside;             // why it cannot be; empty: in the running
};

// What else the judgement needs to know.
struct DateContext {
  std::optional<std::int64_t> now;   // later dates are impossible
  std::optional<bool> month_first;   // how the page's region writes 3/4/2024, where that is known
};

struct DateLedger {
  std::vector<DateCandidate> candidates;        // in the order of the source
  std::optional<std::size_t> published, modified;  // which of them won
  double confidence = 0;                        // of `published`, its witnesses and adversaries considered
};

inline constexpr std::size_t kMostCandidates = 256;  // more are not looked at

void add_candidate(DateLedger& ledger, DateCandidate candidate);

// Judges the candidates: docs/decisions/publication-dates.md has the rule and the figures. May be called again when candidates have been added.
void decide(DateLedger& ledger, const DateContext& context);

// What the ledger decided, as fields of an article. A time of day without a zone gets that in which another candidate names
// the same minute; without such a one it is left out: RFC 3339 could only claim one.
void set_dates(Article& article, const DateLedger& ledger);

// How much a candidate says: "instant", "local time", "day", "month", "day of a year", "year".
const char* precision_of(const DateTime& when);
// As much as is known: "2024-03-14T09:30:00Z", "2024-03-14T09:30:00" (no zone), "2024-03-14", "2024-03", "--03-14".
std::string written(const DateTime& when);

}  // namespace dateline
