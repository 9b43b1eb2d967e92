#include "indexer/pipeline.h"

#include <chrono>
#include <filesystem>
#include <optional>
#include <set>
#include <unordered_map>

#include "common/error.h"
#include "common/store/compact.h"
#include "common/store/manifest_reader.h"
#include "common/store/schema.h"
#include "indexer/journal.h"
#include "indexer/ordered_pool.h"
#include "indexer/shards.h"
#include "indexer/source.h"
#include "indexer/worker.h"
#include "indexer/writer.h"

namespace dateline {
namespace {

using SteadyClock = std::chrono::steady_clock;

constexpr std::size_t kPiecesPerJob = 3;
constexpr std::size_t kDictionarySamples = 2000;
constexpr std::size_t kDictionarySampleBytes = 6 << 20;
constexpr std::size_t kMostHeldSteps = 5 * kDictionarySamples;
constexpr double kProgressSeconds = 0.1;

double seconds_since(SteadyClock::time_point start) {
  return std::chrono::duration<double>(SteadyClock::now() - start).count();
}

// Counts, problems and progress: what all three kinds of run have in common.
class Tally {
 public:
  Tally(const Discovery& discovery, const IndexOptions& options) : options_(options) {
    report_.files_found = discovery.files.size();
    progress_.files_total = discovery.files.size();
    for (const FoundFile& file : discovery.files) progress_.bytes_total += file.size;
    for (const Problem& problem : discovery.problems) add(problem);
  }

  Report& report() { return report_; }

  void add(const Problem& problem) {
    report_.skip(problem);
    if (options_.on_problem) options_.on_problem(problem);
  }

  // Returns true for a record that gave an article.
  bool add(const Step& step) {
    switch (step.kind) {
      case StepKind::record:
        if (!step.problem.empty()) {
          add(Problem{step.file->file.path, step.record.number, step.problem});
          return false;
        }
        ++report_.articles_read;
        report_.empty += step.empty;
        report_.undated += step.undated;
        report_.text_bytes += step.text_bytes;
        return true;
      case StepKind::failed: add(Problem{step.file->file.path, 0, without_path(step)}); [[fallthrough]];
      case StepKind::end:
        ++report_.files_read;
        ++progress_.files_done;
        report_.files_resumed += step.file->records_before > 0;
        return false;
      case StepKind::unchanged:
      case StepKind::refreshed:
        ++report_.files_unchanged;
        ++progress_.files_done;
        return false;
      case StepKind::checkpoint: return false;
    }
    return false;
  }

  void add(const Piece& piece) {
    progress_.bytes_done = piece.input_bytes_done;
    if (options_.on_progress && seconds_since(last_progress_) >= kProgressSeconds) show();
  }

  Report finish(bool stopped) {
    report_.interrupted = stopped;
    report_.seconds = seconds_since(start_);
    if (options_.on_progress) show();
    return report_;
  }

 private:
  static std::string without_path(const Step& step) {
    const std::string start = step.file->file.path + ": ";
    return step.problem.rfind(start, 0) == 0 ? step.problem.substr(start.size()) : step.problem;
  }

  void show() {
    last_progress_ = SteadyClock::now();
    progress_.articles = report_.articles_read;
    progress_.seconds = seconds_since(start_);
    options_.on_progress(progress_);
  }

  const IndexOptions& options_;
  Report report_;
  Progress progress_;
  SteadyClock::time_point start_ = SteadyClock::now(), last_progress_ = start_ - std::chrono::hours(1);
};

// The workers of a run, one per thread.
class Workers {
 public:
  // `targets` of a worker by its number.
  Workers(const IndexOptions& options, const IndexKind& kind, Worker::Makes makes, const std::function<std::vector<Worker::Target>(std::size_t)>& targets, ShardBy by = {}) {
    for (std::size_t i = 0; i < std::max<std::size_t>(1, options.jobs); ++i)
      workers_.push_back(std::make_unique<Worker>(options.source_name, options.now, kind, makes, by, [targets, i] { return targets(i); }));
  }
  std::size_t size() const { return workers_.size(); }
  void operator()(Piece& piece, std::size_t worker) { workers_[worker]->work(piece); }

 private:
  std::vector<std::unique_ptr<Worker>> workers_;
};

OrderedPool<Piece> start_pool(Source& source, Workers& workers) {
  return OrderedPool<Piece>(
      workers.size(), workers.size() * kPiecesPerJob + 1, [&source] { return source.next(); },
      [&workers](Piece& piece, std::size_t worker) { workers(piece, worker); });
}

// The consuming end: applies the steps and decides when to commit.
class Committer {
 public:
  Committer(Shards& shards, Tally& tally, const IndexOptions& options) : shards_(shards), tally_(tally), options_(options) {}

  void apply(Piece& piece) {
    for (Step& step : piece.steps) apply(step);
    // Articles that come slowly are to be seen soon; of those that come fast, many at a time are written fastest.
    const bool due = shards_.gathers() ? piece.slow || shards_.full() : seconds_since(last_commit_) >= options_.publish_seconds;
    if (due || shards_.pending_bytes() >= options_.publish_bytes) commit(!piece.slow);
  }

  void finish() {
    // Only beside other changes: a run that found nothing new leaves no revision.
    if (shards_.dirty())
      for (const ManifestEntry& entry : refreshed_) shards_.put_manifest(entry);
    commit(false);
  }

 private:
  void apply(Step& step) {
    const FileInWork& work = *step.file;
    const bool took = tally_.add(step);
    switch (step.kind) {
      case StepKind::record:
        if (!took) ++skipped_[&work];
        else shards_.add(std::move(step));
        break;
      case StepKind::checkpoint:
      case StepKind::failed:
        if (!work.key.empty() && step.fingerprint.bytes) shards_.put_manifest(entry(step, true));
        if (step.kind == StepKind::failed) skipped_.erase(&work);
        break;
      case StepKind::end:
        if (work.key.empty()) break;
        if (work.read_before) shards_.drop_earlier_readings(work.key, work.reading);
        shards_.put_manifest(entry(step, false));
        skipped_.erase(&work);
        break;
      case StepKind::refreshed: refreshed_.push_back(step.entry); break;
      case StepKind::unchanged: break;
    }
  }

  ManifestEntry entry(const Step& step, bool partial) {
    const FileInWork& work = *step.file;
    ManifestEntry entry;
    entry.path = work.file.path;
    entry.root = work.file.root;
    entry.size = work.file.size;
    entry.modified_ns = work.file.modified_ns;
    entry.racy = work.racy;
    entry.partial = partial;
    entry.records = step.records;
    entry.skipped = work.skipped_before + skipped_[&work];
    entry.reading = work.reading;
    entry.raw_bytes = step.fingerprint.bytes;
    entry.digest = step.fingerprint.digest;
    return entry;
  }

  void commit(bool more) {
    shards_.commit(more);
    last_commit_ = SteadyClock::now();
  }

  Shards& shards_;
  Tally& tally_;
  const IndexOptions& options_;
  std::unordered_map<const FileInWork*, std::uint64_t> skipped_;
  std::vector<ManifestEntry> refreshed_;
  SteadyClock::time_point last_commit_ = SteadyClock::now();
};

// Holds back the first articles of a database without a dictionary until there are enough to train one on, or they come slowly.
class DictionaryTrainer {
 public:
  explicit DictionaryTrainer(bool wanted) : wanted_(wanted) {}
  bool wanted() const { return wanted_; }

  // True when nothing more is to be held back.
  bool add(Piece piece) {
    const bool slow = piece.slow;
    steps_ += piece.steps.size();
    for (const Step& step : piece.steps)
      if (const std::string* sample = sample_of(step)) {
        ++samples_;
        bytes_ += sample->size();
      }
    held_.push_back(std::move(piece));
    return slow || enough();
  }

  std::string train() const {
    std::vector<std::string> samples;
    for (const Piece& piece : held_)
      for (const Step& step : piece.steps)
        if (const std::string* sample = sample_of(step)) samples.push_back(*sample);
    return train_dictionary(samples);
  }

  std::vector<Piece> release(bool trained) {
    wanted_ = !trained && !enough();
    samples_ = bytes_ = steps_ = 0;
    return std::exchange(held_, {});
  }

 private:
  static const std::string* sample_of(const Step& step) { return step.bulk ? &step.bulk->stored : step.document ? &step.document->stored : nullptr; }
  bool enough() const { return steps_ >= kMostHeldSteps || samples_ >= kDictionarySamples || bytes_ >= kDictionarySampleBytes; }

  bool wanted_;
  std::size_t samples_ = 0, bytes_ = 0, steps_ = 0;
  std::vector<Piece> held_;
};

// A file that the shards do not know alike, as a run was killed between their commits, is to be read anew, as a reading above all of them.
std::optional<ManifestEntry> known_to_all(std::vector<std::optional<ManifestReader>>& manifests, const std::string& path) {
  std::optional<ManifestEntry> known;
  std::uint64_t reading = 0;
  bool alike = true;
  for (std::optional<ManifestReader>& manifest : manifests) {
    const std::optional<ManifestEntry> entry = manifest ? manifest->find(path) : std::nullopt;
    if (&manifest == &manifests.front()) known = entry;
    alike = alike && entry == known;
    if (entry) reading = std::max(reading, entry->reading);
  }
  if (alike) return known;
  ManifestEntry anew;
  anew.size = anew.raw_bytes = ~std::uint64_t{0};  // of no file
  anew.reading = reading;
  return anew;
}

}  // namespace

Report index_files(const DatabaseDirectory& directory, const Discovery& discovery, bool standard_input, const IndexOptions& options, const std::atomic<bool>& stop) {
  return index_files(std::vector{directory}, ShardBy::hash, discovery, standard_input, options, stop);
}

Report index_files(const std::vector<DatabaseDirectory>& directories, ShardBy by, const Discovery& discovery, bool standard_input, const IndexOptions& options,
                   const std::atomic<bool>& stop) {
  for (const DatabaseDirectory& directory : directories) {
    directory.remove_old(kGenerationGraceSeconds);
    settle_journal(directory);
  }
  Tally tally(discovery, options);
  Shards shards(directories, by, options.kind, {options.memory, options.gather_bytes}, tally.report());
  std::vector<std::optional<ManifestReader>> manifests(directories.size());
  for (std::size_t i = 0; i < directories.size(); ++i)
    if (directories[i].live_generation()) manifests[i].emplace(directories[i]);
  Source source(
      discovery, standard_input, [&](const std::string& path) { return known_to_all(manifests, path); }, stop);
  Workers workers(options, shards.kind(), Worker::Makes::document, [&](std::size_t worker) { return shards.targets(worker); }, by);
  Committer committer(shards, tally, options);
  DictionaryTrainer trainer(shards.wants_dictionary());
  const auto release = [&] {
    shards.set_dictionary(trainer.train());
    for (Piece& held : trainer.release(!shards.wants_dictionary())) committer.apply(held);
  };
  {
    OrderedPool<Piece> pool = start_pool(source, workers);
    while (std::optional<Piece> piece = pool.next()) {
      tally.add(*piece);
      if (!trainer.wanted())
        committer.apply(*piece);
      else if (trainer.add(std::move(*piece)))
        release();
    }
  }
  if (trainer.wanted()) release();
  committer.finish();
  tally.report().articles_in_database = shards.articles();
  shards.close();
  for (const DatabaseDirectory& loose : shards.loose())
    if (!stop) compact_live(loose, 0);
  return tally.finish(stop);
}

Report dry_run(const DatabaseDirectory& directory, const Discovery& discovery, bool standard_input, const IndexOptions& options,
               const std::atomic<bool>& stop) {
  std::optional<ManifestReader> manifest;
  if (directory.live_generation()) manifest.emplace(directory);
  Tally tally(discovery, options);
  Source source(
      discovery, standard_input,
      [&](const std::string& path) { return manifest ? manifest->find(path) : std::optional<ManifestEntry>(); }, stop);
  Workers workers(options, options.kind.over({}), Worker::Makes::article, nullptr);
  OrderedPool<Piece> pool = start_pool(source, workers);
  while (const std::optional<Piece> piece = pool.next()) {
    tally.add(*piece);
    for (const Step& step : piece->steps) tally.add(step);
  }
  tally.report().dry_run = true;
  return tally.finish(stop);
}

Report extract(const Discovery& discovery, bool standard_input, const IndexOptions& options, const std::atomic<bool>& stop,
               const std::function<void(const Article&, const DateLedger&)>& take) {
  Tally tally(discovery, options);
  Source source(discovery, standard_input, [](const std::string&) { return std::optional<ManifestEntry>(); }, stop);
  Workers workers(options, options.kind.over({}), Worker::Makes::article, nullptr);
  OrderedPool<Piece> pool = start_pool(source, workers);
  while (const std::optional<Piece> piece = pool.next()) {
    tally.add(*piece);
    for (const Step& step : piece->steps)
      if (tally.add(step)) take(step.article, step.dates);
  }
  return tally.finish(stop);
}

std::uint64_t prune(const DatabaseDirectory& directory, const std::vector<std::string>& roots, bool yes) { return prune(std::vector{directory}, roots, yes); }

std::uint64_t prune(const std::vector<DatabaseDirectory>& shards, const std::vector<std::string>& roots, bool yes) {
  namespace fs = std::filesystem;
  std::error_code error;
  const auto below = [](const std::string& path, const std::string& root) {
    return path == root || root == "/" || (path.rfind(root, 0) == 0 && path[root.size()] == '/');
  };
  if (!yes)
    for (const std::string& root : roots)
      if (!fs::exists(root, error) && !error)
        throw Error(ErrorKind::usage, root + " is gone; add --yes to remove all articles that came from it");
  std::vector<ManifestEntry> gone;
  ManifestReader manifest(shards.front());
  manifest.each([&](const ManifestEntry& entry) {
    for (const std::string& root : roots)
      if (below(entry.path, root)) {
        if (!fs::exists(entry.path, error) && !error) gone.push_back(entry);  // one that cannot be looked at is not gone
        return;
      }
  });
  if (gone.empty()) return 0;
  std::vector<Writer> writers;
  for (const DatabaseDirectory& shard : shards) writers.push_back(Writer::open_live(shard));
  if (!yes) {
    std::set<std::string> keys;
    for (const ManifestEntry& entry : gone) keys.insert(file_key(entry.path));
    std::uint64_t going = 0, all = 0;
    for (const Writer& writer : writers) going += writer.articles_only_in(keys), all += writer.articles();
    if (going * 2 > all)
      throw Error(ErrorKind::usage, "--prune would remove the articles of " + std::to_string(gone.size()) +
                                        " files, over half of the database; is a disk not mounted? Add --yes if it is meant");
  }
  std::uint64_t removed = 0;
  for (auto writer = writers.rbegin(); writer != writers.rend(); ++writer) {
    for (const ManifestEntry& entry : gone) removed += writer->drop_file(file_key(entry.path), entry.path);
    writer->close();
  }
  return removed;
}

}  // namespace dateline
