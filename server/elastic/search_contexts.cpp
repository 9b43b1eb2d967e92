#include "server/elastic/search_contexts.h"

#include <random>

#include "server/elastic/error.h"

namespace dateline {
namespace {

std::string new_id() {
  static constexpr char kDigits[] = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  std::random_device random;
  std::string id;
  for (int i = 0; i < 8; ++i) {
    unsigned bits = random();
    for (int n = 0; n < 5; ++n, bits >>= 6) id.push_back(kDigits[bits & 63]);
  }
  return id;
}

}  // namespace

std::size_t bytes_of(const Rows& rows) {
  std::size_t bytes = sizeof(Rows) + rows.rows.size() * sizeof(Rows::Row);
  for (const Rows::Column& column : rows.columns) {
    bytes += column.numbers.size() * sizeof(std::int64_t);
    for (const std::string& word : column.words) bytes += sizeof(std::string) + word.capacity();
  }
  return bytes;
}

void keep_slice(Rows& rows, const Slice& slice) {
  std::size_t kept = 0;
  for (std::size_t i = 0; i < rows.rows.size(); ++i) {
    // Fibonacci hashing: numbers side by side go to different slices.
    const std::uint64_t hash = rows.rows[i].article * 0x9E3779B97F4A7C15u >> 32;
    if (hash % slice.max != slice.id) continue;
    rows.rows[kept] = rows.rows[i];
    for (Rows::Column& column : rows.columns)
      if (!column.numbers.empty()) column.numbers[kept] = column.numbers[i];
    ++kept;
  }
  rows.rows.resize(kept);
  for (Rows::Column& column : rows.columns)
    if (!column.numbers.empty()) column.numbers.resize(kept);
}

void SearchContexts::expire(std::int64_t now) {
  for (auto one = contexts_.begin(); one != contexts_.end();) {
    if (one->second->deadline > now) {
      ++one;
      continue;
    }
    bytes_ -= one->second->bytes;
    one->second->open = false;
    one = contexts_.erase(one);
  }
}

std::string SearchContexts::open(std::shared_ptr<SearchContext> context, std::int64_t now, std::int64_t keep) {
  if (keep <= 0) throw illegal_argument("[keep_alive] must be positive");
  if (keep > limits_.longest) throw illegal_argument("Keep alive for request (" + std::to_string(keep) + "ms) is too large. It must be less than (" + std::to_string(limits_.longest) + "ms).");
  const std::lock_guard lock(mutex_);
  expire(now);
  if (contexts_.size() >= limits_.contexts)
    throw ElasticError(429, "too_many_scroll_contexts_exception", "Trying to create too many scroll contexts. Must be less than or equal to: [" + std::to_string(limits_.contexts) + "].");
  need_room(context->bytes);
  bytes_ += context->bytes;
  context->open = true;
  context->created = now;
  context->keep = keep;
  context->deadline = now + keep;
  std::string id = new_id();
  contexts_.emplace(id, std::move(context));
  return id;
}

std::shared_ptr<SearchContext> SearchContexts::find(const std::string& id, bool scroll, std::int64_t now, std::optional<std::int64_t> keep) {
  if (keep && (*keep <= 0 || *keep > limits_.longest)) throw illegal_argument("keep alive of " + std::to_string(*keep) + "ms is not between 1ms and " + std::to_string(limits_.longest) + "ms");
  const std::lock_guard lock(mutex_);
  expire(now);
  const auto found = contexts_.find(id);
  if (found == contexts_.end() || found->second->is_scroll != scroll)
    throw ElasticError(404, "search_context_missing_exception", "No search context found for id [" + id.substr(0, 100) + "]").in_search_phase();
  SearchContext& context = *found->second;
  if (keep) context.keep = *keep;
  context.deadline = now + context.keep;
  return found->second;
}

void SearchContexts::account(SearchContext& context, std::size_t more, std::size_t less) {
  const std::lock_guard lock(mutex_);
  if (!context.open) return;  // closed meanwhile: its lists go with their last reader
  if (more > less) need_room(more - less);
  bytes_ = bytes_ + more - less;
  context.bytes = context.bytes + more - less;
}

void SearchContexts::need_room(std::size_t more) const {
  if (bytes_ + more <= limits_.bytes) return;
  throw ElasticError(429, "circuit_breaking_exception", "open scrolls and points in time would take " + std::to_string(bytes_ + more) + " bytes, which is larger than the limit of [" +
                                                            std::to_string(limits_.bytes) + "]: close some",
                     {{"bytes_wanted", bytes_ + more}, {"bytes_limit", limits_.bytes}, {"durability", "TRANSIENT"}});
}

bool SearchContexts::close(const std::string& id) {
  const std::lock_guard lock(mutex_);
  const auto found = contexts_.find(id);
  if (found == contexts_.end()) return false;
  bytes_ -= found->second->bytes;
  found->second->open = false;
  contexts_.erase(found);
  return true;
}

std::vector<SearchContexts::Open> SearchContexts::all(bool scrolls, std::int64_t now) {
  const std::lock_guard lock(mutex_);
  expire(now);
  std::vector<Open> open;
  for (const auto& [id, context] : contexts_)
    if (context->is_scroll == scrolls) open.push_back({id, context->indices, context->created, context->keep});
  return open;
}

}  // namespace dateline
