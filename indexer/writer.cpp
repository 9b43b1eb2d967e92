#include "indexer/writer.h"

#include <xapian.h>

#include <algorithm>
#include <filesystem>

#include "common/date.h"
#include "common/error.h"
#include "common/store/aliases.h"
#include "common/store/database.h"
#include "common/store/family_keeper.h"
#include "common/store/schema.h"
#include "common/store/stored_article.h"
#include "common/text/utf8.h"
#include "indexer/writer_tables.h"

namespace dateline {
namespace {

// The XF terms of a document.
std::vector<std::string> origins_of(const Xapian::Document& document) {
  std::vector<std::string> found;
  auto term = document.termlist_begin();
  for (term.skip_to(std::string(prefix::kFile)); term != document.termlist_end(); ++term) {
    if ((*term).rfind(prefix::kFile, 0) != 0) break;
    found.push_back(*term);
  }
  return found;
}

void set_id(Xapian::Document& document, const std::string& id, std::optional<std::int64_t> instant) {
  document.add_boolean_term(id_term(id));
  for (const auto& [slot, value] : id_values(id, instant)) document.add_value(slot, value);
}

// By an earlier reading of the same file.
bool held_before(const std::vector<std::string>& origins, const Origin& origin) {
  const std::string start = std::string(prefix::kFile) + origin.file_key + ".";
  return std::any_of(origins.begin(), origins.end(), [&](const std::string& term) { return term.rfind(start, 0) == 0; });
}

bool same_but_for_path(Article a, const Article& b) {
  a.path = b.path;
  return a == b;
}

bool newer(const std::string& a, const std::string& b) {
  const auto left = parse_rfc3339(a), right = parse_rfc3339(b);
  return left && right && to_instant(*left) > to_instant(*right);
}

}  // namespace

struct Writer::State {
  std::string path, generation_folder;
  std::uint64_t generation = 0;
  IndexKind kind;
  Xapian::WritableDatabase database;
  Decompressor decompressor{[](std::uint32_t) { return std::string(); }};
  std::shared_ptr<const Dictionary> dictionary;
  std::unique_ptr<Compressor> compressor;
  bool dirty = false;
  std::uint64_t pending_bytes = 0;
  TableChanges tables;  // since the last commit
  FamilyKeeper families;

  void start(const std::string& database_path, const std::string& folder);
  void use_dictionary(const std::string& bytes);
  Xapian::docid find(const std::string& id_term) const;
  Article stored_article(const Xapian::Document& document);
  void finish(PreparedDocument& document, const std::string& id);
  std::optional<ManifestEntry> manifest_of(const std::string& origin) const;
  bool owned_elsewhere(const std::vector<std::string>& origins, const Origin& origin) const;
  void take_address(Xapian::docid holder, Article article, const std::string& path_id, const Origin& origin);
  void put_in(const PreparedDocument& document);
  void erase(Xapian::docid id);
  bool drop_origin(Xapian::docid id, const std::string& term);
  template <typename Change>
  auto guarded(const Change& change) -> decltype(change());
};

// What Xapian throws comes out as ours.
template <typename Change>
auto Writer::State::guarded(const Change& change) -> decltype(change()) {
  try {
    return change();
  } catch (const Xapian::Error& error) {
    rethrow_xapian(error, path);
  }
}

void Writer::State::start(const std::string& database_path, const std::string& folder) {
  path = database_path;
  generation_folder = folder;
  guarded([&] {
    database = Xapian::WritableDatabase(folder, Xapian::DB_OPEN);
    Xapian::WritableDatabase copy = database;
    decompressor = Decompressor([copy](std::uint32_t id) {
      return copy.get_metadata(std::string(metadata::kDictionary) + std::to_string(id));
    });
  });
}

void Writer::State::use_dictionary(const std::string& bytes) {
  dictionary = load_dictionary(bytes);
  compressor = std::make_unique<Compressor>(dictionary);
}

Xapian::docid Writer::State::find(const std::string& id_term) const {
  if (!database.term_exists(id_term)) return 0;
  const auto posting = database.postlist_begin(id_term);
  return posting == database.postlist_end(id_term) ? 0 : *posting;
}

Article Writer::State::stored_article(const Xapian::Document& document) {
  return decode_article(decompressor.decompress(document.get_data()));
}

// Id-dependent terms, values and the data, for a document that is about to go in.
void Writer::State::finish(PreparedDocument& document, const std::string& id) {
  const bool renamed = document.article.id != id;
  document.article.id = id;
  set_id(document.document, id, document.instant);
  if (renamed || !document.stored.empty()) document.document.set_data(compressor->compress(encode_article(document.article)));
  document.stored.clear();
  pending_bytes += document.article.body.size() + document.article.title.size();
  dirty = true;
}

// Of the file an XF term names; none for standard input.
std::optional<ManifestEntry> Writer::State::manifest_of(const std::string& origin) const {
  const std::string entry = database.get_metadata(std::string(metadata::kFile) + key_of_origin(origin));
  if (entry.empty()) return {};
  return decode_manifest_entry(entry);
}

bool Writer::State::owned_elsewhere(const std::vector<std::string>& origins, const Origin& origin) const {
  for (const std::string& term : origins) {
    if (key_of_origin(term) == origin.file_key) continue;
    const std::optional<ManifestEntry> entry = manifest_of(term);
    std::error_code error;
    if (entry && (std::filesystem::exists(entry->path, error) || error)) return true;
  }
  return false;
}

// An article whose id is a canonical address gives it up for its path's: another body names the address too. `path_id`, `origin`: of that one.
void Writer::State::take_address(Xapian::docid holder, Article article, const std::string& path_id, const Origin& origin) {
  database.set_metadata(shared_key(article.id), "1");
  dirty = true;
  Xapian::Document document = database.get_document(holder);
  const std::string record = document.get_value(slot::kCanonicalRecord);
  if (record.empty()) return;  // the address was given it as its id
  std::string id, path;
  for (const std::string& term : origins_of(document)) {
    const std::optional<ManifestEntry> entry = manifest_of(term);
    if (key_of_origin(term) == origin.file_key) {
      path = origin.path;
      id = origin.record ? path_id.substr(0, path_id.rfind('#')) : path_id;
    } else if (entry) {
      path = entry->path;
      id = repair_utf8(path.substr(entry->root == "/" ? 1 : entry->root.size() + 1));
    }
    if (!id.empty()) break;
  }
  if (id.empty()) return;  // it came by standard input, which has no path
  if (record != "0") id += "#" + record;
  if (find(id_term(id))) id += hashed_ending(path);
  if (find(id_term(id))) return;
  document.remove_term(id_term(article.id));
  document.remove_value(slot::kCanonicalRecord);
  article.id = id;
  const auto published = parse_rfc3339(article.published);
  set_id(document, id, published ? std::optional(to_instant(*published)) : std::nullopt);
  document.set_data(compressor->compress(encode_article(article)));
  // Its hash is another now, which the family's id may hang on.
  families.goes(holder, document);
  database.replace_document(holder, document);
  families.comes(holder, document);
  tables.note(holder);
}

void Writer::State::put_in(const PreparedDocument& document) {
  const Xapian::docid id = database.add_document(document.document);
  families.comes(id, document.document);
  tables.learn(id, document);
}

void Writer::State::erase(Xapian::docid id) {
  const Xapian::Document document = database.get_document(id);
  families.goes(id, document);
  tables.forget(id, stored_article(document));
  database.delete_document(id);
  dirty = true;
}

// True when the article went with it.
bool Writer::State::drop_origin(Xapian::docid id, const std::string& term) {
  Xapian::Document document = database.get_document(id);
  if (origins_of(document).size() <= 1) {
    erase(id);
    return true;
  }
  document.remove_term(term);
  database.replace_document(id, document);
  dirty = true;
  return false;
}

Writer::Writer(std::unique_ptr<State> state) : state_(std::move(state)) {}
Writer::~Writer() = default;
Writer::Writer(Writer&&) noexcept = default;

Writer Writer::open_live(const DatabaseDirectory& directory, const WantedKind& wanted) {
  if (!directory.live_generation()) {
    // What a killed first run left was never visible.
    for (const std::uint64_t generation : directory.generations()) directory.remove(generation);
    BulkWriter(directory, 1, {}, wanted.over({}), 0).finish();
    directory.publish(1);
  }
  Writer writer = open(directory, *directory.live_generation());
  const IndexKind is = writer.kind(), to_be = wanted.over(is);
  const auto refuse = [&](const std::string& option, const std::string& has, const std::string& asked) {
    throw Error(ErrorKind::usage, directory.path() + " was made with --" + option + " " + has + "; to change it for all its articles: dateline-index upgrade --" + option + " " + asked + " --db " + directory.path());
  };
  const auto depth = [](const IndexKind& kind) { return kind.depth == AnalysisDepth::full ? "full" : "none"; };
  const auto positions = [](const IndexKind& kind) { return kind.positions == PositionForm::packed ? "packed" : "xapian"; };
  if (to_be.depth != is.depth) refuse("analysis", depth(is), depth(to_be));
  if (to_be.positions != is.positions) refuse("positions", positions(is), positions(to_be));
  return writer;
}

Writer Writer::open(const DatabaseDirectory& directory, std::uint64_t generation) {
  auto state = std::make_unique<State>();
  state->generation = generation;
  state->start(directory.path(), directory.generation_path(generation));
  check_versions(state->database, directory.path());
  state->kind = kind_of(state->database);
  std::string dictionary;
  const std::string key(metadata::kDictionary);
  for (auto name = state->database.metadata_keys_begin(key); name != state->database.metadata_keys_end(key); ++name)
    dictionary = state->database.get_metadata(*name);
  state->use_dictionary(dictionary);
  state->guarded([&] { state->database.begin_transaction(); });
  return Writer(std::move(state));
}

std::uint64_t Writer::generation() const { return state_->generation; }
std::uint64_t Writer::revision() const { return committed_revision(state_->generation_folder); }
const IndexKind& Writer::kind() const { return state_->kind; }
std::uint64_t Writer::articles() const { return state_->database.get_doccount(); }
bool Writer::wants_dictionary() const { return !state_->dictionary; }
std::shared_ptr<const Dictionary> Writer::dictionary() const { return state_->dictionary; }

void Writer::set_dictionary(const std::string& bytes) {
  if (bytes.empty()) return;
  state_->guarded([&] {
    state_->database.set_metadata(std::string(metadata::kDictionary) + std::to_string(dictionary_id(bytes)), bytes);
  });
  state_->use_dictionary(bytes);
  state_->dirty = true;
}

Outcome Writer::add(PreparedDocument& incoming, IdKind kind, const std::string& path_id, const Origin& origin) {
  State& state = *state_;
  return state.guarded([&] {
    std::string id = incoming.article.id;
    const std::string own_term = origin_term(origin);
    Outcome outcome = Outcome::added;
    if (kind == IdKind::canonical && !origin.file_key.empty() && !state.database.get_metadata(shared_key(id)).empty()) {
      kind = IdKind::path;
      id = path_id;
      outcome = Outcome::renamed;
    }
    // At most three ids are tried: its own, the path's (for a canonical one), and that with the path's hash.
    for (bool hashed = false;;) {
      const Xapian::docid existing = state.find(id_term(id));
      if (!existing) {
        state.finish(incoming, id);
        incoming.document.add_boolean_term(own_term);
        if (kind == IdKind::canonical) incoming.document.add_value(slot::kCanonicalRecord, std::to_string(origin.record));
        state.put_in(incoming);
        return outcome;
      }
      Xapian::Document document = state.database.get_document(existing);
      const std::vector<std::string> origins = origins_of(document);
      const bool ours_now = std::find(origins.begin(), origins.end(), own_term) != origins.end();
      Article stored = state.stored_article(document);
      const bool same_body = stored.body == incoming.article.body;
      const bool by_file = !origin.file_key.empty();
      if (!same_body && by_file && !hashed) {
        const bool taken = state.owned_elsewhere(origins, origin);
        if (kind == IdKind::canonical && (taken || ours_now)) {
          state.take_address(existing, std::move(stored), path_id, origin);
          kind = IdKind::path;
          id = path_id;
          outcome = Outcome::renamed;
          continue;
        }
        if (taken) {
          id += hashed_ending(origin.path);
          outcome = Outcome::renamed;
          hashed = true;
          continue;
        }
      }
      // From here on the incoming record speaks of the article `existing`.
      incoming.article.id = id;
      const bool older = newer(stored.modified, incoming.article.modified);
      // Another file has it too: that one's version stays, unless this file's own has changed (by more than where it lies).
      const bool shared = same_body && by_file && state.owned_elsewhere(origins, origin);
      const bool stays = shared && (!held_before(origins, origin) || same_but_for_path(stored, incoming.article));
      if (stored == incoming.article || older || stays) {
        if (!ours_now) {
          document.add_boolean_term(own_term);
          state.database.replace_document(existing, document);
          state.dirty = true;
        }
        return older ? Outcome::kept_newer : Outcome::unchanged;
      }
      state.tables.forget(existing, stored);
      // The bytes compressed under the first id that was tried hold that id.
      if (outcome == Outcome::renamed) incoming.stored = encode_article(incoming.article);
      state.finish(incoming, id);
      for (const std::string& term : origins) incoming.document.add_boolean_term(term);
      incoming.document.add_boolean_term(own_term);
      if (kind == IdKind::canonical) incoming.document.add_value(slot::kCanonicalRecord, std::to_string(origin.record));
      state.families.goes(existing, document);
      state.database.replace_document(existing, incoming.document);
      state.families.comes(existing, incoming.document);
      state.tables.learn(existing, incoming);
      return ours_now && by_file ? Outcome::repeated : Outcome::replaced;
    }
  });
}

void Writer::put_aliases(std::string_view text) {
  state_->guarded([&] {
    if (alias_text(state_->database) == text) return;
    set_aliases(state_->database, text);
    state_->tables.note_everything();
    state_->dirty = true;
  });
}

bool Writer::remove(const std::string& id) {
  State& state = *state_;
  return state.guarded([&] {
    const Xapian::docid found = state.find(id_term(id));
    if (found) state.erase(found);
    return found != 0;
  });
}

bool Writer::concerns(const std::string& id) const {
  return state_->guarded([&] { return state_->database.term_exists(id_term(id)) || !state_->database.get_metadata(shared_key(id)).empty(); });
}

std::uint32_t Writer::last_docid() const {
  return state_->guarded([&] { return state_->database.get_lastdocid(); });
}

void Writer::adopt(const SegmentRest& rest) {
  State& state = *state_;
  state.guarded([&] {
    for (const auto& [key, value] : rest.metadata) state.database.set_metadata(key, value);
    state.tables.learn(rest);
    for (Xapian::docid id = rest.first; id <= rest.last; ++id) state.families.comes(id, state.database.get_document(id));
  });
  state.dirty = true;
}

std::optional<Article> Writer::article(const std::string& id) const {
  State& state = *state_;
  return state.guarded([&]() -> std::optional<Article> {
    const Xapian::docid found = state.find(id_term(id));
    if (!found) return {};
    return state.stored_article(state.database.get_document(found));
  });
}

void Writer::put_manifest(const ManifestEntry& entry) {
  state_->guarded([&] {
    const std::string key = manifest_key(entry.path), encoded = encode_manifest_entry(entry);
    if (state_->database.get_metadata(key) == encoded) return;
    state_->database.set_metadata(key, encoded);
    state_->dirty = true;
  });
}

std::uint64_t Writer::articles_only_in(const std::set<std::string>& file_keys) const {
  State& state = *state_;
  return state.guarded([&] {
    std::set<Xapian::docid> candidates;
    for (const std::string& key : file_keys) {
      const std::string start = std::string(prefix::kFile) + key + ".";
      for (auto term = state.database.allterms_begin(start); term != state.database.allterms_end(start); ++term)
        candidates.insert(state.database.postlist_begin(*term), state.database.postlist_end(*term));
    }
    std::uint64_t count = 0;
    for (const Xapian::docid id : candidates) {
      const std::vector<std::string> origins = origins_of(state.database.get_document(id));
      count += std::all_of(origins.begin(), origins.end(), [&](const std::string& term) {
        return file_keys.count(key_of_origin(term)) > 0;
      });
    }
    return count;
  });
}

std::uint64_t Writer::drop_earlier_readings(const std::string& key, std::uint64_t reading) {
  State& state = *state_;
  return state.guarded([&] {
    const std::string prefix = std::string(prefix::kFile) + key + ".";
    std::vector<std::string> terms;
    for (auto term = state.database.allterms_begin(prefix); term != state.database.allterms_end(prefix); ++term)
      if (*term != prefix + std::to_string(reading)) terms.push_back(*term);
    std::uint64_t gone = 0;
    for (const std::string& term : terms) {
      std::vector<Xapian::docid> ids(state.database.postlist_begin(term), state.database.postlist_end(term));
      for (const Xapian::docid id : ids) gone += state.drop_origin(id, term);
    }
    return gone;
  });
}

std::uint64_t Writer::drop_file(const std::string& key, const std::string& path) {
  const std::uint64_t gone = drop_earlier_readings(key, 0);
  state_->guarded([&] { state_->database.set_metadata(manifest_key(path), ""); });
  state_->dirty = true;
  return gone;
}

bool Writer::dirty() const { return state_->dirty; }
std::uint64_t Writer::pending_bytes() const { return state_->pending_bytes; }

void Writer::commit() {
  State& state = *state_;
  if (!state.dirty) return;
  state.guarded([&] {
    state.families.settle(state.database);
    state.tables.write(state.database);
    state.database.commit_transaction();
    sync_folder(state.generation_folder);  // Xapian renames the file that names its revision, and leaves the name to the system
    state.database.begin_transaction();
  });
  state.dirty = false;
  state.pending_bytes = 0;
}

void Writer::close() {
  State& state = *state_;
  commit();
  state.guarded([&] {
    state.database.cancel_transaction();
    state.database.close();
  });
}

}  // namespace dateline
