// A question, as plain values: shared by the library, the command line and the server.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

namespace dateline {

enum class Match { automatic, all, any };
enum class Sort { relevance, newest, oldest };
enum class TimelineUnit { day, week, month, year };

// Which parts a score has; one that is left out gives 0. Without `entity` no names are looked up in the free words.
struct ScoreParts {
  bool text = true, entity = true, date = true;
};

// A condition given beside the query, as `field:value` in it would be.
struct FieldCondition {
  std::string field;  // title author source section lang tag url id person org place entity date after since before about around
  std::string value;
};

// A field whose values are counted over all hits.
struct FacetRequest {
  std::string field;       // one of facet_fields() (facets.h)
  std::size_t limit = 10;  // values told
};

struct Request {
  std::string query;                       // in the query language (docs/query.md); may be empty when there are conditions
  std::vector<FieldCondition> conditions;  // all must hold
  Match match = Match::automatic;
  Sort sort = Sort::relevance;
  ScoreParts parts;
  unsigned half_life = 0;                  // days in which the worth of being recent halves; 0: it has none
  std::size_t limit = 10;
  std::size_t offset = 0;
  std::string search_after;                // cursor of an earlier result's last hit; excludes offset
  std::vector<std::string> stem_languages; // --lang of word expansion; empty: those the database holds, at most 3 by share
  std::optional<int> timezone_minutes;     // days in date conditions are read in this zone; absent: as each article writes its date
  std::int64_t now = 0;                    // for "3 weeks ago"; seconds since 1970, UTC
  bool snippets = true;
  std::size_t snippet_width = 240;         // columns, about
  std::size_t entities = SIZE_MAX;         // at most so many in Hit::article, the most salient; each is looked up in the index
  double salience = 0;                     // that each of them has at least
  bool whole_articles = false;             // fill Hit::article with everything stored
  bool body_matches = false;               // fill Hit::body_matches
  bool explain = false;
  bool fold_copies = true;                 // near-duplicates are one hit: the first of them in the order, of equal scores the earliest
  std::optional<TimelineUnit> timeline;    // also count all hits over time
  bool timeline_of_sample = false;         // many hits may be counted by a sample of them: the timeline's shape is right, its numbers about
  std::vector<FacetRequest> facets;        // fields whose values are counted, over all matching articles, folded or not
  bool strict = false;                     // a shard that does not answer is an error, rather than left out with a warning
  bool suggestions = true;                 // offer spellings when hits are few
};

// Of Searcher::timeline: what is shown, and into what the hits are counted when Request::timeline does not say.
struct TimelineChoice {
  bool normalised = false;        // bars are shares: else only what rises above its neighbours in bare counts too is a peak
  std::vector<TimelineUnit> units{TimelineUnit::day, TimelineUnit::month, TimelineUnit::year};  // the shortest first
  std::size_t most_periods = 62;  // the first unit that makes no more of them, or the last
};

inline constexpr std::size_t kMostRelated = 1000;  // articles that Searcher::related looks through

// What to read beside an article.
struct RelatedRequest {
  std::string id;
  bool before_it = false;                  // only what was published before it; undated articles are left out
  Sort sort = Sort::relevance;
  std::size_t limit = 10;
  std::size_t offset = 0;
  bool snippets = true;
  std::size_t snippet_width = 240;         // columns, about
  bool whole_articles = false;             // fill Hit::article with everything stored
};

}  // namespace dateline
