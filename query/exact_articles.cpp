#include "query/exact_articles.h"

#include "common/store/schema.h"
#include "common/store/whole_lists.h"
#include "query/highlight.h"
#include "query/no_match.h"

namespace dateline {
namespace {

constexpr std::size_t kMostKnown = 64;

}  // namespace

Xapian::Query ExactArticles::query(const Xapian::Query& superset, const std::string& surface, bool title_only) {
  return query(superset, (title_only ? "t" : "a") + surface, [&](Xapian::docid, const Xapian::Document& document) {
    const Article article = database_.article_of(document);
    return holds_surface(article.title, surface) || (!title_only && holds_surface(article.body, surface));
  });
}

Xapian::Query ExactArticles::query(const Xapian::Query& superset, const std::string& condition, const Holds& holds) {
  using Xapian::Query;
  const std::string key = condition + '\0' + superset.serialise();
  if (const auto found = known_.find(key); found != known_.end()) return found->second;
  const Found found = look(superset, holds);
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

ExactArticles::Found ExactArticles::look(const Xapian::Query& superset, const Holds& holds) {
  Xapian::Enquire enquire(database_.xapian());
  enquire.set_query(without_whole_lists(superset, database_, false));
  enquire.set_weighting_scheme(Xapian::BoolWeight());
  enquire.set_docid_order(Xapian::Enquire::ASCENDING);
  const Xapian::MSet matches = enquire.get_mset(0, database_.xapian().get_doccount());
  Found found;
  for (auto match = matches.begin(); match != matches.end(); ++match) {
    limit_.check();
    const Xapian::Document document = match.get_document();
    auto term = document.termlist_begin();
    term.skip_to(std::string(prefix::kId));
    (holds(*match, document) ? found.with : found.without).push_back(*term);
  }
  return found;
}

}  // namespace dateline
