#include "indexer/writer_tables.h"

#include <utility>

#include "common/store/word_forms.h"
#include "indexer/document_builder.h"

namespace dateline {

void TableChanges::change_names(Xapian::docid docid, const Article& article, std::int64_t by) {
  note(docid);
  for (const ArticleEntity& entity : article.entities) changes_.names.insert(name_hash(entity.id));
  for (const NameLink& link : name_links(article)) {
    changes_.names.insert({name_hash(link.shorter), name_hash(link.fuller)});
    names_.add(link, by);
  }
}

void TableChanges::learn(Xapian::docid docid, const PreparedDocument& document) {
  for (const std::string& word : document.words) ++spelling_[word];
  for (const std::string& word : document.forms) ++forms_[word];
  change_names(docid, document.article, 1);
}

void TableChanges::learn(const SegmentRest& rest) {
  for (const auto& [word, by] : rest.forms) forms_[word] += by;
  names_.add(rest.names);
  note_everything();
}

void TableChanges::forget(Xapian::docid docid, const Article& article) {
  Article copy = article;
  DocumentBuilder builder({.depth = AnalysisDepth::words});
  const BuiltDocument& built = builder.build(copy);
  for (const BuiltDocument::Word& word : built.words) {
    const std::string text(built.word(word));
    --spelling_[text];
    if (word.indexed_as_other) --forms_[text];
  }
  change_names(docid, article, -1);
}

void TableChanges::write(Xapian::WritableDatabase& database) {
  for (const auto& [word, change] : spelling_) {
    if (change > 0) database.add_spelling(word, static_cast<Xapian::termcount>(change));
    if (change < 0) database.remove_spelling(word, static_cast<Xapian::termcount>(-change));
  }
  spelling_.clear();
  change_word_forms(database, forms_);
  forms_.clear();
  change_name_links(database, names_);
  names_.clear();
  log_changes(database, std::exchange(changes_, {}));
}

}  // namespace dateline
