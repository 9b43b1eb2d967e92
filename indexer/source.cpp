#include "indexer/source.h"

#include <sys/stat.h>

#include <chrono>
#include <fstream>
#include <string_view>

#include "common/error.h"
#include "common/store/schema.h"

namespace dateline {
namespace {

constexpr std::size_t kPieceBytes = 256 * 1024;
constexpr std::size_t kPieceSteps = 256;
constexpr std::int64_t kRacyNanoseconds = 2'000'000'000;
constexpr std::chrono::milliseconds kLongestWait{250};  // of what has come on standard input for what comes next

std::int64_t now_ns() {
  using namespace std::chrono;
  return duration_cast<nanoseconds>(system_clock::now().time_since_epoch()).count();
}

// Whether the first `bytes` bytes of a file that is not compressed end with a line.
bool ends_with_newline(const std::string& path, std::uint64_t bytes) {
  std::ifstream file(path, std::ios::binary);
  char head[2] = {};
  file.read(head, sizeof head);
  if (std::string_view(head, 2) == "\x1f\x8b" || std::string_view(head, 2) == "\x28\xb5") return false;
  file.clear();
  file.seekg(static_cast<std::streamoff>(bytes) - 1);
  return file.get() == '\n';
}

ManifestEntry entry_for(const FileInWork& work, const Fingerprint& fingerprint, std::uint64_t records, std::uint64_t skipped) {
  ManifestEntry entry;
  entry.path = work.file.path;
  entry.root = work.file.root;
  entry.size = work.file.size;
  entry.modified_ns = work.file.modified_ns;
  entry.racy = work.racy;
  entry.records = records;
  entry.skipped = skipped;
  entry.reading = work.reading;
  entry.raw_bytes = fingerprint.bytes;
  entry.digest = fingerprint.digest;
  return entry;
}

}  // namespace

struct Source::State {
  const Discovery& discovery;
  bool standard_input;
  Lookup lookup;
  const std::atomic<bool>& stop;

  std::size_t next_file = 0;
  std::shared_ptr<const FileInWork> current;
  std::unique_ptr<RecordReader> reader;
  std::uint64_t records = 0;
  std::uint64_t bytes_behind = 0;  // of files that are done

  std::shared_ptr<const FileInWork> plan(const FoundFile& file, Step& instead, bool& resumes_partial);
  void open(const FoundFile& file, Piece& piece);
  void open_standard_input();
  void read(Piece& piece);
  void close(Piece& piece, StepKind kind, std::string problem = {});
  Step mark(StepKind kind) const;
};

// How the file is to be read, or `instead` a step that says it need not be.
std::shared_ptr<const FileInWork> Source::State::plan(const FoundFile& file, Step& instead, bool& resumes_partial) {
  auto work = std::make_shared<FileInWork>();
  work->file = file;
  work->key = file_key(file.path);
  work->racy = file.modified_ns >= now_ns() - kRacyNanoseconds;
  const std::optional<ManifestEntry> known = lookup(file.path);
  if (!known) return work;

  const bool same_stat = known->size == file.size && known->modified_ns == file.modified_ns;
  bool same_start = same_stat && !known->racy;
  if (!same_start && file.size >= known->raw_bytes) {
    const Fingerprint start = fingerprint_of(file.path, known->raw_bytes);
    same_start = start.bytes == known->raw_bytes && start.digest == known->digest;
  }
  // When the bytes were compared, all of them must have been.
  const bool whole = (same_stat && !known->racy) || known->raw_bytes == file.size;
  if (same_start && whole && !known->partial && known->size == file.size) {
    instead.kind = StepKind::unchanged;
    if (!same_stat || (known->racy && !work->racy)) {
      instead.kind = StepKind::refreshed;
      instead.entry = entry_for(*work, {known->raw_bytes, known->digest}, known->records, known->skipped);
      instead.entry.reading = known->reading;
    }
    instead.file = work;
    return nullptr;
  }
  // Read on where the last run stopped, or where the file ended then: what comes before is in the database already.
  if (same_start && (known->partial || (known->raw_bytes > 0 && ends_with_newline(file.path, known->raw_bytes)))) {
    work->reading = known->reading;
    work->records_before = known->records;
    work->skipped_before = known->skipped;
    work->read_before = known->partial && known->reading > 1;
    resumes_partial = known->partial;
    return work;
  }
  work->reading = known->reading + 1;
  work->read_before = true;
  return work;
}

void Source::State::open(const FoundFile& file, Piece& piece) {
  Step instead;
  try {
    bool resumes_partial = false;
    current = plan(file, instead, resumes_partial);
    if (!current) {
      bytes_behind += file.size;
      piece.steps.push_back(std::move(instead));
      return;
    }
    reader = std::make_unique<RecordReader>(open_file(file.path), file.path);
    records = 0;
    // Only in lines is the old end surely an end of a record; a run that was cut short had counted whole records alone.
    if (current->records_before && !resumes_partial && reader->format() != Format::ndjson) {
      auto anew = std::make_shared<FileInWork>(*current);
      anew->records_before = anew->skipped_before = 0;
      ++anew->reading;
      anew->read_before = true;
      current = std::move(anew);
    }
    Record passed_over;
    while (records < current->records_before && !stop && reader->next(passed_over)) ++records;
  } catch (const Error& error) {
    if (!current) {
      auto work = std::make_shared<FileInWork>();
      work->file = file;
      work->key = file_key(file.path);
      current = work;
    }
    close(piece, StepKind::failed, error.what());
  }
}

void Source::State::open_standard_input() {
  auto work = std::make_shared<FileInWork>();
  work->file.path = "standard input";
  current = work;
  records = 0;
  reader = std::make_unique<RecordReader>(dateline::open_standard_input(), "standard input", Format::ndjson);
}

Step Source::State::mark(StepKind kind) const {
  Step step;
  step.kind = kind;
  step.file = current;
  step.records = records;
  if (reader) step.fingerprint = reader->fingerprint();
  return step;
}

void Source::State::close(Piece& piece, StepKind kind, std::string problem) {
  Step step = mark(kind);
  step.problem = std::move(problem);
  piece.steps.push_back(std::move(step));
  bytes_behind += current->file.size;
  reader.reset();
  current.reset();
}

void Source::State::read(Piece& piece) {
  std::size_t bytes = 0;
  for (const Step& step : piece.steps) bytes += step.record.bytes.size();
  const auto begun = std::chrono::steady_clock::now();
  try {
    while (bytes < kPieceBytes && piece.steps.size() < kPieceSteps && !stop && !piece.slow) {
      Step step;
      if (!reader->next(step.record)) {
        if (!reader->paused()) {
          close(piece, StepKind::end);
          return;
        }
        piece.slow = true;
        break;
      }
      piece.slow = current->key.empty() && std::chrono::steady_clock::now() - begun > kLongestWait;
      ++records;
      bytes += step.record.bytes.size();
      step.file = current;
      piece.steps.push_back(std::move(step));
    }
  } catch (const Error& error) {
    close(piece, StepKind::failed, error.what());
  }
}

Source::Source(const Discovery& discovery, bool standard_input, Lookup lookup, const std::atomic<bool>& stop)
    : state_(new State{discovery, standard_input, std::move(lookup), stop, 0, nullptr, nullptr, 0, 0}) {}

Source::~Source() = default;

std::optional<Piece> Source::next() {
  State& state = *state_;
  Piece piece;
  std::size_t bytes = 0;
  while (!state.stop && piece.steps.size() < kPieceSteps && bytes < kPieceBytes && !piece.slow) {
    if (!state.current) {
      if (state.next_file < state.discovery.files.size())
        state.open(state.discovery.files[state.next_file++], piece);
      else if (std::exchange(state.standard_input, false))
        state.open_standard_input();
      else
        break;
    }
    if (state.current) state.read(piece);
    bytes = 0;
    for (const Step& step : piece.steps) bytes += step.record.bytes.size();
  }
  if (state.current) piece.steps.push_back(state.mark(StepKind::checkpoint));
  piece.input_bytes_done = state.bytes_behind;
  if (state.current && state.reader) piece.input_bytes_done += state.reader->fingerprint().bytes;
  if (piece.steps.empty()) return {};
  if (state.stop && state.current && piece.steps.size() == 1) return {};
  return piece;
}

}  // namespace dateline
