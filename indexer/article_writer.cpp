#include "indexer/article_writer.h"

#include "indexer/article_ids.h"
#include "indexer/dictionary_samples.h"
#include "indexer/document_builder.h"
#include "indexer/journal.h"

namespace dateline {

struct ArticleWriter::State {
  State(const std::string& database, double lock_seconds) : directory(database), lock(made(directory), lock_seconds), writer(settled(directory)), builder(writer.kind()) {}

  static Writer settled(const DatabaseDirectory& directory) {
    settle_journal(directory);
    return Writer::open_live(directory);
  }
  static const DatabaseDirectory& made(const DatabaseDirectory& directory) {
    directory.create();
    return directory;
  }

  DatabaseDirectory directory;
  WriterLock lock;
  Writer writer;
  DocumentBuilder builder;
  DictionarySamples samples;
};

ArticleWriter::ArticleWriter(const std::string& database, double lock_seconds) : state_(std::make_unique<State>(database, lock_seconds)) {}
ArticleWriter::~ArticleWriter() = default;

PutOutcome ArticleWriter::put(Article article, std::string* id) {
  if (article.id.empty()) article.id = id_without_path(article, article.title + "\n" + article.body);
  if (id) *id = article.id;
  const BuiltDocument& built = state_->builder.build(article);
  PreparedDocument document(std::move(article), built, nullptr);
  state_->samples.learn(document, state_->writer);
  switch (state_->writer.add(document, IdKind::given, {}, {})) {
    case Outcome::added: return PutOutcome::added;
    case Outcome::unchanged: return PutOutcome::unchanged;
    case Outcome::kept_newer: return PutOutcome::kept_newer;
    case Outcome::replaced:
    case Outcome::renamed:
    case Outcome::repeated: return PutOutcome::replaced;
  }
  return PutOutcome::replaced;
}

bool ArticleWriter::remove(const std::string& id) { return state_->writer.remove(id); }
std::optional<Article> ArticleWriter::article(const std::string& id) const { return state_->writer.article(id); }
void ArticleWriter::commit() { state_->writer.commit(); }

}  // namespace dateline
