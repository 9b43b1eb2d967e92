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
#include "indexer/writer_document.h"

namespace dateline {

// Where an article's id came from, which says what may be done when it is taken.
enum class IdKind {
  given,      // the record's own
  canonical,  // its canonical URL: no article's id once different bodies have named it
  path,       // the file's path below its root, and #n
};

struct Origin {
  std::string file_key;       // empty: standard input
  std::uint64_t reading = 0;  // ManifestEntry::reading
  std::string path;           // absolute; its hash tells newcomers apart
  std::uint64_t record = 0;   // number in the file; 0: the file is one record
};

enum class Outcome {
  added,
  replaced,           // the article of that id has changed
  unchanged,          // it is there already, word for word
  kept_newer,         // the one in the database has a newer `modified`
  renamed,            // its id belongs to another file's different body: added under a new id
  repeated,           // as replaced, by a later record of the same reading
};

class Writer {
 public:
  // The live generation, or a first one made and published empty when there is none. The caller holds the WriterLock. Error{database}; Error{usage} when `depth` is
  // given and the database was made with another.
  static Writer open_live(const DatabaseDirectory& directory, std::optional<AnalysisDepth> depth = {});
  // A new, empty generation, with the uuid of the live one; not published: publish_generation() makes it live.
  static Writer create(const DatabaseDirectory& directory, std::uint64_t generation, const std::string& uuid, AnalysisDepth depth);
  ~Writer();
  Writer(Writer&&) noexcept;

  std::uint64_t generation() const;
  std::uint64_t revision() const;  // of the last commit
  AnalysisDepth depth() const;  // how far articles are analysed that come into it
  std::uint64_t articles() const;

  bool wants_dictionary() const;
  void set_dictionary(const std::string& bytes);
  // For the compressors of other threads; nullptr while there is none.
  std::shared_ptr<const Dictionary> dictionary() const;

  // `path_id` is the id for when a canonical one is shared with another body (whose article then loses it too). The article's final id is in `document` afterwards.
  Outcome add(PreparedDocument& document, IdKind kind, const std::string& path_id, const Origin& origin);
  // As it was in another generation: same id, same provenance.
  void copy(PreparedDocument& document, const Provenance& provenance);
  void put_shared(const std::string& key);  // a metadata key below metadata::kShared
  void put_aliases(std::string_view text);  // aliases.h; Error{usage} for a faulty one, which changes nothing
  bool remove(const std::string& id);
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
