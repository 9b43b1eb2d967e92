#include "query/facets.h"

#include <algorithm>
#include <cmath>
#include <set>
#include <utility>

#include "common/text/fold.h"
#include "query/entity_counts.h"
#include "query/syntax.h"
#include "query/syntax_fields.h"

namespace dateline {
namespace {

// What values are told apart by, and how the article writes it.
struct Valued {
  std::string key, spelling;
};

constexpr std::size_t kYear = 4, kMonth = 7;  // bytes of 2024, 2024-03

std::vector<Valued> values_of(const Article& article, const std::string& field) {
  std::vector<Valued> values;
  const auto text = [&](const std::string& value) {
    if (std::string key = fold(value); !key.empty()) values.push_back({std::move(key), value});
  };
  if (field == "source") text(article.source);
  else if (field == "section") text(article.section);
  else if (field == "lang") text(article.language);
  else if (field == "author") std::for_each(article.authors.begin(), article.authors.end(), text);
  else if (field == "tag") std::for_each(article.tags.begin(), article.tags.end(), text);
  else if (field == "year" || field == "month") text(article.published.substr(0, field == "year" ? kYear : kMonth));
  else
    for (const ArticleEntity& entity : article.entities)
      if (field == "entity" || entity.type == field) values.push_back({entity.id, entity.name});
  return values;
}

std::string query_of(const std::string& field, const std::string& value) {
  Node word;
  word.kind = NodeKind::word;
  word.text = value;
  Node node;
  node.kind = NodeKind::field;
  node.field = field == "year" || field == "month" ? "date" : field;
  node.children.push_back(std::move(word));
  return to_string(node);
}

}  // namespace

const std::vector<std::string>& facet_fields() {
  static const std::vector<std::string> fields{"source", "author", "section", "lang", "tag", "person", "org", "place", "entity", "year", "month"};
  return fields;
}

bool is_entity_facet(std::string_view field) { return is_entity_field(field); }

FacetCounter::FacetCounter(const std::vector<FacetRequest>& fields) {
  for (const FacetRequest& wish : fields) fields_.push_back({wish, {}, 0});
}

void FacetCounter::add(const Article& article) {
  for (Field& field : fields_) {
    std::set<std::string> seen;
    for (Valued& one : values_of(article, field.wish.field)) {
      if (!seen.insert(one.key).second) continue;
      Value& value = field.values[one.key];
      ++value.count;
      ++value.spellings[one.spelling];
    }
    if (seen.empty()) ++field.missing;
  }
}

std::vector<Facet> FacetCounter::facets(double each) const {
  const auto estimate = [each](std::uint64_t count) { return static_cast<std::uint64_t>(std::llround(static_cast<double>(count) * each)); };
  std::vector<Facet> facets;
  for (const Field& field : fields_) {
    Facet facet{field.wish.field, each > 1 ? Relation::approx : Relation::eq, {}, 0, estimate(field.missing)};
    std::vector<const std::pair<const std::string, Value>*> order;
    for (const auto& value : field.values) order.push_back(&value);
    const std::size_t kept = std::min(field.wish.limit, order.size());
    std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(kept), order.end(), [](const auto* a, const auto* b) {
      return a->second.count != b->second.count ? a->second.count > b->second.count : a->first < b->first;
    });
    facet.other = order.size() - kept;
    order.resize(kept);
    for (const auto* value : order) {
      FacetValue told;
      told.value = usual_name(value->second.spellings);
      if (is_entity_facet(facet.field)) told.id = value->first;
      told.query = query_of(facet.field, told.value);
      told.count = estimate(value->second.count);
      facet.values.push_back(std::move(told));
    }
    facets.push_back(std::move(facet));
  }
  return facets;
}

}  // namespace dateline
