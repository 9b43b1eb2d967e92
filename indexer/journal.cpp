#include "indexer/journal.h"

#include <fcntl.h>
#include <unistd.h>
#include <xxhash.h>

#include <cerrno>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <nlohmann/json.hpp>

#include "common/article_json.h"
#include "common/disk_error.h"
#include "common/store/shard.h"
#include "indexer/document_builder.h"

namespace dateline {
namespace {

constexpr std::size_t kHashDigits = 16;

std::string path_of(const DatabaseDirectory& directory) { return directory.path() + "/journal"; }

std::string hash_of(std::string_view text) {
  char out[kHashDigits + 1];
  std::snprintf(out, sizeof out, "%016llx", static_cast<unsigned long long>(XXH3_64bits(text.data(), text.size())));
  return out;
}

std::string first_line(std::uint64_t generation, std::uint64_t revision) { return "dateline-journal 1 " + std::to_string(generation) + " " + std::to_string(revision); }

[[noreturn]] void fail(const std::string& path) { throw_disk_error("cannot write " + path, errno); }

}  // namespace

Journal::Journal(const DatabaseDirectory& directory) : path_(path_of(directory)), descriptor_(::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_APPEND | O_CLOEXEC, 0666)) {
  if (descriptor_ < 0) fail(path_);
  sync_folder(directory.path());
}

Journal::~Journal() {
  ::close(descriptor_);
  if (!begun_) ::unlink(path_.c_str());
}

void Journal::add(const std::string& change) { lines_ += hash_of(change) + " " + change + "\n"; }

void Journal::put(const Article& article) {
  Article plain = article;
  plain.entities.clear();  // made anew
  plain.dates.clear();
  add("{\"put\": " + to_json(plain) + "}");
}

void Journal::remove(const std::string& id) { add(nlohmann::json{{"remove", id}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace)); }

void Journal::sync(const Writer& writer) {
  if (lines_.empty()) return;
  if (!begun_) lines_.insert(0, first_line(writer.generation(), writer.revision()) + "\n");
  begun_ = true;
  for (std::size_t done = 0; done < lines_.size();) {
    const ssize_t wrote = ::write(descriptor_, lines_.data() + done, lines_.size() - done);
    if (wrote < 0 && errno != EINTR) fail(path_);
    if (wrote > 0) done += static_cast<std::size_t>(wrote);
  }
  lines_.clear();
  if (::fdatasync(descriptor_)) fail(path_);
}

void Journal::clear() {
  lines_.clear();
  if (std::exchange(begun_, false) && ::ftruncate(descriptor_, 0)) fail(path_);
}

// A commit takes the revision one further. One that fails may take it two further, with what was there before: Xapian steps over the revision that it had begun to write. So the changes are in the
// database when the difference is odd; nothing else is committed before the journal is settled.
bool journal_pending(const DatabaseDirectory& directory) {
  std::ifstream file(path_of(directory));
  std::string name;
  unsigned version = 0;
  std::uint64_t generation = 0, revision = 0;
  const auto live = directory.live_generation();
  if (!live || !(file >> name >> version >> generation >> revision) || name != "dateline-journal" || version != 1) return false;
  return generation == *live && (committed_revision(directory.generation_path(*live)) - revision) % 2 == 0;
}

std::uint64_t apply_journal(const DatabaseDirectory& directory, std::uint64_t generation) {
  std::ifstream file(path_of(directory), std::ios::binary);
  Writer writer = Writer::open(directory, generation);
  DocumentBuilder builder(writer.kind());
  std::uint64_t changes = 0;
  std::string line;
  std::getline(file, line);
  while (std::getline(file, line)) {
    const std::string_view change = std::string_view(line).substr(std::min(line.size(), kHashDigits + 1));
    if (line.compare(0, kHashDigits, hash_of(change)) != 0) break;
    const nlohmann::json json = nlohmann::json::parse(change, nullptr, false);
    if (json.contains("remove")) {
      writer.remove(json["remove"].get<std::string>());
    } else {
      ParsedArticle parsed = article_from_json(json.at("put").dump());
      const BuiltDocument& built = builder.build(*parsed.article);
      PreparedDocument document(*std::move(parsed.article), built, nullptr);
      writer.add(document, IdKind::given, {}, {});
    }
    ++changes;
  }
  writer.close();
  return changes;
}

void settle_journal(const DatabaseDirectory& directory) {
  std::error_code error;
  if (!std::filesystem::exists(path_of(directory), error)) return;
  if (journal_pending(directory)) apply_journal(directory, *directory.live_generation());
  std::filesystem::remove(path_of(directory), error);
}

}  // namespace dateline
