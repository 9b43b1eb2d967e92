// Asks databases: syntax -> tree -> query_builder + ranking -> Xapian -> stored text, snippets -> Result.
// Reads the live generation afresh for each call and restarts by itself when a writer commits meanwhile: a caller is never told
// that a database changed under it. Not thread-safe: one per thread.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "common/article.h"
#include "common/store/database_status.h"
#include "query/request.h"
#include "query/result.h"

namespace dateline {

class SearchSession;
class SharedTables;

struct RankedId {
  std::string id;
  double score;
};

struct Completion {
  std::string text;           // a word as it may be typed
  std::uint64_t articles;     // how many have it
};

inline constexpr std::size_t kMostCounted = 5000;

class Searcher {
 public:
  // Folders and cluster files, as for --db. Error{database} when one is missing, damaged or of another version.
  explicit Searcher(const std::vector<std::string>& databases);
  // `shared`: of other searchers of the same databases, on any threads.
  Searcher(const std::vector<std::string>& databases, std::shared_ptr<SharedTables> shared);
  ~Searcher();

  // A remote shard that does not answer is left out: `warnings` names it and totals are "ge"; with Request::strict it is Error{database}.
  // Error{usage} for an empty query without conditions (unless the limit is 0: then all articles are counted), or a cursor that is not one of ours.
  Result search(const Request& request);
  // As search, without hits and folding: total, understood and warnings are filled. An empty query counts every article.
  Result count(const Request& request);
  // As search, with ids and scores alone, to any depth: hits hold nothing else but rank, score and article.id.
  Result rank(const Request& request);
  // Every hit (every article, for an empty query), whole, its copies named, never folded, in no promised order, until `take` returns false. Of what is added or changed while it runs, see
  // each_match.h. `total` counts what was given.
  Result each(const Request& request, const std::function<bool(const Article&)>& take);

  // Background reading to an article: what shares with it words and entities that tell, near-duplicates folded and its own left out; each hit says why. A score is a share
  // of the article's own against itself (0 to 1). `total` and `families` count what is near enough, at most kMostRelated articles. Nothing when no article has the id.
  std::optional<Result> related(const RelatedRequest& request);

  // Whom and what the hits are about, against the background of the whole database (entity_counts.h), without a query the most salient over all articles; of many hits the best (of an empty query: the newest) kMostCounted are read. `type`: person, org,
  // place, misc; empty for all.
  Result entities(const Request& request, std::size_t limit, const std::string& type);
  // Hits over time, with how much was published, and the peaks with the headline that explains each. Folds nothing; an empty query takes every article.
  Result timeline(const Request& request, const TimelineChoice& choice);
  // Entities with a word of whose name `prefix` is the beginning, in most articles first.
  Result complete_entity(const std::string& prefix, std::size_t limit, const std::string& type);

  std::optional<Article> article(const std::string& id);  // its copies named; Error{database} when a shard that does not answer may have it
  // Words of titles and bodies that begin with `prefix` (folded), most frequent first. For a phrase, its last word is completed. Error{usage} of remote shards:
  // they have none.
  std::vector<Completion> complete(const std::string& prefix, std::size_t limit);
  std::vector<DatabaseStatus> status();

  // For questions of other kinds on the same databases (structured_searcher.h).
  SearchSession& session();

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dateline
