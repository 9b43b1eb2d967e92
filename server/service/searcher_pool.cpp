#include "server/service/searcher_pool.h"

#include <utility>

#include "query/search_session.h"
#include "query/shared_tables.h"

namespace dateline {

SearcherPool::SearcherPool(std::vector<std::string> paths, std::chrono::seconds patience) : paths_(std::move(paths)), patience_(patience), shared_(std::make_shared<SharedTables>()) {}

SearcherPool::Lease::~Lease() {
  if (!searcher_) return;
  const std::lock_guard lock(pool_->mutex_);
  pool_->idle_.push_back(std::move(searcher_));
}

SearcherPool::Lease SearcherPool::take() {
  std::unique_ptr<Searcher> searcher;
  {
    const std::lock_guard lock(mutex_);
    if (!idle_.empty()) {
      searcher = std::move(idle_.back());
      idle_.pop_back();
    }
  }
  if (!searcher) {
    searcher = std::make_unique<Searcher>(paths_, shared_);
    searcher->session().limit_time(patience_);
  }
  return {shared_from_this(), std::move(searcher)};
}

}  // namespace dateline
