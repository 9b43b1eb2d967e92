#include "server/elastic/cat_table.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>

#include "common/text/utf8.h"
#include "server/elastic/error.h"
#include "server/elastic/field_names.h"
#include "server/elastic/media_type.h"
#include "server/elastic/write_parameters.h"

namespace dateline {
namespace {

std::size_t width(const std::string& text) { return static_cast<std::size_t>(std::count_if(text.begin(), text.end(), [](char c) { return (c & 0xC0) != 0x80; })); }

// A cell as wide as its column; nothing after the last.
std::string padded(const std::string& text, std::size_t columns, bool right, bool last) {
  const std::string blank(columns - std::min(columns, width(text)), ' ');
  return right ? blank + text : last ? text : text + blank;
}

std::vector<std::size_t> chosen_columns(const CatTable& table, const std::optional<std::vector<std::string>>& wanted) {
  std::vector<std::size_t> columns;
  if (!wanted) {
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      if (table.columns[i].shown) columns.push_back(i);
    return columns;
  }
  for (const std::string& pattern : *wanted)
    for (std::size_t i = 0; i < table.columns.size(); ++i)
      if (matches_star(pattern, table.columns[i].name) || pattern == table.columns[i].alias) columns.push_back(i);
  return columns;
}

void sort_rows(CatTable& table, const std::vector<std::string>& keys) {
  for (auto key = keys.rbegin(); key != keys.rend(); ++key) {
    const std::string name = key->substr(0, key->find(':'));
    const bool down = key->size() > name.size() && key->substr(name.size()) == ":desc";
    std::size_t at = 0;
    while (at < table.columns.size() && table.columns[at].name != name && table.columns[at].alias != name) ++at;
    if (at == table.columns.size()) throw ElasticError(400, "unsupported_operation_exception", "Unable to sort by unknown sort key `" + name + "`");
    const bool number = table.columns[at].number;
    std::stable_sort(table.rows.begin(), table.rows.end(), [&](const auto& a, const auto& b) {
      const auto& first = (down ? b : a)[at];
      const auto& second = (down ? a : b)[at];
      return number ? std::strtod(first.c_str(), nullptr) < std::strtod(second.c_str(), nullptr) : first < second;
    });
  }
}

std::string text_of(const CatTable& table, const std::vector<std::size_t>& columns, bool heading) {
  std::string out;
  const auto line = [&](const auto& cell) {
    for (std::size_t i = 0; i < columns.size(); ++i) {
      std::size_t wide = heading ? width(table.columns[columns[i]].name) : 0;
      for (const auto& row : table.rows) wide = std::max(wide, width(row[columns[i]]));
      out += (i ? " " : "") + padded(cell(columns[i]), wide, table.columns[columns[i]].number, i + 1 == columns.size());
    }
    out += "\n";
  };
  if (heading) line([&](std::size_t column) { return table.columns[column].name; });
  for (const auto& row : table.rows) line([&](std::size_t column) { return row[column]; });
  return out;
}

ElasticReply text_reply(std::string text) {
  ElasticReply reply{Json(nullptr)};
  reply.text = std::move(text);
  return reply;
}

}  // namespace

ElasticReply cat_reply(CatTable table, const HttpRequest& request) {
  UrlParameters parameters(request.parameters, request.path);
  const bool heading = parameters.boolean("v").value_or(false), help = parameters.boolean("help").value_or(false);
  const std::optional<std::string> format = parameters.text("format");
  const std::vector<std::size_t> columns = chosen_columns(table, parameters.list("h"));
  sort_rows(table, parameters.list("s").value_or(std::vector<std::string>()));
  parameters.ignore({"bytes", "time", "expand_wildcards", "include_unloaded_segments", "pri", "health", "ts"});
  pass_over_shards(parameters);
  parameters.done();
  if (help) {
    CatTable about;
    about.columns = {{"", "", "", true, false}, {"", "", "", true, false}, {"", "", "", true, false}};
    for (const CatColumn& column : table.columns) about.rows.push_back({column.name, "| " + column.alias, "| " + column.description});
    return text_reply(text_of(about, {0, 1, 2}, false));
  }
  const bool json = format ? *format == "json" : !media_type_of(request).text && request.header("accept").find("json") != std::string_view::npos;
  if (!json) return text_reply(text_of(table, columns, heading));
  Json list = Json::array();
  for (const auto& row : table.rows) {
    Json one = Json::object();
    for (const std::size_t column : columns) one[table.columns[column].name] = row[column];
    list.push_back(std::move(one));
  }
  return list;
}

std::string size_text(std::uint64_t bytes) {
  constexpr std::array<const char*, 5> kUnits{"b", "kb", "mb", "gb", "tb"};
  double size = static_cast<double>(bytes);
  std::size_t unit = 0;
  for (; size >= 1024 && unit + 1 < kUnits.size(); ++unit) size /= 1024;
  char text[32];
  std::snprintf(text, sizeof text, unit == 0 || size == std::floor(size) ? "%.0f%s" : "%.1f%s", std::floor(size * 10) / 10, kUnits[unit]);
  return text;
}

}  // namespace dateline
