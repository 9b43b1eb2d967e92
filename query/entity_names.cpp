#include "query/entity_names.h"

#include <algorithm>

#include "common/store/schema.h"
#include "common/store/whole_lists.h"
#include "query/syntax_lexer.h"

namespace dateline {

void name_entities(Article& article, NameTable& names, std::size_t most, double least) {
  const unsigned year = year_of(article);
  std::vector<ArticleEntity> entities;
  for (ArticleEntity& entity : article.entities) {
    if (entities.size() == most || entity.salience < least) break;
    entity.name = collapse_spaces(entity.name);
    for (std::string& surface : entity.surfaces) surface = collapse_spaces(surface);
    entity.id = names.entity_of(entity.id, year);
    entity.type = type_in_id(entity.id);
    const auto same = std::find_if(entities.begin(), entities.end(), [&](const ArticleEntity& other) { return other.id == entity.id; });
    if (same == entities.end()) {
      entities.push_back(std::move(entity));
      continue;
    }
    same->mentions += entity.mentions;  // the more salient of the two came first
    same->in_title |= entity.in_title;
    same->surfaces.insert(same->surfaces.end(), entity.surfaces.begin(), entity.surfaces.end());
  }
  article.entities = std::move(entities);
}

std::string readable_name(const std::string& entity, const NameTable& names, Database& database) {
  if (std::string known = names.known_name(entity); !known.empty()) return known;
  // Of all articles with it, the one that is the first in whatever way they are spread over databases.
  Xapian::Enquire enquire(database.xapian());
  enquire.set_query(without_whole_lists(Xapian::Query(entity_term(entity)), database, false));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_sort_by_value(slot::kTie, false);
  if (const Xapian::MSet first = enquire.get_mset(0, 1); !first.empty()) {
    const Article article = database.article(*first.begin());
    for (const ArticleEntity& named : article.entities)
      if (named.id == entity) return collapse_spaces(named.name);
  }
  return words_of_key(entity);
}

}  // namespace dateline
