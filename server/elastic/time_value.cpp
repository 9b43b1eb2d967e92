#include "server/elastic/time_value.h"

#include <charconv>
#include <cmath>

#include "server/elastic/error.h"

namespace dateline {

std::int64_t read_time_value(std::string_view text, const std::string& where) {
  double number = 0;
  const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
  const std::string_view unit = text.substr(static_cast<std::size_t>(end - text.data()));
  const double length = unit == "d" ? 86400e3 : unit == "h" ? 3600e3 : unit == "m" ? 60e3 : unit == "s" ? 1e3 : unit == "ms" ? 1 : unit == "micros" ? 1e-3 : unit == "nanos" ? 1e-6 : -1;
  if (text == "-1" || text == "0") return number < 0 ? -1 : 0;
  if (error != std::errc() || length < 0 || !std::isfinite(number) || std::abs(number * length) > 1e15)
    throw illegal_argument("failed to parse setting [" + where + "] with value [" + std::string(text) + "] as a time value: unit is missing or unrecognized");
  return static_cast<std::int64_t>(number * length);
}

}  // namespace dateline
