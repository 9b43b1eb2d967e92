// Query tree -> Xapian query, against the vocabulary of one database. Words are expanded to their stems in the given languages (any of them: terms carry
// no language), wildcards to the words there are.
#pragma once

#include <xapian.h>

#include <functional>
#include <memory>
#include <optional>
#include <set>
#include <string>
#include <vector>

#include "common/store/name_table.h"
#include "query/entity_part.h"
#include "query/phrase.h"
#include "query/result.h"
#include "query/syntax.h"
#include "query/time_limit.h"

namespace dateline {

// A part of the query that gives score: the text score of a hit is the sum over the leaves that match it.
struct ScoredLeaf {
  std::string label;                 // in the query language
  Xapian::Query query;
  std::vector<std::string> terms;    // of the index; alternatives or parts
  std::vector<Xapian::Query> within; // groups around it, all of which an article must match for the leaf to count
  bool from_hits = false;            // not of the query: feedback.h
};

struct BuiltQuery {
  Xapian::Query query;
  std::vector<ScoredLeaf> leaves;    // empty: nothing in the query is scored
  std::set<std::string> highlight;   // index terms (without prefix) to mark in title and body
  std::vector<std::string> typed_words;  // plain words as typed: what a spelling suggestion may mend
  std::vector<std::string> warnings;
  std::size_t loose_words = 0;       // how many words `loosely` makes optional
  std::vector<AskedEntity> entities;  // asked for by person:, org:, place:, entity:
};

struct BuildOptions {
  std::vector<std::string> languages;     // to stem in
  std::vector<std::string> other_languages;  // for a word that no article has by the stems of `languages`
  bool words_alone = false;               // indexed with --analysis none, all of them
  bool loosely = false;                   // any of the free words, rather than all
  bool phrases_too = false;               // with loosely: phrases and groups are optional as well
  std::optional<int> timezone_minutes;    // Request::timezone_minutes
  NameTable* names = nullptr;             // what a name stands for; borrowed
  std::function<std::string(const std::string& entity)> readable;  // its name as written
  const std::vector<AskedEntity>* in_text = nullptr;  // found in the free words (query_entities.h); borrowed
  std::function<std::set<std::string>(const std::string& start)> word_forms;  // those of all databases (common/store/word_forms.h)
  // Of what a query matches, the articles that hold `surface` as written, in their title (title_only) or anywhere.
  std::function<Xapian::Query(const Xapian::Query&, const std::string& surface, bool title_only)> exactly;
  std::function<Xapian::Query(const Phrase&)> phrase;  // phrase_query.h
  std::shared_ptr<const TimeLimit> time_limit;  // none: as long as it takes
};

// Said when names or times in the text are asked of such.
inline constexpr const char* kWordsAlone = "this database was indexed with --analysis none and knows no names and no times in the text; dateline-index upgrade --analysis full finds them";

// What another word of the same family (related_forms.h) scores, of what it would by itself; tuned, docs/decisions/ranking.md.
inline constexpr double kRelatedWeight = 0.4;

inline constexpr std::size_t kMaxExpansion = 200;  // words that one wildcard may stand for
inline constexpr std::size_t kMaxExpanded = 1000;  // words that all wildcards of a query stand for; beyond,
inline constexpr std::size_t kMinExpansion = 4;    // those of each further one
inline constexpr std::size_t kMaxLeaves = 256;     // words and phrases in one query

BuiltQuery build_query(const Node& root, const Xapian::Database& database, const BuildOptions& options);

inline constexpr std::size_t kStemLanguages = 3;   // a query word is stemmed in the commonest of them

// The languages of the database by share, most first.
std::vector<std::string> languages_by_share(const Xapian::Database& database);

}  // namespace dateline
