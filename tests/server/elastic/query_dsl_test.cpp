#include <catch2/catch.hpp>

#include "clause_text.h"
#include "server/elastic/error.h"
#include "server/elastic/query_dsl.h"

namespace dateline {
namespace {

const DslContext kContext{1710419400000, 0};  // 2024-03-14T12:30:00Z

AskedQuery asked(const std::string& json) { return read_query(parse_json(json), kContext); }
std::string read(const std::string& json) { return clause_text(asked(json).clause); }

std::string refusal(const std::string& json) {
  try {
    return "read: " + read(json);
  } catch (const ElasticError& error) {
    CHECK(error.status() == 400);
    return error.what();
  }
}

}  // namespace

TEST_CASE("match and its kin") {
  CHECK(read(R"({"match":{"title":"peace talks"}})") == "words(title:peace talks)");
  CHECK(read(R"({"match":{"message":{"query":"peace talks","operator":"and"}}})") == "words(body:peace talks least(0<100%))");
  CHECK(read(R"({"match":{"body":{"query":"a b c","minimum_should_match":"75%","boost":2}}})") == "words(body:a b c least(0<75%))^2.0");
  CHECK(read(R"({"match":{"body":{"query":"a b c","minimum_should_match":-1}}})") == "words(body:a b c least(0<-1))");
  CHECK(read(R"({"match":{"body":{"query":"a b c","minimum_should_match":"2<75% 9<-3","fuzziness":0}}})") == "words(body:a b c least(2<75%) least(9<-3))");
  CHECK(read(R"({"match":{"body":{"query":"...","zero_terms_query":"all"}}})") == "everything");
  CHECK(read(R"({"match":{"body":"..."}})") == "nothing");
  CHECK(read(R"({"match":{"authors":"Ann Smith"}})") == "bool(language(author:\"Ann\") language(author:\"Smith\"))");
  CHECK(read(R"({"match":{"byline":{"query":"Ann Smith","operator":"AND"}}})") == "bool(least(0<100%) language(author:\"Ann\") language(author:\"Smith\"))");
  CHECK(read(R"({"match":{"source.keyword":"BBC News"}})") == "keyword(source 'BBC News')");
  CHECK(read(R"({"match":{"published":"2024-03-14"}})") == "instants(2024-03-14..2024-03-15)");
  CHECK(read(R"({"match":{"published":{"query":"soon","lenient":true}}})") == "nothing");
  CHECK(read(R"({"match_phrase":{"title":{"query":"peace talks","slop":2}}})") == "phrase(title:peace talks ~2)");
  CHECK(read(R"({"match_phrase":{"authors":"Ann Smith"}})") == "language(author:\"Ann Smith\")");
  CHECK(read(R"({"match_phrase_prefix":{"title":"peace ta"}})") == "phrase(title:peace ta ...)");
  CHECK(read(R"({"match_bool_prefix":{"title":"peace ta"}})") == "words(title:peace ta ...)");
}

TEST_CASE("multi_match asks fields together in the ways it has") {
  CHECK(read(R"({"multi_match":{"query":"peace talks","fields":["title^3","body"]}})") == "best(words(title:peace talks)^3.0 words(body:peace talks))");
  CHECK(read(R"({"multi_match":{"query":"peace","fields":["title","body"],"type":"most_fields"}})") == "best(tie 1.0 words(title:peace) words(body:peace))");
  CHECK(read(R"({"multi_match":{"query":"peace talks","fields":["title","body"],"type":"cross_fields","operator":"and"}})") == "words(peace talks least(0<100%))");
  CHECK(read(R"({"multi_match":{"query":"ann peace","fields":["title^2","authors"],"type":"cross_fields","operator":"and"}})") ==
        "bool(least(0<100%) best(words(title:ann least(0<100%))^2.0 language(author:\"ann\")) best(words(title:peace least(0<100%))^2.0 language(author:\"peace\")))");
  CHECK(read(R"({"multi_match":{"query":"peace talks","fields":["title","body"],"type":"phrase"}})") == "best(phrase(title:peace talks) phrase(body:peace talks))");
  CHECK(read(R"({"multi_match":{"query":"peace ta","fields":["title"],"type":"phrase_prefix"}})") == "phrase(title:peace ta ...)");
  CHECK(read(R"({"multi_match":{"query":"peace ta","fields":["title"],"type":"bool_prefix"}})") == "words(title:peace ta ...)");
  CHECK(read(R"({"multi_match":{"query":"peace"}})") == "words(peace)");
  CHECK(read(R"({"multi_match":{"query":"peace","fields":"tit*"}})") == "words(title:peace)");
}

TEST_CASE("query strings within the DSL") {
  CHECK(read(R"({"query_string":{"query":"peace AND title:talks","default_field":"body"}})") == "bool(+words(body:peace) +words(title:talks))");
  CHECK(read(R"({"query_string":{"query":"peace talks","fields":["title^2","body"],"default_operator":"AND"}})") ==
        "best(words(title:peace talks least(0<100%))^2.0 words(body:peace talks least(0<100%)))");
  CHECK(read(R"({"query_string":{"query":"published:2024-03-14","time_zone":"+01:00"}})") == "instants(2024-03-13T23:00:00Z..2024-03-14T23:00:00Z)");
  CHECK(read(R"json({"query_string":{"query":"a+b (c)","escape":true}})json") == "words(a+b (c))");
  CHECK(read(R"({"simple_query_string":{"query":"peace + talks","fields":["title"],"flags":"AND|OR"}})") == "bool(+words(title:peace) +words(title:talks))");
}

TEST_CASE("queries for values") {
  CHECK(read(R"({"term":{"source":"BBC News"}})") == "keyword(source 'BBC News')");
  CHECK(read(R"({"term":{"source.keyword":{"value":"bbc*","case_insensitive":true,"boost":2}}})") == "keyword-pattern(source bbc\\* nocase)^2.0");
  CHECK(read(R"({"term":{"title":"peace"}})") == "phrase(title:peace)");
  CHECK(read(R"({"term":{"published":{"value":"2024-03"}}})") == "instants(2024-03-01..2024-04-01)");
  CHECK(read(R"({"terms":{"lang":["en","de"],"boost":3}})") == "keyword(lang 'en' 'de')^3.0");
  CHECK(read(R"({"terms":{"title":["peace","war"]}})") == "bool(phrase(title:peace) phrase(title:war))");
  CHECK(read(R"({"terms":{"tags":[]}})") == "nothing");
  CHECK(read(R"({"term":{"entities.id":"person:jake-sullivan"}})") == "keyword(entity 'person:jake-sullivan')");
  CHECK(read(R"({"term":{"person":"Jake Sullivan"}})") == "keyword(person 'Jake Sullivan')");
  CHECK(read(R"({"ids":{"values":["a","b"]}})") == "keyword(id 'a' 'b')");
  CHECK(read(R"({"term":{"_id":"a"}})") == "keyword(id 'a')");
  CHECK(read(R"({"exists":{"field":"author"}})") == "exists(author)");
  CHECK(read(R"({"exists":{"field":"@timestamp"}})") == "exists(published)");
  CHECK(read(R"({"prefix":{"url":"https://example.com/"}})") == "keyword-prefix(url https://example.com/)");
  CHECK(read(R"({"prefix":{"title":{"value":"ukrain"}}})") == "prefix(title:ukrain)");
  CHECK(read(R"({"wildcard":{"source.keyword":{"value":"B*","case_insensitive":true}}})") == "keyword-pattern(source B* nocase)");
  CHECK(read(R"({"wildcard":{"body":"te?t"}})") == "pattern(body:te?t)");
}

TEST_CASE("ranges take dates, math, formats and zones") {
  CHECK(read(R"({"range":{"published":{"gte":"2024-03-01","lt":"2024-04-01"}}})") == "instants(2024-03-01..2024-04-01)");
  CHECK(read(R"({"range":{"published":{"gt":"2024-03-01","lte":"2024-03-31"}}})") == "instants(2024-03-02..2024-04-01)");
  CHECK(read(R"({"range":{"@timestamp":{"gte":"now-7d/d"}}})") == "instants(2024-03-07..*)");
  CHECK(read(R"({"range":{"date":{"gte":1710374400000,"format":"epoch_millis"}}})") == "instants(2024-03-14..*)");
  CHECK(read(R"({"range":{"published":{"gte":"14.03.2024","format":"dd.MM.yyyy","time_zone":"-02:00","boost":2}}})") == "instants(2024-03-14T02:00:00Z..*)^2.0");
  CHECK(read(R"({"range":{"published":{"from":"2024","to":"2025","include_upper":false}}})") == "instants(2024-01-01..2025-01-01)");
  CHECK(read(R"({"range":{"published":{"gt":"2024-03-14T10:00:00.500Z","lt":"2024-03-14T10:00:01.500Z"}}})") == "instants(2024-03-14T10:00:01Z..2024-03-14T10:00:02Z)");
  CHECK(read(R"({"range":{"published":{"gte":"2024-03-14T10:00:00.500Z","lte":"2024-03-14T10:00:02.500Z"}}})") == "instants(2024-03-14T10:00:01Z..2024-03-14T10:00:03Z)");
  CHECK(read(R"({"range":{"published":{"gte":"2024-03-14T10:00:01.000Z","lte":"2024-03-14T10:00:02.000Z"}}})") == "instants(2024-03-14T10:00:01Z..2024-03-14T10:00:03Z)");
  CHECK(read(R"({"term":{"published":"2024-03-14T10:00:00.500Z"}})") == "nothing");
  CHECK(read(R"({"range":{"dates":{"gte":"2022-02-01","lte":"2022-02-28"}}})") == "spoken-of(2022-02-01..2022-03-01)");
  CHECK(read(R"({"range":{"published":{"gte":"2025","lt":"2024"}}})") == "nothing");
  CHECK(read(R"({"range":{"published":{}}})") == "exists(published)");
}

TEST_CASE("lengths are whole numbers of words") {
  CHECK(read(R"({"term":{"length":5}})") == "lengths(5..6)");
  CHECK(read(R"({"term":{"length":"5.5"}})") == "nothing");
  CHECK(read(R"({"terms":{"length":[5,8]}})") == "bool(lengths(5..6) lengths(8..9))");
  CHECK(read(R"({"range":{"length":{"gte":5,"lt":8}}})") == "lengths(5..8)");
  CHECK(read(R"({"range":{"length":{"gt":5,"lte":8}}})") == "lengths(6..9)");
  CHECK(read(R"({"range":{"length":{"gte":5.5,"lt":8.5}}})") == "lengths(6..9)");
  CHECK(read(R"({"range":{"length":{"gt":5.5,"boost":2}}})") == "lengths(6..*)^2.0");
  CHECK(read(R"({"range":{"length":{"gt":8,"lt":5}}})") == "nothing");
  CHECK(read(R"({"range":{"length":{}}})") == "everything");
}

TEST_CASE("queries of queries") {
  CHECK(read(R"({"bool":{"must":{"match":{"title":"a"}},"filter":[{"term":{"lang":"en"}}],"should":[{"match":{"body":"b"}}],"must_not":{"ids":{"values":["x"]}},"minimum_should_match":1,"boost":2}})") ==
        "bool(least(0<1) +words(title:a) #keyword(lang 'en') words(body:b) -keyword(id 'x'))^2.0");
  CHECK(read(R"({"bool":{}})") == "everything");
  CHECK(read(R"({"constant_score":{"filter":{"term":{"lang":"en"}},"boost":1.5}})") == "constant(keyword(lang 'en'))^1.5");
  CHECK(read(R"({"dis_max":{"queries":[{"match":{"title":"a"}},{"match":{"body":"a"}}],"tie_breaker":0.3}})") == "best(tie 0.3 words(title:a) words(body:a))");
  CHECK(read(R"({"match_all":{"boost":2}})") == "everything^2.0");
  CHECK(read(R"({"match_none":{}})") == "nothing");
}

TEST_CASE("function_score and boosting change the score of the whole") {
  const AskedQuery decay = asked(R"({"function_score":{"query":{"match":{"title":"a"}},"gauss":{"published":{"origin":"now","scale":"10d","offset":"1d","decay":0.3}},"boost_mode":"replace","boost":2,"min_score":0.5}})");
  CHECK(clause_text(decay.clause) == "words(title:a)^2.0");
  REQUIRE(decay.function_score);
  REQUIRE(decay.function_score->functions.size() == 1);
  CHECK(decay.function_score->boost == FunctionScore::Boost::replace);
  CHECK(decay.function_score->functions[0].decay->origin == 1710419400);
  CHECK(decay.function_score->functions[0].decay->scale == 864000);
  CHECK(decay.function_score->functions[0].decay->decay == 0.3);
  CHECK(decay.min_score == 0.5);

  const AskedQuery several = asked(R"({"bool":{"filter":{"term":{"lang":"en"}},"must":{"function_score":{"score_mode":"max","max_boost":4,"functions":[
      {"filter":{"term":{"source":"BBC"}},"weight":3},{"field_value_factor":{"field":"length","modifier":"log1p","factor":2,"missing":1},"weight":2}]}}}})");
  CHECK(clause_text(several.clause) == "bool(+everything #keyword(lang 'en'))");
  REQUIRE(several.function_score);
  CHECK(several.function_score->functions.size() == 2);
  CHECK(several.function_score->functions[0].filter);
  CHECK(several.function_score->functions[1].factor->field == "length");
  CHECK(several.function_score->max_boost == 4);

  const AskedQuery less = asked(R"({"boosting":{"positive":{"match":{"title":"a"}},"negative":{"term":{"source":"X"}},"negative_boost":0.2}})");
  REQUIRE(less.function_score);
  CHECK(less.function_score->functions[0].weight == 0.2);
}

TEST_CASE("what the DSL of Dateline does not have is refused by name") {
  const std::pair<const char*, const char*> rows[] = {
      {R"({"fancy":{}})", "unknown query [fancy]"},
      {R"({"fuzzy":{"title":"x"}})", "query [fuzzy] is not supported by Dateline"},
      {R"({"more_like_this":{"like":"x"}})", "query [more_like_this] is not supported by Dateline"},
      {R"({"match":{"title":{"query":"a","fuzziness":"AUTO"}}})", "[match] query [fuzziness] [AUTO] is not supported by Dateline"},
      {R"({"match":{"title":{"query":"a","analyzer":"english"}}})", "[match] query [analyzer] is not supported by Dateline"},
      {R"({"match":{"title":{"query":"a","colour":1}}})", "[match] query does not support [colour]"},
      {R"({"match":{"title":{"query":"a","_name":"n"}}})", "[match] query [_name] is not supported by Dateline"},
      {R"({"match":{"title":"a","body":"b"}})", "[match] query doesn't support multiple fields, found [title] and [body]"},
      {R"({"match":{"title":{}}})", "[match] query needs [query]"},
      {R"({"match":{"mood":"a"}})", "field [mood] cannot be searched"},
      {R"({"match":{"modified":"2024"}})", "field [modified] is stored with the articles and cannot be searched"},
      {R"({"term":{"extra.mood":"a"}})", "field [extra.mood] is stored with the articles"},
      {R"({"term":{"title.keyword":"a"}})", "field [title.keyword] does not exist: [title] is of type text"},
      {R"({"term":{"length":"long"}})", "[length]"},
      {R"({"prefix":{"length":"5"}})", "[prefix] on field [length] is not supported by Dateline"},
      {R"({"range":{"source":{"gte":"a"}}})", "[range] on field [source] is not supported by Dateline"},
      {R"({"range":{"published":{"gte":"soon"}}})", "failed to parse date field [soon] with format [strict_date_optional_time||epoch_millis]"},
      {R"({"range":{"published":{"gte":"2024","format":"QQQ"}}})", "Invalid format: [QQQ]"},
      {R"({"range":{"published":{"gte":"2024","relation":"within"}}})", "[range] query [relation] [within] is not supported"},
      {R"({"range":{"published":{"above":"2024"}}})", "[range] query does not support [above]"},
      {R"({"terms":{"source":{"index":"a","id":"1","path":"x"}}})", "[terms] query with a lookup is not supported by Dateline"},
      {R"({"term":{"source":["a"]}})", "[term] query does not support array of values"},
      {R"({"bool":{"must":[],"mast":[]}})", "[bool] query does not support [mast]"},
      {R"({"bool":{"should":[{"function_score":{}}]}})", "[function_score] or [boosting] in [bool] [should] is not supported"},
      {R"({"bool":{"must":[{"function_score":{}},{"match":{"title":"a"}}]}})", "[function_score] or [boosting] in [bool] beside other queries that score"},
      {R"({"constant_score":{"filter":{"function_score":{}}}})", "[function_score] or [boosting] within another query"},
      {R"({"function_score":{"random_score":{}}})", "[function_score] query [random_score] is not supported by Dateline"},
      {R"({"function_score":{"script_score":{}}})", "[function_score] query [script_score] is not supported by Dateline"},
      {R"({"function_score":{"gauss":{"location":{"scale":"1d"}}}})", "field [location] cannot be searched"},
      {R"({"function_score":{"gauss":{"published":{"scale":"1x"}}}})", "failed to parse setting [[function_score] query [gauss] [scale]] with value [1x]"},
      {R"({"function_score":{"field_value_factor":{"field":"source"}}})", "[function_score] query [field_value_factor] on field [source]"},
      {R"({"match_all":{"boost":-1}})", "negative [boost] are not allowed in [match_all] query"},
      {R"({"match":{"body":{"query":"a","minimum_should_match":"most"}}})", "minimum_should_match [most] cannot be read"},
      {R"({"match":{"title":"a"},"term":{}})", "[match] malformed query, expected [END_OBJECT] but found [term]"},
      {R"({})", "query malformed, empty clause found"},
      {R"([])", "[_na] query malformed"},
  };
  for (const auto& [json, reason] : rows) {
    INFO(json);
    CHECK(refusal(json).find(reason) == 0);
  }
}

TEST_CASE("queries are bounded in depth and in number") {
  std::string deep = R"({"match_all":{}})";
  for (int i = 0; i < 40; ++i) deep = R"({"bool":{"must":)" + deep + "}}";
  CHECK(refusal(deep).find("The nested depth of the query exceeds") == 0);
  std::string many;
  for (int i = 0; i < 1100; ++i) many += std::string(i ? "," : "") + R"({"match":{"title":"a"}})";
  CHECK(refusal(R"({"bool":{"should":[)" + many + "]}}") == "maxClauseCount is set to 1024");
  std::string words;
  for (int i = 0; i < 1100; ++i) words += "a" + std::to_string(i) + " ";
  CHECK(refusal(R"({"match":{"body":")" + words + "\"}}") == "maxClauseCount is set to 1024");
  CHECK(refusal(std::string(102, '[') + std::string(102, ']')).find("JSON nested deeper") == 0);
  CHECK(refusal("{\"match\":").find("request body is not JSON") == 0);
}

TEST_CASE("a number that no double can hold is the request's fault") {
  CHECK(refusal(R"({"match":{"title":{"query":"a","boost":1e999}}})") == "request body holds a number that no double can hold");
}

}  // namespace dateline
