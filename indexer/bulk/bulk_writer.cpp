#include "indexer/bulk/bulk_writer.h"

#include <algorithm>
#include <filesystem>
#include <future>
#include <mutex>
#include <unordered_set>

#include "common/date.h"
#include "common/disk_error.h"
#include "common/error.h"
#include "common/store/families.h"
#include "common/store/family_index.h"
#include "common/store/schema.h"
#include "common/store/sketch_index.h"
#include "common/store/word_forms.h"
#include "indexer/bulk/bulk_database.h"
#include "indexer/bulk/glass_coding.h"
#include "indexer/bulk/random_uuid.h"

namespace dateline {
namespace {

constexpr std::uint64_t kLeastBufferBytes = 1 << 20;
constexpr std::size_t kStoredBlock = 65535;
constexpr std::uint64_t kFamilyBytes = 200;  // of memory for an article, when families are settled
constexpr std::uint64_t kEntryBytes = 100;   // of memory, beside the bytes of key and value

// As raw deflate that is stored: a later compaction copies it instead of trying to pack it.
void put_stored(std::string& out, std::string_view bytes) {
  do {
    const std::string_view block = bytes.substr(0, kStoredBlock);
    bytes.remove_prefix(block.size());
    const auto size = static_cast<unsigned>(block.size());
    out.push_back(bytes.empty() ? '\1' : '\0');
    for (const unsigned number : {size, ~size}) {
      out.push_back(static_cast<char>(number));
      out.push_back(static_cast<char>(number >> 8));
    }
    out.append(block);
  } while (!bytes.empty());
}

// The articles of a build as the families see them: each has come, none was there before.
class NewRelatives : public Relatives {
 public:
  explicit NewRelatives(const std::vector<KeyChange>& keys) : keys_(keys) {}

  Relative relative(ArticleNumber) override { none_before(); }
  std::vector<std::uint32_t> keys(ArticleNumber) override { none_before(); }
  std::size_t holders(std::uint32_t key) override {
    const auto [begin, end] = range(key);
    return static_cast<std::size_t>(end - begin);
  }
  std::vector<ArticleNumber> articles(std::uint32_t key) override {
    std::vector<ArticleNumber> articles;
    for (auto [at, end] = range(key); at != end; ++at) articles.push_back(at->article);
    return articles;
  }
  std::vector<ArticleNumber> members(FamilyId) override { return {}; }

 private:
  [[noreturn]] static void none_before() { throw Error(ErrorKind::database, "an article that has not come"); }
  std::pair<std::vector<KeyChange>::const_iterator, std::vector<KeyChange>::const_iterator> range(std::uint32_t key) const {
    const auto begin = std::lower_bound(keys_.begin(), keys_.end(), KeyChange{key, 0, 0});
    return {begin, std::lower_bound(begin, keys_.end(), KeyChange{key + 1, 0, 0})};
  }

  const std::vector<KeyChange>& keys_;  // rising
};

std::uint64_t id_hash(std::string_view id) { return hash64(id_term(id)); }

}  // namespace

BulkDocument::BulkDocument(Article of, const BuiltDocument& built, std::shared_ptr<PostingBuffer> into, Compressor* compressor)
    : article(std::move(of)), buffer(std::move(into)), terms(buffer->flatten(built)), values(built.values), instant(built.instant), names(name_links(article)) {
  if (compressor)
    data = compressor->compress(built.data);
  else
    stored = built.data;
}

void BulkDocument::keep_article_alone() {
  buffer.reset();
  terms = {};
  values = {};
  names = {};
  data = {};
  stored = {};
}

struct BulkWriter::State {
  State(std::string path, std::string id, const IndexKind& how, std::uint64_t bytes) : folder(std::move(path)), uuid(std::move(id)), kind(how), memory(bytes), docdata(folder + "/docdata.glass", 0), compressor(std::make_unique<Compressor>(nullptr)) {
    std::filesystem::remove_all(folder);
    std::error_code error;
    std::filesystem::create_directory(folder, error);
    if (error) throw_disk_error("cannot make the folder " + folder, error.value());
    contents.run_file = std::make_unique<TemporaryFile>(folder + "/runs");
  }

  void take(BulkDocument& document, std::vector<std::string> own_terms, const std::string& canonical_record);
  void retire(std::shared_ptr<PostingBuffer> buffer);
  void retire_all();
  void collect();
  ValueColumn& column(unsigned slot);
  void settle_families();
  void write();

  const std::string folder, uuid;
  const IndexKind kind;
  const std::uint64_t memory;

  std::mutex mutex;
  std::vector<std::shared_ptr<PostingBuffer>> buffers;  // the workers'

  // Of the thread that adds.
  glass::TableWriter docdata;
  std::unique_ptr<Compressor> compressor;
  std::shared_ptr<const Dictionary> dictionary;
  BulkContents contents;
  std::vector<std::shared_ptr<PostingBuffer>> taking;  // by worker
  std::future<Run> run;                        // being written
  std::unordered_set<std::uint64_t> ids;       // id_hash
  NameLinkChanges names;
  std::uint64_t manifest_bytes = 0;
  std::string key, tag;
  bool finished = false;
};

BulkWriter::BulkWriter(const DatabaseDirectory& directory, std::uint64_t generation, std::string uuid, const IndexKind& kind, std::uint64_t memory) {
  if (uuid.empty()) uuid = uuid_text(random_uuid());
  state_ = std::make_unique<State>(directory.generation_path(generation), std::move(uuid), kind, memory);
}

BulkWriter::BulkWriter(const std::string& folder, std::uint32_t before, std::shared_ptr<const Dictionary> dictionary, const IndexKind& kind, std::uint64_t memory)
    : state_(std::make_unique<State>(folder, std::string(), kind, memory)) {
  state_->contents.before = before;
  state_->compressor = std::make_unique<Compressor>(dictionary);
  state_->dictionary = std::move(dictionary);
}

BulkWriter::~BulkWriter() {
  if (state_->run.valid()) state_->run.wait();
  std::error_code ignored;
  if (!state_->finished) std::filesystem::remove_all(state_->folder, ignored);
}

std::shared_ptr<PostingBuffer> BulkWriter::buffer(std::size_t worker) {
  const std::lock_guard lock(state_->mutex);
  auto& buffers = state_->buffers;
  if (buffers.size() <= worker) buffers.resize(worker + 1);
  // Of each worker one that grows and, at times, one that is being written, which takes twice its size; half of the memory is for all else.
  const std::uint64_t most = std::max(kLeastBufferBytes, state_->memory / 2 / (buffers.size() + 2));
  if (!buffers[worker] || buffers[worker]->bytes() > most) buffers[worker] = std::make_shared<PostingBuffer>(worker);
  return buffers[worker];
}

std::shared_ptr<const Dictionary> BulkWriter::dictionary() const { return state_->dictionary; }

void BulkWriter::set_dictionary(const std::string& bytes) {
  if (bytes.empty()) return;
  state_->contents.metadata[std::string(metadata::kDictionary) + std::to_string(dictionary_id(bytes))] = bytes;
  state_->dictionary = load_dictionary(bytes);
  state_->compressor = std::make_unique<Compressor>(state_->dictionary);
}

ValueColumn& BulkWriter::State::column(unsigned slot) {
  const auto found = contents.values.find(slot);
  if (found != contents.values.end()) return found->second;
  return contents.values.try_emplace(slot, folder + "/values" + std::to_string(slot)).first->second;
}

void BulkWriter::State::collect() {
  if (run.valid()) contents.runs.push_back(run.get());
}

void BulkWriter::State::retire_all() {
  for (auto& buffer : taking)
    if (buffer) retire(std::move(buffer));
  collect();
}

void BulkWriter::State::retire(std::shared_ptr<PostingBuffer> buffer) {
  collect();
  run = std::async(std::launch::async, [buffer = std::move(buffer), &file = *contents.run_file]() mutable {
    Run made = buffer->run(file);
    buffer.reset();  // of the large memory of a build this is most
    return made;
  });
}

void BulkWriter::State::take(BulkDocument& document, std::vector<std::string> own_terms, const std::string& canonical_record) {
  const std::string& id = document.article.id;
  const auto docid = static_cast<std::uint32_t>(contents.before + contents.lengths.size() + 1);
  if (document.data.empty()) document.data = compressor->compress(document.stored);
  key.clear();
  glass::put_uint_sort(key, docid);
  tag.clear();
  put_stored(tag, document.data);
  docdata.add(key, tag, glass::Tag::deflated);

  for (const auto& [slot, value] : document.values) column(slot).add(docid, value);
  for (const auto& [slot, value] : id_values(id, document.instant)) column(slot).add(docid, value);
  column(slot::kCanonicalRecord).add(docid, canonical_record);
  for (const NameLink& link : document.names) names.add(link, 1);

  contents.lengths.push_back(document.terms.length);
  contents.largest_wdf = std::max(contents.largest_wdf, document.terms.largest_wdf);
  own_terms.push_back(id_term(id));
  const std::size_t worker = document.buffer->worker();
  if (taking.size() <= worker) taking.resize(worker + 1);
  if (taking[worker] != document.buffer) {
    if (taking[worker]) retire(std::move(taking[worker]));
    taking[worker] = document.buffer;
  }
  document.buffer->take(docid, document.terms, own_terms);
}

bool BulkWriter::add(BulkDocument& document, IdKind kind, const std::string& path_id, const Origin& origin, bool taken) {
  if (!state_->ids.insert(id_hash(document.article.id)).second || taken) {
    const std::string ending = hashed_ending(origin.path);
    for (const std::string& id : {path_id, path_id + ending, document.article.id + ending}) state_->ids.insert(id_hash(id));
    document.keep_article_alone();
    return false;
  }
  state_->take(document, {origin_term(origin)}, kind == IdKind::canonical ? std::to_string(origin.record) : std::string());
  return true;
}

void BulkWriter::copy(BulkDocument& document, const Provenance& provenance) {
  std::vector<std::string> origins;
  for (const std::string& origin : provenance.origins) origins.push_back(std::string(prefix::kFile) + origin);
  state_->take(document, std::move(origins), provenance.canonical_record);
}

void BulkWriter::copy_tables(const Xapian::Database& database) {
  for (const std::string_view prefix : {metadata::kFile, metadata::kShared, metadata::kAlias}) {
    const std::string start(prefix);
    for (auto key = database.metadata_keys_begin(start); key != database.metadata_keys_end(start); ++key) state_->contents.metadata[*key] = database.get_metadata(*key);
  }
}

void BulkWriter::put_manifest(const ManifestEntry& entry) {
  std::string key = manifest_key(entry.path), value = encode_manifest_entry(entry);
  const std::uint64_t bytes = key.size() + value.size() + kEntryBytes;
  if (state_->contents.metadata.insert_or_assign(std::move(key), std::move(value)).second) state_->manifest_bytes += bytes;
}

bool BulkWriter::full() const {
  const std::uint64_t bytes = state_->ids.size() * 40 + state_->names.bytes() + state_->contents.lengths.size() * 4 + state_->manifest_bytes;
  return bytes > state_->memory / 2 || bytes + state_->contents.lengths.size() * kFamilyBytes > state_->memory;
}

void BulkWriter::State::settle_families() {
  Families families;
  for (const unsigned slot : {slot::kSketch, slot::kDay, slot::kTie}) column(slot).flush();
  ValueReader days(column(slot::kDay)), ties(column(slot::kTie));
  for (ValueReader sketches(column(slot::kSketch)); sketches.next();) {
    const BodySketch sketch = sketch_of_value(sketches.value());
    const std::string_view day = days.of(sketches.docid());
    families.come(sketches.docid(), sketch.keys, {sketch.sketch, day.empty() ? std::nullopt : std::optional(day_of_value(day)), hash_of_tie(ties.of(sketches.docid())), std::nullopt});
  }
  const std::vector<KeyChange>& keys = families.key_changes();
  change_sketch_index(contents.metadata, keys);
  NewRelatives relatives(keys);
  std::vector<MemberChange> members;
  for (const FamilyChange& change : families.settle(relatives)) {
    if (!change.family) continue;
    column(slot::kFamily).add(change.article, family_value(*change.family));
    members.push_back({*change.family, change.article, 1});
  }
  change_family_members(contents.metadata, std::move(members));
}

void BulkWriter::State::write() {
  for (auto& [slot, column] : contents.values) column.flush();
  write_bulk_database(folder, contents, docdata.finish());
  finished = true;
}

void BulkWriter::finish() {
  State& state = *state_;
  state.retire_all();
  state.settle_families();
  auto& metadata = state.contents.metadata;
  change_name_links(metadata, std::exchange(state.names, {}));
  metadata[std::string(metadata::kFormat)] = std::to_string(kFormatVersion);
  metadata[std::string(metadata::kAnalysis)] = std::to_string(kAnalysisVersion);
  put_kind(metadata, state.kind);
  metadata[std::string(metadata::kUuid)] = state.uuid;
  MergedWords words = merge_words(state.contents.runs);
  change_word_forms(metadata, words.forms);
  state.contents.words = std::move(words.words);
  state.write();
}

SegmentRest BulkWriter::finish_segment() {
  State& state = *state_;
  state.retire_all();
  MergedWords words = merge_words(state.contents.runs);
  state.contents.words = std::move(words.words);
  const std::uint32_t before = state.contents.before;
  SegmentRest rest{before + 1, before + static_cast<std::uint32_t>(state.contents.lengths.size()), std::exchange(state.contents.metadata, {}), std::move(words.forms), std::exchange(state.names, {})};
  state.write();
  return rest;
}

}  // namespace dateline
