#include "common/store/database.h"

#include <algorithm>

#include "common/date.h"
#include "common/error.h"
#include "common/store/family_index.h"
#include "common/store/manifest.h"
#include "common/store/schema.h"
#include "common/store/stored_article.h"

namespace dateline {
namespace {

constexpr int kRestarts = 10;

unsigned version_of(const Xapian::Database& database, std::string_view key) {
  const std::string text = database.get_metadata(std::string(key));
  return text.empty() ? 0 : static_cast<unsigned>(std::strtoul(text.c_str(), nullptr, 10));
}

}  // namespace

AnalysisDepth depth_of(const Xapian::Database& database) {
  return database.get_metadata(std::string(metadata::kDepth)).empty() ? AnalysisDepth::full : AnalysisDepth::words;
}

void check_versions(const Xapian::Database& database, const std::string& path, Accept accept) {
  const unsigned format = version_of(database, metadata::kFormat);
  const unsigned analysis = version_of(database, metadata::kAnalysis);
  if (!format) throw Error(ErrorKind::database, path + " is no Dateline database (a Xapian one of another program?)");
  if (format != kFormatVersion)
    throw Error(ErrorKind::database, path + " has format " + std::to_string(format) + "; this program speaks format " +
                                         std::to_string(kFormatVersion) +
                                         (format > kFormatVersion ? ": use a newer Dateline"
                                                                  : ": export it with the Dateline that wrote it and index the export"));
  if (analysis > kAnalysisVersion)
    throw Error(ErrorKind::database, path + " was analysed by a newer Dateline (analysis " + std::to_string(analysis) + ", this one has " +
                                         std::to_string(kAnalysisVersion) + "): use that one");
  if (analysis < kAnalysisVersion && accept == Accept::current)
    throw Error(ErrorKind::database, path + " was analysed by an older Dateline (analysis " + std::to_string(analysis) + ", this one has " +
                                         std::to_string(kAnalysisVersion) + "): run dateline-index upgrade --db " + path);
}

void rethrow_xapian(const Xapian::Error& error, const std::string& path) {
  throw Error(ErrorKind::database, path + ": " + error.get_msg() + (error.get_error_string() ? std::string(" (") + error.get_error_string() + ")" : ""));
}

Database::Database(std::vector<std::string> directories, Accept accept)
    : accept_(accept), decompressor_([this](std::uint32_t id) {
        std::string bytes;
        for (std::size_t i = 0; i < shards_.size() && bytes.empty(); ++i)
          bytes = shards_[i].database.get_metadata(std::string(metadata::kDictionary) + std::to_string(id));
        return bytes;
      }) {
  for (std::string& path : directories) {
    shards_.push_back({DatabaseDirectory(std::move(path)), 0, {}});
    open_shard(shards_.back());
    combined_.add_database(shards_.back().database);
  }
}

void Database::open_shard(Shard& shard) {
  const std::string& path = shard.directory.path();
  for (int attempt = 1;; ++attempt) {
    const auto live = shard.directory.live_generation();
    if (!live)
      throw Error(ErrorKind::database, "there is no database in " + path + "; make one with: dateline-index --db " + path + " FOLDER");
    try {
      shard.database = Xapian::Database(shard.directory.generation_path(*live));
      shard.generation = *live;
      check_versions(shard.database, path, accept_);
      break;
    } catch (const Xapian::Error& error) {
      // The stub moved on between reading it and opening what it named.
      if (attempt < kRestarts && shard.directory.live_generation() != live) continue;
      rethrow_xapian(error, path);
    }
  }
}

void Database::refresh() {
  bool replaced = false;
  for (Shard& shard : shards_) {
    if (shard.directory.live_generation() != shard.generation) {
      open_shard(shard);
      replaced = true;
    } else {
      shard.database.reopen();
    }
  }
  if (!replaced) return;
  combined_ = Xapian::Database();
  for (Shard& shard : shards_) combined_.add_database(shard.database);
}

void Database::with_snapshot(const std::function<void()>& ask) {
  for (int attempt = 1;; ++attempt) {
    try {
      refresh();
      ask();
      return;
    } catch (const Xapian::DatabaseModifiedError& error) {
      if (attempt == kRestarts) rethrow_xapian(error, shards_.front().directory.path());
    } catch (const Xapian::Error& error) {
      rethrow_xapian(error, shards_.front().directory.path());
    }
  }
}

Article Database::article(Xapian::docid id) { return article_of(combined_.get_document(id)); }

Article Database::article_of(const Xapian::Document& document) {
  return decode_article(decompressor_.decompress(document.get_data()));
}

std::vector<Xapian::Database> Database::databases() const {
  std::vector<Xapian::Database> all;
  for (const Shard& shard : shards_) all.push_back(shard.database);
  return all;
}

std::vector<std::uint64_t> Database::state() const {
  std::vector<std::uint64_t> state;
  for (const Shard& shard : shards_) {
    state.push_back(shard.generation);
    state.push_back(shard.database.get_revision());
  }
  return state;
}

std::vector<Xapian::docid> Database::members(std::uint64_t family) const {
  std::vector<Xapian::docid> members;
  for (std::size_t shard = 0; shard < shards_.size(); ++shard)
    for (const ArticleNumber number : family_members(shards_[shard].database, family))
      members.push_back(static_cast<Xapian::docid>((number - 1) * shards_.size() + shard + 1));  // as Xapian numbers documents of several databases
  std::sort(members.begin(), members.end());
  return members;
}

void Database::each(const std::function<bool(Article, const Provenance&)>& take) {
  const std::string file(prefix::kFile);
  for (auto posting = combined_.postlist_begin(""); posting != combined_.postlist_end(""); ++posting) {
    const Xapian::Document document = combined_.get_document(*posting);
    Provenance provenance;
    provenance.canonical_record = document.get_value(slot::kCanonicalRecord);
    auto term = document.termlist_begin();
    for (term.skip_to(file); term != document.termlist_end() && (*term).rfind(file, 0) == 0; ++term)
      provenance.origins.push_back((*term).substr(file.size()));
    if (!take(article_of(document), provenance)) return;
  }
}

std::vector<DatabaseStatus> Database::status() {
  std::vector<DatabaseStatus> all;
  for (Shard& shard : shards_) {
    const Xapian::Database& database = shard.database;
    DatabaseStatus status;
    status.path = shard.directory.path();
    status.uuid = database.get_metadata(std::string(metadata::kUuid));
    status.format_version = version_of(database, metadata::kFormat);
    status.analysis_version = version_of(database, metadata::kAnalysis);
    status.analysis = depth_of(database) == AnalysisDepth::full ? "full" : "none";
    status.generation = shard.generation;
    status.revision = database.get_revision();
    status.articles = database.get_doccount();
    status.undated = status.articles - database.get_value_freq(slot::kDay);
    // Day terms, not value bounds: those stay wide after a removal.
    const std::string day(prefix::kDay);
    for (auto term = database.allterms_begin(day); term != database.allterms_end(day); ++term) {
      status.last_day = *term;
      if (status.first_day.empty()) status.first_day = *term;
    }
    for (std::string* term : {&status.first_day, &status.last_day})
      if (!term->empty()) *term = term->substr(1, 4) + "-" + term->substr(5, 2) + "-" + term->substr(7, 2);
    const std::string language(prefix::kLanguage);
    for (auto term = database.allterms_begin(language); term != database.allterms_end(language); ++term)
      status.languages.emplace_back((*term).substr(language.size()), term.get_termfreq());
    std::stable_sort(status.languages.begin(), status.languages.end(),
                     [](const auto& a, const auto& b) { return a.second > b.second; });
    const std::string file(metadata::kFile);
    for (auto key = database.metadata_keys_begin(file); key != database.metadata_keys_end(file); ++key) {
      ++status.files;
      status.partial_files += decode_manifest_entry(database.get_metadata(*key)).partial;
    }
    const std::string alias(metadata::kAliasOf);
    for (auto key = database.metadata_keys_begin(alias); key != database.metadata_keys_end(alias); ++key) ++status.aliases;
    status.bytes_on_disk = shard.directory.bytes_on_disk(shard.generation);
    all.push_back(std::move(status));
  }
  return all;
}

}  // namespace dateline
