#include "indexer/rebuild.h"

#include <algorithm>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/error.h"
#include "common/store/compact.h"
#include "common/store/database.h"
#include "common/store/schema.h"
#include "common/store/stored_article.h"
#include "indexer/bulk/bulk_writer.h"
#include "indexer/document_builder.h"
#include "indexer/ordered_pool.h"

namespace dateline {
namespace {

constexpr std::uint64_t kSamples = 4000;
constexpr std::size_t kPieceArticles = 64;
constexpr std::size_t kPiecesAWorker = 4;  // under way
constexpr std::uint64_t kProgressArticles = 500;  // between two tellings

// Of articles spread over the whole database.
std::string dictionary_of(Database& database) {
  const std::uint64_t every = std::max<std::uint64_t>(1, database.xapian().get_doccount() / kSamples);
  std::vector<std::string> samples;
  std::uint64_t number = 0;
  for (auto posting = database.xapian().postlist_begin(""); posting != database.xapian().postlist_end(""); ++posting)
    if (number++ % every == 0) samples.push_back(encode_article(database.article(*posting)));
  return train_dictionary(samples);
}

struct Piece {
  std::vector<StoredDocument> stored;
  std::vector<BulkDocument> documents;  // made of them
};

// Articles are read on one thread, analysed on several, and written in their order on the caller's. `take` is told of each piece that has been written, until it returns false.
void analyse_all(Database& database, BulkWriter& writer, const IndexKind& kind, std::size_t jobs, const std::function<bool(std::size_t articles)>& take) {
  struct Analyst {
    Analyst(const IndexKind& kind, std::shared_ptr<const Dictionary> dictionary) : builder(kind), compressor(std::move(dictionary)) {}
    DocumentBuilder builder;
    Compressor compressor;
  };
  std::vector<std::unique_ptr<Analyst>> analysts;
  for (std::size_t i = 0; i < jobs; ++i) analysts.push_back(std::make_unique<Analyst>(kind, writer.dictionary()));
  auto posting = database.xapian().postlist_begin("");
  const auto read = [&]() -> std::optional<Piece> {
    Piece piece;
    for (; posting != database.xapian().postlist_end("") && piece.stored.size() < kPieceArticles; ++posting) piece.stored.push_back(database.stored(*posting));
    return piece.stored.empty() ? std::nullopt : std::optional(std::move(piece));
  };
  const auto analyse = [&](Piece& piece, std::size_t worker) {
    const std::shared_ptr<PostingBuffer> buffer = writer.buffer(worker);
    const std::lock_guard in_use(buffer->in_use());
    for (StoredDocument& one : piece.stored) {
      const BuiltDocument& built = analysts[worker]->builder.build(one.article, buffer->numbers());
      piece.documents.emplace_back(std::move(one.article), built, buffer, &analysts[worker]->compressor);
    }
  };
  OrderedPool<Piece> pool(jobs, jobs * kPiecesAWorker, read, analyse);
  while (std::optional<Piece> piece = pool.next()) {
    for (std::size_t i = 0; i < piece->documents.size(); ++i) writer.copy(piece->documents[i], piece->stored[i].provenance);
    if (!take(piece->documents.size())) return;
  }
}

}  // namespace

std::uint64_t rebuild(const DatabaseDirectory& directory, const RebuildOptions& options, const std::atomic<bool>& stop) {
  Database database({directory.path()}, Accept::older_analysis);
  const std::uint64_t next = directory.generations().back() + 1;
  std::uint64_t done = 0;
  try {
    database.with_snapshot([&] {
      done = 0;
      const std::uint64_t total = database.xapian().get_doccount();
      const IndexKind kind = options.kind.over(kind_of(database.xapian()));
      BulkWriter writer(directory, next, database.xapian().get_metadata(std::string(metadata::kUuid)), kind, options.memory);
      writer.set_dictionary(dictionary_of(database));
      analyse_all(database, writer, kind, std::max<std::size_t>(1, options.jobs), [&](std::size_t articles) {
        const std::uint64_t before = std::exchange(done, done + articles);
        if (options.on_progress && before / kProgressArticles != done / kProgressArticles) options.on_progress(done, total);
        return !stop;
      });
      if (stop) return;
      writer.copy_tables(database.xapian());
      writer.finish();
    });
    if (stop) throw Error(ErrorKind::interrupted, "interrupted; the database is as it was");
    if (options.before_publishing) options.before_publishing(next);
    directory.publish(next);
  } catch (...) {
    directory.remove_unpublished();
    throw;
  }
  const std::int64_t grace = options.keep_old ? kGenerationGraceSeconds : 0;
  directory.remove_old(grace);
  return done;
}

}  // namespace dateline
