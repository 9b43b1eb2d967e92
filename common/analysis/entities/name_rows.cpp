#include "common/analysis/entities/name_rows.h"

#include <algorithm>

namespace dateline {
namespace {

std::string_view without_blanks(std::string_view text) {
  const std::size_t first = text.find_first_not_of(" \t\r");
  return first == std::string_view::npos ? std::string_view() : text.substr(first, text.find_last_not_of(" \t\r") + 1 - first);
}

}  // namespace

std::vector<std::string_view> split_row(std::string_view text, char at) {
  std::vector<std::string_view> parts;
  for (;;) {
    const std::size_t end = std::min(text.find(at), text.size());
    parts.push_back(without_blanks(text.substr(0, end)));
    if (end == text.size()) return parts;
    text.remove_prefix(end + 1);
  }
}

void each_row(std::string_view table, const std::function<void(const std::vector<std::string_view>& columns, std::size_t number)>& take) {
  std::size_t number = 0;
  for (const std::string_view line : split_row(table, '\n'))
    if (++number; !line.empty() && line.front() != '#') take(split_row(line, '|'), number);
}

}  // namespace dateline
