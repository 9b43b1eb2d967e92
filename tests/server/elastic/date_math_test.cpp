#include <catch2/catch.hpp>

#include "server/elastic/date_math.h"
#include "server/elastic/error.h"

namespace dateline {
namespace {

const std::int64_t kNow = 1710419400000;  // 2024-03-14T12:30:00Z, a Thursday

std::string read(const std::string& text, bool last = false, const std::string& zone = "", std::string_view format = kDefaultDateFormat) {
  return format_date(read_date(text, {kNow, time_zone(zone), format}, last), "strict_date_optional_time");
}

}  // namespace

TEST_CASE("a date leaves open what it does not say: the first moment, or the last") {
  CHECK(read("2024") == "2024-01-01T00:00:00.000Z");
  CHECK(read("2024", true) == "2024-12-31T23:59:59.999Z");
  CHECK(read("2024-02", true) == "2024-02-29T23:59:59.999Z");
  CHECK(read("2024-03-14", true) == "2024-03-14T23:59:59.999Z");
  CHECK(read("2024-03-14T09", true) == "2024-03-14T09:59:59.999Z");
  CHECK(read("2024-03-14T09:30:15", true) == "2024-03-14T09:30:15.999Z");
  CHECK(read("2024-03-14T09:30:15.25Z", true) == "2024-03-14T09:30:15.250Z");
}

TEST_CASE("a date is read in its own zone, else in the one of the request") {
  CHECK(read("2024-03-14T00:00:00+02:00") == "2024-03-13T22:00:00.000Z");
  CHECK(read("2024-03-14", false, "+01:00") == "2024-03-13T23:00:00.000Z");
  CHECK(read("2024-03-14T00:00:00Z", false, "+01:00") == "2024-03-14T00:00:00.000Z");
  CHECK(read("now/d", false, "-05:00") == "2024-03-14T05:00:00.000Z");
}

TEST_CASE("date math adds, subtracts and rounds") {
  CHECK(read("now") == "2024-03-14T12:30:00.000Z");
  CHECK(read("now-7d") == "2024-03-07T12:30:00.000Z");
  CHECK(read("now-7d/d") == "2024-03-07T00:00:00.000Z");
  CHECK(read("now/d", true) == "2024-03-14T23:59:59.999Z");
  CHECK(read("now/w") == "2024-03-11T00:00:00.000Z");
  CHECK(read("now/w", true) == "2024-03-17T23:59:59.999Z");
  CHECK(read("now/M", true) == "2024-03-31T23:59:59.999Z");
  CHECK(read("now/y") == "2024-01-01T00:00:00.000Z");
  CHECK(read("now+h/h") == "2024-03-14T13:00:00.000Z");
  CHECK(read("2024-01-31||+1M") == "2024-02-29T00:00:00.000Z");
  CHECK(read("2024-03-14||+1M/d", true) == "2024-04-14T23:59:59.999Z");
  CHECK(read("2024-03-14||-1y") == "2023-03-14T00:00:00.000Z");
  CHECK(read("now-90000000y") == "0001-01-01T00:00:00.000Z");
  CHECK(read("now+1s") == "2024-03-14T12:30:01.000Z");
  CHECK(read("now-90m/m") == "2024-03-14T11:00:00.000Z");
}

TEST_CASE("formats are names or patterns, tried in turn") {
  CHECK(read("1710419400000") == "2024-03-14T12:30:00.000Z");
  CHECK(read("1710419400", false, "", "epoch_second") == "2024-03-14T12:30:00.000Z");
  CHECK(read("1710419400.5", false, "", "epoch_second") == "2024-03-14T12:30:00.500Z");
  CHECK(read("14/03/2024", false, "", "dd/MM/yyyy||yyyy") == "2024-03-14T00:00:00.000Z");
  CHECK(read("2024", true, "", "dd/MM/yyyy||yyyy") == "2024-12-31T23:59:59.999Z");
  CHECK(read("20240314", false, "", "basic_date") == "2024-03-14T00:00:00.000Z");
  CHECK(read("20240314T123000.000Z", false, "", "basic_date_time") == "2024-03-14T12:30:00.000Z");
  CHECK(read("Thu, 14 Mar 2024 12:30:00 +0000", false, "", "EEE, dd MMM yyyy HH:mm:ss Z") == "2024-03-14T12:30:00.000Z");
  CHECK(read("14 March 2024", false, "", "d MMMM yyyy") == "2024-03-14T00:00:00.000Z");
  CHECK(read("2024-03-14 12:30", false, "", "yyyy-MM-dd HH:mm") == "2024-03-14T12:30:00.000Z");
}

TEST_CASE("what is no date is refused with the text and the format") {
  for (const std::string text : {"yesterday", "2024-13-01", "2024-02-30", "now-7", "now-7x", "now*2d", "2024-03-14||x", "", "2024-03-14T25:00", "2024-03-14 09:30"}) {
    INFO(text);
    CHECK_THROWS_AS(read(text), ElasticError);
  }
  try {
    read("yesterday");
    FAIL("read");
  } catch (const ElasticError& error) {
    CHECK(std::string(error.what()) == "failed to parse date field [yesterday] with format [strict_date_optional_time||epoch_millis]");
  }
  CHECK_THROWS_AS(check_date_format("yyyy-QQ"), ElasticError);
  CHECK_NOTHROW(check_date_format("yyyy-MM-dd||epoch_millis"));
}

TEST_CASE("dates are written by names and patterns too") {
  CHECK(format_date(kNow, "yyyy-MM-dd") == "2024-03-14");
  CHECK(format_date(kNow, "strict_date_optional_time", TimeZone("+01:00")) == "2024-03-14T13:30:00.000+01:00");
  CHECK(format_date(kNow, "epoch_millis") == "1710419400000");
  CHECK(format_date(-1500, "epoch_second") == "-2");
  CHECK(format_date(kNow, "MMM d, yyyy HH:mm") == "Mar 14, 2024 12:30");
  CHECK(format_date(kNow, "EEEE yy", TimeZone("-13:00")) == "Wednesday 24");
}

TEST_CASE("a zone is an offset or a name, whose summer counts") {
  CHECK(read("2024-03-14", false, "Europe/Berlin") == "2024-03-13T23:00:00.000Z");
  CHECK(read("2024-07-14", false, "Europe/Berlin") == "2024-07-13T22:00:00.000Z");
  CHECK(read("2024-03-31||/d", true, "Europe/Berlin") == "2024-03-31T21:59:59.999Z");
  CHECK(format_date(kNow, "yyyy-MM-dd HH:mm XXX", TimeZone("America/New_York")) == "2024-03-14 08:30 -04:00");
  CHECK_THROWS_AS(time_zone("Mars/Olympus"), ElasticError);
}

}  // namespace dateline
