#include "query/structured_searcher.h"

#include <algorithm>
#include <chrono>
#include <unordered_map>
#include <utility>

#include "common/error.h"
#include "common/store/schema.h"
#include "common/store/whole_lists.h"
#include "query/aggregate.h"
#include "query/clause_builder.h"
#include "query/each_match.h"
#include "query/match_list.h"
#include "query/ranking.h"
#include "query/row_order.h"
#include "query/score_functions.h"
#include "query/search_session.h"
#include "query/structured_load.h"
#include "query/syntax_fields.h"
#include "query/totals.h"

namespace dateline {
namespace {

using By = SortKey::By;

ClauseOptions options_of(const StructuredRequest& request) { return {request.stem_languages, request.now, request.timezone_minutes, request.parts, request.strict}; }

// One snapshot and one question.
class Question {
 public:
  Question(const StructuredRequest& request, SearchSession& session)
      : request_(request), session_(session), xapian_(session.database().xapian()), options_(options_of(request)), asked_(build_clause(request.query, options_, session)) {
    query_ = scored_query(asked_.built.query, asked_.scoring, request.parts, xapian_);
    if (request.post_filter) post_filter_ = build_filter(*request.post_filter, options_, session);
  }

  void answer(StructuredResult& result) {
    refuse_unknown_names();
    result.warnings = asked_.built.warnings;
    result.counted = request_.count_up_to != std::uint64_t{0};
    const std::string part = needs_all_matches();
    if (part.empty()) {
      answer_by_engine(result);
      return;
    }
    refuse_remote(part);
    Matches matches = all();
    if (!request_.aggregations.empty()) result.aggregations = aggregate(request_.aggregations, matches, asked_, options_, request_.until, session_);
    narrow(matches);
    set_total(matches.size(), result);
    answer_page(matches, result);
  }

  std::uint64_t count() {
    if (request_.min_score) {
      refuse_remote("min_score");
      Matches matches = all();
      narrow(matches);
      return matches.size();
    }
    Xapian::Enquire enquire(xapian_);
    enquire.set_query(without_whole_lists(narrowed(asked_.built.query), session_.database(), false));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    return enquire.get_mset(0, 0, xapian_.get_doccount()).get_matches_estimated();
  }

  Rows rows() {
    refuse_remote("scroll or point in time");
    if (!request_.collapse.empty()) throw Error(ErrorKind::usage, "all rows of a question cannot be collapsed");
    refuse_unknown_names();
    Rows out;
    out.generations = session_.database().generations();
    out.warnings = asked_.built.warnings;
    Matches matches = all();
    if (!request_.aggregations.empty()) out.aggregations = aggregate(request_.aggregations, matches, asked_, options_, request_.until, session_);
    narrow(matches);
    const RowOrder order(request_.sort, session_.columns());
    std::sort(matches.begin(), matches.end(), order);
    out.sort = order.keys();
    out.columns.resize(out.sort.size());
    for (std::size_t key = 0; key < out.sort.size(); ++key) {
      if (out.sort[key].by == By::score) continue;
      if (const auto* words = order.words(key)) out.columns[key].words = *words;
      for (const ScoredMatch& match : matches) out.columns[key].numbers.push_back(order.number(key, match));
    }
    if (order.keys().front().by == By::score && !matches.empty()) out.max_score = highest(matches);
    for (const ScoredMatch& match : matches) out.rows.push_back({match.docid, static_cast<float>(match.score)});
    return out;
  }

  std::vector<StructuredHit> load(const Rows& rows, std::size_t from, std::size_t size) {
    HitLoader loader(request_.load, asked_, options_, session_);
    std::vector<StructuredHit> hits;
    std::vector<Xapian::docid> docids;
    for (std::size_t i = from; i < rows.rows.size() && i - from < size; ++i) {
      StructuredHit hit;
      try {
        hit = loader.load(rows.rows[i].article);
      } catch (const Xapian::DocNotFoundError&) {
        continue;  // removed since
      }
      hit.score = rows.rows[i].score;
      hit.tie = rows.rows[i].article;
      for (std::size_t key = 0; key < rows.sort.size(); ++key) hit.sort.push_back(value_of(rows, key, i));
      docids.push_back(rows.rows[i].article);
      hits.push_back(std::move(hit));
    }
    loader.add_text_parts(docids, hits);
    return hits;
  }

 private:
  static SortValue value_of(const Rows& rows, std::size_t key, std::size_t row) {
    if (rows.sort[key].by == By::score) return double{rows.rows[row].score};
    const std::int64_t number = rows.columns[key].numbers[row];
    if (number == Rows::kNone) return {};
    if (rows.sort[key].by == By::keyword) return rows.columns[key].words[static_cast<std::size_t>(number)];
    return number;
  }

  static double highest(const Matches& matches) {
    return std::max_element(matches.begin(), matches.end(), [](const ScoredMatch& a, const ScoredMatch& b) { return a.score < b.score; })->score;
  }

  // Counting, sorting or collapsing by names where none were looked for.
  void refuse_unknown_names() {
    if (!request_.strict || !session_.words_alone()) return;
    const bool sorted = std::any_of(request_.sort.begin(), request_.sort.end(), [](const SortKey& key) { return key.by == By::keyword && is_entity_field(key.field); });
    if (sorted || is_entity_field(request_.collapse) || counts_names(request_.aggregations)) throw Error(ErrorKind::usage, kWordsAlone);
  }

  static bool counts_names(const std::vector<Aggregation>& aggregations) {
    return std::any_of(aggregations.begin(), aggregations.end(), [](const Aggregation& one) { return is_entity_field(one.field) || counts_names(one.children); });
  }

  void refuse_remote(const std::string& part) {
    if (session_.database().any_remote()) throw Error(ErrorKind::usage, part + " is not answered by remote shards; name the folders of local databases with --db");
  }

  // What the engine does not do while it searches; empty when it does all.
  std::string needs_all_matches() const {
    if (!request_.aggregations.empty()) return "aggregation " + request_.aggregations.front().name;
    if (request_.function_score) return "function_score";
    if (request_.min_score) return "min_score";
    if (!request_.search_after.empty()) return "search_after";
    if (!request_.collapse.empty()) return "collapse";
    if (request_.sort.size() > 1) return "sorting by several keys";
    if (!request_.sort.empty() && request_.sort.front().ascending) return "sorting upwards";
    if (!request_.sort.empty() && request_.sort.front().by != By::score) return "sorting by other than the score";
    return {};
  }

  bool scored() const {
    const bool by_score = request_.sort.empty() || std::any_of(request_.sort.begin(), request_.sort.end(), [](const SortKey& key) { return key.by == By::score; });
    return by_score || request_.function_score || request_.min_score || need_scores(request_.aggregations);
  }

  Xapian::Query narrowed(const Xapian::Query& query) const { return post_filter_ ? Xapian::Query(Xapian::Query::OP_FILTER, query, *post_filter_) : query; }

  // After function_score and min_score, before post_filter.
  Matches all() {
    Matches matches = all_matches(scored() ? query_ : asked_.built.query, scored(), session_.database());
    if (request_.until) leave_out_later(*request_.until, matches);
    if (request_.function_score) {
      std::vector<std::optional<DocumentSet>> filters;
      for (const ScoreFunction& function : request_.function_score->functions) {
        filters.emplace_back();
        if (function.filter) filters.back().emplace(build_filter(*function.filter, options_, session_), session_.database());
      }
      apply_functions(*request_.function_score, filters, session_.columns(), matches);
    }
    if (request_.min_score)
      matches.erase(std::remove_if(matches.begin(), matches.end(), [&](const ScoredMatch& match) { return match.score < *request_.min_score; }), matches.end());
    return matches;
  }

  void narrow(Matches& matches) {
    if (!post_filter_) return;
    const DocumentSet kept(*post_filter_, session_.database());
    matches.erase(std::remove_if(matches.begin(), matches.end(), [&](const ScoredMatch& match) { return !kept.has(match.docid); }), matches.end());
  }

  void set_total(std::uint64_t found, StructuredResult& result) const {
    const bool over = request_.count_up_to && found > *request_.count_up_to;
    result.total = {over ? *request_.count_up_to : found, over ? Relation::ge : Relation::eq};
  }

  void answer_by_engine(StructuredResult& result) {
    Xapian::Enquire enquire(xapian_);
    enquire.set_query(without_whole_lists(narrowed(query_), session_.database(), true));
    set_ranking(enquire, Sort::relevance);
    enquire.set_sort_by_relevance();
    enquire.set_docid_order(Xapian::Enquire::ASCENDING);
    const std::uint64_t articles = xapian_.get_doccount();
    const auto clamp = [&](std::uint64_t number) { return static_cast<Xapian::doccount>(std::min(number, articles)); };
    const Xapian::MSet mset = enquire.get_mset(clamp(request_.from), clamp(request_.size), clamp(request_.count_up_to ? *request_.count_up_to + 1 : articles));
    const Total total = total_of(mset);
    if (total.relation == Relation::eq) set_total(total.value, result);
    else set_total(mset.get_matches_lower_bound(), result);
    if (result.total.relation == Relation::eq && total.relation != Relation::eq) result.total.relation = Relation::ge;
    if (total.value > 0 && mset.get_max_attained() > 0) result.max_score = mset.get_max_attained();
    Matches page;
    for (auto match = mset.begin(); match != mset.end(); ++match) page.push_back({*match, match.get_weight()});
    fill(page, [](const ScoredMatch& match) { return std::vector<SortValue>{match.score}; }, result);
  }

  void answer_page(Matches& matches, StructuredResult& result) {
    const RowOrder order(request_.sort, session_.columns());
    if (order.keys().front().by == By::score && !matches.empty()) result.max_score = highest(matches);
    if (!request_.search_after.empty()) {
      if (request_.from) throw Error(ErrorKind::usage, "search_after excludes from");
      order.check(request_.search_after);
    }
    std::unordered_map<std::uint32_t, std::uint64_t> in_group;
    const KeywordColumn* groups = nullptr;
    if (!request_.collapse.empty()) {
      groups = request_.collapse == "family" ? &session_.columns().family() : &session_.columns().keyword(request_.collapse);
      collapse(*groups, order, matches, in_group);
    }
    if (!request_.search_after.empty())
      matches.erase(std::remove_if(matches.begin(), matches.end(), [&](const ScoredMatch& match) { return !order.is_after(match, request_.search_after); }), matches.end());
    const std::size_t first = std::min(request_.from, matches.size()), last = first + std::min(request_.size, matches.size() - first);
    std::partial_sort(matches.begin(), matches.begin() + static_cast<std::ptrdiff_t>(last), matches.end(), order);
    const Matches page(matches.begin() + static_cast<std::ptrdiff_t>(first), matches.begin() + static_cast<std::ptrdiff_t>(last));
    fill(page, [&](const ScoredMatch& match) { return order.values(match); }, result);
    if (!groups) return;
    for (std::size_t i = 0; i < page.size(); ++i) {
      const auto places = groups->of(page[i].docid);
      result.hits[i].in_group = places.empty() ? 1 : in_group[places.front()];
      if (!places.empty()) result.hits[i].collapsed = groups->values[places.front()];
    }
  }

  // Leaves the first of each value.
  static void collapse(const KeywordColumn& groups, const RowOrder& order, Matches& matches, std::unordered_map<std::uint32_t, std::uint64_t>& in_group) {
    std::unordered_map<std::uint32_t, std::size_t> kept_at;
    Matches kept;
    for (const ScoredMatch& match : matches) {
      const auto places = groups.of(match.docid);
      if (places.empty()) {
        kept.push_back(match);
        continue;
      }
      ++in_group[places.front()];
      const auto [at, fresh] = kept_at.try_emplace(places.front(), kept.size());
      if (fresh) kept.push_back(match);
      else if (order(match, kept[at->second])) kept[at->second] = match;
    }
    matches = std::move(kept);
  }

  template <typename Values>
  void fill(const Matches& page, const Values& values, StructuredResult& result) {
    HitLoader loader(request_.load, asked_, options_, session_);
    std::vector<Xapian::docid> docids;
    for (const ScoredMatch& match : page) {
      StructuredHit hit = loader.load(match.docid);
      hit.score = match.score;
      hit.sort = values(match);
      hit.tie = match.docid;
      result.hits.push_back(std::move(hit));
      docids.push_back(match.docid);
    }
    loader.add_text_parts(docids, result.hits);
  }

  const StructuredRequest& request_;
  SearchSession& session_;
  Xapian::Database& xapian_;
  const ClauseOptions options_;
  const BuiltClause asked_;
  Xapian::Query query_;  // with all parts of the score
  std::optional<Xapian::Query> post_filter_;
};

}  // namespace

StructuredResult StructuredSearcher::search(const StructuredRequest& request) {
  const auto start = std::chrono::steady_clock::now();
  SearchSession& session = searcher_.session();
  StructuredResult result;
  session.in_snapshot([&] {
    result = StructuredResult();
    Question(request, session).answer(result);
  });
  if (request.strict) session.refuse_missing("");
  if (session.warn_of_missing(result.warnings)) result.total.relation = Relation::ge;
  result.took_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  return result;
}

std::uint64_t StructuredSearcher::count(const StructuredRequest& request) {
  SearchSession& session = searcher_.session();
  std::uint64_t found = 0;
  session.in_snapshot([&] { found = Question(request, session).count(); });
  if (request.strict) session.refuse_missing("");
  return found;
}

SnapshotMark StructuredSearcher::mark() {
  SearchSession& session = searcher_.session();
  SnapshotMark mark;
  session.in_snapshot([&] {
    Database& database = session.database();
    if (database.any_remote()) throw Error(ErrorKind::usage, "remote shards cannot be marked; name the folders of local databases with --db");
    mark = {database.generations(), {}};
    for (const Xapian::Database& one : database.databases()) mark.last.push_back(one.get_lastdocid());
  });
  return mark;
}

Rows StructuredSearcher::rows(const StructuredRequest& request) {
  SearchSession& session = searcher_.session();
  Rows rows;
  session.in_snapshot([&] { rows = Question(request, session).rows(); });
  return rows;
}

std::optional<std::vector<StructuredHit>> StructuredSearcher::load(const StructuredRequest& request, const Rows& rows, std::size_t from, std::size_t size) {
  SearchSession& session = searcher_.session();
  std::optional<std::vector<StructuredHit>> hits;
  session.in_snapshot([&] {
    hits.reset();
    if (session.database().generations() == rows.generations) hits = Question(request, session).load(rows, from, size);
  });
  return hits;
}

void StructuredSearcher::each(const StructuredRequest& request, const std::function<bool(const Article&)>& take) {
  SearchSession& session = searcher_.session();
  const ClauseOptions options = options_of(request);
  each_match(session, [&] {
    if (request.strict) session.refuse_missing("");
    const Xapian::Query query = build_filter(request.query, options, session);
    return request.post_filter ? Xapian::Query(Xapian::Query::OP_FILTER, query, build_filter(*request.post_filter, options, session)) : query;
  }, take);
}

}  // namespace dateline
