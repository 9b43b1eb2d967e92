// score = text + entity + date: what each part rewards, and that it is no more and no less than what the score loses without it.
#include <catch2/catch.hpp>

#include <algorithm>
#include <cmath>
#include <map>

#include "sample_search.h"

namespace dateline {
namespace {

// Articles on Anna Holm, more and less; on another Holm; and on the same bridge, over a year.
std::vector<std::string> articles() {
  std::vector<std::string> lines;
  const auto add = [&](const std::string& id, const std::string& published, const std::string& title, const std::string& body) {
    const std::string date = published.empty() ? "" : R"(,"published":")" + published + "\"";
    lines.push_back(R"({"id":")" + id + R"(","title":")" + title + R"(","language":"en","body":")" + body + "\"" + date + "}");
  };
  add("about", "2024-03-05", "Anna Holm defends the bridge", "Prime Minister Anna Holm defended the toll bridge on Friday. Mrs. Holm said the builders had done well. Holm will speak again.");
  add("names", "2024-03-20", "Bridge toll stays", "The toll for the bridge stays, officials in the town of Morra said after a long debate in the council. The fishermen and the farmers had asked for less, and so had the school. Anna Holm was not there.");
  add("early", "2023-06-01", "Anna Holm opens the bridge", "Prime Minister Anna Holm opened the bridge on Friday. Holm thanked the builders of the bridge.");
  add("nobody", "2024-03-06", "Holm oaks felled for the bridge", "Workers felled holm oaks by the bridge, some of them three hundred years old.");
  add("undated", "", "Anna Holm on the bridge", "Prime Minister Anna Holm walked over the bridge.");
  add("retro", "2024-06-01", "How the bridge came about", "In March 2024 the bridge was fought over. Then, on 5 March 2024, the toll came.");
  add("year", "2024-06-02", "A year of the bridge", "The bridge was the matter of 12 March 2024.");
  for (int i = 0; i < 6; ++i) add("kiev" + std::to_string(i), "2022-01-0" + std::to_string(i + 1), "Talks", "Talks went on in Kiev on Monday, diplomats in Kiev said. Kiev was calm, item " + std::to_string(i) + " of the list.");
  add("kyiv", "2022-02-01", "Talks", "Talks went on in Kyiv on Tuesday, diplomats in Kyiv said.");
  add("tourist", "2021-01-01", "Tourists", "Tourists came in thousands.");
  add("tourism", "2021-01-02", "Tourism", "Tourism grew by a tenth.");
  return lines;
}

const std::string& articles_database() {
  static const ScratchFolder folder;
  static const std::string path = make_database(folder, "ranking", articles());
  return path;
}

Result asked(const std::string& query, ScoreParts parts = {}, unsigned half_life = 0) {
  Request request = request_for(query);
  request.match = Match::any;
  request.parts = parts;
  request.half_life = half_life;
  request.explain = true;
  return Searcher({articles_database()}).search(request);
}

std::map<std::string, Hit> by_id(const Result& result) {
  std::map<std::string, Hit> hits;
  for (const Hit& hit : result.hits) hits[hit.article.id] = hit;
  return hits;
}

const std::vector<std::string> kQueries = {"anna holm bridge", "bridge person:\"anna holm\"", "anna holm bridge around:2024-03", "bridge toll march 2024", "holm around:2024-03-05~3d", "kyiv talks",
                                           "bridge about:2024-03", "tourism around:2021", "place:kiev around:2022-01-03", "around:2024-03", "bridge euro 2024", "anna OR kiev around:2023-06 around:2022-01"};

}  // namespace

TEST_CASE("the parts of a score sum to it, and their lines to each part", "[ranking]") {
  for (const std::string& query : kQueries) {
    CAPTURE(query);
    const Result result = asked(query, {}, 60);
    REQUIRE(result.hits.size() > 1);
    for (const Hit& hit : result.hits) {
      CAPTURE(hit.article.id);
      CHECK(hit.score == Approx(hit.parts.text + hit.parts.entity + hit.parts.date).margin(1e-9));
      double text = 0, entity = 0, date = 0;
      for (const TermScore& term : hit.terms) text += term.score;
      for (const EntityScore& score : hit.entity_scores) entity += score.score;
      for (const DateScore& score : hit.date_scores) date += score.score;
      CHECK(text == Approx(hit.parts.text).margin(1e-9));
      CHECK(entity == Approx(hit.parts.entity).margin(1e-9));
      CHECK(date == Approx(hit.parts.date).margin(1e-9));
    }
  }
}

TEST_CASE("without one of its parts a score is lower by exactly that part", "[ranking]") {
  for (const std::string& query : kQueries) {
    CAPTURE(query);
    const Result whole = asked(query);
    for (const auto& [without, part] : {std::pair{ScoreParts{false, true, true}, &Parts::text}, {ScoreParts{true, false, true}, &Parts::entity}, {ScoreParts{true, true, false}, &Parts::date}}) {
      const std::map<std::string, Hit> rest = by_id(asked(query, without));
      for (const Hit& hit : whole.hits) {
        CAPTURE(hit.article.id);
        const auto found = rest.find(hit.article.id);
        if (found == rest.end()) {
          // Only by naming what the words name otherwise.
          CHECK(part == &Parts::entity);
          CHECK(hit.parts.text == 0);
          continue;
        }
        CHECK(found->second.score == Approx(hit.score - hit.parts.*part).margin(1e-9));
      }
    }
  }
}

TEST_CASE("taken out of the query by hand, a time or a name takes its part with it", "[ranking]") {
  const std::map<std::string, Hit> words = by_id(asked("bridge toll"));
  for (const char* more : {"bridge toll around:2024-03", "bridge toll march 2024"})
    for (const Hit& hit : asked(more).hits) CHECK(words.at(hit.article.id).score == Approx(hit.score - hit.parts.date).margin(1e-9));
  for (const Hit& hit : asked("bridge toll person:\"anna holm\"").hits) {
    CHECK(hit.parts.entity > 0);
    CHECK(words.at(hit.article.id).score == Approx(hit.score - hit.parts.entity).margin(1e-9));
  }
}

TEST_CASE("an article about somebody comes before one that drops the name", "[ranking]") {
  for (const char* query : {"anna holm bridge", "person:\"anna holm\"", "person:holm bridge toll"}) {
    CAPTURE(query);
    const std::map<std::string, Hit> hits = by_id(asked(query));
    CHECK(hits.at("about").rank < hits.at("names").rank);
    CHECK(hits.at("about").parts.entity > hits.at("names").parts.entity);
    CHECK(hits.at("names").parts.entity > 0);
  }
  CHECK(by_id(asked("holm bridge")).at("nobody").parts.entity == 0);
}

TEST_CASE("a time that is wished for comes first and leaves nothing out", "[ranking]") {
  const Result any = asked("bridge"), march = asked("bridge around:2024-03");
  CHECK(march.total.value == any.total.value);
  const std::map<std::string, Hit> hits = by_id(march);
  CHECK(hits.at("about").parts.date == Approx(hits.at("names").parts.date));
  CHECK(hits.at("about").parts.date > 0);
  for (const char* far : {"early", "undated", "retro"}) {
    CHECK(hits.at(far).parts.date == 0);
    CHECK(hits.at(far).rank > hits.at("names").rank);
  }
  CHECK(ids_of(asked("bridge march 2024")) == ids_of(march));
  const std::map<std::string, Hit> may = by_id(asked("bridge around:2024-05"));
  CHECK(may.at("retro").parts.date > 0);
  CHECK(may.at("retro").parts.date < hits.at("about").parts.date);
}

TEST_CASE("of several times the nearest one counts", "[ranking]") {
  const std::map<std::string, Hit> one = by_id(asked("bridge around:2024-03")), two = by_id(asked("bridge around:2024-03 around:2023-06"));
  CHECK(two.at("about").parts.date == Approx(one.at("about").parts.date));
  CHECK(two.at("early").parts.date == Approx(one.at("about").parts.date));
}

TEST_CASE("half-life puts recent articles first, by so much", "[ranking]") {
  const std::map<std::string, Hit> hits = by_id(asked("bridge", {}, 30));
  CHECK(hits.at("retro").parts.date == hits.at("year").parts.date);  // of the days to come, as seen from 14 March
  CHECK(hits.at("about").parts.date > hits.at("early").parts.date);
  CHECK(hits.at("undated").parts.date == 0);
}

TEST_CASE("an article that speaks of the whole time asked for comes before one that speaks of a day of it", "[ranking]") {
  const std::map<std::string, Hit> hits = by_id(asked("bridge about:2024-03"));
  CHECK(hits.size() == 3);
  CHECK(hits.at("about").parts.date == hits.at("year").parts.date);  // Friday
  CHECK(hits.at("retro").parts.date > hits.at("year").parts.date);
  CHECK(hits.at("year").parts.date > 0);
}

TEST_CASE("a name finds what goes by another name", "[ranking]") {
  for (const char* query : {"kyiv", "kiev", "kyiv talks"}) {
    CAPTURE(query);
    Request request = request_for(query);
    const Result result = Searcher({articles_database()}).search(request);
    CHECK(result.total.value == 7);
  }
  Request request = request_for("\"kyiv\"");
  CHECK(Searcher({articles_database()}).search(request).total.value == 1);
}

TEST_CASE("a word finds others of its family, a little below itself", "[ranking]") {
  const Result result = asked("tourism");
  CHECK(ids_of(result) == std::vector<std::string>{"tourism", "tourist"});
  CHECK(result.hits[0].score > result.hits[1].score);
  CHECK(ids_of(asked("\"tourism\"")) == std::vector<std::string>{"tourism"});
}

TEST_CASE("where any word is enough, what the best hits share lifts those that share it", "[ranking]") {
  std::vector<std::string> lines;
  const auto add = [&](const std::string& id, const std::string& body) { lines.push_back(R"({"id":")" + id + R"(","title":"News","language":"en","body":")" + body + R"("})"); };
  add("best", "The ferry sank off the pier, and passengers drowned when it capsized.");
  add("second", "A ferry sank in the strait; passengers were saved before it capsized.");
  add("alike", "One ferry was late and nearly capsized, and the passengers were angry.");
  add("other", "One ferry was late and newly painted, and the travellers were amused.");
  for (int i = 0; i < 60; ++i) add("filler" + std::to_string(i), "Item " + std::to_string(i) + " tells of sheep and barley in the hills.");
  const ScratchFolder folder;
  Request request = request_for("ferry sank");
  request.match = Match::any;
  request.explain = true;
  Searcher searcher({make_database(folder, "feedback", lines)});
  const std::map<std::string, Hit> hits = by_id(searcher.search(request));
  CHECK(hits.size() == 4);
  CHECK(hits.at("alike").rank < hits.at("other").rank);
  const auto from_hits = [](const Hit& hit) { return std::count_if(hit.terms.begin(), hit.terms.end(), [](const TermScore& term) { return term.from_hits; }); };
  CHECK(from_hits(hits.at("alike")) > 0);
  request.match = Match::automatic;  // loosened, and yet without: its text part is that of the words
  for (const auto& [id, hit] : by_id(searcher.search(request))) CHECK(from_hits(hit) == 0);
}

TEST_CASE("the explanation of an ambiguous name says whose part it is", "[ranking]") {
  std::vector<std::string> lines;
  for (int i = 0; i < 4; ++i)
    for (const char* name : {"Anna Holm", "Peter Holm"})
      if (i < 3 || std::string(name) == "Anna Holm")
        lines.push_back(R"({"id":")" + std::string(name) + std::to_string(i) + R"(","title":"Report )" + std::to_string(i) + R"(","language":"en","body":"Lawmaker )" + name +
                        " spoke in Morra on item " + std::to_string(i) + ". Holm was cheered by " + std::to_string(i + 3) + R"( guests."})");
  const ScratchFolder folder;
  Request request = request_for("holm");
  request.explain = true;
  const Result result = Searcher({make_database(folder, "bearers", lines)}).search(request);
  REQUIRE(result.entities.size() == 1);
  CHECK(result.entities[0].name == "Anna Holm");
  for (const Hit& hit : result.hits) {
    CAPTURE(hit.article.id);
    REQUIRE(hit.entity_scores.size() == 1);
    CHECK(hit.entity_scores[0].name == hit.article.id.substr(0, hit.article.id.size() - 1));
  }
  CHECK(result.hits.front().article.id.substr(0, 4) == "Anna");
}

TEST_CASE("with nothing to score by, the newest come first", "[ranking]") {
  Request request = request_for("date:2024");
  CHECK(Searcher({articles_database()}).search(request).sort == Sort::newest);
  request = request_for("around:2024-03");
  const Result result = Searcher({articles_database()}).search(request);
  CHECK(result.sort == Sort::relevance);
  CHECK(result.total.value == articles().size());
}

}  // namespace dateline
