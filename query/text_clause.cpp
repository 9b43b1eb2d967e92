#include "query/text_clause.h"

#include <algorithm>
#include <iterator>
#include <sstream>
#include <utility>

#include "common/error.h"
#include "common/store/schema.h"
#include "common/text/fold.h"
#include "query/at_least.h"
#include "query/best_of.h"
#include "query/keyword_query.h"
#include "query/no_match.h"
#include "query/syntax.h"
#include "query/syntax_tree.h"

namespace dateline {
namespace {

using Xapian::Query;

Node in_title(Node child) {
  Node node;
  node.kind = NodeKind::field;
  node.field = "title";
  node.children.push_back(std::move(child));
  return node;
}

Query any_of(const std::set<std::string>& terms, std::string_view prefix = {}) {
  std::vector<Query> ways;
  for (const std::string& term : terms) ways.emplace_back(std::string(prefix) + term);
  return ways.empty() ? no_match() : Query(Query::OP_OR, ways.begin(), ways.end());
}

std::string label_of(const Clause& clause) {
  std::string label = "\"" + clause.text + "\"";
  if (clause.prefix_last) label += "*";
  return clause.slop ? label + "~" + std::to_string(clause.slop) : label;
}

}  // namespace

TextClauses::TextClauses(const ClauseOptions& options, SearchSession& session)
    : options_(options), session_(session), build_options_(session.build_options(options.stem_languages)),
      words_(session.database().xapian(), build_options_.languages, build_options_.other_languages) {
  build_options_.timezone_minutes = options_.timezone_minutes;
}

BuiltQuery TextClauses::build(const Clause& clause) {
  switch (clause.kind) {
    case ClauseKind::words: return words(clause);
    case ClauseKind::phrase: return clause.slop || clause.prefix_last ? phrase(clause) : plain_phrase(clause);
    case ClauseKind::word_prefix: return any_term(clause, beginning_with(fold(clause.text), clause.text));
    default: return any_term(clause, like(fold(clause.text)));
  }
}

BuiltQuery TextClauses::from_language(const Node& node) { return build_query(node, session_.database().xapian(), build_options_); }

// Each word is a clause; those of punctuation alone are none.
BuiltQuery TextClauses::words(const Clause& clause) {
  std::istringstream text(clause.text);
  const std::vector<std::string> all{std::istream_iterator<std::string>(text), std::istream_iterator<std::string>()};
  BuiltQuery out;
  std::vector<Query> each;
  for (std::size_t i = 0; i < all.size(); ++i) {
    BuiltQuery built;
    if (clause.prefix_last && i + 1 == all.size()) {
      Clause last = clause;
      last.kind = ClauseKind::phrase;
      last.slop = 0;
      last.text = all[i];
      built = phrase(last);
    } else {
      built = word(all[i], clause.part);
    }
    if (built.query.empty()) continue;
    each.push_back(built.query);
    std::move(built.leaves.begin(), built.leaves.end(), std::back_inserter(out.leaves));
    out.highlight.merge(built.highlight);
    out.warnings.insert(out.warnings.end(), built.warnings.begin(), built.warnings.end());
  }
  if (each.empty()) return out;
  if (each.size() > kMaxLeaves) throw Error(ErrorKind::usage, "a clause has more than " + std::to_string(kMaxLeaves) + " words");
  const std::size_t least = clause.least.empty() ? 1 : std::max<std::size_t>(1, least_of(clause.least, each.size()));
  out.query = at_least(least, each, Query(Query::OP_OR, each.begin(), each.end()));
  if (least > 1)
    for (ScoredLeaf& leaf : out.leaves) leaf.within.push_back(out.query);
  return out;
}

BuiltQuery TextClauses::word(const std::string& text, TextPart part) {
  Node node = leaf_node(NodeKind::word, text);
  if (part == TextPart::title) return from_language(in_title(std::move(node)));
  BuiltQuery built = from_language(node);
  if (part == TextPart::either || built.query.empty()) return built;
  const WordPlaces places = words_.places(text, true, {});
  if (places.compound || places.parts.size() > 1) {
    Clause phrase;
    phrase.kind = ClauseKind::phrase;
    phrase.text = text;
    phrase.part = part;
    return plain_phrase(phrase);
  }
  const Query in_body = standing(built.highlight, TextPart::body);
  built.query = Query(Query::OP_FILTER, built.query, in_body);
  for (ScoredLeaf& leaf : built.leaves) leaf.within.push_back(in_body);
  return built;
}

// Articles that have one of the terms there. No score.
Query TextClauses::standing(const std::set<std::string>& terms, TextPart part) const {
  if (part == TextPart::title) return Query(Query::OP_SCALE_WEIGHT, any_of(terms, prefix::kTitle), 0.0);
  if (part == TextPart::either) return Query(Query::OP_SCALE_WEIGHT, any_of(terms), 0.0);
  const Xapian::Database& database = session_.database().xapian();
  std::vector<Query> ways;
  for (const std::string& term : terms) {
    const std::string only = std::string(prefix::kOnlyInTitle) + term;
    ways.push_back(database.term_exists(only) ? Query(Query::OP_AND_NOT, Query(term), Query(only)) : Query(term));
  }
  return Query(Query::OP_SCALE_WEIGHT, ways.empty() ? no_match() : Query(Query::OP_OR, ways.begin(), ways.end()), 0.0);
}

Query TextClauses::sequences(const std::vector<std::vector<Alternatives>>& ways, unsigned slop, TextPart part) const {
  std::vector<Query> queries;
  for (const std::vector<Alternatives>& places : ways) queries.push_back(build_options_.phrase({places, slop, true, part}));
  return queries.size() == 1 ? queries.front() : best_of(queries);
}

BuiltQuery TextClauses::plain_phrase(const Clause& clause) {
  Node node = leaf_node(NodeKind::phrase, clause.text);
  if (clause.part == TextPart::title) return from_language(in_title(std::move(node)));
  BuiltQuery built = from_language(node);
  if (clause.part == TextPart::either || built.query.empty()) return built;
  const WordPlaces places = words_.places(clause.text, true, {});
  std::vector<std::vector<Alternatives>> ways{places.parts};
  if (places.compound) ways.push_back(places.joined);
  built.query = Query(Query::OP_FILTER, built.query, sequences(ways, 0, TextPart::body));
  for (ScoredLeaf& leaf : built.leaves) leaf.within.push_back(built.query);
  return built;
}

// With slop, or a last word that is the beginning of one.
BuiltQuery TextClauses::phrase(const Clause& clause) {
  const WordPlaces places = words_.places(clause.text, true, {});
  BuiltQuery out;
  if (places.parts.empty()) return out;
  std::vector<std::vector<Alternatives>> ways{places.parts};
  if (places.compound && !clause.prefix_last) ways.push_back(places.joined);
  if (clause.prefix_last) {
    TokenList tokens;
    tokenize(clause.text, {}, tokens);
    const auto last = std::find_if(tokens.tokens.rbegin(), tokens.tokens.rend(), [](const Token& token) { return !(token.flags & (kJoined | kMark)); });
    const std::set<std::string> beginnings = beginning_with(std::string(tokens.form(*last)), clause.text);
    if (beginnings.empty()) {
      out.query = no_match();
      return out;
    }
    ways.front().back().assign(beginnings.begin(), beginnings.end());
  }
  for (const auto& way : ways)
    for (const Alternatives& place : way) out.highlight.insert(place.begin(), place.end());

  out.query = sequences(ways, clause.slop, clause.part);
  // The title's words score as they do anywhere.
  if (clause.part == TextPart::title) out.query = Query(Query::OP_FILTER, Query(Query::OP_OR, out.highlight.begin(), out.highlight.end()), out.query);
  out.leaves.push_back({label_of(clause), out.query, {out.highlight.begin(), out.highlight.end()}, {}, false});
  return out;
}

BuiltQuery TextClauses::any_term(const Clause& clause, const std::set<std::string>& terms) {
  BuiltQuery out;
  out.highlight = terms;
  if (terms.empty()) {
    out.query = no_match();
    return out;
  }
  const Query there = standing(terms, clause.part);
  out.query = there;
  if (!clause.score_prefix) return out;
  out.query = Query(Query::OP_FILTER, best_of(std::vector<Query>(terms.begin(), terms.end())), there);
  out.leaves.push_back({clause.text + (clause.kind == ClauseKind::word_prefix ? "*" : ""), out.query, {terms.begin(), terms.end()}, {}, false});
  return out;
}

std::set<std::string> TextClauses::beginning_with(const std::string& start, const std::string& text) {
  if (start.empty()) throw Error(ErrorKind::usage, "the beginning of a word has at least a letter");
  std::set<std::string> terms = words_.beginning_with(start, {}, build_options_.word_forms);
  if (terms.size() > kMostPatternTerms)
    throw Error(ErrorKind::usage, "'" + text + "*' stands for more than " + std::to_string(kMostPatternTerms) + " words; ask for a longer beginning");
  return terms;
}

// Terms of words that the pattern covers, by the word or by its stem.
std::set<std::string> TextClauses::like(const std::string& pattern) {
  const std::string start = pattern_head(pattern);
  std::set<std::string> terms;
  for (const std::string& word : build_options_.word_forms(start))
    if (matches_pattern(pattern, word, false))
      for (std::string& stem : words_.stems(word)) terms.insert(std::move(stem));
  const Xapian::Database& database = session_.database().xapian();
  for (auto term = database.allterms_begin(start); term != database.allterms_end(start); ++term) {
    if (*term >= "A" && *term < "[") {  // prefixes of other terms are in capitals
      term.skip_to("[");
      if (term == database.allterms_end(start)) break;
    }
    const std::string one = *term;
    if (one[0] != prefix::kAcronym && matches_pattern(pattern, one, false)) terms.insert(one);
  }
  if (terms.size() > kMostPatternTerms)
    throw Error(ErrorKind::usage, "'" + pattern + "' stands for more than " + std::to_string(kMostPatternTerms) + " words; ask for more of its letters");
  return terms;
}

}  // namespace dateline
