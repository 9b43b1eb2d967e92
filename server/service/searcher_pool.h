// Searchers of one set of databases, lent to one request at a time: opening one costs milliseconds, and each is for one thread. What they learn of names and values they share.
#pragma once

#include <chrono>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "query/searcher.h"

namespace dateline {

class SearcherPool : public std::enable_shared_from_this<SearcherPool> {
 public:
  // `patience`: how long a question may look for matches (SearchSession::limit_time).
  SearcherPool(std::vector<std::string> paths, std::chrono::seconds patience);

  class Lease {
   public:
    Lease(std::shared_ptr<SearcherPool> pool, std::unique_ptr<Searcher> searcher) : pool_(std::move(pool)), searcher_(std::move(searcher)) {}
    ~Lease();
    Lease(Lease&&) = default;
    Lease& operator=(Lease&&) = delete;
    Searcher& operator*() const { return *searcher_; }
    Searcher* operator->() const { return searcher_.get(); }

   private:
    std::shared_ptr<SearcherPool> pool_;
    std::unique_ptr<Searcher> searcher_;
  };

  Lease take();  // Error{database} when they cannot be opened

 private:
  const std::vector<std::string> paths_;
  const std::chrono::seconds patience_;
  const std::shared_ptr<SharedTables> shared_;
  std::mutex mutex_;
  std::vector<std::unique_ptr<Searcher>> idle_;
};

}  // namespace dateline
