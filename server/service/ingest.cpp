#include "server/service/ingest.h"

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <deque>
#include <future>
#include <mutex>
#include <semaphore>
#include <thread>
#include <unordered_set>

#include "common/error.h"
#include "common/store/compact.h"
#include "common/store/database.h"
#include "indexer/dictionary_samples.h"
#include "indexer/document_builder.h"
#include "indexer/journal.h"
#include "server/http/http_error.h"

namespace dateline {
namespace {

using Clock = std::chrono::steady_clock;

constexpr std::size_t kPieceChanges = 500;
constexpr std::uint64_t kPieceBytes = 4 << 20;

double since(Clock::time_point start) { return std::chrono::duration<double>(Clock::now() - start).count(); }

// A change as the writer takes it: articles analysed already.
struct Prepared {
  Change change;
  std::unique_ptr<PreparedDocument> document;  // of PutArticle
};

struct Batch {
  std::vector<Prepared> changes;
  Until until = Until::applied;
  std::uint64_t bytes = 0;
  std::vector<ChangeStatus> done;
  std::promise<std::vector<ChangeStatus>> answer;
};

void give_answers(std::vector<std::shared_ptr<Batch>>& batches) {
  for (const auto& batch : batches) batch->answer.set_value(std::move(batch->done));
  batches.clear();
}

const std::string& id_of(const Change& change) {
  if (const auto* put = std::get_if<PutArticle>(&change)) return put->article.id;
  if (const auto* removed = std::get_if<RemoveArticle>(&change)) return removed->id;
  return std::get<ModifyArticle>(change).id;
}

std::uint64_t bytes_of(const Change& change) {
  const auto* put = std::get_if<PutArticle>(&change);
  return put ? put->article.title.size() + put->article.body.size() + put->article.extra.size() : 0;
}

// What a ModifyArticle came to by itself: its own caller's affair, while what the writer throws is everybody's.
struct Refused {
  std::exception_ptr why;
};

ChangeStatus status_of(Outcome outcome) {
  switch (outcome) {
    case Outcome::added: return ChangeStatus::added;
    case Outcome::unchanged: return ChangeStatus::unchanged;
    case Outcome::kept_newer: return ChangeStatus::kept_newer;
    case Outcome::replaced:
    case Outcome::renamed:
    case Outcome::repeated: return ChangeStatus::replaced;
  }
  return ChangeStatus::replaced;
}

// Analysers take a while to make, are for one thread each and remember much: as many as there are processors serve all callers.
class Builders {
 public:
  void set_kind(const IndexKind& kind) {
    const std::lock_guard lock(mutex_);
    if (kind_ == kind) return;
    kind_ = kind;
    idle_.clear();
  }

  // Each database has its own: those that nobody writes to are not to hold any.
  void clear() {
    const std::lock_guard lock(mutex_);
    idle_.clear();
  }

  PreparedDocument prepare(Article article) {
    const Turn turn(free_);
    std::unique_ptr<DocumentBuilder> builder;
    IndexKind kind;
    {
      const std::lock_guard lock(mutex_);
      kind = kind_;
      if (!idle_.empty()) {
        builder = std::move(idle_.back());
        idle_.pop_back();
      }
    }
    if (!builder) builder = std::make_unique<DocumentBuilder>(kind);
    const BuiltDocument& built = builder->build(article);
    PreparedDocument document(std::move(article), built, nullptr);
    const std::lock_guard lock(mutex_);
    if (kind == kind_) idle_.push_back(std::move(builder));
    return document;
  }

 private:
  using Places = std::counting_semaphore<>;
  struct Turn {
    explicit Turn(Places& all) : places(all) { places.acquire(); }
    ~Turn() { places.release(); }
    Turn(const Turn&) = delete;
    Turn& operator=(const Turn&) = delete;
    Places& places;
  };

  Places free_{std::max(1U, std::thread::hardware_concurrency())};
  std::mutex mutex_;
  IndexKind kind_;
  std::vector<std::unique_ptr<DocumentBuilder>> idle_;  // the one used last is next: most of it is in the processor's cache
};

}  // namespace

struct Ingest::State {
  State(const DatabaseDirectory& where, const IngestLimits& bounds) : directory(where), limits(bounds) {
    if (directory.live_generation()) builders.set_kind(kind_of(Database({directory.path()}).xapian()));
  }

  Prepared prepare(Change change);
  std::future<std::vector<ChangeStatus>> enqueue(std::shared_ptr<Batch> batch);
  void run();
  double rest() const;
  double patience() const;
  std::optional<double> until_next() const;
  void open();
  void close();
  void apply(const std::shared_ptr<Batch>& batch);
  ChangeStatus apply(Prepared& prepared);
  bool note(const Prepared& prepared, ChangeStatus status);
  void sync();
  void commit();
  void fail(const std::exception_ptr& error);

  DatabaseDirectory directory;
  IngestLimits limits;
  Builders builders;

  mutable std::mutex mutex;
  std::condition_variable arrival;
  std::deque<std::shared_ptr<Batch>> queue;
  std::uint64_t queue_bytes = 0;
  std::unordered_set<std::string> pending;  // ids queued or not committed
  bool stopping = false;
  IngestState said;
  std::thread thread;

  // Of the writer's thread alone.
  std::optional<WriterLock> lock;
  std::optional<Writer> writer;
  std::optional<Journal> journal;
  std::vector<std::shared_ptr<Batch>> waiting;    // applied, for the commit
  std::vector<std::shared_ptr<Batch>> journaled;  // applied, for the journal to be on disk
  bool unsettled = false;  // the journal holds what was answered and is not in the database
  DictionarySamples samples;
  Clock::time_point last_commit = Clock::now(), first_change, first_journaled, last_change = Clock::now();
};

Ingest::Ingest(const DatabaseDirectory& directory, const IngestLimits& limits) : state_(std::make_unique<State>(directory, limits)) {}

Ingest::~Ingest() {
  {
    const std::lock_guard lock(state_->mutex);
    state_->stopping = true;
    state_->arrival.notify_all();
  }
  if (state_->thread.joinable()) state_->thread.join();
}

std::vector<ChangeStatus> Ingest::apply(std::vector<Change> changes, Until until) {
  std::vector<ChangeStatus> done;
  std::vector<std::future<std::vector<ChangeStatus>>> pieces;
  for (std::size_t begin = 0; begin < changes.size() || pieces.empty();) {
    std::size_t end = begin;
    std::uint64_t bytes = 0;
    while (end < changes.size() && end - begin < kPieceChanges && bytes < kPieceBytes) bytes += bytes_of(changes[end++]);
    auto batch = std::make_shared<Batch>();
    batch->bytes = bytes;
    batch->until = end == changes.size() ? until : Until::applied;  // what is committed last holds all before it
    for (; begin < end; ++begin) batch->changes.push_back(state_->prepare(std::move(changes[begin])));
    // One piece is being written, one analysed: what a long list takes in memory is bounded.
    if (pieces.size() > 1) pieces[pieces.size() - 2].wait();
    pieces.push_back(state_->enqueue(std::move(batch)));
  }
  for (auto& piece : pieces)
    for (const ChangeStatus status : piece.get()) done.push_back(status);
  return done;
}

Prepared Ingest::State::prepare(Change change) {
  Prepared prepared{std::move(change), nullptr};
  if (auto* put = std::get_if<PutArticle>(&prepared.change)) {
    const std::string id = put->article.id;
    prepared.document = std::make_unique<PreparedDocument>(builders.prepare(std::move(put->article)));
    put->article.id = id;
  }
  return prepared;
}

std::future<std::vector<ChangeStatus>> Ingest::State::enqueue(std::shared_ptr<Batch> batch) {
  std::future<std::vector<ChangeStatus>> answer = batch->answer.get_future();
  const std::lock_guard guard(mutex);
  if (stopping) throw Error(ErrorKind::interrupted, "the server is stopping");
  if (!queue.empty() && queue_bytes + batch->bytes > limits.queue_bytes)
    throw HttpError(429, "busy", "more articles wait to be written than the server takes; send this again later");
  for (const Prepared& prepared : batch->changes) pending.insert(id_of(prepared.change));
  queue_bytes += batch->bytes;
  said.queued += batch->changes.size();
  queue.push_back(std::move(batch));
  if (!thread.joinable()) thread = std::thread([this] { run(); });
  arrival.notify_all();
  return answer;
}

void Ingest::commit() {
  {
    const std::lock_guard lock(state_->mutex);
    if (state_->pending.empty() && state_->queue.empty()) return;
  }
  apply({}, Until::committed);
}

void Ingest::create() { apply({}, Until::committed); }

bool Ingest::is_pending(const std::string& id) const {
  const std::lock_guard lock(state_->mutex);
  return state_->pending.count(id) > 0;
}

IngestState Ingest::state() const {
  const std::lock_guard lock(state_->mutex);
  return state_->said;
}

void Ingest::State::run() {
  for (;;) {
    std::shared_ptr<Batch> batch;
    bool last = false, more = false;
    {
      std::unique_lock guard(mutex);
      const auto something = [&] { return stopping || !queue.empty(); };
      if (const std::optional<double> patience = until_next())
        arrival.wait_for(guard, std::chrono::duration<double>(std::max(0.0, *patience)), something);
      else
        arrival.wait(guard, something);
      if (!queue.empty()) {
        batch = std::move(queue.front());
        queue.pop_front();
        queue_bytes -= batch->bytes;
      }
      more = !queue.empty();
      last = stopping && !more;
    }
    try {
      if (batch)
        apply(batch);
      else if (unsettled && !writer && !last && since(last_change) >= limits.commit_seconds)
        open();
      if (!journaled.empty() && (!more || since(first_journaled) >= limits.journal_seconds)) sync();
      const bool dirty = writer && writer->dirty();
      const bool due = dirty && (since(first_change) >= patience() || writer->pending_bytes() >= limits.commit_bytes);
      const bool wanted = !waiting.empty() && since(last_commit) >= rest();
      if (due || wanted || (last && (dirty || !waiting.empty()))) commit();
      if (last || (writer && since(last_change) >= limits.idle_seconds && !writer->dirty())) close();
    } catch (...) {
      fail(std::current_exception());
    }
    if (last) return;
  }
}

// Seconds between two commits that somebody waits for.
double Ingest::State::rest() const { return std::clamp(said.last_commit_seconds, limits.busy_commit_seconds, std::max(limits.busy_commit_seconds, limits.commit_seconds)); }

// Seconds from a change to the commit that nobody waits for.
double Ingest::State::patience() const { return std::clamp(5 * said.last_commit_seconds, limits.commit_seconds, std::max(limits.commit_seconds, limits.most_commit_seconds)); }

// Seconds until something is to be done even if nothing comes; none when there is nothing to do.
std::optional<double> Ingest::State::until_next() const {
  if (!waiting.empty()) return rest() - since(last_commit);
  if (writer && writer->dirty()) return patience() - since(first_change);
  if (writer) return limits.idle_seconds - since(last_change);
  if (unsettled) return limits.commit_seconds - since(last_change);
  return {};
}

void Ingest::State::open() {
  if (writer) return;
  directory.create();
  lock.emplace(directory, limits.lock_seconds);
  directory.remove_old(kGenerationGraceSeconds);
  settle_journal(directory);
  writer.emplace(Writer::open_live(directory));
  journal.emplace(directory);
  unsettled = false;
  builders.set_kind(writer->kind());  // upgrade may have changed it
  const std::lock_guard guard(mutex);
  said.open = true;
}

void Ingest::State::close() {
  journal.reset();
  writer.reset();
  lock.reset();
  builders.clear();
  samples.clear();
  const std::lock_guard guard(mutex);
  said.open = false;
}

void Ingest::State::apply(const std::shared_ptr<Batch>& batch) {
  waiting.push_back(batch);
  last_change = Clock::now();
  open();
  if (!writer->dirty()) first_change = last_change;
  const bool journals = batch->until == Until::applied;
  bool all_noted = true;
  std::exception_ptr refused;
  for (Prepared& prepared : batch->changes) {
    try {
      batch->done.push_back(apply(prepared));
    } catch (const Refused& refusal) {
      refused = refusal.why;
      break;
    }
    if (journals && !note(prepared, batch->done.back())) all_noted = false;
  }
  {
    const std::lock_guard guard(mutex);
    said.queued -= batch->changes.size();
    said.applied += batch->done.size();
  }
  if (refused) {
    batch->answer.set_exception(refused);
    waiting.pop_back();
  } else if (journals && (all_noted || waiting.size() == 1)) {  // what changed nothing rests on what was there, which may wait for the commit
    if (journaled.empty()) first_journaled = last_change;
    journaled.push_back(batch);
    waiting.pop_back();
  }
}

ChangeStatus Ingest::State::apply(Prepared& prepared) {
  if (const auto* removed = std::get_if<RemoveArticle>(&prepared.change)) return writer->remove(removed->id) ? ChangeStatus::removed : ChangeStatus::missing;
  if (const auto* modify = std::get_if<ModifyArticle>(&prepared.change)) {
    std::optional<Article> now = writer->article(modify->id);
    try {
      std::optional<Article> changed = modify->change(std::move(now));
      if (!changed) return ChangeStatus::unchanged;
      changed->id = modify->id;
      prepared.document = std::make_unique<PreparedDocument>(builders.prepare(*std::move(changed)));
    } catch (const std::exception&) {
      throw Refused{std::current_exception()};
    }
  } else if (std::get<PutArticle>(prepared.change).create && writer->article(id_of(prepared.change))) {
    return ChangeStatus::exists;
  }
  samples.learn(*prepared.document, *writer);
  return status_of(writer->add(*prepared.document, IdKind::given, {}, {}));
}

// For the journal: what the change has come to. False when it changed nothing.
bool Ingest::State::note(const Prepared& prepared, ChangeStatus status) {
  if (status == ChangeStatus::removed)
    journal->remove(id_of(prepared.change));
  else if (status == ChangeStatus::added || status == ChangeStatus::replaced)
    journal->put(prepared.document->article);
  else
    return false;
  return true;
}

// Whoever does not wait for the commit has his answer when the journal is on disk.
void Ingest::State::sync() {
  journal->sync(*writer);
  unsettled = !journal->empty();
  give_answers(journaled);
}

void Ingest::State::commit() {
  const Clock::time_point start = Clock::now();
  const bool changed = writer && writer->dirty();
  if (changed) {
    writer->commit();
    unsettled = false;
    journal->clear();
  }
  last_commit = Clock::now();
  {
    const std::lock_guard guard(mutex);
    pending.clear();
    for (const auto& batch : queue)
      for (const Prepared& prepared : batch->changes) pending.insert(id_of(prepared.change));
    said.commits += changed;
    if (changed) said.last_commit_seconds = since(start);
  }
  give_answers(waiting);
}

// The database cannot be written: everybody who waits is told, and the next change tries anew. So does the writer by itself while the journal has changes that the database has not.
void Ingest::State::fail(const std::exception_ptr& error) {
  for (auto* batches : {&waiting, &journaled}) {
    for (const auto& batch : *batches) batch->answer.set_exception(error);
    batches->clear();
  }
  std::deque<std::shared_ptr<Batch>> dropped;
  {
    const std::lock_guard guard(mutex);
    dropped.swap(queue);
    queue_bytes = 0;
    if (!unsettled) pending.clear();
    said.queued = 0;
  }
  last_change = Clock::now();
  for (const auto& batch : dropped) batch->answer.set_exception(error);
  close();
}

}  // namespace dateline
