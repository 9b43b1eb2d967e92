#include "query/clause_builder.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "common/error.h"
#include "common/store/match_all.h"
#include "common/store/schema.h"
#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "query/at_least.h"
#include "query/best_of.h"
#include "query/date_terms.h"
#include "query/instant_terms.h"
#include "query/keyword_query.h"
#include "query/length_query.h"
#include "query/no_match.h"
#include "query/query_times.h"
#include "query/syntax.h"
#include "query/syntax_fields.h"
#include "query/syntax_tree.h"
#include "query/text_clause.h"

namespace dateline {
namespace {

using Xapian::Query;

class Builder {
 public:
  Builder(const ClauseOptions& options, SearchSession& session) : options_(options), session_(session), text_(options, session) {}

  BuiltClause run(const Clause& root, bool scored) {
    count(root, 0);
    out_.built.query = in_time(build(root, scored), session_.time_limit());
    return std::move(out_);
  }

 private:
  void count(const Clause& clause, std::size_t depth) {
    if (++clauses_ > kMostClauses) throw Error(ErrorKind::usage, "the query has more than " + std::to_string(kMostClauses) + " clauses");
    if (depth > kDeepestClause) throw Error(ErrorKind::usage, "the query is nested deeper than " + std::to_string(kDeepestClause));
    if (!(clause.boost >= 0) || std::isinf(clause.boost)) throw Error(ErrorKind::usage, "a boost must be a number from 0 up");
    for (const Clause& child : clause.children) count(child, depth + 1);
  }

  // `scored`: its score counts. Else it leaves no leaves behind, but words to mark.
  Query build(const Clause& clause, bool scored) {
    const std::size_t first_leaf = out_.built.leaves.size();
    Query query = build_unboosted(clause, scored);
    if (!scored) return Query(Query::OP_SCALE_WEIGHT, query, 0.0);
    if (clause.boost == 1) return query;
    for (std::size_t i = first_leaf; i < out_.built.leaves.size(); ++i) {
      ScoredLeaf& leaf = out_.built.leaves[i];
      leaf.query = Query(Query::OP_SCALE_WEIGHT, leaf.query, clause.boost);
    }
    return Query(Query::OP_SCALE_WEIGHT, query, clause.boost);
  }

  // Where no names and times were looked for, nothing can be said of them.
  void look_for_names() {
    if (options_.strict && session_.words_alone()) throw Error(ErrorKind::usage, kWordsAlone);
    session_.warn_of_words_alone(out_.built.warnings);
  }

  Query build_unboosted(const Clause& clause, bool scored) {
    if (clause.kind == ClauseKind::spoken_of || (is_about_values(clause.kind) && is_entity_field(clause.field))) look_for_names();
    switch (clause.kind) {
      case ClauseKind::everything: return constant(match_all(), scored);
      case ClauseKind::nothing: return no_match();
      case ClauseKind::language: return language(clause, scored);
      case ClauseKind::words:
      case ClauseKind::phrase: return take(text_.build(clause), scored, clause.part);
      case ClauseKind::word_prefix:
      case ClauseKind::word_pattern: {
        BuiltQuery words = text_.build(clause);
        if (clause.score_prefix) return take(std::move(words), scored, clause.part);
        Query query = words.query;
        take(std::move(words), false, clause.part);
        return constant(query, scored);
      }
      case ClauseKind::keyword: return constant(keyword_query(clause.field, clause.values, session_), scored);
      case ClauseKind::keyword_prefix: return constant(keyword_pattern_query(clause.field, escaped(clause.text) + "*", clause.ignore_case, session_), scored);
      case ClauseKind::keyword_pattern: return constant(keyword_pattern_query(clause.field, clause.text, clause.ignore_case, session_), scored);
      case ClauseKind::exists: return constant(exists_query(clause.field, session_), scored);
      case ClauseKind::instants: return constant(instants_query(clause.from, clause.to, session_.database().xapian()), scored);
      case ClauseKind::lengths:
        if (session_.database().any_remote()) throw Error(ErrorKind::usage, "lengths are not looked up by remote shards; name the folders of local databases with --db");
        return constant(length_query(clause.from, clause.to), scored);
      case ClauseKind::spoken_of: return constant(spoken_of_query(days_spoken_of(clause), session_.database().xapian()), scored);
      case ClauseKind::boolean: return boolean(clause, scored);
      case ClauseKind::constant: return constant(build(only_child(clause), false), scored);
      case ClauseKind::best_of: return best(clause, scored);
    }
    return no_match();
  }

  static bool is_about_values(ClauseKind kind) {
    return kind == ClauseKind::keyword || kind == ClauseKind::keyword_prefix || kind == ClauseKind::keyword_pattern || kind == ClauseKind::exists;
  }

  static const Clause& only_child(const Clause& clause) {
    if (clause.children.size() != 1) throw Error(ErrorKind::usage, "a constant score takes one clause");
    return clause.children.front();
  }

  static std::string escaped(const std::string& text) {
    std::string out;
    for (const char c : text) {
      if (c == '*' || c == '?' || c == '\\') out.push_back('\\');
      out.push_back(c);
    }
    return out;
  }

  static Node days_spoken_of(const Clause& clause) {
    Node node;
    node.kind = NodeKind::dates;
    node.field = "about";
    if (clause.from) node.from = day_of(*clause.from);
    if (clause.to) node.to = day_of(*clause.to - 1);
    return node;
  }

  Query constant(const Query& query, bool scored) {
    if (!scored) return query;
    Xapian::FixedWeightPostingSource one(1);
    return Query(Query::OP_FILTER, Query(&one), query);
  }

  // What another builder built, of what is asked of a part, becomes part of this.
  Query take(BuiltQuery built, bool scored, TextPart part) {
    BuiltQuery& all = out_.built;
    if (part != TextPart::body) out_.in_title.insert(built.highlight.begin(), built.highlight.end());
    if (part != TextPart::title) out_.in_body.insert(built.highlight.begin(), built.highlight.end());
    all.highlight.insert(built.highlight.begin(), built.highlight.end());
    all.warnings.insert(all.warnings.end(), built.warnings.begin(), built.warnings.end());
    if (scored) std::move(built.leaves.begin(), built.leaves.end(), std::back_inserter(all.leaves));
    return built.query.empty() ? no_match() : built.query;
  }

  Query language(const Clause& clause, bool scored) {
    const std::int64_t now = options_.now + std::int64_t{options_.timezone_minutes.value_or(0)} * 60;
    Parsed parsed = parse_query(clause.text, now);
    out_.built.warnings.insert(out_.built.warnings.end(), parsed.notices.begin(), parsed.notices.end());
    if (parsed.root.kind == NodeKind::nothing) return no_match();
    const bool entities = scored && options_.parts.entity, dates = scored && options_.parts.date;
    if (dates) understand_times(parsed.root, now);
    if (dates) add_wishes(parsed.root, out_.scoring.wishes);
    BuildOptions options = session_.build_options(options_.stem_languages);
    options.timezone_minutes = options_.timezone_minutes;
    options.loosely = options.phrases_too = clause.match != Match::all;
    std::vector<AskedEntity> in_text;
    if (entities) in_text = session_.names_in(parsed.root, options);
    options.in_text = &in_text;
    BuiltQuery built = session_.build(parsed.root, options);
    if (entities) {
      std::move(built.entities.begin(), built.entities.end(), std::back_inserter(out_.scoring.entities));
      std::move(in_text.begin(), in_text.end(), std::back_inserter(out_.scoring.entities));
    }
    return take(std::move(built), scored, TextPart::either);
  }

  Query boolean(const Clause& clause, bool scored) {
    const std::size_t first_leaf = out_.built.leaves.size();
    std::vector<Query> required, optional, excluded;
    for (const Clause& child : clause.children) {
      switch (child.occur) {
        case Occur::must: required.push_back(build(child, scored)); break;
        case Occur::filter: required.push_back(build(child, false)); break;
        case Occur::should: optional.push_back(build(child, scored)); break;
        case Occur::must_not: {
          BuiltClause kept = out_;
          excluded.push_back(build(child, false));
          kept.built.warnings = std::move(out_.built.warnings);
          out_ = std::move(kept);
          break;
        }
      }
    }
    const std::size_t least = clause.least.empty() ? (required.empty() && !optional.empty() ? 1 : 0) : least_of(clause.least, optional.size());
    const Query any(Query::OP_OR, optional.begin(), optional.end());
    if (least > 0) required.push_back(at_least(least, optional, any));
    Query query = required.empty() ? Query(Query::OP_SCALE_WEIGHT, match_all(), 0.0) : Query(Query::OP_AND, required.begin(), required.end());
    if (least == 0 && !optional.empty()) query = Query(Query::OP_AND_MAYBE, query, any);
    if (!excluded.empty()) query = Query(Query::OP_AND_NOT, query, Query(Query::OP_OR, excluded.begin(), excluded.end()));
    for (std::size_t i = first_leaf; i < out_.built.leaves.size(); ++i) out_.built.leaves[i].within.push_back(query);
    return query;
  }

  // max + tie_breaker * (sum - max)
  Query best(const Clause& clause, bool scored) {
    std::vector<Query> ways;
    for (const Clause& child : clause.children) ways.push_back(build(child, scored));
    if (ways.empty()) return no_match();
    const Query any(Query::OP_OR, ways.begin(), ways.end());
    if (!scored || ways.size() == 1) return any;
    if (!(clause.tie_breaker >= 0 && clause.tie_breaker <= 1)) throw Error(ErrorKind::usage, "tie_breaker must be from 0 to 1");
    if (clause.tie_breaker == 0) return best_of(ways);
    if (clause.tie_breaker == 1) return any;
    return Query(Query::OP_OR, Query(Query::OP_SCALE_WEIGHT, best_of(ways), 1 - clause.tie_breaker), Query(Query::OP_SCALE_WEIGHT, any, clause.tie_breaker));
  }

  const ClauseOptions& options_;
  SearchSession& session_;
  TextClauses text_;
  BuiltClause out_;
  std::size_t clauses_ = 0;
};

}  // namespace

BuiltClause build_clause(const Clause& clause, const ClauseOptions& options, SearchSession& session) { return Builder(options, session).run(clause, true); }

Query build_filter(const Clause& clause, const ClauseOptions& options, SearchSession& session) { return Builder(options, session).run(clause, false).built.query; }

}  // namespace dateline
