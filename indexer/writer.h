// Puts built documents into a generation through Xapian's WritableDatabase, decides ids, and keeps manifest, spelling and dictionary in the
// same commits. One thread; only prepare() runs on many.
#pragma once

#include <cstdint>
#include <memory>
#include <set>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.h"
#include "common/store/database.h"
#include "common/store/database_directory.h"
#include "common/store/manifest.h"
#include "common/store/text_codec.h"
#include "indexer/bulk/bulk_writer.h"
#include "indexer/origin.h"
#include "indexer/writer_document.h"

namespace dateline {

class Writer {
 public:
  // The live generation, or a first one made and published empty when there is none. The caller holds the WriterLock. Error{database}; Error{usage} when the database
  // was made otherwise than is wanted.
  static Writer open_live(const DatabaseDirectory& directory, const WantedKind& wanted = {});
  // A generation that is not live: DatabaseDirectory::publish makes it so.
  static Writer open(const DatabaseDirectory& directory, std::uint64_t generation);
  ~Writer();
  Writer(Writer&&) noexcept;

  std::uint64_t generation() const;
  std::uint64_t revision() const;  // of the last commit
  const IndexKind& kind() const;
  std::uint64_t articles() const;

  bool wants_dictionary() const;
  void set_dictionary(const std::string& bytes);
  // For the compressors of other threads; nullptr while there is none.
  std::shared_ptr<const Dictionary> dictionary() const;

  // `path_id` is the id for when a canonical one is shared with another body (whose article then loses it too). The article's final id is in `document` afterwards.
  Outcome add(PreparedDocument& document, IdKind kind, const std::string& path_id, const Origin& origin);
  void put_aliases(std::string_view text);  // aliases.h; Error{usage} for a faulty one, which changes nothing
  bool remove(const std::string& id);
  // Whether an article that comes with that id is not simply a new one.
  bool concerns(const std::string& id) const;
  std::uint32_t last_docid() const;
  // The articles of a segment that has been merged into the database: what its tables do not say of them.
  void adopt(const SegmentRest& rest);
  std::optional<Article> article(const std::string& id) const;  // as it is now, committed or not; without its copies

  void put_manifest(const ManifestEntry& entry);
  // Articles of the file's earlier readings that the newest one no longer has lose the file, and go when it was their last.
  std::uint64_t drop_earlier_readings(const std::string& file_key, std::uint64_t reading);
  // How many articles are in these files and in no other.
  std::uint64_t articles_only_in(const std::set<std::string>& file_keys) const;
  // The file is gone: its articles lose it, its manifest entry goes. How many articles went.
  std::uint64_t drop_file(const std::string& file_key, const std::string& path);

  bool dirty() const;            // anything since the last commit
  std::uint64_t pending_bytes() const;  // of article text since the last commit
  void commit();                 // all of it becomes visible at once
  void close();

 private:
  struct State;
  explicit Writer(std::unique_ptr<State> state);
  std::unique_ptr<State> state_;
};

}  // namespace dateline
