#include "query/score_parts.h"

#include <algorithm>

#include "common/store/schema.h"
#include "common/store/whole_lists.h"

namespace dateline {

using Xapian::Query;

std::unordered_map<Xapian::docid, double> text_parts(const Query& text, const std::vector<std::string>& id_terms, Database& database) {
  std::unordered_map<Xapian::docid, double> parts;
  Xapian::Enquire enquire(database.xapian());
  set_ranking(enquire, Sort::relevance);
  enquire.set_query(without_whole_lists(Query(Query::OP_FILTER, text, Query(Query::OP_OR, id_terms.begin(), id_terms.end())), database, true));
  const Xapian::MSet mset = enquire.get_mset(0, static_cast<Xapian::doccount>(id_terms.size() * database.shards()));  // each database may have them
  for (auto match = mset.begin(); match != mset.end(); ++match) parts[*match] = match.get_weight();
  return parts;
}

void add_entity_and_date(const Scoring& scoring, const ScoreParts& parts, bool explain, Hit& hit) {
  if (parts.entity) {
    for (const AskedEntity& asked : scoring.entities) {
      EntityPart part = entity_part(asked, hit.article);
      hit.parts.entity += part.score;
      if (explain && part.band)
        hit.entity_scores.push_back({std::move(part.bearer), part.score, static_cast<double>(part.band) / kSalienceBands, asked.articles});
    }
  }
  if (!parts.date || scoring.wishes.empty()) return;
  std::optional<DayNumber> published;
  if (const auto when = parse_rfc3339(hit.article.published)) published = to_day_number(when->date);
  const std::vector<double> scores = date_scores(scoring.wishes, published, hit.article.dates);
  for (std::size_t i = 0; i < scores.size(); ++i) {
    const DateWish& wish = scoring.wishes[i];
    hit.parts.date += scores[i];
    if (!explain) continue;
    DateScore line{to_string(wish), scores[i], std::nullopt};
    if (published && wish.kind != WishKind::spoken_of) line.days = distance(wish, *published);
    hit.date_scores.push_back(std::move(line));
  }
}

void explain_text(const BuiltQuery& built, Xapian::docid docid, const Xapian::Document& document, Database& database, Hit& hit) {
  hit.article_length = database.xapian().get_doclength(docid);
  const Query this_article(id_term(hit.article.id));
  for (const ScoredLeaf& leaf : built.leaves) {
    Xapian::Enquire enquire(database.xapian());
    set_ranking(enquire, Sort::relevance);
    Query query(Query::OP_FILTER, leaf.query, this_article);
    for (const Query& group : leaf.within) query = Query(Query::OP_FILTER, query, group);
    enquire.set_query(without_whole_lists(query, database, true));
    const Xapian::MSet mset = enquire.get_mset(0, static_cast<Xapian::doccount>(database.shards()));
    const auto match = std::find(mset.begin(), mset.end(), docid);
    if (match == mset.end()) continue;
    TermScore score{leaf.label, match.get_weight(), 0, 0, leaf.from_hits};
    for (const std::string& term : leaf.terms) {
      auto found = document.termlist_begin();
      found.skip_to(term);
      if (found != document.termlist_end() && *found == term) score.frequency += found.get_wdf();
      score.articles = std::max<std::uint64_t>(score.articles, database.xapian().get_termfreq(term));
    }
    hit.terms.push_back(std::move(score));
  }
}

}  // namespace dateline
