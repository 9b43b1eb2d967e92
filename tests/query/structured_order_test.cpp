// Sorting, paging, collapsing, functions on scores, rows, and articles one by one while a writer commits.
#include <algorithm>
#include <chrono>
#include <cmath>
#include <functional>
#include <memory>
#include <set>
#include <thread>

#include "indexer/document_builder.h"
#include "indexer/writer.h"
#include "indexer/writer_document.h"
#include "query/score_functions.h"
#include "structured_news.h"

namespace dateline {
namespace {

SortKey by(SortKey::By what, bool ascending = false, const std::string& field = {}, bool missing_first = false) { return {what, field, ascending, missing_first}; }

std::vector<std::string> in_order(const std::vector<StructuredHit>& hits) {
  std::vector<std::string> ids;
  for (const StructuredHit& hit : hits) ids.push_back(hit.article.id);
  return ids;
}

// A writer at work on the database.
struct Work {
  explicit Work(const std::string& path) : directory(path), lock(directory, 1), writer(Writer::open_live(directory)) {}
  void add(const std::string& id, const std::string& title, const std::string& source = {}) {
    Article article;
    article.id = id;
    article.title = title;
    article.body = "Words on " + title + ".";
    article.language = "en";
    article.source = source;
    const BuiltDocument built = builder.build(article);
    PreparedDocument prepared(article, built, nullptr);
    writer.add(prepared, IdKind::given, {}, {});
  }
  DatabaseDirectory directory;
  WriterLock lock;
  Writer writer;
  DocumentBuilder builder{{.depth = AnalysisDepth::words}};
};

}  // namespace

TEST_CASE("articles are sorted by any keys, those without a value last or first") {
  const auto check = [](std::vector<SortKey> keys) {
    StructuredRequest request = question(clause(ClauseKind::everything));
    request.sort = std::move(keys);
    const StructuredResult result = ask(request);
    REQUIRE(result.hits.size() == 300);
    const auto value = [](const Article& article, const SortKey& key) -> std::optional<std::string> {
      if (key.by == SortKey::By::published) {
        if (!has_date(article)) return {};
        std::string digits = std::to_string(instant_of(article));
        return std::string(12 - digits.size(), '0') + digits;
      }
      std::vector<std::string> values = key.field == "source" ? std::vector<std::string>{article.source} : article.authors;
      values.erase(std::remove(values.begin(), values.end(), ""), values.end());
      if (values.empty()) return {};
      return key.ascending ? *std::min_element(values.begin(), values.end()) : *std::max_element(values.begin(), values.end());
    };
    for (std::size_t i = 0; i + 1 < result.hits.size(); ++i) {
      for (const SortKey& key : request.sort) {
        const auto left = value(result.hits[i].article, key), right = value(result.hits[i + 1].article, key);
        if (left == right) continue;
        if (left && right) CHECK((key.ascending ? *left < *right : *left > *right));
        else CHECK(right.has_value() == key.missing_first);
        break;
      }
    }
  };
  check({by(SortKey::By::published)});
  check({by(SortKey::By::published, true)});
  check({by(SortKey::By::published, true, {}, true)});
  check({by(SortKey::By::keyword, true, "source"), by(SortKey::By::published)});
  check({by(SortKey::By::keyword, false, "author", true), by(SortKey::By::keyword, true, "source")});
}

TEST_CASE("pages by search_after neither repeat nor skip an article") {
  for (const std::vector<SortKey>& keys : {std::vector<SortKey>{}, {by(SortKey::By::published)}, {by(SortKey::By::keyword, true, "source"), by(SortKey::By::length)}, {by(SortKey::By::article, true)},
                                           {by(SortKey::By::keyword, false, "tag", true), by(SortKey::By::score)}}) {
    StructuredRequest request = question(words("storm river museum"));
    request.sort = keys;
    const std::vector<std::string> all = in_order(ask(request).hits);
    request.size = 7;
    std::vector<std::string> paged;
    for (StructuredResult page = ask(request); !page.hits.empty(); page = ask(request)) {
      CHECK(page.total.value == all.size());
      for (const StructuredHit& hit : page.hits) paged.push_back(hit.article.id);
      request.search_after = page.hits.back().sort;
      request.search_after.emplace_back(page.hits.back().tie);
    }
    CHECK(paged == all);
  }
  StructuredRequest request = question(words("storm"));
  request.search_after = {1.0, std::int64_t{2}, std::int64_t{3}};
  CHECK_THROWS_WITH(ask(request), Catch::Contains("search_after has 3 values"));
  request.search_after = {std::string("x")};
  CHECK_THROWS_WITH(ask(request), Catch::Contains("value 1 must be a number"));
}

TEST_CASE("from and size cut the same list, and totals are counted as far as asked") {
  StructuredRequest request = question(words("storm river"));
  const StructuredResult all = ask(request);
  request.from = 5;
  request.size = 10;
  const StructuredResult page = ask(request);
  const std::vector<std::string> expected = in_order(all.hits);
  CHECK(in_order(page.hits) == std::vector<std::string>(expected.begin() + 5, expected.begin() + 15));
  CHECK(page.max_score == all.max_score);
  request.count_up_to = 20;
  CHECK(ask(request).total.relation == Relation::ge);
  CHECK(ask(request).total.value >= 20);
  request.count_up_to = 100000;
  CHECK(ask(request).total.relation == Relation::eq);
  CHECK(ask(request).total.value == all.total.value);
  request.count_up_to = 0;
  CHECK_FALSE(ask(request).counted);
  Searcher searcher({news()});
  CHECK(StructuredSearcher(searcher).count(request) == all.total.value);
}

TEST_CASE("one hit stands for each value, the first in the order") {
  StructuredRequest request = question(words("storm"));
  const StructuredResult all = ask(request);
  request.collapse = "source";
  const StructuredResult result = ask(request);
  CHECK(result.total.value == all.total.value);
  std::vector<std::string> expected;
  std::map<std::string, std::uint64_t> counts;
  for (const StructuredHit& hit : all.hits)
    if (hit.article.source.empty() || ++counts[hit.article.source] == 1) expected.push_back(hit.article.id);
  CHECK(in_order(result.hits) == expected);
  for (const StructuredHit& hit : result.hits) {
    CHECK(hit.collapsed.value_or("") == hit.article.source);
    CHECK(hit.in_group == (hit.article.source.empty() ? 1 : counts[hit.article.source]));
  }
}

TEST_CASE("decay is 1 within the offset, what is asked at the scale, and falls as its shape says") {
  Decay decay;
  decay.origin = 1000000;
  decay.scale = 1000;
  decay.offset = 100;
  decay.decay = 0.25;
  for (const Decay::Shape shape : {Decay::Shape::gauss, Decay::Shape::exp, Decay::Shape::linear}) {
    decay.shape = shape;
    CHECK(decay_at(decay, 1000000) == 1);
    CHECK(decay_at(decay, 999900) == 1);
    CHECK(decay_at(decay, 1001100) == Approx(0.25));
    CHECK(decay_at(decay, 998900) == Approx(0.25));
  }
  CHECK(decay_at(decay, 1000100 + 1333 + 100) == 0);  // linear
  decay.shape = Decay::Shape::gauss;
  CHECK(decay_at(decay, 1002100) == Approx(std::pow(0.25, 4)));
  decay.shape = Decay::Shape::exp;
  CHECK(decay_at(decay, 1002100) == Approx(std::pow(0.25, 2)));
}

TEST_CASE("factors take their modifier, and refuse what is no number") {
  FieldFactor factor;
  factor.field = "length";
  factor.factor = 2;
  using Modifier = FieldFactor::Modifier;
  const std::vector<std::pair<Modifier, double>> expected{{Modifier::none, 100}, {Modifier::log, 2}, {Modifier::log1p, std::log10(101)}, {Modifier::log2p, std::log10(102)}, {Modifier::ln, std::log(100)},
                                                           {Modifier::ln1p, std::log(101)}, {Modifier::ln2p, std::log(102)}, {Modifier::square, 10000}, {Modifier::sqrt, 10}, {Modifier::reciprocal, 0.01}};
  for (const auto& [modifier, value] : expected) {
    factor.modifier = modifier;
    CHECK(factor_of(factor, 50) == Approx(value));
  }
  factor.modifier = Modifier::ln;
  CHECK_THROWS_WITH(factor_of(factor, 0), Catch::Contains("is not a number"));
}

TEST_CASE("functions are put together as their modes say") {
  ScoreFunction harbor, stormy;
  harbor.filter = keyword("source", {"Harbor"});
  harbor.weight = 3;
  stormy.filter = words("storm");
  stormy.weight = 5;
  using Mode = FunctionScore::Mode;
  using Boost = FunctionScore::Boost;
  const auto together = [](Mode mode, bool first, bool second) {
    if (!first && !second) return 1.0;
    if (!(first && second)) return mode == Mode::avg ? 1.0 : first ? 3.0 : 5.0;
    switch (mode) {
      case Mode::multiply: return 15.0;
      case Mode::sum: return 8.0;
      case Mode::avg: return 1.0;
      case Mode::first: return 3.0;
      case Mode::max: return 5.0;
      case Mode::min: return 3.0;
    }
    return 0.0;
  };
  Clause two = clause(ClauseKind::everything);
  two.boost = 2;
  for (const Mode mode : {Mode::multiply, Mode::sum, Mode::avg, Mode::first, Mode::max, Mode::min})
    for (const Boost boost : {Boost::multiply, Boost::replace, Boost::sum, Boost::avg, Boost::max, Boost::min}) {
      StructuredRequest request = question(two);
      request.function_score = FunctionScore{mode, boost, {harbor, stormy}, 4.0};
      for (const StructuredHit& hit : ask(request).hits) {
        const double given = std::min(4.0, together(mode, hit.article.source == "Harbor", has_word(hit.article.title, "storm") || has_word(hit.article.body, "storm")));
        const double expected = boost == Boost::multiply ? 2 * given : boost == Boost::replace ? given : boost == Boost::sum ? 2 + given : boost == Boost::avg ? (2 + given) / 2 : boost == Boost::max ? std::max(2.0, given) : std::min(2.0, given);
        CHECK(hit.score == Approx(expected));
      }
    }
}

TEST_CASE("scores decay with the date, and what is below the least does not match") {
  StructuredRequest request = question(clause(ClauseKind::everything));
  ScoreFunction recent;
  recent.decay = Decay{Decay::Shape::exp, to_instant({{2024, 2, 1}, 0, 0}), 30 * 86400.0, 0, 0.5};
  request.function_score = FunctionScore{FunctionScore::Mode::multiply, FunctionScore::Boost::replace, {recent}, {}};
  const StructuredResult all = ask(request);
  for (const StructuredHit& hit : all.hits) CHECK(hit.score == Approx(has_date(hit.article) ? decay_at(*recent.decay, instant_of(hit.article)) : 1));
  request.min_score = 0.5;
  const StructuredResult best = ask(request);
  CHECK(best.total.value == static_cast<std::uint64_t>(std::count_if(all.hits.begin(), all.hits.end(), [](const StructuredHit& hit) { return hit.score >= 0.5; })));
  Searcher searcher({news()});
  CHECK(StructuredSearcher(searcher).count(request) == best.total.value);
  request.function_score->functions[0].decay->scale = 0;
  CHECK_THROWS_WITH(ask(request), Catch::Contains("scale must be more than 0"));
}

TEST_CASE("highlights are passages with their words marked, or the whole text") {
  const ScratchFolder folder;
  const std::string path = make_database(folder, "long", {
    R"({"id":"a","title":"Storm warning","language":"en","body":"The storm came at night. Nobody slept in the harbor that day and the council met early.\n\nA second storm is expected. Ships stay in the harbor."})"});
  StructuredRequest request = question(words("storm harbor"));
  HighlightField title, body;
  title.part = TextPart::title;
  title.fragments = 0;
  body.fragment_columns = 40;
  request.load.highlight.fields = {title, body};
  const auto marked = [](const Snippet& snippet) {
    std::string text = snippet.text;
    for (auto range = snippet.matches.rbegin(); range != snippet.matches.rend(); ++range) text.insert(range->second, "]"), text.insert(range->first, "[");
    return text;
  };
  const StructuredHit hit = ask(request, path).hits.at(0);
  REQUIRE(hit.highlights.size() == 2);
  CHECK(marked(hit.highlights[0].fragments.at(0)) == "[Storm] warning");
  std::vector<std::string> passages;
  for (const Snippet& snippet : hit.highlights[1].fragments) passages.push_back(marked(snippet));
  CHECK(passages == std::vector<std::string>{"The [storm] came at night.", "Nobody slept in the [harbor] that day and", "A second [storm] is expected.", "Ships stay in the [harbor]."});
  Clause of_title = words("storm"), of_body = words("harbor");
  of_title.part = TextPart::title;
  of_body.part = TextPart::body;
  StructuredRequest apart = question(boolean({that(Occur::must, of_title), that(Occur::filter, of_body), that(Occur::must_not, phrase("ships warning", TextPart::title))}));
  title.asked_there = body.asked_there = true;
  apart.load.highlight.fields = {title, body};
  const StructuredHit by_part = ask(apart, path).hits.at(0);
  REQUIRE(by_part.highlights.size() == 2);
  CHECK(marked(by_part.highlights[0].fragments.at(0)) == "[Storm] warning");
  CHECK(marked(by_part.highlights[1].fragments.at(0)) == "Nobody slept in the [harbor] that day and");
  CHECK(by_part.highlights[1].fragments.size() == 2);
  request.load.highlight.fields = {body};
  request.load.highlight.fields[0].asked_there = false;
  request.load.highlight.fields[0].fragments = 1;
  request.load.highlight.of = words("ships");
  CHECK(marked(ask(request, path).hits.at(0).highlights.at(0).fragments.at(0)) == "[Ships] stay in the harbor.");
  request.load.highlight.of = words("nothing");
  CHECK(ask(request, path).hits.at(0).highlights.empty());
  request.load.highlight.fields[0].no_match_columns = 12;
  CHECK(marked(ask(request, path).hits.at(0).highlights.at(0).fragments.at(0)) == "The storm");
}

TEST_CASE("an explained score is the sum of its lines") {
  StructuredRequest request = question(boolean({that(Occur::must, words("storm")), that(Occur::should, phrase("river train", TextPart::body)), that(Occur::filter, keyword("source", {"Harbor"}))}));
  request.load.explain = true;
  request.load.whole = false;
  const StructuredResult result = ask(request);
  REQUIRE(!result.hits.empty());
  for (const StructuredHit& hit : result.hits) {
    double sum = 0;
    for (const TermScore& line : hit.terms) sum += line.score;
    CHECK(sum == Approx(hit.score));
    CHECK(hit.parts.text == Approx(hit.score));
    CHECK(hit.article.title.empty());
  }
}

TEST_CASE("rows stay as they were while articles are replaced, removed and added") {
  const ScratchFolder folder;
  std::vector<std::string> lines;
  for (int i = 0; i < 30; ++i) lines.push_back(R"({"id":"r)" + std::to_string(i) + R"(","title":"Herring )" + std::to_string(i) + R"(","body":"Herring news.","language":"en"})");
  const std::string path = make_database(folder, "rows", lines);
  Searcher searcher({path});
  StructuredSearcher structured(searcher);
  StructuredRequest request = question(words("herring"));
  request.sort = {by(SortKey::By::keyword, true, "id")};
  const Rows rows = structured.rows(request);
  REQUIRE(rows.rows.size() == 30);
  {
    Work work(path);
    work.writer.remove("r1");
    work.add("r10", "Replaced");
    work.add("r99", "Herring again");
    work.writer.commit();
    work.writer.remove("r11");
    work.writer.close();
  }
  std::vector<std::string> ids;
  std::string replaced;
  for (std::size_t from = 0; from < rows.rows.size(); from += 7) {
    const auto hits = structured.load(request, rows, from, 7);
    REQUIRE(hits);
    for (const StructuredHit& hit : *hits) {
      ids.push_back(hit.article.id);
      CHECK(hit.sort == std::vector<SortValue>{hit.article.id});
      if (hit.article.id == "r10") replaced = hit.article.title;
    }
  }
  CHECK(ids.size() == 28);
  CHECK(std::is_sorted(ids.begin(), ids.end()));
  CHECK(replaced == "Replaced");
}

TEST_CASE("rows up to a mark have nothing that came after it, in one database and in several") {
  const ScratchFolder folder;
  std::vector<std::string> lines;
  for (int i = 0; i < 7; ++i) lines.push_back(R"({"id":"r)" + std::to_string(i) + R"(","title":"Herring )" + std::to_string(i) + R"(","body":"Herring news.","language":"en"})");
  const std::string one = make_database(folder, "one", {lines.begin(), lines.begin() + 5}), two = make_database(folder, "two", {lines.begin() + 5, lines.end()});
  Searcher searcher({one, two});
  StructuredSearcher structured(searcher);
  StructuredRequest request = question(clause(ClauseKind::everything));
  request.sort = {by(SortKey::By::keyword, true, "id")};
  Aggregation global;
  global.name = "all";
  global.kind = AggregationKind::global;
  request.aggregations = {global};
  request.until = structured.mark();
  for (const std::string& path : {one, two, two}) {
    Work work(path);
    work.add("new of " + path, "Herring again");
    work.writer.commit();
    work.writer.close();
  }
  {
    Work work(two);
    work.add("new too", "Herring again");
    work.add("r5", "Replaced");
    work.writer.commit();
    work.writer.remove("r6");
    work.writer.close();
  }
  const Rows rows = structured.rows(request);
  CHECK(rows.generations == request.until->generations);
  CHECK(rows.rows.size() == 6);
  CHECK(in_order(*structured.load(request, rows, 0, 10)) == std::vector<std::string>{"r0", "r1", "r2", "r3", "r4", "r5"});
  CHECK(rows.aggregations.at(0).buckets.at(0).count == 6);
  request.until.reset();
  CHECK(structured.rows(request).rows.size() == 9);
}

TEST_CASE("rows of a generation that is gone say so") {
  const ScratchFolder folder;
  const std::string path = make_database(folder, "gone", {R"({"id":"a","title":"Herring","body":"Herring news.","language":"en"})"});
  Searcher searcher({path});
  StructuredSearcher structured(searcher);
  const StructuredRequest request = question(words("herring"));
  const Rows rows = structured.rows(request);
  CHECK(structured.load(request, rows, 0, 10));
  std::filesystem::remove_all(path);
  make_database(folder, "gone", {R"({"id":"b","title":"Herring","body":"Herring news.","language":"en"})"});
  CHECK_FALSE(structured.load(request, rows, 0, 10));
}

TEST_CASE("two databases answer as one with all the articles") {
  const ScratchFolder folder;
  const std::vector<std::string> lines = random_news();
  std::vector<std::string> odd, even;
  for (std::size_t i = 0; i < lines.size(); ++i) (i % 3 ? odd : even).push_back(lines[i]);
  Searcher two({make_database(folder, "odd", odd), make_database(folder, "even", even)});
  Aggregation sources;
  sources.name = "sources";
  sources.field = "source";
  for (const Clause& query : {clause(ClauseKind::everything), words("storm river", TextPart::body), phrase("storm river", TextPart::body), phrase("storm river", TextPart::either, 3), keyword("url", {"https://news.example/3/3"})}) {
    StructuredRequest request = question(query);
    request.sort = {by(SortKey::By::published), by(SortKey::By::keyword, true, "id")};
    request.aggregations = {sources};
    const StructuredResult one = ask(request), both = StructuredSearcher(two).search(request);
    CHECK(in_order(both.hits) == in_order(one.hits));
    REQUIRE(both.aggregations[0].buckets.size() == one.aggregations[0].buckets.size());
    for (std::size_t i = 0; i < one.aggregations[0].buckets.size(); ++i) {
      CHECK(both.aggregations[0].buckets[i].key == one.aggregations[0].buckets[i].key);
      CHECK(both.aggregations[0].buckets[i].count == one.aggregations[0].buckets[i].count);
    }
    std::vector<std::string> exported;
    StructuredSearcher(two).each(request, [&](const Article& article) {
      exported.push_back(article.id);
      return true;
    });
    std::sort(exported.begin(), exported.end());
    CHECK(exported == sorted_ids(one.hits));
  }
}

TEST_CASE("an export ends while a writer commits all the time, and gives each article once") {
  const ScratchFolder folder;
  std::vector<std::string> lines;
  constexpr int kArticles = 3000;
  for (int i = 0; i < kArticles; ++i) lines.push_back(R"({"id":"e)" + std::to_string(i) + R"(","title":"Herring )" + std::to_string(i) + R"(","body":"Herring news of the day.","language":"en","source":"Old"})");
  const std::string path = make_database(folder, "export", lines);
  std::atomic<bool> done{false};
  std::atomic<int> commits{0};
  std::thread writing([&] {
    Work work(path);
    for (int i = 0; !done; ++i) {
      work.add("new" + std::to_string(i), "Herring again", "New");
      work.add("e" + std::to_string(i % kArticles), "Herring anew " + std::to_string(i), "Old");
      work.writer.commit();
      ++commits;
      std::this_thread::sleep_for(std::chrono::milliseconds(20));
    }
    work.writer.close();
  });
  const auto stop = [&] {
    done = true;
    if (writing.joinable()) writing.join();
  };
  const std::unique_ptr<std::atomic<bool>, std::function<void(std::atomic<bool>*)>> at_the_end(&done, [&](std::atomic<bool>*) { stop(); });
  while (commits == 0) std::this_thread::yield();
  std::vector<std::string> ids;
  Searcher searcher({path});
  const int before = commits;
  StructuredRequest request = question(keyword("source", {"Old"}));
  StructuredSearcher(searcher).each(request, [&](const Article& article) {
    ids.push_back(article.id);
    // Whoever takes them is slow.
    for (const int seen = commits; ids.size() % 100 == 0 && commits == seen;) std::this_thread::yield();
    return true;
  });
  const int during = commits - before;
  stop();
  CHECK(during >= kArticles / 100);
  CHECK(ids.size() == kArticles);
  CHECK(std::set<std::string>(ids.begin(), ids.end()).size() == kArticles);
}

}  // namespace dateline
