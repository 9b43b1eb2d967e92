// What is said above the hits about how a query was taken.
#include "query/present/understood.h"

#include <catch2/catch.hpp>

namespace dateline {
namespace {

QueryEntity recognised(const std::string& id, const std::string& name, const std::string& type, const std::string& text) {
  QueryEntity entity;
  entity.id = id;
  entity.name = name;
  entity.type = type;
  entity.text = text;
  return entity;
}

Result asked(const std::string& query, const std::string& understood) {
  Result result;
  result.query = query;
  result.understood = understood;
  result.hits.resize(1);
  return result;
}

// "label: text" of each line.
std::vector<std::string> said(const Result& result) {
  std::vector<std::string> lines;
  for (const Understanding& one : understanding_of(result)) lines.push_back(one.label + ": " + one.text);
  return lines;
}

using Lines = std::vector<std::string>;

}  // namespace

TEST_CASE("a query that is taken as it is typed is not explained", "[understood]") {
  CHECK(said(asked("barley toll", "barley toll")).empty());
  CHECK(said(asked("barley  OR toll", "(barley OR toll)")).empty());
  CHECK(said(asked("barley around:2024-03", "barley around:2024-03")).empty());
  CHECK(said(asked("barley or- toll", "barley toll")) == Lines{"read as: barley toll"});
}

TEST_CASE("names found in free words are told, those of a field are not", "[understood]") {
  Result result = asked("holm kiev", "holm kiev");
  result.entities = {recognised("person:anna-holm", "Anna Holm", "person", "holm"), recognised("place:kyiv", "Kyiv", "place", "kiev")};
  CHECK(said(result) == Lines{"names: Anna Holm (person), Kyiv (place)"});
  for (QueryEntity& entity : result.entities) entity.by_field = true;
  CHECK(said(result).empty());
}

TEST_CASE("of a name that may be several, it is told which was taken, who else there is, and how to ask for the one", "[understood]") {
  Result result = asked("holm", "holm");
  result.entities = {recognised("person:anna-holm", "Anna Holm", "person", "holm")};
  result.entities[0].may_be = {{"person:anna-holm", "Anna Holm", 1500}, {"person:peter-holm", "Peter Holm", 4}};
  CHECK(said(result) == Lines{"names: holm taken for Anna Holm (1,500 articles); others: Peter Holm (4); to narrow: person:\"Anna Holm\""});
  for (const char* name : {"A", "B", "C"}) result.entities[0].may_be.push_back({std::string("person:") + name, name, 1});
  CHECK(said(result)[0].find("others: Peter Holm (4), A (1), B (1) and 1 more;") != std::string::npos);
}

TEST_CASE("times found in free words are told with the condition that keeps to them", "[understood]") {
  Result result = asked("barley in march 2024", "barley around:2024-03");
  result.times = {{"around:2024-03", "march 2024", false}};
  CHECK(said(result) == Lines{"when: March 2024 ranks higher, nothing is left out; to narrow: date:2024-03"});
  result = asked("Barley, in March 2024?", "Barley around:2024-03");
  result.times = {{"around:2024-03", "March 2024", false}};
  CHECK(said(result).size() == 1);
  result = asked("barley last week", "barley around:2024-03-04..2024-03-10");
  result.times = {{"around:2024-03-04..2024-03-10", "last week", false}};
  CHECK(said(result) == Lines{"when: 4 March 2024 to 10 March 2024 ranks higher, nothing is left out; to narrow: date:2024-03-04..2024-03-10"});
  result = asked("barley 2024", "barley 2024 around:2024");  // the year stays a word
  result.times = {{"around:2024", "2024", false}};
  CHECK(said(result) == Lines{"when: 2024 ranks higher, nothing is left out; to narrow: date:2024"});
  result.times = {{"around:2024", "2024", false}, {"around:2020", "2020", false}};
  CHECK(said(result).back().find("when: 2024 and 2020 rank higher, nothing is left out;") == 0);
  CHECK(said(result).back().find("date:2024 OR date:2020") != std::string::npos);
}

TEST_CASE("a time that cannot rank, since the hits are in another order, is not said to", "[understood]") {
  Result result = asked("barley march 2024", "barley around:2024-03");
  result.times = {{"around:2024-03", "march 2024", false}};
  result.sort = Sort::newest;
  CHECK(said(result) == Lines{"when: March 2024; nothing is left out; to narrow: date:2024-03"});
  result.sort = Sort::relevance;
  result.times[0].by_field = true;
  CHECK(said(result) == Lines{"read as: barley around:2024-03"});
}

TEST_CASE("what else was read in a query is told beside its times", "[understood]") {
  Result result = asked("barley AND march 2024", "barley march around:2024");
  result.times = {{"around:2024", "2024", false}};
  CHECK(said(result)[0] == "read as: barley march around:2024");
}

TEST_CASE("wishes about time in words", "[understood]") {
  CHECK(wish_in_words("around:2024") == "2024");
  CHECK(wish_in_words("around:2024-12") == "December 2024");
  CHECK(wish_in_words("around:2024-03-04") == "4 March 2024");
  CHECK(wish_in_words("around:2024-03-04~7d") == "4 March 2024 ± 7 days");
  CHECK(wish_in_words("around:2024-03-04~1d") == "4 March 2024 ± 1 day");
  CHECK(wish_in_words("around:2024-02-27..2024-03-04") == "27 February 2024 to 4 March 2024");
  CHECK(wish_in_words("around:..2024-03-04") == "until 4 March 2024");
  CHECK(wish_in_words("around:2024-03-04..") == "since 4 March 2024");
  CHECK(wish_in_words("about:2022-02") == "about February 2022");
  CHECK(wish_in_words("half-life 30d") == "half-life 30 days");
}

}  // namespace dateline
