// The rule by which one of many dates is the day of publication.
#include "indexer/extraction/publication_date.h"

#include <catch2/catch.hpp>
#include <string>
#include <vector>

namespace dateline {
namespace {

DateCandidate candidate(const std::string& date, const std::string& from, double confidence, DateRole role = DateRole::published) {
  DateCandidate out;
  out.when = parse_date(date).value();
  if (date.size() == 19) out.when.offset_minutes.reset();  // 2024-03-14T09:30:00
  out.role = role;
  out.from = from;
  out.confidence = confidence;
  return out;
}

DateCandidate slashed(int year, int a, int b) {
  DateCandidate out = candidate("2000-01-01", "byline", 0.9);
  out.when.date = {year, a, b};
  out.swapped = CivilDate{year, b, a};
  out.open_order = true;
  return out;
}

struct Decided {
  std::string published, from, modified;
  double confidence = 0;
  std::vector<std::string> set_aside;
};

Decided decided(const std::vector<DateCandidate>& candidates, const DateContext& context = {}) {
  DateLedger ledger;
  for (const DateCandidate& one : candidates) add_candidate(ledger, one);
  decide(ledger, context);
  Article article;
  set_dates(article, ledger);
  Decided out{article.published, article.published_from, article.modified, article.published_confidence, {}};
  for (const DateCandidate& one : ledger.candidates) out.set_aside.push_back(one.set_aside);
  return out;
}

}  // namespace

TEST_CASE("without candidates the date is not known", "[publication_date]") {
  CHECK(decided({}).published.empty());
  CHECK(decided({}).from.empty());
}

TEST_CASE("the surest witness wins, and two of different kinds are surer than one", "[publication_date]") {
  CHECK(decided({candidate("2024-03-14", "meta", 0.9), candidate("2024-03-20", "byline", 0.5)}).published == "2024-03-14");
  const Decided agreed = decided({candidate("2024-03-20", "meta", 0.8), candidate("2024-03-14", "time", 0.7), candidate("2024-03-14", "url", 0.6)});
  CHECK(agreed.published == "2024-03-14");
  CHECK(agreed.confidence == Approx(1 - 0.3 * 0.4));
  // The same publishing system said twice is said once.
  CHECK(decided({candidate("2024-03-14", "meta", 0.9), candidate("2024-03-14", "jsonld", 0.9)}).confidence == Approx(0.9));
}

TEST_CASE("of two equal witnesses the first in the page wins", "[publication_date]") {
  CHECK(decided({candidate("2024-03-20", "byline", 0.9), candidate("2024-03-14", "byline", 0.9)}).published == "2024-03-20");
}

TEST_CASE("where machines are told one day and readers shown another, the earlier is that of publication", "[publication_date]") {
  CHECK(decided({candidate("2024-03-14", "meta", 0.94), candidate("2024-06-01", "byline", 0.95)}).published == "2024-03-14");
  CHECK(decided({candidate("2024-06-01", "meta", 0.95), candidate("2024-03-14", "byline", 0.94)}).published == "2024-03-14");
  // Not when the address speaks for the later, nor for hearsay.
  CHECK(decided({candidate("2024-06-01", "meta", 0.95), candidate("2024-06-01", "url", 0.9), candidate("2024-03-14", "byline", 0.94)}).published == "2024-06-01");
  CHECK(decided({candidate("2024-06-01", "meta", 0.95), candidate("2024-03-14", "byline", 0.6)}).published == "2024-06-01");
}

TEST_CASE("an instant in UTC bears out the local day that the page shows", "[publication_date]") {
  const Decided local = decided({candidate("2024-03-15T03:30:00Z", "jsonld", 0.94), candidate("2024-03-14", "byline", 0.92)});
  CHECK(local.published == "2024-03-14");
  CHECK(local.from == "byline");
  CHECK(decided({candidate("2024-03-15T03:30:00Z", "jsonld", 0.94), candidate("2024-03-14T22:30:00-05:00", "time", 0.9)}).published == "2024-03-14T22:30:00-05:00");
  // What is shown in passing does not move it, and 20 hours before is no zone.
  CHECK(decided({candidate("2024-03-15T03:30:00Z", "jsonld", 0.94), candidate("2024-03-14", "byline", 0.25)}).published == "2024-03-15T03:30:00Z");
  CHECK(decided({candidate("2024-03-15T20:00:00Z", "jsonld", 0.94), candidate("2024-03-14", "byline", 0.6)}).published == "2024-03-15T20:00:00Z");
}

TEST_CASE("of the witnesses of a day the one that knows the instant is taken", "[publication_date]") {
  const Decided both = decided({candidate("2024-03-14", "jsonld", 0.94), candidate("2024-03-14T09:30:00Z", "time", 0.7)});
  CHECK(both.published == "2024-03-14T09:30:00Z");
  CHECK(both.from == "time");
}

TEST_CASE("a time of day without a zone is not claimed to be UTC", "[publication_date]") {
  CHECK(decided({candidate("2024-03-14T09:30:00", "meta", 0.9)}).published == "2024-03-14");
  CHECK(decided({candidate("2024-03-14T09:30:00", "meta", 0.9), candidate("2024-03-14T09:30:00+01:00", "time", 0.8)}).published == "2024-03-14T09:30:00+01:00");
}

TEST_CASE("a time shown without a zone gets that in which another witness names the same minute", "[publication_date]") {
  CHECK(decided({candidate("2024-03-15T03:30:20Z", "jsonld", 0.94), candidate("2024-03-14T22:30:00", "byline", 0.92)}).published == "2024-03-14T22:30:00-05:00");
  CHECK(decided({candidate("2024-03-14T18:15:00Z", "jsonld", 0.5), candidate("2024-03-15T00:00:00", "byline", 0.92), candidate("2024-03-14T18:15:00Z", "meta", 0.6)}).published ==
        "2024-03-15T00:00:00+05:45");
  // Another minute, a zone that is none, hearsay.
  CHECK(decided({candidate("2024-03-15T03:34:00Z", "jsonld", 0.94), candidate("2024-03-14T22:30:00", "byline", 0.92)}).published == "2024-03-14");
  CHECK(decided({candidate("2024-03-14T22:30:00", "byline", 0.92), candidate("2024-03-15T20:30:00Z", "meta", 0.6)}).published == "2024-03-14");
  CHECK(decided({candidate("2024-03-14T22:30:00", "byline", 0.92), candidate("2024-03-15T03:30:00Z", "meta", 0.3)}).published == "2024-03-14");
}

TEST_CASE("impossible dates are set aside, with the reason", "[publication_date]") {
  DateContext context;
  context.now = to_instant(parse_date("2024-03-14T12:00:00Z").value());
  const Decided out = decided({candidate("2024-03-16", "meta", 0.9), candidate("1066-10-14", "meta", 0.9), candidate("2024-03-10", "byline", 0.3)}, context);
  CHECK(out.published == "2024-03-10");
  CHECK(out.set_aside == std::vector<std::string>{"in the future", "before there were newspapers", ""});
  // Elsewhere it is tomorrow already.
  CHECK(decided({candidate("2024-03-15", "meta", 0.9)}, context).published == "2024-03-15");
  CHECK(decided({candidate("2024-03-14T14:00:00Z", "meta", 0.9)}, context).published.empty());
  CHECK(decided({candidate("2024-03-16", "meta", 0.9)}).published == "2024-03-16");
}

TEST_CASE("what was set aside before stays so", "[publication_date]") {
  DateCandidate aside = candidate("2024-03-14", "time", 0.9);
  aside.set_aside = "in the comments";
  CHECK(decided({aside}).published.empty());
}

TEST_CASE("an update is kept apart, and stands in for the date only when readers are shown nothing else", "[publication_date]") {
  const Decided both = decided({candidate("2024-03-14", "meta", 0.9), candidate("2024-03-20", "byline", 0.97, DateRole::modified)});
  CHECK(both.published == "2024-03-14");
  CHECK(both.modified == "2024-03-20");
  const Decided shown = decided({candidate("2024-03-20", "byline", 0.96, DateRole::modified)});
  CHECK(shown.published == "2024-03-20");
  CHECK(shown.confidence == Approx(0.48));
  const Decided told = decided({candidate("2024-03-20", "meta", 0.5, DateRole::modified)});
  CHECK(told.published.empty());
  CHECK(told.modified == "2024-03-20");
}

TEST_CASE("3/4/2024 is read as the other dates have it, then as the region writes", "[publication_date]") {
  DateContext months, days;
  months.month_first = true;
  days.month_first = false;
  CHECK(decided({slashed(2024, 3, 4), candidate("2024-04-03", "url", 0.9)}, months).published == "2024-04-03");
  CHECK(decided({slashed(2024, 3, 4)}, months).published == "2024-03-04");
  CHECK(decided({slashed(2024, 3, 4)}, days).published == "2024-04-03");
  // The month first, less surely, when nothing is known.
  CHECK(decided({slashed(2024, 3, 4)}).published == "2024-03-04");
  CHECK(decided({slashed(2024, 3, 4)}).confidence == Approx(0.45));
}

TEST_CASE("a dateline without a year is of the year that brings it nearest to another date", "[publication_date]") {
  DateCandidate dateline = candidate("2000-12-31", "dateline", 0.95);
  dateline.when.date.year = 0;
  CHECK(decided({dateline, candidate("2024-01-02", "url", 0.6)}).published == "2023-12-31");
  CHECK(decided({dateline}).published.empty());
  CHECK(decided({dateline}).set_aside == std::vector<std::string>{"no whole date"});
  CHECK(decided({dateline, candidate("2024-06-02", "url", 0.6)}).published == "2024-06-02");
}

TEST_CASE("29 February without a year is no day of a year that has none", "[publication_date]") {
  DateCandidate dateline = candidate("2024-02-29", "dateline", 0.9);
  dateline.when.date.year = 0;
  CHECK(decided({dateline, candidate("2023-03-01", "url", 0.6)}).published == "2023-03-01");
  CHECK(decided({dateline, candidate("2024-03-01", "url", 0.6)}).published == "2024-02-29");
}

TEST_CASE("a ledger holds a bounded number of candidates", "[publication_date]") {
  DateLedger ledger;
  for (std::size_t i = 0; i < 2 * kMostCandidates; ++i) add_candidate(ledger, candidate("2024-03-14", "meta", 0.9));
  CHECK(ledger.candidates.size() == kMostCandidates);
}

TEST_CASE("a candidate is written as precisely as it is known", "[publication_date]") {
  DateTime when;
  const auto check = [&](const char* text, const char* precision) {
    CHECK(written(when) == text);
    CHECK(std::string(precision_of(when)) == precision);
  };
  when.date = {2024, 0, 0};
  check("2024", "year");
  when.date = {2024, 3, 0};
  check("2024-03", "month");
  when.date = {0, 3, 14};
  check("--03-14", "day of a year");
  when.date = {2024, 3, 14};
  check("2024-03-14", "day");
  when.seconds = 34200;
  check("2024-03-14T09:30:00", "local time");
  when.offset_minutes = 0;
  check("2024-03-14T09:30:00Z", "instant");
}

}  // namespace dateline
