#include <catch2/catch.hpp>

#include "server/elastic/filter_path.h"
#include "server/elastic/error.h"
#include "server/elastic/search_contexts.h"

namespace dateline {
namespace {

constexpr std::int64_t kNow = 1710419400000;  // 2024-03-14T12:30:00Z

SearchAsked read(const std::string& body, const NamedValues& parameters = {}) {
  UrlParameters url(parameters, "/_search");
  return read_search(body.empty() ? Json() : parse_json(body), url, kNow);
}

std::string refusal(const std::string& body, const NamedValues& parameters = {}) {
  try {
    read(body, parameters);
    return "read";
  } catch (const ElasticError& error) {
    CHECK(error.status() == 400);
    return error.what();
  }
}

Article article() {
  Article article;
  article.id = "a1";
  article.title = "Talks";
  article.body = "Peace talks.";
  article.published = "2024-03-14T09:30:00Z";
  article.authors = {"Ann Smith", "Bo Lee"};
  article.entities = {{"person:ann", "Ann", "person", 1, 1, false, {"Ann"}}, {"place:geneva", "Geneva", "place", 1, 1, false, {"Geneva"}}};
  return article;
}

}  // namespace

TEST_CASE("a search without a body finds everything, ten hits of it, counted to ten thousand") {
  const SearchAsked asked = read("");
  CHECK(asked.request.query.kind == ClauseKind::everything);
  CHECK(asked.request.size == 10);
  CHECK(asked.request.count_up_to == 10000u);
  CHECK(asked.hits.scored);
}

TEST_CASE("sort is read in all its forms") {
  const SearchAsked asked = read(R"({"sort":["_score",{"@timestamp":"desc"},{"source.keyword":{"order":"asc","missing":"_first","unmapped_type":"keyword"}},{"published":{"format":"yyyy"}},"_doc"]})");
  REQUIRE(asked.request.sort.size() == 5);
  CHECK(asked.request.sort[0].by == SortKey::By::score);
  CHECK_FALSE(asked.request.sort[0].ascending);
  CHECK(asked.request.sort[1].by == SortKey::By::published);
  CHECK_FALSE(asked.request.sort[1].ascending);
  CHECK(asked.request.sort[2].field == "source");
  CHECK(asked.request.sort[2].missing_first);
  CHECK(asked.hits.sort[3].format == "yyyy");
  CHECK(asked.request.sort[4].by == SortKey::By::article);
  CHECK(asked.hits.scored);
  const SearchAsked of_url = read("", {{"sort", "published:desc,_id"}});
  REQUIRE(of_url.request.sort.size() == 2);
  CHECK(of_url.request.sort[1].field == "id");
  CHECK_FALSE(of_url.hits.scored);
  CHECK(read(R"({"sort":{"length":"desc"},"track_scores":true})").hits.scored);
}

TEST_CASE("search_after has one value a sort key, as a hit tells them") {
  const SearchAsked asked = read(R"({"sort":[{"published":"desc"},"_id"],"search_after":[1710408600000,"a1"]})");
  REQUIRE(asked.request.search_after.size() == 2);
  CHECK(std::get<std::int64_t>(asked.request.search_after[0]) == 1710408600);
  CHECK(std::get<std::string>(asked.request.search_after[1]) == "a1");
  // What has a fraction of a second stands between two seconds, in either order.
  CHECK(std::get<std::int64_t>(read(R"({"sort":["published"],"search_after":[1710408600500]})").request.search_after[0]) == 1710408600);
  CHECK(std::get<std::int64_t>(read(R"({"sort":[{"published":"desc"}],"search_after":[1710408600500]})").request.search_after[0]) == 1710408601);
  const SearchAsked missing = read(R"({"sort":["published"],"search_after":[9223372036854775807]})");
  CHECK(std::holds_alternative<std::monostate>(missing.request.search_after[0]));
  CHECK(refusal(R"({"sort":["published"],"search_after":[1,2]})") == "search_after has 2 value(s) but sort has 1.");
  CHECK(refusal(R"({"search_after":[1]})") == "Sort must contain at least one field.");
  CHECK(refusal(R"({"from":1,"sort":["published"],"search_after":[1]})") == "`from` parameter must be set to 0 when `search_after` is used.");
  CHECK(read(R"({"pit":{"id":"x"},"sort":["published"],"search_after":[1,7]})").after_place == 7u);
  CHECK(read(R"({"pit":{"id":"x"},"sort":["_shard_doc"],"search_after":[7]})").after_place == 7u);
}

TEST_CASE("parameters of the URL go before the body") {
  const SearchAsked asked = read(R"({"query":{"match_all":{}},"size":3})", {{"q", "title:peace"}, {"size", "5"}, {"from", "2"}, {"_source_includes", "title,body"}, {"track_total_hits", "true"}, {"pretty", ""}, {"preference", "x"}});
  CHECK(asked.request.query.kind == ClauseKind::words);
  CHECK(asked.request.size == 5);
  CHECK(asked.request.from == 2);
  CHECK(asked.hits.source.includes == std::vector<std::string>{"title", "body"});
  CHECK_FALSE(asked.request.count_up_to);
  CHECK(read("", {{"q", "a b"}, {"df", "title"}, {"default_operator", "AND"}}).request.query.part == TextPart::title);
  CHECK_FALSE(read("", {{"_source", "false"}}).hits.source.wanted);
  CHECK(read("", {{"rest_total_hits_as_int", "true"}}).total_as_number);
}

TEST_CASE("what a search cannot have is refused by name") {
  for (const std::string key : {"rescore", "knn", "suggest", "runtime_mappings", "script_fields", "indices_boost", "rank", "retriever"}) {
    INFO(key);
    CHECK(refusal("{\"" + key + "\":{}}") == "[search] [" + key + "] is not supported by Dateline");
  }
  const std::pair<const char*, const char*> rows[] = {
      {R"({"profile":true})", "[search] [profile] is not supported by Dateline"},
      {R"({"fancy":1})", "[search] does not support [fancy]"},
      {R"({"from":9995})", "Result window is too large, from + size must be less than or equal to: [10000] but was [10005]"},
      {R"({"size":-1})", "[search] [size] cannot be negative"},
      {R"({"collapse":{"field":"source","inner_hits":{}}})", "[collapse] [inner_hits] is not supported by Dateline"},
      {R"({"collapse":{"field":"title"}})", "[collapse] on field [title] is not supported"},
      {R"({"sort":["mood"]})", "field [mood] cannot be searched"},
      {R"({"sort":["title"]})", "sort by field [title] is not supported"},
      {R"({"sort":[{"published":{"missing":5}}]})", "[sort] [published] [missing] [5] is not supported"},
      {R"({"sort":[{"_geo_distance":{}}]})", "sort by [_geo_distance] is not supported"},
      {R"({"sort":[{"published":{"nested":{}}}]})", "[sort] [published] [nested] is not supported"},
      {R"({"stored_fields":["title"]})", "[stored_fields] [title] is not supported"},
      {R"({"fields":["mood"]})", "field [mood] cannot be searched"},
      {R"({"fields":["length"]})", "[fields] [length] is not supported"},
      {R"({"highlight":{"fields":{"authors":{}}}})", "[highlight] of field [authors] is not supported"},
      {R"({"highlight":{"type":"semantic","fields":{"title":{}}}})", "[highlight] [type] [semantic] is not supported"},
      {R"({"highlight":{"fields":{"title":{"matched_fields":["body"]}}}})", "[highlight] [fields] [title] [matched_fields] is not supported"},
      {R"({"slice":{"id":0,"max":2}})", "[slice] can only be used with [scroll]"},
      {R"([])", "Unknown key for a START_ARRAY in [search]"},
  };
  for (const auto& [body, reason] : rows) {
    INFO(body);
    CHECK(refusal(body).find(reason) == 0);
  }
  CHECK(refusal("", {{"colour", "red"}}) == "request [/_search] contains unrecognized parameter: [colour]");
  CHECK(refusal("", {{"suggest_text", "x"}}) == "request [/_search] parameter [suggest_text] is not supported by Dateline");
  CHECK(refusal(R"({"from":1})", {{"scroll", "1m"}}) == "using [from] is not allowed in a scroll context");
  CHECK(refusal(R"({"size":0})", {{"scroll", "1m"}}) == "[size] cannot be [0] in a scroll context");
  CHECK(refusal("", {{"scroll", "soon"}}).find("failed to parse setting [scroll] with value [soon]") == 0);
}

TEST_CASE("aggregations are read, and refused by name and type") {
  const AggregationRequest request = read_aggregations(parse_json(R"({
      "months":{"date_histogram":{"field":"@timestamp","calendar_interval":"month","time_zone":"+01:00","format":"yyyy-MM"},"aggs":{"who":{"terms":{"field":"source.keyword","size":3,"order":{"_key":"asc"},"include":"B.*"}}}},
      "old":{"date_histogram":{"field":"published","interval":"12h"}},
      "long":{"range":{"field":"length","ranges":[{"from":100},{"to":50},{"from":50,"to":100,"key":"mid"}]}},
      "when":{"date_range":{"field":"published","ranges":[{"from":"now-7d/d"}]}}})"), {kNow, 0});
  REQUIRE(request.aggregations.size() == 4);
  CHECK(request.aggregations[0].calendar == CalendarInterval::month);
  CHECK(request.aggregations[0].children[0].include_pattern == "B*");
  CHECK(request.aggregations[0].children[0].order[0].by == BucketOrder::By::key);
  CHECK(request.aggregations[1].fixed_seconds == 43200);
  CHECK(request.aggregations[2].ranges[0].to == 50);
  CHECK(request.aggregations[2].ranges[1].key == "mid");
  CHECK(request.aggregations[3].ranges[0].from == 1709769600.0);
  const std::pair<const char*, const char*> rows[] = {
      {R"({"aggs":{"p":{"percentiles":{"field":"length"}}}})", "aggregation [p] of type [percentiles] is not supported by Dateline"},
      {R"({"aggs":{"p":{"derivative":{"buckets_path":"x"}}}})", "aggregation [p] of type [derivative] is not supported by Dateline"},
      {R"({"aggs":{"p":{"composite":{}}}})", "aggregation [p] of type [composite] is not supported by Dateline"},
      {R"({"aggs":{"t":{"terms":{"field":"title"}}}})", "aggregation [t] of type [terms] on field [title] is not supported"},
      {R"({"aggs":{"t":{"terms":{"field":"mood"}}}})", "field [mood] cannot be searched"},
      {R"({"aggs":{"t":{"terms":{"field":"source","script":{}}}}})", "aggregation [t] of type [terms] [script] is not supported"},
      {R"({"aggs":{"t":{"terms":{"field":"source","include":{"partition":0,"num_partitions":2}}}}})", "aggregation [t] of type [terms] [include] with partitions"},
      {R"({"aggs":{"t":{"terms":{"field":"source","include":"[AB].*"}}}})", "aggregation [t] of type [terms] [include] [[AB].*] is not supported"},
      {R"({"aggs":{"t":{"terms":{"field":"source","colour":1}}}})", "aggregation [t] of type [terms] does not support [colour]"},
      {R"({"aggs":{"m":{"max":{"field":"source"}}}})", "aggregation [m] of type [max] on field [source] is not supported"},
      {R"({"aggs":{"m":{"max":{"field":"length"},"aggs":{"x":{"global":{}}}}}})", "Aggregator [m] of type [max] cannot accept sub-aggregations"},
      {R"({"aggs":{"h":{"date_histogram":{"field":"published"}}}})", "Required one of fields [interval, calendar_interval, fixed_interval]"},
      {R"({"aggs":{"h":{"date_histogram":{"field":"published","calendar_interval":"2w"}}}})", "The supplied interval [2w] could not be parsed as a calendar interval."},
      {R"({"aggs":{"h":{}}})", "Missing definition for aggregation [h]"},
      {R"({"aggs":{"h":{"global":{},"missing":{"field":"source"}}}})", "Found two aggregation type definitions in [h]"},
  };
  for (const auto& [body, reason] : rows) {
    INFO(body);
    CHECK(refusal(body).find(reason) == 0);
  }
}

TEST_CASE("_source keeps and drops paths") {
  const Json source = parse_json(R"({"title":"a","meta":{"id":1,"by":{"name":"x","id":2}},"list":[{"id":3,"name":"y"},4]})");
  const auto kept = [&](const std::string& filter) { return filtered_source(source, read_source_filter(parse_json(filter))).dump(); };
  CHECK(kept("true") == source.dump());
  CHECK(kept(R"("title")") == R"({"title":"a"})");
  CHECK(kept(R"(["meta.by"])") == R"({"meta":{"by":{"name":"x","id":2}}})");
  CHECK(kept(R"(["*.id"])") == R"({"meta":{"id":1,"by":{"id":2}},"list":[{"id":3}]})");
  CHECK(kept(R"({"includes":["meta"],"excludes":["meta.by.*"]})") == R"({"meta":{"id":1}})");
  CHECK(kept(R"({"excludes":["meta","list"]})") == R"({"title":"a"})");
  CHECK_FALSE(read_source_filter(Json(false)).wanted);
}

TEST_CASE("fields tell single values of an article") {
  const auto values = [](const std::string& fields) { return field_values(article(), read_wanted_fields(parse_json(fields), "[fields]")).dump(); };
  CHECK(values(R"(["title",{"field":"@timestamp","format":"epoch_millis"}])") == R"({"title":["Talks"],"@timestamp":["1710408600000"]})");
  CHECK(values(R"(["authors.keyword","section","person","entities.id"])") == R"({"authors.keyword":["Ann Smith","Bo Lee"],"person":["Ann"],"entities.id":["person:ann","place:geneva"]})");
  CHECK(values(R"(["publ*"])") == R"({"published":["2024-03-14T09:30:00.000Z"]})");
}

TEST_CASE("highlights are marked with the tags asked for, and escaped when asked") {
  const DslContext context{kNow, 0};
  const Highlighting plain = read_highlight(parse_json(R"({"fields":{"headline":{}}})"), context);
  Snippet snippet{"Peace & talks", true, true, {{0, 5}}};
  CHECK(highlight_json({{TextPart::title, {snippet}}}, plain.shape).dump() == R"({"headline":["<em>Peace</em> & talks"]})");
  const Highlighting html = read_highlight(parse_json(R"({"pre_tags":["<b>"],"post_tags":["</b>"],"encoder":"html","fields":[{"title":{"number_of_fragments":0}},{"body":{"pre_tags":"["}}]})"), context);
  CHECK(highlight_json({{TextPart::title, {snippet}}}, html.shape).dump() == R"({"title":["<b>Peace</b> &amp; talks"]})");
  CHECK(html.request.fields[0].fragments == 0);
  CHECK(html.shape.fields[1].before == "[");
  CHECK(read_highlight(parse_json(R"({"fields":{"*":{}}})"), context).request.fields.size() == 2);
  CHECK(highlight_json({}, plain.shape).empty());
  CHECK(plain.request.fields[0].asked_there);
  const Highlighting anywhere = read_highlight(parse_json(R"({"require_field_match":false,"fields":{"title":{},"body":{"require_field_match":true}}})"), context);
  CHECK_FALSE(anywhere.request.fields[0].asked_there);
  CHECK(anywhere.request.fields[1].asked_there);
}

TEST_CASE("filter_path keeps what it names and drops what has a minus") {
  const Json json = parse_json(R"({"took":3,"hits":{"total":{"value":2},"hits":[{"_id":"a","_score":1},{"_id":"b","_score":2}]}})");
  CHECK(FilterPath("took").apply(json).dump() == R"({"took":3})");
  CHECK(FilterPath("hits.hits._id").apply(json).dump() == R"({"hits":{"hits":[{"_id":"a"},{"_id":"b"}]}})");
  CHECK(FilterPath("**._id").apply(json).dump() == R"({"hits":{"hits":[{"_id":"a"},{"_id":"b"}]}})");
  CHECK(FilterPath("h*.total").apply(json).dump() == R"({"hits":{"total":{"value":2}}})");
  CHECK(FilterPath("-hits.hits").apply(json).dump() == R"({"took":3,"hits":{"total":{"value":2}}})");
  CHECK(FilterPath("hits,-hits.hits._score").apply(json).dump() == R"({"hits":{"total":{"value":2},"hits":[{"_id":"a"},{"_id":"b"}]}})");
  CHECK(FilterPath("nothing").apply(json).dump() == "{}");
}

TEST_CASE("scrolls and points in time are few, small, and forgotten in time") {
  SearchContexts contexts({2, 1000, 60000});
  const auto open = [&](std::size_t bytes) {
    auto context = std::make_shared<SearchContext>();
    context->is_scroll = true;
    context->bytes = bytes;
    return contexts.open(std::move(context), kNow, 1000);
  };
  const std::string first = open(600);
  CHECK_THROWS_WITH(open(600), Catch::Contains("larger than the limit"));
  const std::string second = open(100);
  CHECK(first != second);
  try {
    open(1);
    FAIL("a third");
  } catch (const ElasticError& error) {
    CHECK(error.status() == 429);
    CHECK(error.type() == "too_many_scroll_contexts_exception");
  }
  CHECK(contexts.find(first, true, kNow + 500, 2000)->bytes == 600);
  try {
    contexts.find(second, true, kNow + 1500, {});
    FAIL("it was kept");
  } catch (const ElasticError& error) {
    CHECK(error.status() == 404);
    CHECK(error.body()["error"]["root_cause"][0]["type"] == "search_context_missing_exception");
  }
  CHECK_THROWS_AS(contexts.find(first, false, kNow + 1500, {}), ElasticError);
  CHECK(contexts.find(first, true, kNow + 2400, {}));
  CHECK(contexts.close(first));
  CHECK_FALSE(contexts.close(first));
  CHECK_NOTHROW(open(1000));
  CHECK_THROWS_AS(contexts.open(std::make_shared<SearchContext>(), kNow, 60001), ElasticError);
}

TEST_CASE("slices of a list share nothing and leave nothing out") {
  Rows rows;
  rows.columns.resize(1);
  for (std::uint32_t i = 1; i <= 1000; ++i) {
    rows.rows.push_back({i, 1});
    rows.columns[0].numbers.push_back(i * 10);
  }
  std::size_t seen = 0;
  for (std::size_t id = 0; id < 3; ++id) {
    Rows slice = rows;
    keep_slice(slice, {id, 3});
    CHECK(slice.rows.size() > 250);
    CHECK(slice.columns[0].numbers.size() == slice.rows.size());
    for (std::size_t i = 0; i < slice.rows.size(); ++i) CHECK(slice.columns[0].numbers[i] == slice.rows[i].article * 10);
    seen += slice.rows.size();
  }
  CHECK(seen == 1000);
}

}  // namespace dateline
