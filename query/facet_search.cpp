#include "query/facet_search.h"

#include <algorithm>
#include <iterator>

#include "common/store/whole_lists.h"
#include "query/entity_names.h"
#include "query/facets.h"

namespace dateline {
namespace {

// Facets of one kind: what articles name, or all else.
std::vector<Facet> count_some(const std::vector<FacetRequest>& fields, bool of_entities, const Xapian::MSet& mset, std::size_t most, Database& database, NameTable& names) {
  if (fields.empty()) return {};
  FacetCounter counter(fields);
  const Xapian::doccount step = static_cast<Xapian::doccount>(std::max<std::size_t>(1, (mset.size() + most - 1) / most));
  std::size_t read = 0;
  for (Xapian::doccount at = 0; at < mset.size(); at += step, ++read) {
    Article article = database.article_of(mset[at].get_document());
    if (of_entities) name_entities(article, names);
    counter.add(article);
  }
  return counter.facets(read ? static_cast<double>(mset.size()) / static_cast<double>(read) : 1);
}

}  // namespace

bool any_entity_facet(const std::vector<FacetRequest>& fields) {
  return std::any_of(fields.begin(), fields.end(), [](const FacetRequest& wish) { return is_entity_facet(wish.field); });
}

void count_facets(const Xapian::Query& query, const std::vector<FacetRequest>& fields, Database& database, NameTable& names, Result& result, const FacetEffort& effort) {
  Xapian::Enquire enquire(database.xapian());
  enquire.set_query(without_whole_lists(query, database, false));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const Xapian::MSet mset = enquire.get_mset(0, database.xapian().get_doccount());
  result.total = {mset.size(), Relation::eq};

  std::vector<FacetRequest> plain, entities;
  for (const FacetRequest& wish : fields) (is_entity_facet(wish.field) ? entities : plain).push_back(wish);
  std::vector<Facet> of_articles = count_some(plain, false, mset, effort.articles, database, names), of_entities = count_some(entities, true, mset, effort.for_entities, database, names);
  auto article = of_articles.begin(), entity = of_entities.begin();
  for (const FacetRequest& wish : fields) result.facets.push_back(std::move(is_entity_facet(wish.field) ? *entity++ : *article++));
}

}  // namespace dateline
