// An answer, as plain values: presenters print it, the server serialises it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "common/article.h"
#include "query/request.h"

namespace dateline {

enum class Relation { eq, ge, approx };

struct Total {
  std::uint64_t value = 0;
  Relation relation = Relation::eq;
};

// A passage of the text with the matches marked; `matches` are byte ranges [begin, end) in `text`, rising, disjoint.
struct Snippet {
  std::string text;      // one line, unescaped
  bool from_start = true, to_end = true;  // whether it begins or ends where the body does (else an ellipsis fits)
  std::vector<std::pair<std::size_t, std::size_t>> matches;
};

// One scored term of --explain: its share in Hit::score's text part.
struct TermScore {
  std::string term;      // as the reader knows it: field and stem, "phrase", wildcard
  double score = 0;
  std::uint32_t frequency = 0;        // within the article (wdf; title words count more)
  std::uint64_t articles = 0;         // how many articles have it
  bool from_hits = false;             // not asked for: the best hits have it in common
};

struct Parts {
  double text = 0, entity = 0, date = 0;
};

// With --explain, what an entity that the query names gives: one line of Parts::entity.
struct EntityScore {
  std::string name;
  double score = 0;
  double salience = 0;           // of the article, as the ranking counts it: in eighths
  std::uint64_t articles = 0;    // that name it
};

// The same for a time it wishes: one line of Parts::date.
struct DateScore {
  std::string wish;              // as the query language has it: "around:2024-03"
  double score = 0;
  std::optional<int> days;       // between the article's day and the nearest one asked for; none when it has none, or the text is asked
};

// A near-duplicate of a hit, wherever in the database.
struct Copy {
  std::string id;
  std::string source;
};

struct NamedEntity {
  std::string id, name;
  std::uint64_t articles = 0;
};

// Why an article is related to another: what they share, that which tells most first.
struct Because {
  std::vector<NamedEntity> entities;
  std::vector<std::string> words;  // as the other article writes them, folded; without those of the entities' names
};

struct Hit {
  std::size_t rank = 0;    // 1-based over all pages
  double score = 0;        // sum of the parts
  Parts parts;
  std::vector<TermScore> terms;          // with Request::explain: they sum to parts.text
  std::vector<EntityScore> entity_scores;  // with Request::explain: to parts.entity
  std::vector<DateScore> date_scores;      // with Request::explain: to parts.date
  std::uint32_t article_length = 0;      // with Request::explain: words, as the ranking counts them
  Article article;         // body only with Request::whole_articles
  std::vector<std::pair<std::size_t, std::size_t>> title_matches;  // byte ranges in article.title
  std::vector<std::pair<std::size_t, std::size_t>> body_matches;   // with Request::body_matches: of the whole body, byte ranges
  Snippet snippet;
  std::vector<Copy> copies;  // rising by id; matching articles or not
  std::optional<Because> because;        // of Searcher::related
};

struct Bucket {
  std::string key;         // 2024, 2024-03, 2024-W11, 2024-03-14
  std::string from;        // first day, RFC 3339
  std::uint64_t count = 0;
  std::uint64_t articles = 0;  // of the period in the whole database, matching or not: of Searcher::timeline, else 0
};

// The article that says what a peak was about.
struct Headline {
  std::string id, title, published, source;
};

// Periods side by side in which more of what was written matches than in the rest (bursts.h).
struct Peak {
  std::string key;            // of its period with the most hits
  std::string from, to;       // first and last day of all its periods, RFC 3339
  std::uint64_t count = 0;    // hits in all of them
  std::uint64_t articles = 0; // of them in the whole database
  std::optional<Headline> headline;  // of an article of `key`; none when no hit there has a title
};

// One value of a field and how many hits have it.
struct FacetValue {
  std::string value;       // as most of the articles write it
  std::string id;          // of an entity; else empty
  std::string query;       // narrows the search to it, in the query language
  std::uint64_t count = 0;
};

struct Facet {
  std::string field;
  Relation relation = Relation::eq;  // of all numbers here: eq, or approx where a sample of the hits was read
  std::vector<FacetValue> values;    // in most hits first, then by value
  std::uint64_t other = 0;           // further values
  std::uint64_t missing = 0;         // hits without any
};

struct Suggestion {
  std::string query;       // the whole query with the spelling mended
};

// An entity and in how many articles it is named together with another.
struct Companion {
  std::string id, name;
  std::uint64_t articles = 0;
};

// Somebody or something that articles name.
struct EntityCount {
  std::string id, name, type;
  std::uint64_t articles = 0;  // of those counted
  double salience = 0;         // summed over them
  std::uint64_t in_database = 0;  // articles of the whole database that name it; 0: not looked up
  std::string first, last;     // days of the first and last of them, RFC 3339; empty when none is dated
  std::string country, country_name;  // of a capital, a demonym or a seat of government: the id and name of the country it is kept apart from; else empty
  std::vector<Companion> with;        // those it most belongs together with in these articles, the first the most
};

// Somebody or something that a query asks about.
struct QueryEntity {
  std::string id, name, type;
  std::string text;                 // as the query says it
  bool by_field = false;            // asked for by person:, org:, place:, entity: or the option; else found in the free text
  std::vector<NamedEntity> may_be;  // of an ambiguous name: whom it may mean, the most frequent first
};

// A time a query wishes for: it ranks and leaves nothing out.
struct QueryTime {
  std::string wish;        // in the query language: "around:2024-03-01..2024-03-31", or "half-life 30d"
  std::string text;        // as the query says it; empty for an option
  bool by_field = false;   // asked for by around: or the option; else found in the free text
};

struct Result {
  std::string query;       // as asked
  std::string understood;  // the query as it was read, in the query language, fully bracketed
  Match match = Match::all;  // as used: all words wanted, or any (asked for, or because few articles have all)
  std::vector<QueryEntity> entities;  // asked for by field; of a search those in its free text too
  std::vector<QueryTime> times;
  std::string date_understood;  // the date conditions as days, e.g. "2024-03-01..2024-03-31"; empty when none
  Sort sort = Sort::relevance;  // as used: a query with nothing to score is sorted newest first
  Total total;             // articles
  std::optional<Total> families;  // of near-duplicates and single articles among them: with Request::fold_copies
  double took_ms = 0;
  std::vector<std::string> warnings;
  std::vector<Hit> hits;
  std::string next_cursor;      // for Request::search_after; empty on the last page
  std::vector<Bucket> timeline; // with Request::timeline; without gaps from first to last
  std::optional<TimelineUnit> timeline_unit;  // of `timeline`: longer than asked for where the hits span too many periods
  std::vector<Peak> peaks;      // of Searcher::timeline, in the order of time
  std::uint64_t undated = 0;    // hits without a date, with Request::timeline
  std::vector<Suggestion> suggestions;
  std::vector<EntityCount> entity_counts;  // of Searcher::entities
  std::vector<Facet> facets;    // with Request::facets, in their order
  std::optional<Article> related_to;       // of Searcher::related: the article asked about, without its body
};

}  // namespace dateline
