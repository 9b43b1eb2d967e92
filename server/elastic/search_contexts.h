// Scrolls and points in time: lists of what matched, frozen, that are read page by page. Few, small and expiring: what is left open is forgotten.
// All functions may be called from any thread; a context is used by one at a time, under its mutex.
#pragma once

#include <cstdint>
#include <map>
#include <memory>
#include <mutex>
#include <string>
#include <vector>

#include "server/elastic/search_request.h"

namespace dateline {

struct ContextLimits {
  std::size_t contexts = 500;
  std::size_t bytes = std::size_t{256} << 20;       // of all lists together
  std::int64_t longest = std::int64_t{24} * 3600 * 1000;  // milliseconds that one may be asked to be kept
};

// One question's matches. A scroll has one; a point in time one for each question that was asked of it.
struct FrozenRows {
  SearchAsked asked;
  Rows rows;
  std::size_t bytes = 0;
};

struct SearchContext {
  std::mutex mutex;                    // of what stands below
  std::vector<std::string> indices;
  SnapshotMark mark;                   // of a point in time: what was there when it was opened
  bool is_scroll = false;
  std::size_t next = 0;                // of a scroll: the first row not yet told
  std::vector<std::shared_ptr<FrozenRows>> lists;  // the last used is the last
  // Kept by SearchContexts:
  std::int64_t created = 0, keep = 0, deadline = 0;  // milliseconds
  std::size_t bytes = 0;
  bool open = false;
};

class SearchContexts {
 public:
  explicit SearchContexts(ContextLimits limits) : limits_(limits) {}

  // Its id. ElasticError 429 when there are too many, or no room for its `bytes`; 400 when it is to be kept too long.
  std::string open(std::shared_ptr<SearchContext> context, std::int64_t now, std::int64_t keep);
  // ElasticError 404 (search_context_missing_exception) when there is none, or it is of the other kind. `keep`: from now on, when given.
  std::shared_ptr<SearchContext> find(const std::string& id, bool scroll, std::int64_t now, std::optional<std::int64_t> keep);
  // Counts another list to a context, instead of `less` bytes of others; ElasticError 429 when there is no room for it.
  void account(SearchContext& context, std::size_t more, std::size_t less);
  bool close(const std::string& id);
  struct Open {
    std::string id;
    std::vector<std::string> indices;
    std::int64_t created, keep;
  };
  std::vector<Open> all(bool scrolls, std::int64_t now);

 private:
  void need_room(std::size_t more) const;
  void expire(std::int64_t now);

  const ContextLimits limits_;
  std::mutex mutex_;
  std::map<std::string, std::shared_ptr<SearchContext>> contexts_;
  std::size_t bytes_ = 0;
};

std::size_t bytes_of(const Rows& rows);
// The rows of one slice: of each article the same one, whatever the question's order.
void keep_slice(Rows& rows, const Slice& slice);

}  // namespace dateline
