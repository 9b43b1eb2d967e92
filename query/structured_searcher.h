// Answers structured questions (structured.h): clause tree -> structured_builder -> Xapian -> hits; whatever the engine does not order or count by itself (functions, sort keys, aggregations)
// is done over all matches as arrays. Local databases only, but for the plainest questions: Error{usage} says which part of the question needs them.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/searcher.h"
#include "query/structured.h"

namespace dateline {

// As Searcher, whose database and snapshot it shares: not thread-safe, one per thread, and not beside a call of that Searcher.
class StructuredSearcher {
 public:
  explicit StructuredSearcher(Searcher& searcher) : searcher_(searcher) {}  // borrowed

  // Error{usage} names the part that cannot be answered.
  StructuredResult search(const StructuredRequest& request);
  // How many match; `query` and post_filter, min_score and function_score alone are looked at.
  std::uint64_t count(const StructuredRequest& request);

  // How far the databases are filled now. Error{usage} with remote shards.
  SnapshotMark mark();
  // All matches in their order (from, size and search_after are not looked at; collapse is an Error{usage}).
  Rows rows(const StructuredRequest& request);
  // Those of [from, from + size) that are still there, as they are now; `request` is that of rows(), for its load and the words to mark. None when the rows are of a generation that is gone.
  std::optional<std::vector<StructuredHit>> load(const StructuredRequest& request, const Rows& rows, std::size_t from, std::size_t size);

  // Every matching article (of query and post_filter), whole, in no promised order, each once, however often a writer commits, until `take` returns false. `score`: never.
  void each(const StructuredRequest& request, const std::function<bool(const Article&)>& take);

 private:
  Searcher& searcher_;
};

}  // namespace dateline
