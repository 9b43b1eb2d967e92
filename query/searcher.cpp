#include "query/searcher.h"

#include <algorithm>
#include <chrono>
#include <cstdio>
#include <set>

#include "common/error.h"
#include "common/store/database.h"
#include "common/store/schema.h"
#include "common/store/whole_lists.h"
#include "common/text/fold.h"
#include "query/copies.h"
#include "query/cursor.h"
#include "query/each_match.h"
#include "query/entity_counts.h"
#include "query/entity_names.h"
#include "query/facet_search.h"
#include "query/feedback.h"
#include "query/highlight.h"
#include "query/query_builder.h"
#include "query/query_entities.h"
#include "query/query_times.h"
#include "query/ranking.h"
#include "query/related.h"
#include "query/score_parts.h"
#include "query/search_session.h"
#include "query/shared_tables.h"
#include "query/suggest.h"
#include "query/syntax.h"
#include "query/syntax_dates.h"
#include "query/syntax_tree.h"
#include "query/timeline_search.h"
#include "query/totals.h"

namespace dateline {
namespace {

constexpr Xapian::doccount kEnoughWithAllWords = 10;   // Match::automatic, best first: with fewer, any of the words will do
constexpr Xapian::doccount kCheckAtLeast = 1000;       // totals up to here are exact
constexpr std::size_t kMostWishes = 16;
constexpr std::uint64_t kFewHits = 3;                  // then spellings are suggested

// A query may be empty for what it was meant to be: date:2024-13.
std::string nothing_to_search(const std::vector<std::string>& notices) {
  std::string said;
  for (const std::string& notice : notices) said += (said.empty() ? "" : "; ") + notice;
  return "the query is empty" + (said.empty() ? "" : " (" + said + ")") + "; give some words, or a condition such as date:2024";
}

void describe_dates(const Node& node, std::string& out) {
  if (node.kind == NodeKind::dates && node.field.empty()) {
    if (!out.empty()) out += ", ";
    out += (node.from ? to_rfc3339(to_civil(*node.from)) : "") + ".." + (node.to ? to_rfc3339(to_civil(*node.to)) : "");
  }
  if (node.kind == NodeKind::negation) return;
  for (const Node& child : node.children) describe_dates(child, out);
}

}  // namespace

struct Searcher::State {
  State(const std::vector<std::string>& databases, std::shared_ptr<SharedTables> shared) : session(databases, std::move(shared)), database(session.database()) {}

  SearchSession session;
  Database& database;  // the session's

  struct Plan {
    Node root;
    BuiltQuery built;
    Scoring scoring;
    Xapian::Query query;  // with all parts of the score
    bool text_alone = false;  // there are no others
    Sort sort = Sort::relevance;
    bool loosened = false;  // Match::automatic found too few articles with all words
  };

  struct Matched {
    Xapian::MSet mset;
    std::size_t first = 0;  // in it: the first hit asked for
  };

  Result timed(bool strict, const std::function<void(Result&)>& ask);
  Plan plan(const Request& request, Result& result, bool unranked);
  BuiltQuery build(const Node& root, const Request& request, bool loosely, const std::vector<AskedEntity>* in_text = nullptr);
  Matched match(const Request& request, const Plan& asked, Result& result);
  BuildOptions options_for(const Request& request);
  void fill_hit(const Request& request, const Plan& asked, Highlighter& highlighter, Xapian::docid docid, const Xapian::Document& document, Hit& hit);
  void add_text_parts(const Plan& asked, const std::vector<Xapian::docid>& docids, std::vector<Hit>& hits);
  void run(const Request& request, Result& result, bool ids_only);
};

// The tree of query and conditions together.
// `unranked`: every match is wanted, in no order; then the query may be empty.
Searcher::State::Plan Searcher::State::plan(const Request& request, Result& result, bool unranked) {
  Plan plan;
  // "Today" is the day of the zone asked for.
  const std::int64_t now = request.now + std::int64_t{request.timezone_minutes.value_or(0)} * 60;
  Parsed parsed = parse_query(request.query, now);
  result.query = request.query;
  result.warnings = parsed.notices;
  plan.root = std::move(parsed.root);
  understand_times(plan.root, now);
  if (!request.conditions.empty()) {
    Node all;
    all.kind = NodeKind::all;
    if (plan.root.kind != NodeKind::nothing) all.children.push_back(std::move(plan.root));
    for (const FieldCondition& condition : request.conditions) all.children.push_back(parse_condition(condition, now));
    plan.root = std::move(all);
  }
  if (plan.root.kind == NodeKind::nothing && !unranked)
    throw Error(ErrorKind::usage, nothing_to_search(result.warnings));
  result.understood = to_string(plan.root);
  describe_dates(plan.root, result.date_understood);

  add_wishes(plan.root, plan.scoring.wishes);
  if (plan.scoring.wishes.size() > kMostWishes) {
    result.warnings.push_back("of the times asked for only the first " + std::to_string(kMostWishes) + " rank");
    plan.scoring.wishes.resize(kMostWishes);
  }
  if (request.half_life) plan.scoring.wishes.push_back(recency_wish(request.half_life, today_of(now)));
  std::vector<AskedEntity> in_text;
  if (request.parts.entity) in_text = session.names_in(plan.root, options_for(request));

  plan.built = build(plan.root, request, request.match == Match::any, &in_text);
  result.match = request.match == Match::any ? Match::any : Match::all;
  if (request.match == Match::automatic && plan.built.loose_words > 1) {
    const bool best_first = request.sort == Sort::relevance && !unranked;
    const Xapian::doccount enough = best_first ? kEnoughWithAllWords : 1;
    Xapian::Enquire enquire(database.xapian());
    enquire.set_query(without_whole_lists(plan.built.query, database, false));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    if (enquire.get_mset(0, enough).size() < enough) {
      plan.built = build(plan.root, request, true, &in_text);
      plan.loosened = true;
      result.match = Match::any;
      result.warnings.push_back("few articles have all the words: those with any of them were searched");
    }
  }
  const bool best_of_any = request.match == Match::any && request.sort == Sort::relevance && !unranked;
  if (best_of_any && request.parts.text && things_asked(plan.root) > 1) add_feedback(plan.built, database.xapian());
  result.warnings.insert(result.warnings.end(), plan.built.warnings.begin(), plan.built.warnings.end());
  plan.scoring.entities = std::move(plan.built.entities);
  std::move(in_text.begin(), in_text.end(), std::back_inserter(plan.scoring.entities));
  for (const AskedEntity& asked : plan.scoring.entities) result.entities.push_back(asked.entity);
  if (request.parts.date)
    for (const DateWish& wish : plan.scoring.wishes) result.times.push_back({to_string(wish), wish.text, wish.text.empty()});
  plan.text_alone = !(request.parts.entity && !plan.scoring.entities.empty()) && !(request.parts.date && !plan.scoring.wishes.empty());
  plan.query = scored_query(plan.built.query, plan.scoring, request.parts, database.xapian());
  // Nothing to score: the newest first.
  const bool scored = !plan.built.leaves.empty() || !plan.scoring.entities.empty() || !plan.scoring.wishes.empty();
  plan.sort = request.sort == Sort::relevance && !scored ? Sort::newest : request.sort;
  result.sort = plan.sort;
  return plan;
}

BuildOptions Searcher::State::options_for(const Request& request) {
  BuildOptions options = session.build_options(request.stem_languages);
  options.phrases_too = request.match == Match::any;
  options.timezone_minutes = request.timezone_minutes;
  return options;
}

BuiltQuery Searcher::State::build(const Node& root, const Request& request, bool loosely, const std::vector<AskedEntity>* in_text) {
  BuildOptions options = options_for(request);
  options.in_text = in_text;
  options.loosely = loosely;
  return session.build(root, options);
}

void Searcher::State::fill_hit(const Request& request, const Plan& asked, Highlighter& highlighter, Xapian::docid docid, const Xapian::Document& document, Hit& hit) {
  hit.article = database.article_of(document);
  add_entity_and_date(asked.scoring, request.parts, request.explain, hit);
  std::vector<NameForms> named;
  for (const AskedEntity& entity : asked.scoring.entities) named.push_back({forms_in(entity, hit.article), entity.weight});
  name_entities(hit.article, session.names(), request.entities, request.salience);
  hit.title_matches = highlighter.matches(hit.article.title, hit.article.language, named);
  if (request.body_matches) hit.body_matches = highlighter.matches(hit.article.body, hit.article.language, named);
  if (request.snippets) hit.snippet = highlighter.snippet(hit.article.body, hit.article.language, request.snippet_width, named);
  if (!request.whole_articles) {
    hit.article.body.clear();
    hit.article.extra.clear();
  }
  if (request.explain && request.parts.text) explain_text(asked.built, docid, document, database, hit);
}

// Finds the best matches, and counts articles, families and days on the way.
Searcher::State::Matched Searcher::State::match(const Request& request, const Plan& asked, Result& result) {
  const Xapian::doccount articles = database.xapian().get_doccount();
  const auto clamp = [articles](std::size_t n) { return static_cast<Xapian::doccount>(std::min<std::size_t>(n, articles)); };
  const bool folded = request.fold_copies && database.xapian().get_value_freq(slot::kFamily) > 0;
  const bool count_all = request.timeline && !request.timeline_of_sample;
  const Xapian::doccount check_at_least = clamp(count_all ? articles : std::max<std::size_t>(kCheckAtLeast, request.limit + 1));

  Xapian::Enquire enquire(database.xapian());
  enquire.set_query(without_whole_lists(asked.query, database, true));
  set_ranking(enquire, asked.sort);
  if (folded) enquire.set_collapse_key(slot::kFamily);
  std::optional<Xapian::ValueCountMatchSpy> families, days;
  const auto get_mset = [&](std::size_t first, std::size_t count) {
    if (folded) enquire.add_matchspy(&families.emplace(slot::kFamily));
    if (count_all) enquire.add_matchspy(&days.emplace(slot::kDay));
    // Xapian 1.4.22 shows a spy some of the hits of a remote shard once more when it merges them: the spies get a search without hits.
    if (database.any_remote() && (folded || count_all)) enquire.get_mset(0, 0, check_at_least);
    if (database.any_remote()) enquire.clear_matchspies();
    const Xapian::MSet mset = enquire.get_mset(clamp(first), clamp(count), check_at_least);
    enquire.clear_matchspies();
    return mset;
  };

  Matched matched;
  if (request.search_after.empty()) {
    // One more than asked for tells whether there is a next page.
    matched.mset = get_mset(request.offset, request.limit + 1);
  } else {
    const Cursor cursor = read_cursor(request.search_after, asked.sort);
    for (std::size_t depth = cursor.rank + request.limit + 1;; depth *= 4) {
      const Xapian::MSet& mset = matched.mset = get_mset(0, depth);
      matched.first = 0;
      for (auto match = mset.begin(); match != mset.end() && !comes_after(cursor, asked.sort, match); ++match) ++matched.first;
      if (mset.size() >= matched.first + request.limit + 1 || mset.size() < clamp(depth) || depth >= articles) break;
    }
  }
  result.total = folded ? total_of(matched.mset, families->get_total(), check_at_least) : total_of(matched.mset);
  if (count_all) add_timeline(*request.timeline, *days, result);
  if (request.timeline && !count_all) add_sampled_timeline(*request.timeline, asked.built.query, database, result);
  if (request.fold_copies) result.families = folded ? families_of(result.total, *families) : result.total;
  return matched;
}

// The parts of all hits of a page are asked for at once; where nothing else scores the text is the whole.
void Searcher::State::add_text_parts(const Plan& asked, const std::vector<Xapian::docid>& docids, std::vector<Hit>& hits) {
  if (asked.text_alone) {
    for (Hit& hit : hits) hit.parts.text = hit.score;
    return;
  }
  std::vector<std::string> ids;
  for (const Hit& hit : hits) ids.push_back(id_term(hit.article.id));
  const auto parts = text_parts(asked.built.query, ids, database);
  for (std::size_t i = 0; i < hits.size(); ++i)
    if (const auto part = parts.find(docids[i]); part != parts.end()) hits[i].parts.text = part->second;
}

void Searcher::State::run(const Request& request, Result& result, bool ids_only) {
  const Plan asked = plan(request, result, request.limit == 0);
  const auto [mset, first] = match(request, asked, result);
  if (!request.facets.empty()) count_facets(asked.built.query, request.facets, database, session.names(), result);
  if (any_entity_facet(request.facets)) session.warn_of_words_alone(result.warnings);
  Highlighter highlighter(ids_only ? TermWeights() : session.term_weights(asked.built.highlight));
  const bool scored = asked.sort == Sort::relevance || !asked.built.leaves.empty() || !asked.scoring.entities.empty() || !asked.scoring.wishes.empty();
  std::size_t rank = request.search_after.empty() ? request.offset : first;
  std::vector<Xapian::MSetIterator> page;
  std::vector<std::vector<FamilyMember>> families;
  for (auto match = mset[static_cast<Xapian::doccount>(first)]; match != mset.end() && page.size() < request.limit; ++match) {
    page.push_back(match);
    families.push_back(family_of(match.get_document(), database));
  }
  const std::vector<Xapian::docid> docids = shown_members(page, families, asked.query, asked.sort, database);
  for (std::size_t i = 0; i < page.size(); ++i) {
    Hit hit;
    hit.rank = ++rank;
    hit.score = scored ? page[i].get_weight() : 0;
    for (FamilyMember& member : families[i])
      if (member.docid != docids[i]) hit.copies.push_back(std::move(member.copy));
    const Xapian::Document document = docids[i] == *page[i] ? page[i].get_document() : database.xapian().get_document(docids[i]);
    if (ids_only)
      hit.article.id = database.article_of(document).id;
    else
      fill_hit(request, asked, highlighter, docids[i], document, hit);
    result.hits.push_back(std::move(hit));
  }
  if (page.size() == request.limit && !page.empty() && first + page.size() < mset.size()) result.next_cursor = write_cursor(asked.sort, rank, page.back());
  if (!ids_only && request.parts.text && !asked.built.leaves.empty()) add_text_parts(asked, docids, result.hits);

  if (request.suggestions && !ids_only && (result.total.value < kFewHits || asked.loosened))
    result.suggestions = suggest_spellings(request.query, asked.built.typed_words, database.xapian());
}

Searcher::Searcher(const std::vector<std::string>& databases) : Searcher(databases, std::make_shared<SharedTables>()) {}
Searcher::Searcher(const std::vector<std::string>& databases, std::shared_ptr<SharedTables> shared) : state_(new State(databases, std::move(shared))) {}
Searcher::~Searcher() = default;
SearchSession& Searcher::session() { return state_->session; }

Result Searcher::State::timed(bool strict, const std::function<void(Result&)>& ask) {
  const auto start = std::chrono::steady_clock::now();
  Result result;
  session.in_snapshot([&] {
    result = Result();
    ask(result);
  });
  if (strict) session.refuse_missing("");
  if (session.warn_of_missing(result.warnings)) {
    result.total.relation = Relation::ge;
    if (result.families) result.families->relation = Relation::ge;
  }
  result.took_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  return result;
}

Result Searcher::search(const Request& request) {
  return state_->timed(request.strict, [&](Result& result) { state_->run(request, result, false); });
}

Result Searcher::rank(const Request& request) {
  return state_->timed(request.strict, [&](Result& result) { state_->run(request, result, true); });
}

Result Searcher::count(const Request& request) {
  return state_->timed(request.strict, [&](Result& result) {
    const State::Plan asked = state_->plan(request, result, true);
    Xapian::Enquire enquire(state_->database.xapian());
    enquire.set_query(without_whole_lists(asked.built.query, state_->database, false));
    enquire.set_weighting_scheme(Xapian::BoolWeight());
    result.total = total_of(enquire.get_mset(0, 0, state_->database.xapian().get_doccount()));
  });
}

Result Searcher::each(const Request& request, const std::function<bool(const Article&)>& take) {
  const auto start = std::chrono::steady_clock::now();
  Result result;
  const auto query = [&] {
    if (request.strict) state_->session.refuse_missing("");
    result = Result();
    return state_->plan(request, result, true).built.query;
  };
  result.total.value = each_match(state_->session, query, take);
  if (request.strict) state_->session.refuse_missing("");
  if (state_->session.warn_of_missing(result.warnings)) result.total.relation = Relation::ge;
  result.took_ms = std::chrono::duration<double, std::milli>(std::chrono::steady_clock::now() - start).count();
  return result;
}

std::optional<Result> Searcher::related(const RelatedRequest& request) {
  bool found = false;
  Result result = state_->timed(false, [&](Result& answer) {
    found = find_related(request, state_->database, state_->session.names(), answer);
    state_->session.warn_of_words_alone(answer.warnings);
  });
  return found ? std::optional(std::move(result)) : std::nullopt;
}

Result Searcher::entities(const Request& request, std::size_t limit, const std::string& type) {
  return state_->timed(request.strict, [&](Result& result) {
    const State::Plan asked = state_->plan(request, result, true);
    Xapian::Database& xapian = state_->database.xapian();
    Xapian::Enquire enquire(xapian);
    enquire.set_query(without_whole_lists(asked.query, state_->database, true));
    set_ranking(enquire, asked.sort);
    const Xapian::MSet mset = enquire.get_mset(0, kMostCounted, std::min(xapian.get_doccount(), kCheckAtLeast));
    result.total = total_of(mset);
    if (result.total.value > mset.size()) result.warnings.push_back("counted over the first " + std::to_string(mset.size()) + " hits");
    state_->session.warn_of_words_alone(result.warnings);
    EntityCounter counter;
    for (auto match = mset.begin(); match != mset.end(); ++match) {
      Article article = state_->database.article_of(match.get_document());
      name_entities(article, state_->session.names());
      counter.add(article.entities, article.published);
    }
    EntityCounter::Background background{xapian.get_doccount(), {}};
    if (asked.root.kind != NodeKind::nothing) background.named_in = [&](const std::string& entity) { return state_->session.names().articles_of(entity); };
    result.entity_counts = counter.most(limit, type, background);
  });
}

Result Searcher::timeline(const Request& request, const TimelineChoice& choice) {
  return state_->timed(request.strict, [&](Result& result) {
    const State::Plan asked = state_->plan(request, result, true);
    search_timeline(asked.built, asked.query, request.timeline, choice, state_->database, result);
  });
}

Result Searcher::complete_entity(const std::string& prefix, std::size_t limit, const std::string& type) {
  return state_->timed(false, [&](Result& result) {
    result.query = prefix;
    result.entity_counts = complete_name(prefix, limit, type, state_->database.databases(), state_->session.names());
    for (EntityCount& entity : result.entity_counts) entity.name = state_->session.readable(entity.id);
    state_->session.warn_of_words_alone(result.warnings);
    result.total.value = result.entity_counts.size();
  });
}

std::optional<Article> Searcher::article(const std::string& id) {
  std::optional<Article> found;
  state_->session.in_snapshot([&] {
    found.reset();
    Xapian::Database& xapian = state_->database.xapian();
    const std::string term = id_term(id);
    const auto posting = xapian.postlist_begin(term);
    if (posting == xapian.postlist_end(term)) return;
    const Xapian::Document document = xapian.get_document(*posting);
    found = state_->database.article_of(document);
    state_->session.add_copies(*posting, document, *found);
    name_entities(*found, state_->session.names());
  });
  if (!found) state_->session.refuse_missing("no other shard has the article " + id + ", but ");
  return found;
}

std::vector<Completion> Searcher::complete(const std::string& prefix, std::size_t limit) {
  std::vector<Completion> found;
  state_->session.in_snapshot([&] {
    if (state_->database.any_remote()) throw Error(ErrorKind::usage, "words cannot be completed from remote shards: their spelling data is not served; name the folders of local ones with --db");
    found = complete_word(prefix, limit, state_->database.xapian());
  });
  return found;
}

std::vector<DatabaseStatus> Searcher::status() {
  std::vector<DatabaseStatus> found;
  state_->session.in_snapshot([&] { found = state_->database.status(); });
  state_->session.refuse_missing("");
  return found;
}

}  // namespace dateline
