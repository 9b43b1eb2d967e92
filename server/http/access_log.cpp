#include "server/http/access_log.h"

#include <cmath>
#include <nlohmann/json.hpp>

#include "common/date.h"

namespace dateline {
namespace {

constexpr std::size_t kLongest = 500;

}  // namespace

std::string access_line(const HttpRecord& record, std::int64_t milliseconds) {
  char fraction[8];
  std::snprintf(fraction, sizeof fraction, ".%03dZ", static_cast<int>(milliseconds % 1000));
  constexpr std::int64_t kDay = 86400;
  const std::int64_t seconds = milliseconds / 1000;
  std::string time = to_rfc3339(DateTime{to_civil(static_cast<DayNumber>(seconds / kDay)), static_cast<int>(seconds % kDay), 0});
  time.replace(time.size() - 1, 1, fraction);
  const auto cut = [](const std::string& text) { return text.substr(0, kLongest); };
  nlohmann::ordered_json line{{"time", time}, {"peer", record.peer}, {"method", record.method}, {"path", cut(record.path)}};
  if (!record.query.empty()) line["query"] = cut(record.query);
  line["route"] = record.route.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(record.route);
  line["status"] = record.status;
  line["bytes_in"] = record.bytes_in;
  line["bytes_out"] = record.bytes_out;
  line["ms"] = std::round(record.seconds * 1e6) / 1e3;
  if (!record.agent.empty()) line["agent"] = cut(record.agent);
  return line.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
}

}  // namespace dateline
