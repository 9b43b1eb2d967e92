// Hits over time against what was published, and the headlines of its peaks, on a database of a made-up port's news.
#include <algorithm>
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "query/searcher.h"
#include "sample_search.h"

namespace dateline {
namespace {

std::string line_of(const std::string& id, const std::string& day, const std::string& title, const std::string& body) {
  return R"({"id":")" + id + R"(","title":")" + title + R"(","published":")" + day + R"(","language":"en","source":"Harbor Courier","body":")" + body + R"("})";
}

std::string two(int n) { return (n < 10 ? "0" : "") + std::to_string(n); }

// Ten months: each has a ferry article among twenty; in May a ferry runs aground (fifteen more); September has a hundred other articles and five of the ferry, no greater a share.
std::vector<std::string> port_lines() {
  std::vector<std::string> lines;
  for (int month = 1; month <= 10; ++month) {
    const std::string start = "2023-" + two(month) + "-";
    const int many = month == 9 ? 5 : 1;
    for (int i = 0; i < many; ++i) {
      const std::string n = std::to_string(month) + "-" + std::to_string(i);
      lines.push_back(line_of("timetable-" + n, start + two(3 + i), "Ferry timetable for the season", "The ferry sails at seven and at nine, the company said in its notice " + n + "."));
    }
    for (int i = 0; i < many * 19; ++i) {
      const std::string n = std::to_string(month) + "-" + std::to_string(i);
      lines.push_back(line_of("council-" + n, start + two(1 + i % 28), "Council notes " + n, "The council met about drains, lamps and item " + n + " of its list."));
    }
  }
  const std::vector<std::string> titles{"Grounded ferry blocks the narrows", "Tugs pull at grounded ferry", "Passengers leave grounded ferry", "Weather delays tugs", "Grounded ferry afloat again"};
  for (int i = 0; i < 15; ++i)
    lines.push_back(line_of("aground-" + std::to_string(i), "2023-05-" + two(10 + i), titles[static_cast<std::size_t>(i) % titles.size()], "The ferry lay on the sand bank, and tug number " + std::to_string(i) + " came to it."));
  lines.push_back(R"({"id":"undated","title":"Ferry lore","language":"en","body":"A ferry tale without a date."})");
  return lines;
}

const std::string& port() {
  static const ScratchFolder folder;
  static const std::string path = make_database(folder, "port", port_lines());
  return path;
}

Result timeline_of(const std::vector<std::string>& databases, const std::string& query, std::optional<TimelineUnit> unit = TimelineUnit::month, bool normalised = false) {
  Request request = request_for(query);
  request.timeline = unit;
  TimelineChoice choice;
  choice.normalised = normalised;
  return Searcher(databases).timeline(request, choice);
}

const Bucket& bucket_of(const Result& result, const std::string& key) {
  const auto found = std::find_if(result.timeline.begin(), result.timeline.end(), [&](const Bucket& bucket) { return bucket.key == key; });
  REQUIRE(found != result.timeline.end());
  return *found;
}

}  // namespace

TEST_CASE("a timeline knows how much was published in each period, matching or not", "[timeline]") {
  const Result result = timeline_of({port()}, "ferry");
  CHECK(result.timeline.size() == 10);
  CHECK(bucket_of(result, "2023-04").count == 1);
  CHECK(bucket_of(result, "2023-04").articles == 20);
  CHECK(bucket_of(result, "2023-05").count == 16);
  CHECK(bucket_of(result, "2023-05").articles == 35);
  CHECK(bucket_of(result, "2023-09").count == 5);
  CHECK(bucket_of(result, "2023-09").articles == 100);
  CHECK(result.total.value == 30);
  CHECK(result.total.relation == Relation::eq);
  CHECK(result.undated == 1);
}

TEST_CASE("the first and last periods are counted whole, although the hits begin and end within", "[timeline]") {
  const Result result = timeline_of({port()}, "sand", TimelineUnit::month);
  REQUIRE(result.timeline.size() == 1);
  CHECK(result.timeline[0].count == 15);
  CHECK(result.timeline[0].articles == 35);
}

TEST_CASE("the volume of any unit is that of its days", "[timeline]") {
  for (const TimelineUnit unit : {TimelineUnit::day, TimelineUnit::week, TimelineUnit::month, TimelineUnit::year}) {
    const Result result = timeline_of({port()}, "-nowhere", unit);
    std::uint64_t articles = 0;
    for (const Bucket& bucket : result.timeline) {
      CHECK(bucket.articles == bucket.count);
      articles += bucket.articles;
    }
    CHECK(articles == port_lines().size() - 1);
  }
}

TEST_CASE("a peak is named by a headline that says what set its time apart", "[timeline]") {
  const Result result = timeline_of({port()}, "ferry");
  REQUIRE(result.peaks.size() == 1);
  const Peak& peak = result.peaks[0];
  CHECK(peak.key == "2023-05");
  CHECK(peak.from == "2023-05-01");
  CHECK(peak.to == "2023-05-31");
  CHECK(peak.count == 16);
  CHECK(peak.articles == 35);
  REQUIRE(peak.headline);
  CHECK(peak.headline->title.find("ferry") != std::string::npos);
  CHECK(peak.headline->title.find("rounded") != std::string::npos);
  CHECK(peak.headline->published.substr(0, 7) == "2023-05");
  CHECK(peak.headline->source == "Harbor Courier");
  CHECK(peak.headline->id.rfind("aground-", 0) == 0);
}

TEST_CASE("a month with more of everything is no peak", "[timeline]") {
  for (const bool normalised : {false, true})
    for (const Peak& peak : timeline_of({port()}, "ferry", TimelineUnit::month, normalised).peaks) CHECK(peak.key != "2023-09");
}

TEST_CASE("in bare counts only what rises above its neighbours is a peak", "[timeline]") {
  const ScratchFolder folder;
  std::vector<std::string> lines;
  int id = 0;
  const auto add = [&](int month, int hits, int others) {
    for (int i = 0; i < hits + others; ++i, ++id)
      lines.push_back(line_of("n" + std::to_string(id), "2023-" + two(month) + "-" + two(1 + i % 28), "Notice", std::string(i < hits ? "A ferry" : "A lamp") + " was painted, says paper " + std::to_string(id) + "."));
  };
  for (int month = 1; month <= 8; ++month) add(month, month == 6 ? 12 : 14, month == 6 ? 0 : 200);
  const std::string path = make_database(folder, "thin", lines);
  CHECK(timeline_of({path}, "ferry", TimelineUnit::month, false).peaks.empty());
  const Result normalised = timeline_of({path}, "ferry", TimelineUnit::month, true);
  REQUIRE(normalised.peaks.size() == 1);
  CHECK(normalised.peaks[0].key == "2023-06");
}

TEST_CASE("two databases tell the timeline and the peaks of one", "[timeline]") {
  const ScratchFolder folder;
  std::vector<std::string> odd, even;
  for (const std::string& line : port_lines()) (odd.size() > even.size() ? even : odd).push_back(line);
  const Result one = timeline_of({port()}, "ferry"), both = timeline_of({make_database(folder, "odd", odd), make_database(folder, "even", even)}, "ferry");
  REQUIRE(both.timeline.size() == one.timeline.size());
  for (std::size_t i = 0; i < one.timeline.size(); ++i) {
    CHECK(both.timeline[i].count == one.timeline[i].count);
    CHECK(both.timeline[i].articles == one.timeline[i].articles);
  }
  REQUIRE(both.peaks.size() == one.peaks.size());
  for (std::size_t i = 0; i < one.peaks.size(); ++i) {
    CHECK(both.peaks[i].key == one.peaks[i].key);
    CHECK(both.peaks[i].headline->id == one.peaks[i].headline->id);
  }
  CHECK(both.total.value == one.total.value);
}

TEST_CASE("articles without titles make a peak without a headline", "[timeline]") {
  const ScratchFolder folder;
  std::vector<std::string> lines;
  for (int month = 1; month <= 12; ++month)
    for (int i = 0; i < 20; ++i)
      lines.push_back(line_of("n" + std::to_string(month) + "-" + std::to_string(i), "2023-" + two(month) + "-" + two(1 + i), "",
                              std::string(i == 0 || month == 4 ? "A ferry" : "A lamp") + " was painted in round " + std::to_string(month * 100 + i) + "."));
  const Result result = timeline_of({make_database(folder, "untitled", lines)}, "ferry");
  REQUIRE(result.peaks.size() == 1);
  CHECK_FALSE(result.peaks[0].headline);
}

TEST_CASE("without a unit the shortest is taken that makes few periods", "[timeline]") {
  CHECK(timeline_of({port()}, "sand", {}).timeline_unit == TimelineUnit::day);
  CHECK(timeline_of({port()}, "ferry", {}).timeline_unit == TimelineUnit::month);
  CHECK(timeline_of({port()}, "nosuchword", {}).timeline.empty());
  CHECK(timeline_of({port()}, "nosuchword", {}).total.value == 0);
}

TEST_CASE("of many hits a sample is counted, where its shape is enough", "[timeline]") {
  // The months in turn, half of them twice as often.
  std::vector<std::string> lines;
  std::vector<std::uint64_t> published(12);
  for (int i = 0; i < 18'000; ++i) {
    const int at = i % 18, month = at < 12 ? at : 2 * (at - 12);
    ++published[static_cast<std::size_t>(month)];
    lines.push_back(line_of(std::to_string(i), "2023-" + two(month + 1) + "-" + two(1 + i % 28), "Ferry", i % 90 == 0 ? "Fog." : "Sun."));
  }
  const ScratchFolder folder;
  const std::string path = make_database(folder, "many", lines, {AnalysisDepth::words, std::nullopt});
  Request request = request_for("ferry");
  request.timeline = TimelineUnit::month;
  request.timeline_of_sample = true;
  Searcher searcher({path});
  const Result sampled = searcher.search(request);
  REQUIRE(sampled.timeline.size() == 12);
  bool any_estimate = false;
  for (std::size_t month = 0; month < 12; ++month) {
    CAPTURE(month);
    CHECK(sampled.timeline[month].count * 10 > published[month] * 8);
    CHECK(sampled.timeline[month].count * 10 < published[month] * 12);
    any_estimate |= sampled.timeline[month].count != published[month];
  }
  CHECK(any_estimate);
  request.timeline_of_sample = false;
  const Result all = searcher.search(request);
  for (std::size_t month = 0; month < 12; ++month) CHECK(all.timeline[month].count == published[month]);
  // Few are all counted.
  request.query = "fog";
  const Result few = searcher.search(request);
  request.timeline_of_sample = true;
  CHECK(searcher.search(request).total.value == few.total.value);
  CHECK(few.total.value == 200);
  std::uint64_t counted = 0;
  for (const Bucket& bucket : searcher.search(request).timeline) counted += bucket.count;
  CHECK(counted == 200);
}

}  // namespace dateline
