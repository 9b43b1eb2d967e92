#include "common/store/shard.h"

#include <algorithm>

#include "common/disk_error.h"
#include "common/error.h"
#include "common/store/manifest.h"
#include "common/store/schema.h"

namespace dateline {
namespace {

constexpr int kRestarts = 10;

unsigned version_of(const Xapian::Database& database, std::string_view key) {
  const std::string text = database.get_metadata(std::string(key));
  return text.empty() ? 0 : static_cast<unsigned>(std::strtoul(text.c_str(), nullptr, 10));
}

}  // namespace

std::uint64_t committed_revision(const std::string& folder) {
  try {
    return Xapian::Database(folder).get_revision();
  } catch (const Xapian::Error& error) {
    rethrow_xapian(error, folder);
  }
}

IndexKind kind_of(const Xapian::Database& database) {
  IndexKind kind;
  if (!database.get_metadata(std::string(metadata::kDepth)).empty()) kind.depth = AnalysisDepth::words;
  if (!database.get_metadata(std::string(metadata::kPositions)).empty()) kind.positions = PositionForm::xapian;
  return kind;
}

void put_kind(std::map<std::string, std::string>& metadata, const IndexKind& kind) {
  if (kind.depth == AnalysisDepth::words) metadata[std::string(metadata::kDepth)] = "words";
  if (kind.positions == PositionForm::xapian) metadata[std::string(metadata::kPositions)] = "xapian";
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
  const std::string message = path + ": " + error.get_msg() + (error.get_error_string() ? std::string(" (") + error.get_error_string() + ")" : "");
  throw Error(ErrorKind::database, message + disk_advice(message));
}

bool Shard::refresh() { return is_remote() ? refresh_remote() : refresh_local(); }

bool Shard::refresh_local() {
  if (generation_ && directory_.live_generation() == generation_) {
    database_.reopen();
    return false;
  }
  open_local();
  return true;
}

void Shard::open_local() {
  const std::string& path = directory_.path();
  for (int attempt = 1;; ++attempt) {
    const auto live = directory_.live_generation();
    if (!live)
      throw Error(ErrorKind::database, "there is no database in " + path + "; make one with: dateline-index --db " + path + " FOLDER");
    try {
      Xapian::Database opened(directory_.generation_path(*live));
      check_versions(opened, path, accept_);
      database_ = std::move(opened);
      generation_ = *live;
      break;
    } catch (const Xapian::DatabaseModifiedError& error) {
      // A writer has committed twice since it was opened.
      if (attempt == kRestarts) rethrow_xapian(error, path);
    } catch (const Xapian::DatabaseCorruptError& error) {
      // And has written over what is read.
      if (attempt == kRestarts) rethrow_xapian(error, path);
    } catch (const Xapian::Error& error) {
      // The stub moved on between reading it and opening what it named.
      if (attempt < kRestarts && directory_.live_generation() != live) continue;
      rethrow_xapian(error, path);
    }
  }
}

bool Shard::refresh_remote() {
  const auto now = std::chrono::steady_clock::now();
  if (generation_ && now - connected_ < std::chrono::seconds(kConnectionSeconds)) {
    revision_ += database_.reopen();
    return false;
  }
  generation_ = 0;
  database_ = Xapian::Remote::open(address_.host, address_.port, address_.timeout_ms, address_.timeout_ms);
  check_versions(database_, address_.name, accept_);
  generation_ = ++connections_;
  connected_ = now;
  return true;
}

void Shard::disconnect() {
  database_ = Xapian::Database();
  generation_ = 0;
}

bool Shard::is_source_of(const Xapian::Error& error) const {
  return is_remote() && error.get_context().find("(" + address_.host + ":" + std::to_string(address_.port) + ")") != std::string::npos;
}

DatabaseStatus Shard::status() const {
  DatabaseStatus status;
  status.path = name();
  status.uuid = database_.get_metadata(std::string(metadata::kUuid));
  status.format_version = version_of(database_, metadata::kFormat);
  status.analysis_version = version_of(database_, metadata::kAnalysis);
  const IndexKind kind = kind_of(database_);
  status.analysis = kind.depth == AnalysisDepth::full ? "full" : "none";
  status.positions = kind.positions == PositionForm::packed ? "packed" : "xapian";
  status.articles = database_.get_doccount();
  status.undated = status.articles - database_.get_value_freq(slot::kDay);
  // Day terms, not value bounds: those stay wide after a removal.
  const std::string day(prefix::kDay);
  for (auto term = database_.allterms_begin(day); term != database_.allterms_end(day); ++term) {
    status.last_day = *term;
    if (status.first_day.empty()) status.first_day = *term;
  }
  for (std::string* term : {&status.first_day, &status.last_day})
    if (!term->empty()) *term = term->substr(1, 4) + "-" + term->substr(5, 2) + "-" + term->substr(7, 2);
  const std::string language(prefix::kLanguage);
  for (auto term = database_.allterms_begin(language); term != database_.allterms_end(language); ++term)
    status.languages.emplace_back((*term).substr(language.size()), term.get_termfreq());
  std::stable_sort(status.languages.begin(), status.languages.end(),
                   [](const auto& a, const auto& b) { return a.second > b.second; });
  const std::string file(metadata::kFile);
  for (auto key = database_.metadata_keys_begin(file); key != database_.metadata_keys_end(file); ++key) {
    ++status.files;
    status.partial_files += decode_manifest_entry(database_.get_metadata(*key)).partial;
  }
  const std::string alias(metadata::kAliasOf);
  for (auto key = database_.metadata_keys_begin(alias); key != database_.metadata_keys_end(alias); ++key) ++status.aliases;
  if (!is_remote()) {
    status.generation = generation_;
    status.revision = database_.get_revision();
    status.bytes_on_disk = directory_.bytes_on_disk(generation_);
  }
  return status;
}

}  // namespace dateline
