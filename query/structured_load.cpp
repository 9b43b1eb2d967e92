#include "query/structured_load.h"

#include <utility>

#include "common/store/schema.h"
#include "query/entity_names.h"
#include "query/score_parts.h"

namespace dateline {
namespace {

Highlights highlights_of(const HighlightField& field, const Article& article, const std::vector<NameForms>& names, Highlighter& highlighter) {
  Highlights found{field.part, {}};
  const std::string& text = field.part == TextPart::title ? article.title : article.body;
  FragmentWish wish{field.fragment_columns, field.fragments, field.no_match_columns, field.by_score};
  found.fragments = highlighter.fragments(text, article.language, wish, names);
  return found;
}

}  // namespace

HitLoader::HitLoader(const LoadRequest& wish, const BuiltClause& asked, const ClauseOptions& options, SearchSession& session)
    : wish_(wish), asked_(asked), options_(options), session_(session) {
  if (wish.highlight.fields.empty()) return;
  highlighter_.emplace(session.term_weights(wish.highlight.of ? build_clause(*wish.highlight.of, options, session).built : asked.built));
}

StructuredHit HitLoader::load(Xapian::docid docid) {
  Database& database = session_.database();
  const Xapian::Document document = database.xapian().get_document(docid);
  Hit hit;
  hit.article = database.article_of(document);
  add_entity_and_date(asked_.scoring, options_.parts, wish_.explain, hit);
  std::vector<NameForms> named;
  for (const AskedEntity& entity : asked_.scoring.entities) named.push_back({forms_in(entity, hit.article), entity.weight});
  name_entities(hit.article, session_.names());
  if (wish_.explain) explain_text(asked_.built, docid, document, database.xapian(), hit);

  StructuredHit out;
  for (const HighlightField& field : wish_.highlight.fields)
    if (Highlights found = highlights_of(field, hit.article, named, *highlighter_); !found.fragments.empty()) out.highlights.push_back(std::move(found));
  if (wish_.whole) {
    out.article = std::move(hit.article);
    if (wish_.copies) session_.add_copies(docid, document, out.article);
  } else {
    out.article.id = std::move(hit.article.id);
  }
  out.parts = hit.parts;
  out.terms = std::move(hit.terms);
  out.entity_scores = std::move(hit.entity_scores);
  out.date_scores = std::move(hit.date_scores);
  out.article_length = hit.article_length;
  return out;
}

void HitLoader::add_text_parts(const std::vector<Xapian::docid>& docids, std::vector<StructuredHit>& hits) {
  if (!wish_.explain || hits.empty()) return;
  std::vector<std::string> ids;
  for (const StructuredHit& hit : hits) ids.push_back(id_term(hit.article.id));
  const auto parts = text_parts(asked_.built.query, ids, session_.database().xapian());
  for (std::size_t i = 0; i < hits.size(); ++i)
    if (const auto part = parts.find(docids[i]); part != parts.end()) hits[i].parts.text = part->second;
}

}  // namespace dateline
