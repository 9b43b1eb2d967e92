#include "small_server.h"

namespace dateline {
namespace {

using Ids = std::vector<std::string>;

template <class Call>
ElasticError refused(Call call) {
  try {
    call();
  } catch (const std::exception&) {
    return current_elastic_error();
  }
  FAIL("it was answered");
  return illegal_argument("");
}

}  // namespace

TEST_CASE("an answer has the shape that clients read") {
  SmallServer server;
  const Json answer = server.search(R"({"query":{"match":{"title":"peace"}},"_source":["title"]})");
  CHECK(answer["timed_out"] == false);
  CHECK(answer["_shards"] == parse_json(R"({"total":1,"successful":1,"skipped":0,"failed":0})"));
  CHECK(answer["hits"]["total"] == parse_json(R"({"value":1,"relation":"eq"})"));
  const Json& hit = answer["hits"]["hits"][0];
  CHECK(hit["_index"] == "news");
  CHECK(hit["_id"] == "a1");
  CHECK(hit["_score"] == answer["hits"]["max_score"]);
  CHECK(hit["_source"] == parse_json(R"({"title":"Peace talks in Geneva"})"));
  CHECK_FALSE(hit.contains("_type"));
  CHECK_FALSE(hit.contains("sort"));
  CHECK(server.search("", {{"rest_total_hits_as_int", "true"}})["hits"]["total"] == 6);
  CHECK_FALSE(server.search(R"({"track_total_hits":false})")["hits"].contains("total"));
  CHECK(server.search(R"({"size":0})")["hits"]["hits"].empty());
  CHECK(server.search(R"({"stored_fields":"_none_","size":1})")["hits"]["hits"][0].contains("_id") == false);
  CHECK(server.search("", {}, "new*")["hits"]["total"]["value"] == 6);
  CHECK(server.search("", {}, "old*")["hits"]["total"]["value"] == 0);
  CHECK(refused([&] { server.search("", {}, "old"); }).body()["error"]["type"] == "index_not_found_exception");
}

TEST_CASE("hits are sorted, and paged by from and by search_after") {
  SmallServer server;
  const std::string sort = R"("sort":[{"published":"desc"},{"_id":"asc"}])";
  const Json all = server.search("{" + sort + "}");
  CHECK(ids_of(all) == Ids{"a4", "a1", "a2", "a3", "a6", "a5"});
  CHECK(all["hits"]["hits"][0]["sort"] == parse_json(R"([1710439200000,"a4"])"));
  CHECK(all["hits"]["hits"][0]["_score"].is_null());
  CHECK(all["hits"]["max_score"].is_null());
  CHECK(all["hits"]["hits"][5]["sort"][0].is_null());
  CHECK(ids_of(server.search("{\"from\":2,\"size\":2," + sort + "}")) == Ids{"a2", "a3"});
  Ids paged;
  Json after;
  for (int page = 0; page < 4; ++page) {
    const Json answer = server.search("{\"size\":2," + sort + (after.is_null() ? "" : ",\"search_after\":" + after.dump()) + "}");
    for (const std::string& id : ids_of(answer)) paged.push_back(id);
    if (answer["hits"]["hits"].empty()) break;
    after = answer["hits"]["hits"].back()["sort"];
  }
  CHECK(paged == Ids{"a4", "a1", "a2", "a3", "a6", "a5"});
  CHECK(ids_of(server.search(R"({"sort":["source","_id"],"query":{"exists":{"field":"published"}}})")) == Ids{"a2", "a4", "a1", "a3", "a6"});
  CHECK(ids_of(server.search(R"({"sort":[{"published":{"order":"asc","missing":"_first"}}],"size":2})")) == Ids{"a5", "a6"});
}

TEST_CASE("highlights, fields, explanations and collapsed hits") {
  SmallServer server;
  const Json answer = server.search(R"({"query":{"match":{"body":"peace"}},"highlight":{"fields":{"title":{},"body":{"number_of_fragments":0}}},"fields":["source",{"field":"published","format":"yyyy"}],"explain":true,
      "version":true,"seq_no_primary_term":true,"sort":["_id"],"track_scores":true})");
  REQUIRE(ids_of(answer) == Ids{"a1", "a3"});
  const Json& hit = answer["hits"]["hits"][0];
  CHECK(hit["highlight"]["body"][0].get<std::string>().find("for <em>peace</em> talks") != std::string::npos);
  CHECK(hit["fields"] == parse_json(R"({"source":["Reuters"],"published":["2024"]})"));
  CHECK(hit["_explanation"]["value"].get<double>() == Approx(hit["_score"].get<double>()));
  CHECK(hit["_version"] == 1);
  const Json collapsed = server.search(R"({"collapse":{"field":"source.keyword"},"sort":[{"published":"desc"}],"query":{"terms":{"source":["Reuters","BBC News"]}}})");
  CHECK(ids_of(collapsed) == Ids{"a4", "a1"});
  CHECK(collapsed["hits"]["hits"][0]["fields"]["source.keyword"] == parse_json(R"(["BBC News"])"));
  CHECK(collapsed["hits"]["total"]["value"] == 4);
}

TEST_CASE("post_filter narrows hits and not aggregations, min_score leaves out") {
  SmallServer server;
  const Json answer = server.search(R"({"post_filter":{"term":{"source":"Reuters"}},"aggs":{"s":{"terms":{"field":"source.keyword"}}}})");
  CHECK(answer["hits"]["total"]["value"] == 2);
  CHECK(answer["aggregations"]["s"]["buckets"].size() == 4);
  CHECK(server.search(R"({"min_score":2,"query":{"bool":{"should":[{"match_all":{}},{"constant_score":{"filter":{"ids":{"values":["a5"]}},"boost":4}}]}}})")["hits"]["total"]["value"] == 1);
}

TEST_CASE("aggregations have Elasticsearch's shape") {
  SmallServer server;
  const Json answer = server.search(R"({"size":0,"aggs":{
      "months":{"date_histogram":{"field":"published","calendar_interval":"month","format":"yyyy-MM","min_doc_count":1},"meta":{"note":"x"},"aggs":{"longest":{"max":{"field":"length"}}}},
      "gaps":{"date_histogram":{"field":"published","interval":"month","keyed":true}},
      "sources":{"terms":{"field":"source.keyword","size":2},"aggs":{"best":{"top_hits":{"size":1,"sort":[{"published":"desc"}],"_source":false}}}},
      "parts":{"filters":{"filters":{"war":{"term":{"tags":"war"}},"bread":{"match":{"body":"bread"}}},"other_bucket":true}},
      "plain":{"filters":{"filters":[{"term":{"tags":"war"}}]}},
      "one":{"filter":{"term":{"tags":"war"}}},
      "sizes":{"range":{"field":"length","ranges":[{"to":10},{"from":10}]}},
      "days":{"date_range":{"field":"published","ranges":[{"from":"2024-03-01","key":"march"},{"to":"2024-03-01"}],"format":"yyyy-MM-dd"}},
      "kinds":{"cardinality":{"field":"source"}},
      "first":{"min":{"field":"published"}}, "last":{"max":{"field":"published","format":"yyyy"}}, "numbers":{"stats":{"field":"length"}},
      "dated":{"value_count":{"field":"published"}}, "undated":{"missing":{"field":"published"}}, "all":{"global":{}},
      "people":{"terms":{"field":"person"}}}})");
  const Json& aggs = answer["aggregations"];
  CHECK(aggs["months"]["meta"]["note"] == "x");
  REQUIRE(aggs["months"]["buckets"].size() == 3);
  CHECK(aggs["months"]["buckets"][2]["key_as_string"] == "2024-03");
  CHECK(aggs["months"]["buckets"][2]["key"] == 1709251200000);
  CHECK(aggs["months"]["buckets"][2]["doc_count"] == 3);
  CHECK(aggs["months"]["buckets"][2]["longest"]["value"].get<double>() > 10);
  CHECK(aggs["gaps"]["buckets"]["2024-01-01T00:00:00.000Z"]["doc_count"] == 0);
  CHECK(aggs["sources"]["sum_other_doc_count"] == 2);
  CHECK(aggs["sources"]["buckets"][0]["key"] == "BBC News");
  CHECK(aggs["sources"]["buckets"][0]["doc_count"] == 2);
  CHECK(aggs["sources"]["buckets"][0]["best"]["hits"]["hits"][0]["_id"] == "a4");
  CHECK(aggs["sources"]["buckets"][0]["best"]["hits"]["hits"][0]["_index"] == "news");
  CHECK(aggs["parts"]["buckets"]["war"]["doc_count"] == 2);
  CHECK(aggs["parts"]["buckets"]["_other_"]["doc_count"] == 3);
  CHECK(aggs["plain"]["buckets"][0] == parse_json(R"({"doc_count":2})"));
  CHECK(aggs["one"] == parse_json(R"({"doc_count":2})"));
  CHECK(aggs["sizes"]["buckets"][0]["key"] == "*-10.0");
  CHECK(aggs["days"]["buckets"][0]["key"] == "*-2024-03-01");
  CHECK(aggs["days"]["buckets"][1]["key"] == "march");
  CHECK(aggs["days"]["buckets"][1]["from_as_string"] == "2024-03-01");
  CHECK(aggs["days"]["buckets"][1]["doc_count"] == 3);
  CHECK(aggs["kinds"]["value"] == 4);
  CHECK(aggs["first"]["value"] == 1704065400000.0);
  CHECK(aggs["first"]["value_as_string"] == "2023-12-31T23:30:00.000Z");
  CHECK(aggs["last"]["value_as_string"] == "2024");
  CHECK(aggs["numbers"]["count"] == 6);
  CHECK(aggs["dated"]["value"] == 5);
  CHECK(aggs["undated"]["doc_count"] == 1);
  CHECK(aggs["all"]["doc_count"] == 6);
  CHECK(aggs["people"]["buckets"][0]["key"] == "Jake Sullivan");
  const Json typed = server.search(R"({"size":0,"aggs":{"s":{"terms":{"field":"source"}},"h":{"date_histogram":{"field":"published","fixed_interval":"30d"}}}})", {{"typed_keys", "true"}});
  CHECK(typed["aggregations"].contains("sterms#s"));
  CHECK(typed["aggregations"].contains("date_histogram#h"));
  const Json none = server.search(R"({"query":{"match_none":{}},"size":0,"aggs":{"m":{"max":{"field":"published"}},"s":{"stats":{"field":"length"}}}})");
  CHECK(none["aggregations"]["m"]["value"].is_null());
  CHECK(none["aggregations"]["s"]["sum"] == 0);
}

TEST_CASE("a scroll tells everything once and can be closed") {
  SmallServer server;
  const auto page = [&](const std::string& id) {
    NamedValues none;
    UrlParameters url(none, "/_search/scroll");
    return server.api.scroll(Json{{"scroll_id", id}, {"scroll", "1m"}}, "", url, server.asker());
  };
  Json answer = server.search(R"({"size":2,"sort":["_doc"],"query":{"exists":{"field":"published"}}})", {{"scroll", "1m"}});
  CHECK(answer["hits"]["total"]["value"] == 5);
  const std::string id = answer["_scroll_id"];
  std::vector<std::string> all = ids_of(answer);
  for (int pages = 0; pages < 9 && !answer["hits"]["hits"].empty(); ++pages) {
    answer = page(id);
    CHECK(answer["_scroll_id"] == id);
    for (const std::string& one : ids_of(answer)) all.push_back(one);
  }
  std::sort(all.begin(), all.end());
  CHECK(all == Ids{"a1", "a2", "a3", "a4", "a6"});
  NamedValues none;
  UrlParameters url(none, "/_search/scroll");
  int status = 0;
  CHECK(server.api.close_scrolls(Json{{"scroll_id", Json::array({id})}}, "", url, server.asker(), status)["num_freed"] == 1);
  CHECK(status == 200);
  const ElasticError gone = refused([&] { page(id); });
  CHECK(gone.status() == 404);
  CHECK(gone.body()["error"]["root_cause"][0]["type"] == "search_context_missing_exception");
}

TEST_CASE("slices of a scroll are the whole of it, each article in one") {
  SmallServer server;
  std::vector<std::string> all;
  for (const char* slice : {R"({"slice":{"id":0,"max":2},"sort":["_doc"]})", R"({"slice":{"id":1,"max":2},"sort":["_doc"]})"})
    for (const std::string& id : ids_of(server.search(slice, {{"scroll", "1m"}}))) all.push_back(id);
  std::sort(all.begin(), all.end());
  CHECK(all == Ids{"a1", "a2", "a3", "a4", "a5", "a6"});
}

TEST_CASE("a scroll is forgotten when its time is over") {
  SmallServer server;
  const std::string id = server.search("", {{"scroll", "1m"}})["_scroll_id"];
  server.now += 61000;
  NamedValues parameters{{"scroll_id", id}};
  UrlParameters url(parameters, "/_search/scroll");
  CHECK(refused([&] { server.api.scroll(Json(), "", url, server.asker()); }).status() == 404);
}

TEST_CASE("more scrolls than there may be are refused with 429") {
  ElasticLimits limits;
  limits.contexts.contexts = 1;
  SmallServer server(limits);
  server.search("", {{"scroll", "1m"}});
  CHECK(refused([&] { server.search("", {{"scroll", "1m"}}); }).status() == 429);
}

TEST_CASE("a point in time is paged by the sort of the last hit") {
  SmallServer server;
  for (const bool opensearch : {false, true}) {
    NamedValues keep{{"keep_alive", "1m"}}, none;
    UrlParameters url(keep, "/news/_pit"), plain(none, "/_pit");
    const Json opened = server.api.open_point("news", opensearch, url, server.asker());
    const std::string id = opened[opensearch ? "pit_id" : "id"];
    for (const std::string sort : {R"("sort":[{"published":"desc"}])", R"("sort":["_shard_doc"])", R"("query":{"match_all":{}})"}) {
      Ids all;
      Json after;
      for (int pages = 0; pages < 9; ++pages) {
        const Json answer = server.search("{\"size\":4,\"pit\":{\"id\":\"" + id + "\",\"keep_alive\":\"1m\"}," + sort + (after.is_null() ? "" : ",\"search_after\":" + after.dump()) + "}", {}, "");
        CHECK(answer["pit_id"] == id);
        CHECK(answer["hits"]["total"]["value"] == 6);
        if (answer["hits"]["hits"].empty()) break;
        for (const std::string& one : ids_of(answer)) all.push_back(one);
        after = answer["hits"]["hits"].back()["sort"];
      }
      std::sort(all.begin(), all.end());
      CHECK(all == Ids{"a1", "a2", "a3", "a4", "a5", "a6"});
    }
    CHECK(server.api.all_points(plain, server.asker())["pits"].size() == 1);
    int status = 0;
    if (opensearch) CHECK(server.api.close_points(Json{{"pit_id", id}}, false, plain, server.asker())["pits"][0]["successful"] == true);
    else CHECK(server.api.close_point(Json{{"id", id}}, plain, server.asker(), status)["num_freed"] == 1);
    CHECK(refused([&] { server.search("{\"pit\":{\"id\":\"" + id + "\"}}", {}, ""); }).status() == 404);
  }
  CHECK(refused([&] { server.search(R"({"pit":{"id":"x"}})"); }).status() == 400);
}

TEST_CASE("a caller closes no context of a database it may not read") {
  SmallServer server;
  const std::string id = server.search("", {{"scroll", "1m"}})["_scroll_id"];
  const Grant elsewhere{true, false, {"other"}};
  NamedValues none;
  UrlParameters url(none, "/_search/scroll");
  int status = 0;
  CHECK(server.api.close_scrolls(Json(), "_all", url, {elsewhere, server.now}, status)["num_freed"] == 0);
  CHECK(server.api.close_scrolls(Json(), id, url, {elsewhere, server.now}, status)["num_freed"] == 0);
  CHECK(status == 404);
  CHECK(refused([&] { server.api.scroll(Json{{"scroll_id", id}}, "", url, {elsewhere, server.now}); }).status() == 403);
  CHECK(server.api.close_scrolls(Json(), "_all", url, server.asker(), status)["num_freed"] == 1);
}

TEST_CASE("no index at all is an answer or an error, as asked, in every kind of question") {
  SmallServer server;
  const NamedValues refused_none{{"allow_no_indices", "false"}}, lenient{{"ignore_unavailable", "true"}}, closed{{"expand_wildcards", "closed"}};
  CHECK(server.search("{}", {}, "nobody*")["hits"]["total"]["value"] == 0);
  CHECK(refused([&] { server.search("{}", refused_none, "nobody*"); }).status() == 404);
  CHECK(refused([&] { server.search("{}", {}, "nobody"); }).status() == 404);
  CHECK(server.search("{}", lenient, "nobody")["hits"]["total"]["value"] == 0);
  CHECK(server.search("{}", lenient, "nobody,news")["hits"]["total"]["value"] == 6);
  CHECK(server.search("{}", {{"expand_wildcards", "open,hidden"}}, "new*")["hits"]["total"]["value"] == 6);
  CHECK(server.search("{}", closed, "news")["hits"]["total"]["value"] == 6);
  CHECK(std::string(refused([&] { server.search("{}", closed, "new*"); }).what()).find("[expand_wildcards]") != std::string::npos);
  const auto count = [&](const NamedValues& parameters) {
    UrlParameters url(parameters, "/_count");
    return server.api.count("nobody*", Json(), url, server.asker())["count"];
  };
  CHECK(count({}) == 0);
  CHECK(refused([&] { count(refused_none); }).status() == 404);
  const auto point = [&](const NamedValues& parameters) {
    UrlParameters url(parameters, "/_pit");
    return server.api.open_point("nobody,news", false, url, server.asker());
  };
  CHECK(refused([&] { point({{"keep_alive", "1m"}}); }).status() == 404);
  CHECK(point({{"keep_alive", "1m"}, {"ignore_unavailable", "true"}}).contains("id"));
  UrlParameters url(refused_none, "/_msearch");
  const Json answers = server.api.multi_search("", "{\"index\":\"nobody*\"}\n{}\n{\"index\":\"nobody*\",\"allow_no_indices\":true}\n{}\n{\"index\":\"new*\",\"expand_wildcards\":[\"open\",\"closed\"]}\n{}\n", url, server.asker())["responses"];
  CHECK(answers[0]["status"] == 404);
  CHECK(answers[1]["hits"]["total"]["value"] == 0);
  CHECK(answers[2]["hits"]["total"]["value"] == 6);
}

TEST_CASE("words are marked in the field that they are asked of") {
  SmallServer server;
  const auto marked = [&](const std::string& query, const std::string& more = "") {
    const Json answer = server.search("{\"query\":" + query + ",\"highlight\":{" + more + "\"fields\":{\"title\":{},\"body\":{}}}}");
    std::set<std::string> fields;
    for (const Json& hit : answer["hits"]["hits"])
      if (hit.contains("highlight"))
        for (const auto& [field, texts] : hit["highlight"].items()) fields.insert(field);
    std::string text;
    for (const std::string& field : fields) text += (text.empty() ? "" : " ") + field;
    return text;
  };
  CHECK(marked(R"({"match":{"title":"ceasefire"}})") == "title");
  CHECK(marked(R"({"match":{"title":"ceasefire"}})", R"("require_field_match":false,)") == "body title");
  CHECK(marked(R"({"match_phrase":{"body":"the ceasefire"}})") == "body");
  CHECK(marked(R"({"query_string":{"query":"ceasefire"}})") == "body title");
  CHECK(marked(R"({"multi_match":{"query":"ceasefire","fields":["title","body"]}})") == "body title");
  CHECK(marked(R"({"prefix":{"title":"cease"}})") == "title");
  CHECK(marked(R"({"bool":{"must":{"match":{"body":"ceasefire"}},"must_not":{"match":{"title":"grain"}}}})") == "body");
  CHECK(marked(R"({"bool":{"filter":[{"match":{"title":"ceasefire"}},{"match":{"body":"border"}}]}})") == "body title");
  CHECK(marked(R"({"match_all":{}})", R"("highlight_query":{"match":{"title":"storm"}},)") == "title");
}

TEST_CASE("several searches in one request fail and succeed by themselves") {
  SmallServer server;
  NamedValues none;
  UrlParameters url(none, "/_msearch");
  const Json answer = server.api.multi_search("", R"({"index":"news"}
{"query":{"match":{"title":"peace"}}}
{"index":["nowhere"]}
{}
{"index":"nowhere","ignore_unavailable":true}
{"size":0}
{}
{"query":{"fuzzy":{"title":"x"}}}
)", url, server.asker());
  REQUIRE(answer["responses"].size() == 4);
  CHECK(ids_of(answer["responses"][0]) == Ids{"a1"});
  CHECK(answer["responses"][0]["status"] == 200);
  CHECK(answer["responses"][1]["status"] == 404);
  CHECK(answer["responses"][2]["hits"]["total"]["value"] == 0);
  CHECK(answer["responses"][3]["status"] == 400);
  CHECK(answer["responses"][3]["error"]["reason"] == "query [fuzzy] is not supported by Dateline");
}

TEST_CASE("count, validate, explain, field_caps and analyze") {
  SmallServer server;
  const Asker asker = server.asker();
  NamedValues none;
  const auto url = [&] { return UrlParameters(none, "/news/_x"); };
  UrlParameters plain = url();
  CHECK(server.api.count("news", parse_json(R"({"query":{"match":{"body":"ceasefire"}}})"), plain, asker)["count"] == 3);
  CHECK(server.api.count("news", Json(), plain, asker)["count"] == 6);
  NamedValues of_url{{"q", "title:peace"}};
  UrlParameters with_q(of_url, "/news/_count");
  CHECK(server.api.count("news", Json(), with_q, asker)["count"] == 1);
  CHECK(refused([&] { server.api.count("news", parse_json(R"({"size":1})"), plain, asker); }).status() == 400);

  CHECK(server.api.validate("news", parse_json(R"({"query":{"match_all":{}}})"), plain, asker)["valid"] == true);
  NamedValues explain{{"explain", "true"}};
  UrlParameters explained(explain, "/news/_validate/query");
  const Json invalid = server.api.validate("news", parse_json(R"({"query":{"fancy":{}}})"), explained, asker);
  CHECK(invalid["valid"] == false);
  CHECK(invalid["explanations"][0]["error"] == "unknown query [fancy]");

  int status = 200;
  const Json matched = server.api.explain("news", "a1", parse_json(R"({"query":{"match":{"title":"peace"}}})"), plain, asker, status);
  CHECK(matched["matched"] == true);
  CHECK(matched["explanation"]["value"].get<double>() > 0);
  CHECK(server.api.explain("news", "a2", parse_json(R"({"query":{"match":{"title":"peace"}}})"), plain, asker, status)["matched"] == false);
  CHECK(status == 200);
  server.api.explain("news", "none", parse_json(R"({"query":{"match_all":{}}})"), plain, asker, status);
  CHECK(status == 404);

  NamedValues fields{{"fields", "title,source*,@timestamp,mood"}};
  UrlParameters caps(fields, "/news/_field_caps");
  const Json told = server.api.field_caps("news", Json(), caps, asker);
  CHECK(told["indices"] == parse_json(R"(["news"])"));
  CHECK(told["fields"]["title"]["text"]["aggregatable"] == false);
  CHECK(told["fields"]["source.keyword"]["keyword"]["aggregatable"] == true);
  CHECK(told["fields"]["@timestamp"]["date"]["searchable"] == true);
  CHECK_FALSE(told["fields"].contains("mood"));

  const Json tokens = server.api.analyze(parse_json(R"({"text":"Caf\u00e9 \ud83d\ude00 Peace"})"), plain);
  REQUIRE(tokens["tokens"].size() == 2);
  CHECK(tokens["tokens"][0]["token"] == "cafe");
  CHECK(tokens["tokens"][1]["start_offset"] == 8);
  CHECK(refused([&] { server.api.analyze(parse_json(R"({"text":"x","analyzer":"german"})"), plain); }).status() == 400);
}

}  // namespace dateline
