// Whom and what hits are about: a table for people, JSON for programs.
#include <algorithm>
#include <cstdio>

#include "common/terminal.h"
#include "common/text/terminal_escape.h"
#include "query/present/hit_json.h"
#include "query/present/layout.h"
#include "query/present/present.h"

namespace dateline {
namespace {

constexpr std::size_t kWidestName = 40, kTypeWidth = 7;

std::string shown(const std::string& name, const Screen& screen) {
  const std::string escaped = escape_for_terminal(name, true);
  return screen.terminal ? isolated(escaped) : escaped;
}

// "  (Russia)  with George Shultz, Moscow": as much of it as `columns` hold, and no name cut.
std::string beside(const EntityCount& entity, std::size_t columns, const Screen& screen) {
  std::string text;
  const auto add = [&](const std::string& before, const std::string& name, const std::string& after) {
    std::string longer = text + before + shown(name, screen) + after;
    if (display_width(longer) > columns) return false;
    text = std::move(longer);
    return true;
  };
  if (!entity.country_name.empty()) add("  (", entity.country_name, ")");
  bool first = true;
  for (const Companion& other : entity.with) {
    if (!add(first ? "  with " : ", ", other.name, "")) break;
    first = false;
  }
  return text;
}

}  // namespace

void present_entities_text(const Result& result, const Screen& screen, std::ostream& out) {
  const Palette colours = palette(screen.colour);
  std::size_t name_width = 0, count_width = 0;
  for (const EntityCount& entity : result.entity_counts) {
    name_width = std::max(name_width, std::min(kWidestName, display_width(escape_for_terminal(entity.name, true))));
    count_width = std::max(count_width, with_separators(entity.articles).size());
  }
  for (const EntityCount& entity : result.entity_counts) {
    std::string row = padded_right(shown(entity.name, screen), name_width) + "  " + padded_right(entity.type, kTypeWidth) + padded_left(with_separators(entity.articles), count_width);
    if (!entity.first.empty()) row += "  " + entity.first + (entity.last == entity.first ? "" : " to " + entity.last);
    const std::size_t used = display_width(row);
    const std::string more = used < screen.width ? beside(entity, screen.width - used, screen) : "";
    out << row << (more.empty() ? "" : colours.dim + more + colours.reset) << "\n";
  }
}

void present_entities_json(const Result& result, std::ostream& out) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const EntityCount& entity : result.entity_counts) {
    nlohmann::ordered_json one{{"id", entity.id}, {"name", entity.name}, {"type", entity.type}, {"articles", entity.articles}, {"salience", entity.salience}};
    if (entity.in_database) one["in_database"] = entity.in_database;
    if (!entity.country.empty()) one["country"] = entity.country;
    one["first"] = entity.first.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(entity.first);
    one["last"] = entity.last.empty() ? nlohmann::ordered_json(nullptr) : nlohmann::ordered_json(entity.last);
    for (const Companion& other : entity.with) one["with"].push_back({{"id", other.id}, {"name", other.name}, {"articles", other.articles}});
    list.push_back(std::move(one));
  }
  out << dumped({{"schema", "dateline.entities/1"}, {"query", query_json(result)}, {"total", total_json(result.total)}, {"entities", list}, {"warnings", result.warnings}}) << "\n";
}

}  // namespace dateline
