// Dates as Elasticsearch's clients write them: a format in the first line, a time zone in the second, then a date, or date math.
#include <algorithm>

#include "common/error.h"
#include "server/elastic/date_math.h"
#include "server/http/http_error.h"
#include "tests/fuzz/target.h"

using namespace dateline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  std::string_view rest = as_text(data, size);
  const auto line = [&] {
    const std::string_view text = rest.substr(0, rest.find('\n'));
    rest.remove_prefix(std::min(rest.size(), text.size() + 1));
    return text;
  };
  const std::string_view format = line(), zone = line();
  try {
    check_date_format(format);
    format_date(1717200000123, format);
    DateReading reading{1717200000123, zone.empty() ? nullptr : time_zone(std::string(zone)), format.empty() ? kDefaultDateFormat : format};
    const std::int64_t first = read_date(rest, reading, false), last = read_date(rest, reading, true);
    must(first <= last, "what a date leaves open begins before it ends");
    format_date(first, reading.format);
  } catch (const HttpError&) {  // refused
  }
  return 0;
}
