#include "indexer/writer_tables.h"

#include <utility>

#include "common/store/word_forms.h"
#include "indexer/document_builder.h"

namespace dateline {

void TableChanges::learn(const PreparedDocument& document) {
  for (const std::string& word : document.words) ++spelling_[word];
  for (const std::string& word : document.forms) ++forms_[word];
  for (NameLink& link : name_links(document.article)) ++names_[std::move(link)];
}

void TableChanges::forget(const Article& article) {
  Article copy = article;
  DocumentBuilder builder(AnalysisDepth::words);
  const BuiltDocument built = builder.build(copy);
  for (const auto& [begin, length] : built.words) --spelling_[built.text.substr(begin, length)];
  for (const auto& [begin, length] : built.forms) --forms_[built.text.substr(begin, length)];
  for (NameLink& link : name_links(article)) --names_[std::move(link)];
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
}

}  // namespace dateline
