#include "query/exact_articles.h"

#include "common/store/schema.h"
#include "query/highlight.h"
#include "query/no_match.h"

namespace dateline {
namespace {

constexpr std::size_t kMostKnown = 64;

}  // namespace

Xapian::Query ExactArticles::query(const Xapian::Query& superset, const std::string& surface, bool title_only) {
  using Xapian::Query;
  const std::string key = (title_only ? "t" : "a") + surface + '\0' + superset.serialise();
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  const Found found = look(superset, surface, title_only);
  // The shorter list of the two says it.
  Query query = superset;
  if (found.with.empty())
    query = Query(Query::OP_FILTER, superset, no_match());
  else if (!found.without.empty() && found.without.size() < found.with.size())
    query = Query(Query::OP_AND_NOT, superset, Query(Query::OP_OR, found.without.begin(), found.without.end()));
  else if (!found.without.empty())
    query = Query(Query::OP_FILTER, superset, Query(Query::OP_OR, found.with.begin(), found.with.end()));
  if (known_.size() >= kMostKnown) known_.clear();
  return known_.emplace(key, std::move(query)).first->second;
}

ExactArticles::Found ExactArticles::look(const Xapian::Query& superset, const std::string& surface, bool title_only) {
  Xapian::Enquire enquire(database_.xapian());
  enquire.set_query(superset);
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const Xapian::MSet matches = enquire.get_mset(0, database_.xapian().get_doccount());
  Found found;
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    const Article article = database_.article_of(match.get_document());
    const bool holds = holds_surface(article.title, surface) || (!title_only && holds_surface(article.body, surface));
    (holds ? found.with : found.without).push_back(id_term(article.id));
  }
  return found;
}

}  // namespace dateline
