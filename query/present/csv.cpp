#include <algorithm>

#include "query/present/hit_json.h"
#include "query/present/present.h"

namespace dateline {
namespace {

std::string cell(const std::string& text) {
  if (text.find_first_of("\",\r\n") == std::string::npos) return text;
  std::string quoted = "\"";
  for (const char c : text) {
    if (c == '"') quoted += '"';
    quoted += c;
  }
  return quoted + "\"";
}

}  // namespace

void present_csv(const Result& result, const std::vector<std::string>& fields, std::ostream& out) {
  std::vector<std::string> columns = fields.empty() ? usual_hit_fields() : fields;
  // The parts have columns of their own once there are several.
  if (fields.empty()) columns.erase(std::remove(columns.begin(), columns.end(), "parts"), columns.end());
  for (const std::string& column : columns) out << (&column == &columns.front() ? "" : ",") << column;
  out << "\r\n";
  for (const Hit& hit : result.hits) {
    for (const std::string& column : columns) out << (&column == &columns.front() ? "" : ",") << cell(hit_column(hit, column));
    out << "\r\n";
  }
}

}  // namespace dateline
