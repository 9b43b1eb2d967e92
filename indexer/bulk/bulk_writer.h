// Builds a generation from nothing: documents are gathered and the tables written at once (glass_table.h), many times faster than Xapian takes them one by one. Takes only what
// stands for itself; what touches an article that is there already is left to the Writer, which opens the generation afterwards.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/article.h"
#include "common/store/database.h"
#include "common/store/database_directory.h"
#include "common/store/manifest.h"
#include "common/store/name_links.h"
#include "common/store/text_codec.h"
#include "indexer/bulk/posting_buffer.h"
#include "indexer/origin.h"

namespace dateline {

// A document ready for the bulk writer: made by any thread, given to it once.
struct BulkDocument {
  // `buffer`: of that thread. nullptr for the compressor: the writer compresses.
  BulkDocument(Article article, const BuiltDocument& built, std::shared_ptr<PostingBuffer> buffer, Compressor* compressor);

  // What was made of the article is let go of, and with it the buffer.
  void keep_article_alone();

  Article article;
  std::shared_ptr<PostingBuffer> buffer;
  FlatDocument terms;
  std::vector<std::pair<unsigned, std::string>> values;
  std::optional<std::int64_t> instant;
  std::vector<NameLink> names;
  std::string data;    // compressed under the article's id as it stands; empty: `stored` is to be
  std::string stored;
};

// What of a segment does not go into its own tables, because the database that it is merged with has the same.
struct SegmentRest {
  std::uint32_t first = 0, last = 0;                    // documents
  std::map<std::string, std::string> metadata;          // the manifest, and a dictionary if there was none
  std::unordered_map<std::string, std::int64_t> forms;  // word_forms.h
  NameLinkChanges names;
};

class BulkWriter {
 public:
  // A generation from nothing. `uuid` of the database; empty: a new one. `memory`: bytes that it may hold, about. Error{io}.
  BulkWriter(const DatabaseDirectory& directory, std::uint64_t generation, std::string uuid, const IndexKind& kind, std::uint64_t memory);
  // A segment in `folder`, to be merged with a database whose last document is number `before` and whose dictionary is used.
  BulkWriter(const std::string& folder, std::uint32_t before, std::shared_ptr<const Dictionary> dictionary, const IndexKind& kind, std::uint64_t memory);
  ~BulkWriter();  // what was not finished is gone
  BulkWriter(const BulkWriter&) = delete;

  // For the analysing threads, from any of them: the buffer that the next documents of worker number `worker` go into. Those of one worker come to add() in the order in which they were made.
  std::shared_ptr<PostingBuffer> buffer(std::size_t worker);

  void set_dictionary(const std::string& bytes);
  std::shared_ptr<const Dictionary> dictionary() const;

  // False when it stands not for itself, because its id has come before or is `taken` elsewhere: nothing has been taken of it, its article alone is left in it, and what may come to touch the same ids is refused too.
  bool add(BulkDocument& document, IdKind kind, const std::string& path_id, const Origin& origin, bool taken = false);
  // As it was in another generation: same id, same provenance.
  void copy(BulkDocument& document, const Provenance& provenance);
  // What does not come from the articles: manifest, shared addresses and aliases, as they are in another generation.
  void copy_tables(const Xapian::Database& database);
  void put_manifest(const ManifestEntry& entry);

  // What it holds of each article has its share of the memory: time to finish.
  bool full() const;
  // The generation is complete and on disk, not published. Nothing may follow.
  void finish();
  // The same for a segment.
  SegmentRest finish_segment();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dateline
