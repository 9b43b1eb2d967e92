#include "query/related.h"

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <set>
#include <string>
#include <utility>
#include <vector>

#include "common/date.h"
#include "common/store/schema.h"
#include "common/store/whole_lists.h"
#include "query/copies.h"
#include "query/entity_names.h"
#include "query/entity_part.h"
#include "query/highlight.h"
#include "query/no_match.h"
#include "query/ranking.h"
#include "query/related_reasons.h"
#include "query/telling_words.h"

namespace dateline {
namespace {

using Xapian::Query;

constexpr std::size_t kMostWords = 30;     // that make the query
constexpr std::size_t kMostEntities = 8;
constexpr double kRelatedEntityWeight = 5;

// What is asked about an article.
struct Asked {
  Telling telling;
  Query text, entity;  // scaled to shares of the article's own score
  Query telling_ones;  // has at least one uncommon word or entity of it
};

Query any_of(const std::vector<Query>& queries) { return queries.empty() ? no_match() : Query(Query::OP_OR, queries.begin(), queries.end()); }

std::vector<TellingEntity> telling_entities(const Article& article, NameTable& names, double articles, std::uint64_t fewest) {
  std::vector<TellingEntity> entities;
  for (const ArticleEntity& entity : article.entities) {  // the most salient first
    if (entities.size() == kMostEntities) break;
    const std::uint64_t having = names.articles_of(entity.id);
    if (having < fewest) continue;
    const double idf = std::log(articles / static_cast<double>(having));
    if (idf > 0) entities.push_back({entity.id, kRelatedEntityWeight * entity.salience * idf, idf, entity.surfaces});
  }
  return entities;
}

// As a query that names it asks for it (entity_part.h), by all names that articles have it by.
AskedEntity asked_entity(const TellingEntity& entity, NameTable& names, const Xapian::Database& database) {
  AskedEntity asked;
  asked.weight = entity.weight;
  for (NameForm& form : names.forms_of(entity.id))
    if (database.term_exists(entity_term(form.id))) asked.forms.push_back({std::move(form), {}, 0, 1});
  return asked;
}

// What the articles of these id terms score for a query, by their number.
std::map<Xapian::docid, double> scores_of(const std::vector<std::string>& ids, const Query& query, Database& database) {
  Xapian::doccount articles = 0;  // an id may be in several databases
  for (const std::string& id : ids) articles += database.xapian().get_termfreq(id);
  Xapian::Enquire enquire(database.xapian());
  set_ranking(enquire, Sort::relevance);
  enquire.set_query(without_whole_lists(Query(Query::OP_FILTER, query, Query(Query::OP_OR, ids.begin(), ids.end())), database, true));
  const Xapian::MSet mset = enquire.get_mset(0, articles);
  std::map<Xapian::docid, double> scores;
  for (auto match = mset.begin(); match != mset.end(); ++match) scores[*match] = match.get_weight();
  return scores;
}

// `copies`: articles that are the same one in other words; what they alone share leads nowhere.
Asked ask_about(const Article& article, Xapian::docid docid, std::uint64_t copies, Database& database, NameTable& names) {
  const double articles = database.xapian().get_doccount();
  Asked asked;
  asked.telling.words = telling_words(article, database.xapian(), kMostWords, copies + 1);
  asked.telling.entities = telling_entities(article, names, articles, copies + 1);
  asked.telling.least_idf = std::log(articles) / 3;
  std::vector<Query> words, entities, telling_ones;
  for (const TellingWord& word : asked.telling.words) {
    words.emplace_back(Query::OP_SCALE_WEIGHT, Query(word.term), word.weight * std::sqrt(word.idf));
    if (asked.telling.tells(word.idf)) telling_ones.emplace_back(word.term);
  }
  for (const TellingEntity& entity : asked.telling.entities) {
    const AskedEntity one = asked_entity(entity, names, database.xapian());
    entities.push_back(entity_query(one));
    if (asked.telling.tells(entity.idf)) telling_ones.push_back(naming_query(one));
  }
  const Query text = any_of(words), entity = any_of(entities);
  const std::vector<std::string> itself{id_term(article.id)};
  const double own = scores_of(itself, text, database)[docid] + scores_of(itself, entity, database)[docid];
  const double share = own > 0 ? 1 / own : 0;
  asked.text = Query(Query::OP_SCALE_WEIGHT, text, share);
  asked.entity = Query(Query::OP_SCALE_WEIGHT, entity, share);
  asked.telling_ones = any_of(telling_ones);
  return asked;
}

// Articles known to be published before this one: by their instants where both have an hour, else by their days. No value sorts before any.
Query published_before(const Article& article) {
  const auto when = parse_rfc3339(article.published);
  if (!when) return no_match();
  const Query dated(Query::OP_VALUE_GE, slot::kDay, std::string(1, '\0'));
  const Query earlier_day(Query::OP_AND, dated, Query(Query::OP_VALUE_LE, slot::kDay, day_value(to_day_number(when->date) - 1)));
  if (!when->seconds) return earlier_day;
  const Query earlier(Query::OP_AND, dated, Query(Query::OP_VALUE_LE, slot::kNewest, instant_bound(to_instant(*when) - 1) + std::string(4, '\xff')));
  const Query day_only{std::string(prefix::kDayOnly)};
  return Query(Query::OP_OR, Query(Query::OP_AND_NOT, earlier, day_only), Query(Query::OP_AND, earlier_day, day_only));
}

bool has_term(const Xapian::Document& document, const std::string& term) {
  auto found = document.termlist_begin();
  found.skip_to(term);
  return found != document.termlist_end() && *found == term;
}

// An article near enough, or the best of a family of copies.
struct Candidate {
  Xapian::docid docid;
  double score;
  std::string tie, family, newest;  // its values
};

// The sums of one database and of several differ in the last bits: what is equal but for these is ordered by the tie, as equal scores of a search are.
bool comes_first(const Candidate& a, const Candidate& b) {
  constexpr double kPrecision = 1e9;
  const auto one = std::llround(a.score * kPrecision), other = std::llround(b.score * kPrecision);
  return one != other ? one > other : a.tie < b.tie;
}

std::vector<Candidate> folded(const Xapian::MSet& mset) {
  std::vector<Candidate> candidates;
  for (auto match = mset.begin(); match != mset.end(); ++match) {
    const Xapian::Document document = match.get_document();
    candidates.push_back({*match, match.get_weight(), document.get_value(slot::kTie), document.get_value(slot::kFamily), document.get_value(slot::kNewest)});
  }
  std::sort(candidates.begin(), candidates.end(), comes_first);
  std::set<std::string> families;
  const auto is_copy = [&](const Candidate& one) { return !one.family.empty() && !families.insert(one.family).second; };
  std::vector<Candidate> best;
  std::copy_if(candidates.begin(), candidates.end(), std::back_inserter(best), [&](const Candidate& one) { return !is_copy(one); });
  return best;
}

void sort_by_time(Sort sort, std::vector<Candidate>& candidates) {
  const auto dated = [](const Candidate& one) { return one.newest.compare(0, 5, std::string(5, '\0')) != 0; };
  std::stable_sort(candidates.begin(), candidates.end(), [&](const Candidate& a, const Candidate& b) {
    if (sort == Sort::newest || !dated(a) || !dated(b)) return a.newest > b.newest;  // without a date: last
    return a.newest < b.newest;
  });
}

}  // namespace

bool find_related(const RelatedRequest& request, Database& database, NameTable& names, Result& result) {
  Xapian::Database& xapian = database.xapian();
  const std::string itself = id_term(request.id);
  const auto posting = xapian.postlist_begin(itself);
  if (posting == xapian.postlist_end(itself)) return false;
  const Xapian::docid docid = *posting;
  const Xapian::Document document = xapian.get_document(docid);
  Article article = database.article_of(document);
  name_entities(article, names);
  std::set<std::string> own{itself};
  for (const FamilyMember& member : family_of(document, database)) own.insert(id_term(member.copy.id));
  const Asked asked = ask_about(article, docid, own.size(), database, names);

  Query query(Query::OP_AND_NOT, Query(Query::OP_OR, asked.text, asked.entity), Query(Query::OP_OR, own.begin(), own.end()));
  query = Query(Query::OP_FILTER, query, asked.telling_ones);
  if (request.before_it) query = Query(Query::OP_FILTER, query, published_before(article));
  if (request.before_it && article.published.empty()) result.warnings.emplace_back("the article has no date: nothing is known to be before it");
  Xapian::Enquire enquire(xapian);
  set_ranking(enquire, Sort::relevance);
  enquire.set_query(without_whole_lists(query, database, true));
  enquire.set_cutoff(0, request.before_it ? kStoryFloor : kRelatedFloor);
  const Xapian::MSet mset = enquire.get_mset(0, kMostRelated);
  std::vector<Candidate> candidates = folded(mset);
  if (request.sort != Sort::relevance) sort_by_time(request.sort, candidates);
  const Relation relation = mset.size() < kMostRelated ? Relation::eq : Relation::ge;
  result.total = {mset.size(), relation};
  result.families = Total{candidates.size(), relation};
  result.query = request.id;
  result.sort = request.sort;

  candidates.erase(candidates.begin(), candidates.begin() + static_cast<std::ptrdiff_t>(std::min(request.offset, candidates.size())));
  if (candidates.size() > request.limit) candidates.resize(request.limit);
  Highlighter highlighter(weights_of(asked.telling));
  Reasons reasons(asked.telling, [&](const std::string& entity) { return readable_name(entity, names, database); });
  std::vector<std::string> ids;
  for (const Candidate& candidate : candidates) {
    const Xapian::Document found = xapian.get_document(candidate.docid);
    Hit hit;
    hit.rank = request.offset + result.hits.size() + 1;
    hit.score = candidate.score;
    hit.article = database.article_of(found);
    name_entities(hit.article, names);
    ids.push_back(id_term(hit.article.id));
    hit.because = reasons.of(hit.article, [&](const std::string& term) { return has_term(found, term); });
    hit.title_matches = highlighter.matches(hit.article.title, hit.article.language);
    if (request.snippets) hit.snippet = highlighter.snippet(hit.article.body, hit.article.language, request.snippet_width);
    if (!request.whole_articles) {
      hit.article.body.clear();
      hit.article.extra.clear();
    }
    for (FamilyMember& member : family_of(found, database))
      if (member.docid != candidate.docid) hit.copies.push_back(std::move(member.copy));
    result.hits.push_back(std::move(hit));
  }
  std::map<Xapian::docid, double> text = scores_of(ids, asked.text, database), entity = scores_of(ids, asked.entity, database);
  for (std::size_t i = 0; i < candidates.size(); ++i) {
    result.hits[i].parts.text = text[candidates[i].docid];
    result.hits[i].parts.entity = entity[candidates[i].docid];
  }
  article.body.clear();
  article.extra.clear();
  result.related_to = std::move(article);
  return true;
}

}  // namespace dateline
