// Facets: which values the fields of a set of articles have, counted over the articles given.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "common/article.h"
#include "query/request.h"
#include "query/result.h"

namespace dateline {

// Fields that have facets: source, author, section, lang, tag; person, org, place, entity; year, month.
const std::vector<std::string>& facet_fields();
// Whether it counts what articles name: those then need name_entities.
bool is_entity_facet(std::string_view field);

class FacetCounter {
 public:
  explicit FacetCounter(const std::vector<FacetRequest>& fields);  // each one of facet_fields()
  // Values that differ in case and accents alone are one, as they are for a query. An article has a value once.
  void add(const Article& article);
  // One a field. `each`: how many articles each one given stands for (1: all were given); above 1 the numbers are estimates.
  std::vector<Facet> facets(double each) const;

 private:
  using Spellings = std::unordered_map<std::string, std::uint64_t>;
  struct Value {
    std::uint64_t count = 0;
    Spellings spellings;
  };
  struct Field {
    FacetRequest wish;
    std::unordered_map<std::string, Value> values;
    std::uint64_t missing = 0;
  };

  std::vector<Field> fields_;
};

}  // namespace dateline
