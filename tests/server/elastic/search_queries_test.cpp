#include "small_server.h"

namespace dateline {

TEST_CASE("every kind of query finds what it asks") {
  SmallServer server;
  const std::pair<const char*, const char*> rows[] = {
      {R"({"match_all":{}})", "a1 a2 a3 a4 a5 a6"},
      {R"({"match_none":{}})", ""},
      {R"({"match":{"title":"peace"}})", "a1"},
      {R"({"match":{"body":"peace flour"}})", "a1 a3 a5"},
      {R"({"match":{"message":{"query":"ceasefire border","operator":"and"}}})", "a4"},
      {R"({"match":{"body":{"query":"ceasefire border grain","minimum_should_match":2}}})", "a2 a4"},
      {R"({"match":{"body":{"query":"ceasefire border grain","minimum_should_match":"-1"}}})", "a2 a4"},
      {R"({"match":{"body":{"query":"ceasefire border grain near","minimum_should_match":"75%"}}})", "a4"},
      {R"({"match":{"authors":"smith"}})", "a1 a3"},
      {R"({"match":{"author":{"query":"Cy Smith","operator":"and"}}})", "a3"},
      {R"({"match":{"source":"news"}})", "a2 a4"},
      {R"({"match":{"source.keyword":"BBC News"}})", "a2 a4"},
      {R"({"match":{"published":"2024-03-14"}})", "a1 a4"},
      {R"({"match_phrase":{"body":"peace talks"}})", "a1"},
      {R"({"match_phrase":{"body":{"query":"talks peace","slop":2}}})", "a1 a3"},
      {R"({"match_phrase":{"authors":"Cy Young"}})", "a3"},
      {R"({"match_phrase_prefix":{"title":"grain pri"}})", "a2"},
      {R"({"match_bool_prefix":{"title":"storm gra"}})", "a2 a3"},
      {R"({"multi_match":{"query":"ceasefire","fields":["title^2","body"]}})", "a1 a2 a4"},
      {R"({"multi_match":{"query":"ceasefire grain","fields":["title","body"],"type":"cross_fields","operator":"and"}})", "a2"},
      {R"({"multi_match":{"query":"smith storm","fields":["title","authors"],"type":"cross_fields","operator":"and"}})", "a3"},
      {R"({"multi_match":{"query":"peace talks","fields":["title","body"],"type":"phrase"}})", "a1"},
      {R"({"multi_match":{"query":"peace tal","fields":["title","body"],"type":"phrase_prefix"}})", "a1"},
      {R"({"multi_match":{"query":"bread","fields":["title","body"],"type":"most_fields"}})", "a5"},
      {R"({"query_string":{"query":"ceasefire AND NOT title:ceasefire"}})", "a1 a2"},
      {R"({"query_string":{"query":"source.keyword:\"BBC News\" AND published:[2024-03-14 TO *]"}})", "a4"},
      {R"({"query_string":{"query":"+talks -title:storm"}})", "a1"},
      {R"({"query_string":{"query":"brea*"}})", "a5"},
      {R"({"query_string":{"query":"published:>=now-7d/d","default_operator":"AND"}})", "a1 a2 a4"},
      {R"({"query_string":{"query":"_exists_:tags"}})", "a1 a4"},
      {R"({"query_string":{"query":"\"peace talks\" OR bread"}})", "a1 a5"},
      {R"({"simple_query_string":{"query":"ceasefire + border | bread"}})", "a4 a5"},
      {R"({"simple_query_string":{"query":"\"peace talks\" | gra*","fields":["title","body"]}})", "a1 a2"},
      {R"({"simple_query_string":{"query":"ceasefire -border","default_operator":"and"}})", "a1 a2"},
      {R"({"bool":{"must":[{"match":{"body":"ceasefire"}}],"must_not":[{"term":{"source":"Reuters"}}],"filter":[{"range":{"published":{"gte":"2024-03-11"}}}]}})", "a4"},
      {R"({"bool":{"should":[{"match":{"title":"bread"}},{"match":{"title":"grain"}}]}})", "a2 a5"},
      {R"({"bool":{"must_not":[{"exists":{"field":"published"}}]}})", "a5"},
      {R"({"bool":{"should":[{"match":{"body":"ceasefire"}},{"term":{"tags":"war"}},{"term":{"section":"World"}}],"minimum_should_match":2}})", "a1 a4"},
      {R"({"bool":{"filter":[{"term":{"tags":"war"}}],"should":[{"match":{"title":"peace"}}]}})", "a1 a4"},
      {R"({"term":{"source":"Reuters"}})", "a1 a3"},
      {R"({"term":{"source":"reuters"}})", ""},
      {R"({"term":{"source":{"value":"reuters","case_insensitive":true}}})", "a1 a3"},
      {R"({"term":{"body":"bread"}})", "a5"},
      {R"({"term":{"_id":"a3"}})", "a3"},
      {R"({"term":{"language":"de"}})", "a6"},
      {R"({"term":{"url":"https://example.com/world/a1"}})", "a1"},
      {R"({"term":{"person":"Jake Sullivan"}})", "a1"},
      {R"({"term":{"entities.id":"person:jake-sullivan"}})", "a1"},
      {R"({"terms":{"source.keyword":["Reuters","Zeitung"]}})", "a1 a3 a6"},
      {R"({"terms":{"authors":["Cy Young","Bo Lee"]}})", "a2 a3"},
      {R"({"ids":{"values":["a2","a6","none"]}})", "a2 a6"},
      {R"({"range":{"published":{"gte":"2024-03-10","lt":"2024-03-14"}}})", "a2"},
      {R"({"range":{"published":{"gt":"2024-03-10"}}})", "a1 a4"},
      {R"({"range":{"@timestamp":{"gte":"now-1d/d","lte":"now"}}})", "a1 a4"},
      {R"({"range":{"published":{"gte":"2024-01-01","time_zone":"+01:00","lt":"2024-01-02"}}})", "a6"},
      {R"({"range":{"published":{"gte":"01/03/2024","format":"dd/MM/yyyy"}}})", "a1 a2 a4"},
      {R"({"range":{"published":{"lt":"2024-03-14T18:00:00Z","gt":"2024-03-14T09:30:00Z"}}})", ""},
      {R"({"exists":{"field":"tags"}})", "a1 a4"},
      {R"({"exists":{"field":"author"}})", "a1 a2 a3"},
      {R"({"exists":{"field":"@timestamp"}})", "a1 a2 a3 a4 a6"},
      {R"({"prefix":{"source.keyword":"BBC"}})", "a2 a4"},
      {R"({"prefix":{"url":{"value":"https://example.com/"}}})", "a1 a2"},
      {R"({"prefix":{"title":"gra"}})", "a2"},
      {R"({"wildcard":{"source.keyword":"*e*s"}})", "a1 a2 a3 a4"},
      {R"({"wildcard":{"authors":{"value":"ann*","case_insensitive":true}}})", "a1 a3"},
      {R"({"wildcard":{"title":"br*d"}})", "a5"},
      {R"({"constant_score":{"filter":{"term":{"tags":"talks"}}}})", "a1"},
      {R"({"dis_max":{"queries":[{"match":{"title":"bread"}},{"match":{"title":"storm"}}],"tie_breaker":0.5}})", "a3 a5"},
      {R"({"boosting":{"positive":{"match":{"body":"ceasefire"}},"negative":{"term":{"source":"Reuters"}},"negative_boost":0.1}})", "a1 a2 a4"},
      {R"({"function_score":{"query":{"match":{"body":"ceasefire"}},"gauss":{"published":{"origin":"2024-03-10","scale":"1d"}}}})", "a1 a2 a4"},
  };
  for (const auto& [query, ids] : rows) {
    INFO(query);
    CHECK(found(server, query) == ids);
  }
}

TEST_CASE("scores follow boosts and functions") {
  SmallServer server;
  const auto order = [&](const std::string& query) { return ids_of(server.search("{\"query\":" + query + "}")); };
  using Ids = std::vector<std::string>;
  CHECK(order(R"({"bool":{"should":[{"constant_score":{"filter":{"ids":{"values":["a5"]}},"boost":3}},{"constant_score":{"filter":{"ids":{"values":["a2"]}},"boost":7}}]}})") == Ids{"a2", "a5"});
  CHECK(order(R"({"function_score":{"query":{"ids":{"values":["a1","a2","a3"]}},"exp":{"published":{"origin":"2024-02-20","scale":"10d"}},"boost_mode":"replace"}})") == Ids{"a3", "a2", "a1"});
  CHECK(order(R"({"function_score":{"query":{"ids":{"values":["a1","a5"]}},"field_value_factor":{"field":"length","modifier":"log1p"}}})") == Ids{"a1", "a5"});
  CHECK(order(R"({"boosting":{"positive":{"ids":{"values":["a1","a2"]}},"negative":{"term":{"source":"Reuters"}},"negative_boost":0.1}})") == Ids{"a2", "a1"});
  const Json answer = server.search(R"({"query":{"constant_score":{"filter":{"ids":{"values":["a1"]}},"boost":2.5}}})");
  CHECK(answer["hits"]["max_score"] == 2.5);
  CHECK(answer["hits"]["hits"][0]["_score"] == 2.5);
}

}  // namespace dateline
