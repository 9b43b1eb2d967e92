#include "indexer/rebuild.h"

#include "common/error.h"
#include "common/store/compact.h"
#include "common/store/database.h"
#include "common/store/schema.h"
#include "common/store/stored_article.h"
#include "indexer/bulk/bulk_writer.h"
#include "indexer/document_builder.h"

namespace dateline {
namespace {

constexpr std::uint64_t kSamples = 4000;
constexpr std::uint64_t kProgressEvery = 500;

// Of articles spread over the whole database.
std::string dictionary_of(Database& database, std::uint64_t articles) {
  const std::uint64_t every = std::max<std::uint64_t>(1, articles / kSamples);
  std::vector<std::string> samples;
  std::uint64_t number = 0;
  database.each([&](const Article& article, const Provenance&) {
    if (number++ % every == 0) samples.push_back(encode_article(article));
    return true;
  });
  return train_dictionary(samples);
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
      writer.set_dictionary(dictionary_of(database, total));
      Compressor compressor(writer.dictionary());
      DocumentBuilder builder(kind);
      database.each([&](Article article, const Provenance& provenance) {
        const std::shared_ptr<PostingBuffer> buffer = writer.buffer(0);
        const BuiltDocument built = builder.build(article, buffer->numbers());
        BulkDocument document(std::move(article), built, buffer, &compressor);
        writer.copy(document, provenance);
        if (++done % kProgressEvery == 0 && options.on_progress) options.on_progress(done, total);
        return !stop;
      });
      if (stop) return;
      writer.copy_tables(database.xapian());
      writer.finish();
    });
  } catch (...) {
    directory.remove(next);
    throw;
  }
  if (stop) {
    directory.remove(next);
    throw Error(ErrorKind::interrupted, "interrupted; the database is as it was");
  }
  directory.publish(next);
  const std::int64_t grace = options.keep_old ? kGenerationGraceSeconds : 0;
  directory.remove_old(grace);
  return done;
}

}  // namespace dateline
