// Hits over time and facets, as they are printed.
#include <catch2/catch.hpp>
#include <nlohmann/json.hpp>
#include <set>
#include <sstream>
#include <string>
#include <vector>

#include "common/text/terminal_escape.h"
#include "query/present/facets.h"
#include "query/present/present.h"
#include "query/present/time_axis.h"

namespace dateline {
namespace {

using Json = nlohmann::json;

std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

Result result_of(std::vector<Bucket> timeline) {
  Result result;
  result.query = result.understood = "harvest";
  for (const Bucket& bucket : timeline) result.total.value += bucket.count;
  result.timeline = std::move(timeline);
  result.timeline_unit = TimelineUnit::month;
  return result;
}

// A year by month, of which two months in the middle are a peak.
Result year_with_peak(const std::string& headline) {
  std::vector<Bucket> timeline;
  for (int month = 1; month <= 12; ++month) {
    const std::string key = (month < 10 ? "2024-0" : "2024-") + std::to_string(month);
    timeline.push_back({key, key + "-01", month == 6 ? 40u : month == 7 ? 30u : 5u, 1000});
  }
  Result result = result_of(std::move(timeline));
  result.peaks.push_back({"2024-06", "2024-06-01", "2024-07-31", 70, 2000, Headline{"fair", headline, "2024-06-12T08:00:00Z", "Brookmere Courier"}});
  return result;
}

std::string text_of(const Result& result, bool normalised, const Screen& screen) {
  std::ostringstream out;
  present_timeline_text(result, normalised, screen, out);
  return out.str();
}

std::string svg_of(const Result& result, bool normalised = false) {
  std::ostringstream out;
  present_timeline_svg(result, normalised, out);
  return out.str();
}

// Every tag that is opened is closed in its turn, and no text holds a bare & or <.
bool is_balanced(const std::string& xml) {
  std::vector<std::string> open;
  for (std::size_t at = 0; (at = xml.find('<', at)) != std::string::npos; ++at) {
    const std::size_t end = xml.find('>', at);
    if (end == std::string::npos) return false;
    const std::string tag = xml.substr(at + 1, end - at - 1), name = tag.substr(0, tag.find(' '));
    if (tag.back() == '/') continue;
    if (tag[0] != '/') {
      open.push_back(name);
    } else {
      if (open.empty() || open.back() != tag.substr(1)) return false;
      open.pop_back();
    }
  }
  for (std::size_t at = 0; (at = xml.find('&', at)) != std::string::npos; ++at)
    if (xml.compare(at, 5, "&amp;") && xml.compare(at, 4, "&lt;") && xml.compare(at, 4, "&gt;") && xml.compare(at, 6, "&quot;")) return false;
  return open.empty();
}

std::string ticks_of(CivilDate first, CivilDate last, TimelineUnit unit, std::size_t columns) {
  std::string text;
  for (const Tick& tick : time_ticks(to_day_number(first), to_day_number(last), unit, columns).ticks) text += (text.empty() ? "" : " ") + tick.label;
  return text;
}

}  // namespace

TEST_CASE("hits over time are bars that grow with the count, for people", "[present]") {
  Result result = result_of({{"2024-01", "2024-01-01", 12}, {"2024-02", "2024-02-01", 0}, {"2024-03", "2024-03-01", 1}});
  result.undated = 4;
  std::ostringstream out;
  present_timeline_text(result, false, {false, 60}, out);
  std::vector<std::string> rows;
  for (const std::string& line : lines_of(out.str())) {
    CHECK(display_width(line) <= 60);
    if (line.rfind("2024-", 0) == 0) rows.push_back(line);
  }
  REQUIRE(rows.size() == 3);
  CHECK(display_width(rows[0]) > display_width(rows[2]));
  CHECK(display_width(rows[2]) > display_width(rows[1]));
  CHECK(out.str().find("4 without a date") != std::string::npos);
}

TEST_CASE("hits over time in JSON and CSV", "[present]") {
  Result result = result_of({{"2024-01", "2024-01-01", 12}, {"2024-02", "2024-02-01", 0}});
  result.undated = 4;
  std::ostringstream json, csv;
  present_timeline_json(result, false, json);
  present_timeline_csv(result, false, csv);
  const Json parsed = Json::parse(json.str());
  CHECK(parsed.at("unit") == "month");
  CHECK(parsed.at("timeline").size() == 2);
  CHECK(parsed.at("undated") == 4);
  CHECK(csv.str() == "key,from,count\r\n2024-01,2024-01-01,12\r\n2024-02,2024-02-01,0\r\n");
}

TEST_CASE("hits over time are drawn as well-formed SVG, whatever was asked", "[present]") {
  Result result = result_of({{"2024-01", "2024-01-01", 12}, {"2024-02", "2024-02-01", 0}, {"2024-03", "2024-03-01", 1}});
  result.query = "a<b & \x1B\"c\"";
  const std::string svg = svg_of(result);
  CHECK(svg.rfind("<svg xmlns=", 0) == 0);
  CHECK(svg.find("for a&lt;b &amp; ") != std::string::npos);
  CHECK(svg.find("&quot;c&quot;</title>") != std::string::npos);
  CHECK(svg.find('\x1B') == std::string::npos);
  CHECK(svg.find("<title>2024-01: 12</title>") != std::string::npos);
  CHECK(svg.find("<title>2024-02") == std::string::npos);  // no bar
  CHECK(svg.find(">2024-03</text>") != std::string::npos);
  result.timeline.clear();
  CHECK(svg_of(result).find("<rect") == std::string::npos);
  CHECK(is_balanced(svg));
}

TEST_CASE("a peak is marked, and its headline stands below it within the width", "[present]") {
  const std::string headline = "Harvest fair draws record crowds as the new barley comes in early from all the valleys";
  for (const std::size_t width : {40u, 80u, 140u}) {
    const std::vector<std::string> lines = lines_of(text_of(year_with_peak(headline), false, {false, width}));
    for (const std::string& line : lines) CHECK(display_width(line) <= width);
    std::string below;
    bool in_peak = false;
    for (const std::string& line : lines) {
      const bool row = line.rfind("2024-", 0) == 0;
      if (row) {
        CHECK((line.find("▲") != std::string::npos) == (line.rfind("2024-06", 0) == 0));
        CHECK((line.find("│") != std::string::npos) == (line.rfind("2024-07", 0) == 0));
        in_peak = line.rfind("2024-06", 0) == 0;
      } else if (in_peak) {
        below += (below.empty() ? "" : " ") + line.substr(line.find_first_not_of(' '));
      }
    }
    CHECK(below == headline + " 2024-06-12 · Brookmere Courier");
  }
}

TEST_CASE("a headline cannot drive the terminal", "[present]") {
  const std::string text = text_of(year_with_peak("Fair \x1B[31mopens\x07"), false, {false, 80});
  CHECK(text.find('\x1B') == std::string::npos);
  CHECK(text.find('\x07') == std::string::npos);
}

TEST_CASE("normalised, the bars are shares of what was published", "[present]") {
  const Result result = result_of({{"2024-01", "2024-01-01", 10, 10000}, {"2024-02", "2024-02-01", 5, 100}});
  const std::string text = text_of(result, true, {false, 60});
  const std::vector<std::string> lines = lines_of(text);
  const auto row = [&](const std::string& key) {
    for (const std::string& line : lines)
      if (line.rfind(key, 0) == 0) return line;
    return std::string();
  };
  CHECK(row("2024-01").find("1.00‰") != std::string::npos);
  CHECK(row("2024-02").find("50.0‰") != std::string::npos);
  CHECK(display_width(row("2024-02")) > display_width(row("2024-01")));
  CHECK(text.find("per thousand articles") != std::string::npos);
}

TEST_CASE("normalised, JSON and CSV tell the articles of each period and the share", "[present]") {
  Result result = result_of({{"2024-01", "2024-01-01", 5, 1000}, {"2024-02", "2024-02-01", 0, 0}});
  std::ostringstream json, csv;
  present_timeline_json(result, true, json);
  present_timeline_csv(result, true, csv);
  const Json parsed = Json::parse(json.str());
  CHECK(parsed.at("timeline").at(0) == Json{{"key", "2024-01"}, {"from", "2024-01-01"}, {"count", 5}, {"articles", 1000}, {"share", 0.005}});
  CHECK(parsed.at("timeline").at(1).at("share").is_null());
  CHECK(csv.str() == "key,from,count,articles,share\r\n2024-01,2024-01-01,5,1000,0.005\r\n2024-02,2024-02-01,0,0,\r\n");
}

TEST_CASE("peaks in JSON name the article that explains them", "[present]") {
  Result result = year_with_peak("Harvest fair opens");
  result.peaks.push_back({"2024-10", "2024-10-01", "2024-10-31", 9, 0, {}});
  std::ostringstream out;
  present_timeline_json(result, false, out);
  const Json peaks = Json::parse(out.str()).at("peaks");
  REQUIRE(peaks.size() == 2);
  CHECK(peaks[0] == Json{{"key", "2024-06"}, {"from", "2024-06-01"}, {"to", "2024-07-31"}, {"count", 70}, {"articles", 2000}, {"share", 0.035},
                         {"headline", {{"id", "fair"}, {"title", "Harvest fair opens"}, {"published", "2024-06-12T08:00:00Z"}, {"source", "Brookmere Courier"}}}});
  CHECK(peaks[1].at("headline").is_null());
  CHECK(peaks[1].at("share").is_null());
}

TEST_CASE("a picture numbers its peaks and tells below what they were about", "[present]") {
  const std::string long_headline = "Harvest <fair> & \"market\" " + std::string(300, 'W');
  const std::string svg = svg_of(year_with_peak(long_headline));
  CHECK(is_balanced(svg));
  CHECK(svg.find("font-weight=\"bold\">1</text>") != std::string::npos);
  CHECK(svg.find(">Harvest &lt;fair&gt; &amp; &quot;market&quot; W") != std::string::npos);
  CHECK(svg.find("W…<title>Harvest") != std::string::npos);  // cut, the whole of it in the tooltip
  CHECK(svg.find("Brookmere Courier</title>") != std::string::npos);
  CHECK(svg.find(">2024-06</text>") != std::string::npos);
  CHECK(svg.find("href") == std::string::npos);
  CHECK(svg.find("url(") == std::string::npos);
}

TEST_CASE("the numbers of peaks side by side do not overlap", "[present]") {
  std::vector<Bucket> timeline;
  for (int day = 0; day < 365; ++day) {
    const std::string key = to_rfc3339(to_civil(to_day_number({2023, 1, 1}) + day));
    timeline.push_back({key, key, day >= 360 ? 90u : 1u, 100});
  }
  Result result = result_of(std::move(timeline));
  result.timeline_unit = TimelineUnit::day;
  for (int day = 360; day < 365; ++day) {
    const std::string& key = result.timeline[static_cast<std::size_t>(day)].key;
    result.peaks.push_back({key, key, key, 90, 100, {}});
  }
  const std::string svg = svg_of(result);
  std::vector<double> marks;
  for (std::size_t at = 0; (at = svg.find("text-anchor=\"middle\" font-weight=\"bold\"", at)) != std::string::npos; ++at) marks.push_back(std::stod(svg.substr(svg.rfind("x=\"", at) + 3)));
  REQUIRE(marks.size() == 5);
  for (std::size_t i = 1; i < marks.size(); ++i) CHECK(marks[i] - marks[i - 1] >= 10);
  CHECK(marks.back() <= 760);
}

TEST_CASE("a time axis is marked as closely as its labels leave room", "[present]") {
  CHECK(ticks_of({2024, 3, 14}, {2024, 3, 16}, TimelineUnit::day, 80) == "2024-03-14 2024-03-15 2024-03-16");
  CHECK(ticks_of({2024, 3, 12}, {2024, 3, 30}, TimelineUnit::day, 80) == "2024-03-18 2024-03-25");
  CHECK(ticks_of({2024, 1, 1}, {2024, 12, 31}, TimelineUnit::week, 80) == "2024-01 2024-04 2024-07 2024-10");
  CHECK(ticks_of({2006, 10, 20}, {2013, 11, 19}, TimelineUnit::month, 80) == "2007 2008 2009 2010 2011 2012 2013");
  CHECK(ticks_of({1851, 9, 18}, {2024, 3, 14}, TimelineUnit::year, 80) == "1860 1880 1900 1920 1940 1960 1980 2000 2020");
  CHECK(ticks_of({1, 1, 1}, {9999, 12, 31}, TimelineUnit::year, 80) == "1000 2000 3000 4000 5000 6000 7000 8000 9000");
  CHECK(ticks_of({2024, 1, 1}, {2024, 1, 31}, TimelineUnit::month, 80) == "2024-01");
}

TEST_CASE("facets stand below the hits, a value with its count, within the width", "[present]") {
  Facet source{"source", Relation::eq, {}, 3, 7};
  for (const char* name : {"Brookmere Courier", "Ostra Agency", "Lakeside Ledger"}) source.values.push_back({name, "", "", 1234});
  for (const std::size_t width : {32u, 80u}) {
    std::ostringstream out;
    print_facets({source, {"tag", Relation::eq, {}, 0, 9}}, {false, width}, out);
    for (const std::string& line : lines_of(out.str())) CHECK(display_width(line) <= width);
    CHECK(out.str().find("source  Brookmere Courier 1,234") != std::string::npos);
    CHECK(out.str().find("Lakeside Ledger 1,234") != std::string::npos);
    CHECK(out.str().find("3 more") != std::string::npos);
    CHECK(out.str().find("tag     none 9") != std::string::npos);
    CHECK(out.str().find("estimated") == std::string::npos);
  }
  source.relation = Relation::approx;
  std::ostringstream out;
  print_facets({source}, {false, 80}, out);
  CHECK(out.str().find("estimated") != std::string::npos);
}

TEST_CASE("facets in JSON tell how exact they are and how to narrow the search", "[present]") {
  const Facet person{"person", Relation::approx, {{"Anna Holm", "person:anna-holm", "person:\"Anna Holm\"", 5}}, 2, 1};
  CHECK(Json::parse(facets_json({person}).dump()) == Json{{"person", {{"relation", "approx"}, {"values", Json::array({Json{{"value", "Anna Holm"}, {"count", 5}, {"query", "person:\"Anna Holm\""}, {"id", "person:anna-holm"}}})}, {"other", 2}, {"missing", 1}}}});
}

}  // namespace dateline
