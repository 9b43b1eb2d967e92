// What each clause matches, against a plain look at the articles.
#include <algorithm>
#include <set>

#include "query/at_least.h"
#include "query/keyword_query.h"
#include "structured_news.h"

namespace dateline {
namespace {

bool has(const std::vector<std::string>& values, const std::string& value) { return std::find(values.begin(), values.end(), value) != values.end(); }

// Whether words stand somewhere so that moves of `slop` in all bring them in order; by trying every choice.
bool stands(const std::string& text, const std::vector<std::string>& asked, unsigned slop) {
  const std::vector<std::string> there = words_in(text);
  std::vector<std::size_t> at(asked.size());
  const auto place = [&](const auto& self, std::size_t i) -> bool {
    if (i == asked.size()) {
      long low = 1000, high = -1000;
      for (std::size_t k = 0; k < at.size(); ++k) {
        low = std::min(low, static_cast<long>(at[k]) - static_cast<long>(k));
        high = std::max(high, static_cast<long>(at[k]) - static_cast<long>(k));
      }
      return high - low <= static_cast<long>(slop);
    }
    for (at[i] = 0; at[i] < there.size(); ++at[i])
      if (there[at[i]] == asked[i] && std::find(at.begin(), at.begin() + static_cast<long>(i), at[i]) == at.begin() + static_cast<long>(i) && self(self, i + 1)) return true;
    return false;
  };
  return place(place, 0);
}

std::string error_of(const StructuredRequest& request) {
  try {
    ask(request);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    return error.what();
  }
  return "no error";
}

Clause instants(std::optional<std::int64_t> from, std::optional<std::int64_t> to) {
  Clause one = clause(ClauseKind::instants);
  one.from = from;
  one.to = to;
  return one;
}

Clause pattern(ClauseKind kind, const std::string& field, const std::string& text, bool ignore_case = false) {
  Clause one = clause(kind);
  one.field = field;
  one.text = text;
  one.ignore_case = ignore_case;
  return one;
}

}  // namespace

TEST_CASE("everything matches every article with a score of 1, and nothing none") {
  const StructuredResult all = ask(question(clause(ClauseKind::everything)));
  CHECK(all.total.value == 300);
  CHECK(all.max_score == 1.0);
  CHECK(std::all_of(all.hits.begin(), all.hits.end(), [](const StructuredHit& hit) { return hit.score == 1; }));
  CHECK(ask(question(clause(ClauseKind::nothing))).total.value == 0);
}

TEST_CASE("a keyword is the whole value, letter by letter") {
  check_matches(keyword("source", {"Harbor"}), [](const Article& article) { return article.source == "Harbor"; });
  check_matches(keyword("source", {"Harbor Courier", "Inland Post"}), [](const Article& article) { return article.source == "Harbor Courier" || article.source == "Inland Post"; });
  check_matches(keyword("tag", {"Ports"}), [](const Article& article) { return has(article.tags, "Ports"); });
  check_matches(keyword("author", {"Bo Dahl"}), [](const Article& article) { return has(article.authors, "Bo Dahl"); });
  check_matches(keyword("section", {"World"}), [](const Article& article) { return article.section == "World"; });
  check_matches(keyword("id", {"n7", "n8", "n9000"}), [](const Article& article) { return article.id == "n7" || article.id == "n8"; });
  check_matches(keyword("lang", {"en"}), [](const Article& article) { return article.language == "en"; });
  check_matches(keyword("url", {"https://news.example/3/3"}), [](const Article& article) { return article.url == "https://news.example/3/3"; });
  check_matches(keyword("url", {"http://news.example/3/3"}), [](const Article&) { return false; });
}

TEST_CASE("a prefix and a pattern cover whole values, and case can be ignored") {
  check_matches(pattern(ClauseKind::keyword_prefix, "source", "Harb"), [](const Article& article) { return article.source.rfind("Harb", 0) == 0; });
  check_matches(pattern(ClauseKind::keyword_prefix, "source", "harb", true), [](const Article& article) { return article.source.rfind("Harb", 0) == 0 || article.source.rfind("harb", 0) == 0; });
  check_matches(pattern(ClauseKind::keyword_pattern, "source", "*Cour?er"), [](const Article& article) { return article.source == "Harbor Courier"; });
  check_matches(pattern(ClauseKind::keyword_pattern, "author", "?? *"), [](const Article& article) { return has(article.authors, "Bo Dahl"); });
  check_matches(pattern(ClauseKind::keyword_pattern, "url", "https://news.example/3/*2"), [](const Article& article) { return matches_pattern("https://news.example/3/*2", article.url, false); });
  check_matches(pattern(ClauseKind::keyword_prefix, "source", "Harb*"), [](const Article&) { return false; });
}

TEST_CASE("stars and question marks in a pattern stand for characters, not bytes") {
  CHECK(matches_pattern("*", "", false));
  CHECK(matches_pattern("a?c", "a\xC3\xA9" "c", false));
  CHECK_FALSE(matches_pattern("a??c", "a\xC3\xA9" "c", false));
  CHECK(matches_pattern("*b*b", "abcb", false));
  CHECK_FALSE(matches_pattern("*b*b", "abc", false));
  CHECK(matches_pattern("a\\*", "a*", false));
  CHECK_FALSE(matches_pattern("a\\*", "ab", false));
  CHECK(matches_pattern("AB*", "abc", true));
  CHECK_FALSE(matches_pattern("AB*", "abc", false));
}

TEST_CASE("a pattern for more values than can be searched is an error and no silent cut") {
  const ScratchFolder folder;
  std::vector<std::string> lines;
  for (std::size_t i = 0; i <= kMostPatternTerms; ++i) lines.push_back(R"({"id":"t)" + std::to_string(i) + R"(","title":"Note","body":"A note.","language":"en","tags":["tag )" + std::to_string(i) + R"("]})");
  const std::string path = make_database(folder, "tags", lines);
  CHECK(ask(question(pattern(ClauseKind::keyword_prefix, "tag", "tag 1")), path).total.value > 1000);
  CHECK_THROWS_WITH(ask(question(pattern(ClauseKind::keyword_prefix, "tag", "tag")), path), Catch::Contains("tag*' stands for more than 2000 values"));
}

TEST_CASE("a field exists where it has a value") {
  const auto exists = [](const std::string& field) { return pattern(ClauseKind::exists, field, ""); };
  check_matches(exists("source"), [](const Article& article) { return !article.source.empty(); });
  check_matches(exists("author"), [](const Article& article) { return !article.authors.empty(); });
  check_matches(exists("tag"), [](const Article& article) { return !article.tags.empty(); });
  check_matches(exists("section"), [](const Article& article) { return !article.section.empty(); });
  check_matches(exists("url"), [](const Article& article) { return !article.url.empty(); });
  check_matches(exists("published"), has_date);
  check_matches(exists("title"), [](const Article&) { return true; });
  check_matches(exists("person"), [](const Article& article) {
    return std::any_of(article.entities.begin(), article.entities.end(), [](const ArticleEntity& entity) { return entity.type == "person"; });
  });
}

TEST_CASE("instants are exact to the second, from included and to not") {
  std::vector<std::int64_t> known;
  for (const Article& article : all_news())
    if (has_date(article)) known.push_back(instant_of(article));
  std::sort(known.begin(), known.end());
  for (const std::size_t i : {std::size_t{3}, known.size() / 2, known.size() - 5}) {
    const std::int64_t from = known[i / 2], to = known[i];
    const auto between = [&](const Article& article, std::int64_t low, std::int64_t high) { return has_date(article) && instant_of(article) >= low && instant_of(article) < high; };
    check_matches(instants(from, to), [&](const Article& article) { return between(article, from, to); });
    check_matches(instants(from + 1, to + 1), [&](const Article& article) { return between(article, from + 1, to + 1); });
    check_matches(instants({}, to), [&](const Article& article) { return between(article, INT64_MIN, to); });
    check_matches(instants(from, {}), [&](const Article& article) { return between(article, from, INT64_MAX); });
  }
  check_matches(instants(known[5], known[5]), [](const Article&) { return false; });
  check_matches(instants({}, {}), has_date);
}

TEST_CASE("lengths are counted as the ranking counts them, in one database and in several") {
  const auto lengths = [](std::optional<std::int64_t> from, std::optional<std::int64_t> to) {
    Clause one = instants(from, to);
    one.kind = ClauseKind::lengths;
    return one;
  };
  const auto length_of = [](const Article& article) { return static_cast<std::int64_t>(words_in(article.title).size() * 3 + words_in(article.body).size()); };
  for (const auto& [from, to] : {std::pair<std::int64_t, std::int64_t>{10, 14}, {14, 15}, {0, 9}, {-5, 1000}, {1000, 2000}}) {
    check_matches(lengths(from, to), [&, from = from, to = to](const Article& article) { return length_of(article) >= from && length_of(article) < to; });
    check_matches(lengths(from, {}), [&, from = from](const Article& article) { return length_of(article) >= from; });
    check_matches(boolean({that(Occur::filter, lengths({}, to)), that(Occur::must, words("storm"))}), [&, to = to](const Article& article) {
      return length_of(article) < to && (has_word(article.title, "storm") || has_word(article.body, "storm"));
    });
  }
  const ScratchFolder folder;
  const std::string one = make_database(folder, "one", {R"({"id":"a","title":"A","body":"b c d.","language":"en"})", R"({"id":"b","title":"A","body":"b.","language":"en"})"});
  const std::string two = make_database(folder, "two", {R"({"id":"c","title":"A","body":"b c d.","language":"en"})"});
  Searcher both({one, two});
  CHECK(StructuredSearcher(both).count(question(lengths(6, {}))) == 2);
  CHECK(StructuredSearcher(both).count(question(lengths({}, 6))) == 1);
}

TEST_CASE("where no names were looked for a question of them is an error if asked strictly, else warned of") {
  const ScratchFolder folder;
  const std::string path = make_database(folder, "plain", {R"({"id":"a","title":"Talks","body":"Jake Sullivan met them in Geneva in May 2023.","language":"en"})"}, {AnalysisDepth::words, {}});
  StructuredRequest plain = question(words("talks"));
  plain.strict = true;
  CHECK(ask(plain, path).total.value == 1);
  Clause spoken = instants(0, 2000000000);
  spoken.kind = ClauseKind::spoken_of;
  StructuredRequest sorted = plain, collapsed = plain, counted = plain;
  sorted.sort = {{SortKey::By::keyword, "person", true, false}};
  collapsed.collapse = "place";
  Aggregation names;
  names.name = "names";
  names.field = "org";
  counted.aggregations = {names};
  std::vector<StructuredRequest> requests{sorted, collapsed, counted};
  for (const Clause& clause : {keyword("person", {"Jake Sullivan"}), pattern(ClauseKind::exists, "place", ""), pattern(ClauseKind::keyword_prefix, "org", "U"), spoken, boolean({that(Occur::must_not, keyword("entity", {"Geneva"}))})})
    requests.push_back(question(clause));
  for (StructuredRequest& request : requests) {
    request.strict = false;
    CHECK_NOTHROW(ask(request, path));
    request.strict = true;
    CHECK_THROWS_WITH(ask(request, path), Catch::Contains("--analysis none"));
  }
  CHECK(ask(question(keyword("person", {"Jake Sullivan"})), path).warnings.size() == 1);
}

TEST_CASE("a word is looked for in the title, in the body, or in either") {
  for (const std::string& word : news_words()) {
    check_matches(words(word), [&](const Article& article) { return has_word(article.title, word) || has_word(article.body, word); });
    check_matches(words(word, TextPart::title), [&](const Article& article) { return has_word(article.title, word); });
    check_matches(words(word, TextPart::body), [&](const Article& article) { return has_word(article.body, word); });
  }
}

TEST_CASE("a phrase is looked for in the title, in the body, or in either, with slop as Lucene has it") {
  std::mt19937 random(11);
  const auto word = [&] { return news_words()[random() % news_words().size()]; };
  for (int round = 0; round < 40; ++round) {
    std::vector<std::string> asked{word(), word()};
    if (round % 3 == 0) asked.push_back(word());
    std::string text;
    for (const std::string& one : asked) text += (text.empty() ? "" : " ") + one;
    const unsigned slop = static_cast<unsigned>(round % 4);
    INFO(text << " ~" << slop);
    check_matches(phrase(text, TextPart::title, slop), [&](const Article& article) { return stands(article.title, asked, slop); });
    check_matches(phrase(text, TextPart::body, slop), [&](const Article& article) { return stands(article.body, asked, slop); });
    check_matches(phrase(text, TextPart::either, slop), [&](const Article& article) { return stands(article.title, asked, slop) || stands(article.body, asked, slop); });
  }
}

TEST_CASE("the last word of a phrase may be the beginning of one") {
  const auto begins = [](const std::string& text) {
    const std::vector<std::string> there = words_in(text);
    for (std::size_t i = 0; i + 1 < there.size(); ++i)
      if (there[i] == "storm" && there[i + 1].rfind("b", 0) == 0) return true;
    return false;
  };
  Clause asked = phrase("storm b", TextPart::body);
  asked.prefix_last = true;
  check_matches(asked, [&](const Article& article) { return begins(article.body); });
  asked.part = TextPart::either;
  check_matches(asked, [&](const Article& article) { return begins(article.body) || begins(article.title); });
  asked.part = TextPart::title;
  check_matches(asked, [&](const Article& article) { return begins(article.title); });
  asked.text = "storm x";
  check_matches(asked, [](const Article&) { return false; });
}

TEST_CASE("the beginning of a word and a pattern find words wherever asked") {
  Clause start = words("br", TextPart::title);
  start.kind = ClauseKind::word_prefix;
  check_matches(start, [](const Article& article) { return has_word(article.title, "bridge"); });
  Clause like = words("*r?et", TextPart::body);
  like.kind = ClauseKind::word_pattern;
  check_matches(like, [](const Article& article) { return has_word(article.body, "market"); });
  like.text = "*?arke";
  check_matches(like, [](const Article&) { return false; });
  like.text = "m*t";
  check_matches(like, [](const Article& article) { return has_word(article.body, "market"); });
}

TEST_CASE("so many of the words must be there as the rules say") {
  const std::vector<std::string> asked{"harbor", "storm", "river", "train", "museum"};
  for (std::size_t least = 1; least <= asked.size(); ++least) {
    Clause query = words("harbor storm river train museum");
    query.least = {{0, static_cast<int>(least), false}};
    check_matches(query, [&](const Article& article) {
      return static_cast<std::size_t>(std::count_if(asked.begin(), asked.end(), [&](const std::string& word) { return has_word(article.title, word) || has_word(article.body, word); })) >= least;
    });
  }
  CHECK(least_of({}, 4) == 4);
  CHECK(least_of({{0, 75, true}}, 5) == 3);
  CHECK(least_of({{0, -25, true}}, 5) == 4);
  CHECK(least_of({{0, -2, false}}, 5) == 3);
  CHECK(least_of({{3, 90, true}}, 3) == 3);
  CHECK(least_of({{2, -25, true}, {9, -3, false}}, 10) == 7);
  CHECK(least_of({{0, 9, false}}, 4) == 4);
  CHECK(least_of({{0, -9, false}}, 4) == 0);
}

TEST_CASE("a boolean clause takes what must, should, must not and filters match together") {
  check_matches(boolean({that(Occur::must, words("storm")), that(Occur::filter, keyword("source", {"Harbor"})), that(Occur::must_not, words("river", TextPart::title))}), [](const Article& article) {
    return (has_word(article.title, "storm") || has_word(article.body, "storm")) && article.source == "Harbor" && !has_word(article.title, "river");
  });
  check_matches(boolean({that(Occur::must_not, keyword("source", {"Harbor"}))}), [](const Article& article) { return article.source != "Harbor"; });
  check_matches(boolean({that(Occur::should, keyword("source", {"Harbor"})), that(Occur::should, keyword("section", {"World"}))}),
                [](const Article& article) { return article.source == "Harbor" || article.section == "World"; });
  // Beside what must match, what should only adds.
  check_matches(boolean({that(Occur::filter, keyword("source", {"Harbor"})), that(Occur::should, words("storm"))}), [](const Article& article) { return article.source == "Harbor"; });
  Clause two = boolean({that(Occur::should, keyword("source", {"Harbor"})), that(Occur::should, keyword("section", {"World"})), that(Occur::should, keyword("tag", {"rail"}))});
  two.least = {{0, 2, false}};
  check_matches(two, [](const Article& article) { return (article.source == "Harbor") + (article.section == "World") + has(article.tags, "rail") >= 2; });
  check_matches(boolean({}), [](const Article&) { return true; });
}

TEST_CASE("conditions give 1, constants their boost, filters nothing") {
  const auto score_of = [](const Clause& query) { return ask(question(query)).max_score.value_or(0); };
  CHECK(score_of(keyword("source", {"Harbor"})) == 1);
  CHECK(score_of(boolean({that(Occur::must, keyword("source", {"Harbor"})), that(Occur::must, pattern(ClauseKind::exists, "source", ""))})) == 2);
  CHECK(score_of(boolean({that(Occur::filter, keyword("source", {"Harbor"}))})) == 0);
  Clause constant = clause(ClauseKind::constant);
  constant.children = {words("storm")};
  constant.boost = 3.5;
  CHECK(score_of(constant) == 3.5);
  const double plain = score_of(words("storm"));
  Clause boosted = words("storm");
  boosted.boost = 2;
  CHECK(score_of(boosted) == Approx(2 * plain));
}

TEST_CASE("words score as they do in the query language") {
  Searcher searcher({news()});
  Request request = request_for("storm bridge");
  request.match = Match::any;
  request.parts = {true, false, false};
  request.fold_copies = false;
  const Result expected = searcher.search(request);
  Clause language = words("storm bridge");
  language.kind = ClauseKind::language;
  const StructuredResult by_words = StructuredSearcher(searcher).search(question(words("storm bridge"))), by_language = StructuredSearcher(searcher).search(question(language));
  CHECK(by_words.total.value == by_language.total.value);
  REQUIRE(by_words.max_score);
  CHECK(*by_words.max_score == Approx(*by_language.max_score));
  CHECK(by_words.total.value == expected.total.value);
}

TEST_CASE("the best of several clauses gives its score, and the others their share") {
  const StructuredRequest storm = question(words("storm")), river = question(words("river"));
  std::map<std::string, std::vector<double>> scores;
  for (const StructuredRequest& one : {storm, river})
    for (const StructuredHit& hit : ask(one).hits) scores[hit.article.id].push_back(hit.score);
  for (const double share : {0.0, 0.3, 1.0}) {
    Clause best = clause(ClauseKind::best_of);
    best.children = {words("storm"), words("river")};
    best.tie_breaker = share;
    const StructuredResult result = ask(question(best));
    CHECK(result.hits.size() == scores.size());
    for (const StructuredHit& hit : result.hits) {
      double sum = 0, most = 0;
      for (const double score : scores[hit.article.id]) sum += score, most = std::max(most, score);
      CHECK(hit.score == Approx(most + share * (sum - most)));
    }
  }
}

TEST_CASE("what cannot be answered is said by name") {
  CHECK(error_of(question(keyword("colour", {"red"}))).find("no keyword field 'colour'") == 0);
  CHECK_THAT(error_of(question(pattern(ClauseKind::keyword_pattern, "url", "*news*"))), Catch::Contains("must begin with a whole site"));
  StructuredRequest by_url = question(clause(ClauseKind::everything));
  by_url.sort = {{SortKey::By::keyword, "url", true, false}};
  CHECK_THAT(error_of(by_url), Catch::Contains("url: addresses are not sorted by"));
  Clause deep = words("storm");
  for (std::size_t i = 0; i < kDeepestClause + 2; ++i) deep = boolean({deep});
  CHECK_THAT(error_of(question(deep)), Catch::Contains("nested deeper"));
  Clause many = boolean(std::vector<Clause>(60, words("storm")));
  for (Clause& child : many.children) child.occur = Occur::should;
  many.least = {{0, 30, false}};
  CHECK_THAT(error_of(question(many)), Catch::Contains("at least 30 of 60 clauses"));
}

TEST_CASE("names are keywords by id and by name, in any form that articles have") {
  const ScratchFolder folder;
  const std::string path = make_database(folder, "names", {
    R"({"id":"a","title":"Budget","body":"The minister Vladimir Putin spoke in Moscow on Tuesday. Putin left.","language":"en","published":"2024-03-01"})",
    R"({"id":"b","title":"Budget","body":"Officials said President Vladimir Putin would visit.","language":"en","published":"2024-03-02"})",
    R"({"id":"c","title":"Budget","body":"Nobody was named here.","language":"en"})"});
  CHECK(sorted_ids(ask(question(keyword("person", {"person:vladimir-putin"})), path).hits) == std::vector<std::string>{"a", "b"});
  CHECK(sorted_ids(ask(question(keyword("person", {"Vladimir Putin"})), path).hits) == std::vector<std::string>{"a", "b"});
  CHECK(sorted_ids(ask(question(keyword("entity", {"Vladimir Putin"})), path).hits) == std::vector<std::string>{"a", "b"});
  CHECK(ask(question(keyword("org", {"Vladimir Putin"})), path).total.value == 0);
  CHECK(sorted_ids(ask(question(pattern(ClauseKind::keyword_prefix, "person", "Vladimir P")), path).hits) == std::vector<std::string>{"a", "b"});
}

}  // namespace dateline
