#include "server/elastic/field_names.h"

#include "common/article_json.h"
#include "server/elastic/error.h"

namespace dateline {
namespace {

struct Known {
  std::string_view field;    // of the article, or a name of ours
  FieldKind kind;
  TextPart part;
  std::string_view engine;
  std::string_view article;
  std::string_view type;     // in mappings
};

constexpr TextPart kNoPart = TextPart::either;
constexpr Known kKnown[] = {
    {"title", FieldKind::text, TextPart::title, "", "title", "text"},
    {"body", FieldKind::text, TextPart::body, "", "body", "text"},
    {"published", FieldKind::date, kNoPart, "published", "published", "date"},
    {"source", FieldKind::worded, kNoPart, "source", "source", "text"},
    {"authors", FieldKind::worded, kNoPart, "author", "authors", "text"},
    {"section", FieldKind::worded, kNoPart, "section", "section", "text"},
    {"tags", FieldKind::worded, kNoPart, "tag", "tags", "text"},
    {"language", FieldKind::keyword, kNoPart, "lang", "language", "keyword"},
    {"url", FieldKind::keyword, kNoPart, "url", "url", "keyword"},
    {"id", FieldKind::keyword, kNoPart, "id", "id", "keyword"},
    {"entities", FieldKind::keyword, kNoPart, "entity", "", "keyword"},
    {"entities.name", FieldKind::keyword, kNoPart, "entity", "", "keyword"},
    {"entities.id", FieldKind::keyword, kNoPart, "entity", "", "keyword"},
    {"entity", FieldKind::keyword, kNoPart, "entity", "", "keyword"},
    {"person", FieldKind::keyword, kNoPart, "person", "", "keyword"},
    {"org", FieldKind::keyword, kNoPart, "org", "", "keyword"},
    {"place", FieldKind::keyword, kNoPart, "place", "", "keyword"},
    {"dates", FieldKind::spoken_of, kNoPart, "", "", "date_range"},
    {"length", FieldKind::length, kNoPart, "length", "", "integer"},
};
constexpr std::string_view kSubField = ".keyword";

const Known* known(std::string_view field) {
  for (const Known& one : kKnown)
    if (one.field == field) return &one;
  return nullptr;
}

// Ours under its own name or another; articles' other names are those of ingest.
const Known* meant_by(std::string_view name) {
  if (const Known* own = known(name)) return own;
  return known(article_field(name));
}

std::optional<Field> find_field(std::string_view name) {
  if (name == "*" || name == "_all") return Field{std::string(name), FieldKind::text, TextPart::either, "", ""};
  std::string_view base = name;
  const bool whole = base.size() > kSubField.size() && base.substr(base.size() - kSubField.size()) == kSubField;
  if (whole) base.remove_suffix(kSubField.size());
  const Known* found = meant_by(base);
  if (!found) return {};
  if (whole && found->kind != FieldKind::worded && found->kind != FieldKind::keyword) return {};
  return Field{std::string(name), whole ? FieldKind::keyword : found->kind, found->part, std::string(found->engine), std::string(found->article)};
}

std::vector<FieldDescription> describe() {
  std::vector<FieldDescription> all;
  const auto add = [&](std::string_view name, const Known& known, std::string_view alias_of) {
    const bool aggregatable = known.kind != FieldKind::text && known.kind != FieldKind::worded && known.kind != FieldKind::spoken_of;
    all.push_back({std::string(name), std::string(known.type), aggregatable, std::string(alias_of)});
    const std::string sub(kSubField);
    if (known.kind == FieldKind::worded) all.push_back({std::string(name) + sub, "keyword", true, alias_of.empty() ? "" : std::string(alias_of) + sub});
  };
  for (const Known& one : kKnown)
    if (one.field != "entities" && one.field != "entity") add(one.field, one, "");
  for (const Known& one : kKnown) {
    const std::vector<std::string_view> keys = article_keys(one.field);
    for (std::string_view key : keys)
      if (key != one.field && key != "_id") add(key, one, one.field);
  }
  return all;
}

}  // namespace

bool matches_star(std::string_view pattern, std::string_view text) {
  std::size_t p = 0, t = 0, star = std::string_view::npos, resume = 0;
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = p++;
      resume = t;
    } else if (p < pattern.size() && pattern[p] == text[t]) {
      ++p;
      ++t;
    } else if (star != std::string_view::npos) {
      p = star + 1;
      t = ++resume;
    } else {
      return false;
    }
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

Field resolve_field(std::string_view name) {
  if (std::optional<Field> found = find_field(name)) return *std::move(found);
  std::string_view base = name;
  if (base.size() > kSubField.size() && base.substr(base.size() - kSubField.size()) == kSubField) base.remove_suffix(kSubField.size());
  if (const Known* found = meant_by(base); found && base != name)
    throw unknown_field(name, "does not exist: [" + std::string(base) + "] is of type " + std::string(found->type) + " and has no sub-field keyword");
  if (!article_field(name).empty() || name.substr(0, 6) == "extra." || name.substr(0, 9) == "entities.")
    throw unknown_field(name, "is stored with the articles and cannot be searched");
  throw unknown_field(name, "cannot be searched: it is none of the fields that Dateline indexes (see _field_caps); other keys of an article are stored, not searched");
}


std::vector<Field> resolve_fields(std::string_view pattern) {
  if (pattern.find('*') == std::string_view::npos || pattern == "*") return {resolve_field(pattern)};
  std::vector<Field> fields;
  const auto add = [&](bool aliases) {
    for (const FieldDescription& one : field_descriptions())
      if (one.alias_of.empty() != aliases && matches_star(pattern, one.name)) fields.push_back(resolve_field(one.name));
  };
  add(false);
  if (fields.empty()) add(true);
  if (fields.empty()) throw unknown_field(pattern, "matches none of the fields that Dateline indexes (see _field_caps)");
  return fields;
}

const std::vector<FieldDescription>& field_descriptions() {
  static const std::vector<FieldDescription> all = describe();
  return all;
}

}  // namespace dateline
