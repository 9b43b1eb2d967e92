// The tables of this folder: a case a line, "input => expected", then any number of " !! more".
#pragma once

#include <fstream>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

namespace dateline {

struct TableRow {
  std::size_t line = 0;
  std::string input, expected;
  std::vector<std::string> more;
};

inline std::string trimmed(const std::string& text) {
  const std::size_t first = text.find_first_not_of(" \t\r"), last = text.find_last_not_of(" \t\r");
  return first == std::string::npos ? "" : text.substr(first, last - first + 1);
}

inline std::vector<std::string> lines_of(const std::string& text) {
  std::istringstream in(text);
  std::vector<std::string> lines;
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// Rows of tests/query/`name`. The input keeps the spaces before it.
inline std::vector<TableRow> read_table(const std::string& name) {
  const std::string path = std::string(DATELINE_SOURCE_DIR) + "/tests/query/" + name;
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::vector<TableRow> rows;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (trimmed(line).empty() || line == "#" || line.rfind("# ", 0) == 0) continue;
    const std::size_t arrow = line.find(" =>");
    if (arrow == std::string::npos) throw std::runtime_error(path + ":" + std::to_string(number) + ": no =>");
    TableRow row{number, line.substr(0, arrow), "", {}};
    std::string rest = line.substr(arrow + 3);
    std::vector<std::string> columns;
    for (std::size_t at = rest.find(" !! "); at != std::string::npos; at = rest.find(" !! ")) {
      columns.push_back(trimmed(rest.substr(0, at)));
      rest = rest.substr(at + 4);
    }
    columns.push_back(trimmed(rest));
    row.expected = columns.front();
    row.more.assign(columns.begin() + 1, columns.end());
    rows.push_back(row);
  }
  return rows;
}

}  // namespace dateline
