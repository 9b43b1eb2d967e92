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

// Which words are to be marked: a place among HitLoader's highlighters.
std::size_t words_of(const HighlightField& field) { return !field.asked_there ? 0 : field.part == TextPart::title ? 1 : 2; }

}  // namespace

HitLoader::HitLoader(const LoadRequest& wish, const BuiltClause& asked, const ClauseOptions& options, SearchSession& session)
    : wish_(wish), asked_(asked), options_(options), session_(session) {
  if (wish.highlight.fields.empty()) return;
  std::optional<BuiltClause> own;
  if (wish.highlight.of) own = build_clause(*wish.highlight.of, options, session);
  const BuiltClause& of = own ? *own : asked;
  const std::set<std::string>* words[] = {&of.built.highlight, &of.in_title, &of.in_body};
  for (const HighlightField& field : wish.highlight.fields)
    if (auto& one = highlighters_[words_of(field)]; !one) one.emplace(session.term_weights(*words[words_of(field)]));
}

StructuredHit HitLoader::load(Xapian::docid docid) {
  Database& database = session_.database();
  const Xapian::Document document = database.xapian().get_document(docid);
  Hit hit;
  hit.article = database.article_of(document);
  add_entity_and_date(asked_.scoring, options_.parts, wish_.explain, hit);
  std::vector<NameForms> named;
  for (const AskedEntity& entity : asked_.scoring.entities) named.push_back({forms_in(entity, hit.article), entity.weight});
  if (wish_.explain) explain_text(asked_.built, docid, document, database, hit);

  StructuredHit out;
  for (const HighlightField& field : wish_.highlight.fields)
    if (Highlights found = highlights_of(field, hit.article, named, *highlighters_[words_of(field)]); !found.fragments.empty()) out.highlights.push_back(std::move(found));
  if (wish_.whole) {
    name_entities(hit.article, session_.names());
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
  const auto parts = text_parts(asked_.built.query, ids, session_.database());
  for (std::size_t i = 0; i < hits.size(); ++i)
    if (const auto part = parts.find(docids[i]); part != parts.end()) hits[i].parts.text = part->second;
}

}  // namespace dateline
