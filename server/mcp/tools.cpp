#include "server/mcp/tools.h"

#include <algorithm>
#include <map>
#include <sstream>

#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "query/present/hit_json.h"
#include "query/present/present.h"
#include "query/syntax.h"
#include "server/http/http_error.h"
#include "server/mcp/tool_arguments.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kSearchHits = 20;
constexpr std::size_t kSnippetWidth = 320;
constexpr std::size_t kMostFetched = 200'000;  // characters that fetch returns: about as much as a model can take in at once
constexpr std::size_t kArticleEntities = 15;   // named by get_article, the most salient
constexpr const char* kFilterNames[] = {"person", "org", "place", "entity", "about", "source", "around"};

struct Call {
  const ToolArguments& arguments;
  const std::vector<std::string>& databases;  // that are asked
  Searcher& searcher;
  const ToolContext& context;
};

Json content_of(std::string text) { return Json::array({Json{{"type", "text"}, {"text", std::move(text)}}}); }

Json failed(const std::string& reason) { return {{"content", content_of(reason)}, {"isError", true}}; }

// What we say about it, then the answer itself as quoted material: titles, passages and names come from outside.
Json answered(const Call& call, std::string said, Json structured) {
  for (const Json& warning : structured["warnings"]) said += "\nNote: " + warning.get<std::string>() + ".";
  said += "\n";
  return {{"content", content_of(said + quoted(dumped(structured), call.context.keys))}, {"structuredContent", std::move(structured)}};
}

Json text_or_null(const std::string& text) { return text.empty() ? Json(nullptr) : Json(text); }

// What a presenter of dateline-query writes, as a value.
template <typename Present>
Json presented(const Present& present) {
  std::ostringstream out;
  present(out);
  return Json::parse(out.str());
}

std::string url_of(const Article& article) {
  const bool id_is_one = article.id.rfind("https://", 0) == 0 || article.id.rfind("http://", 0) == 0;
  return article.url.empty() && id_is_one ? article.id : article.url;
}

// "from" and "to" as one condition: days, both included.
void add_days(const ToolArguments& arguments, std::int64_t now, Request& request) {
  const std::string from = arguments.text_or("from", ""), to = arguments.text_or("to", "");
  for (const auto& [name, day] : {std::pair<std::string, const std::string&>("from", from), {"to", to}})
    if (!day.empty() && (day.find("..") != std::string::npos || !parse_day_span(day, now)))
      throw Error(ErrorKind::usage, name + " is not a date: write 2024, 2024-03, 2024-03-14 or \"3 weeks ago\", not " + Json(cut_utf8(repair_utf8(day), 80)).dump());
  if (!from.empty() || !to.empty()) request.conditions.push_back({"date", from + ".." + to});
}

Request request_of(const Call& call) {
  Request request;
  request.query = call.arguments.text_or("query", "");
  request.now = call.context.now;
  request.snippet_width = kSnippetWidth;
  for (const char* name : kFilterNames)
    if (auto value = call.arguments.given_text(name)) request.conditions.push_back({name, *std::move(value)});
  if (auto language = call.arguments.given_text("language")) {
    request.stem_languages = {fold(*language)};
    request.conditions.push_back({"lang", *std::move(language)});
  }
  add_days(call.arguments, call.context.now, request);
  return request;
}

std::string counted(const Total& total) {
  const char* how = total.relation == Relation::ge ? "at least " : total.relation == Relation::approx ? "about " : "";
  return how + std::to_string(total.value) + (total.value == 1 ? " article matches" : " articles match");
}

Json search(const Call& call) {
  Request request = request_of(call);
  request.query = call.arguments.text("query");
  request.limit = kSearchHits;
  request.entities = 0;
  const Result result = call.searcher.search(request);
  Json found{{"results", Json::array()}};
  for (const Hit& hit : result.hits) {
    const std::string& title = hit.article.title.empty() ? hit.snippet.text : hit.article.title;
    found["results"].push_back({{"id", hit.article.id}, {"title", title}, {"url", url_of(hit.article)}});
  }
  return {{"content", content_of(dumped(found))}, {"structuredContent", std::move(found)}};
}

Json search_news(const Call& call) {
  Request request = request_of(call);
  if (request.query.empty() && request.conditions.empty())
    throw Error(ErrorKind::usage, "give a query, or one of person, org, place, entity, from, to, about, source, language");
  const std::string sort = call.arguments.choice("sort", {"relevance", "newest", "oldest"});
  request.sort = sort == "newest" ? Sort::newest : sort == "oldest" ? Sort::oldest : Sort::relevance;
  request.limit = call.arguments.number("limit", 10, 1, 50);
  request.entities = 0;
  request.search_after = call.arguments.text_or("cursor", "");
  const Result result = call.searcher.search(request);
  Json json = presented([&](std::ostream& out) { present_json(result, {"rank", "id", "title", "published", "source", "url", "snippet", "copies"}, false, out); });
  std::string said = counted(result.total) + ".";
  if (!result.hits.empty()) said += " Hits " + std::to_string(result.hits.front().rank) + " to " + std::to_string(result.hits.back().rank) + " are below.";
  if (!result.next_cursor.empty()) said += " For the next page, call search_news again with the same arguments and cursor " + Json(result.next_cursor).dump() + ".";
  if (!result.total.value) said += " Try fewer or other words, another form of the name, or a wider range of days.";
  for (const Suggestion& suggestion : result.suggestions) said += " Did you mean: " + suggestion.query + "?";
  return answered(call, said, std::move(json));
}

Json timeline(const Call& call) {
  Request request = request_of(call);
  const std::string unit = call.arguments.choice("unit", {"day", "week", "month", "year"});
  if (!unit.empty()) request.timeline = unit == "day" ? TimelineUnit::day : unit == "week" ? TimelineUnit::week : unit == "month" ? TimelineUnit::month : TimelineUnit::year;
  const Result result = call.searcher.timeline(request, {});
  return answered(call, counted(result.total) + ".", presented([&](std::ostream& out) { present_timeline_json(result, false, out); }));
}

Json entities(const Call& call) {
  const std::string type = call.arguments.choice("type", {"person", "org", "place", "misc"});
  const Result result = call.searcher.entities(request_of(call), call.arguments.number("limit", 20, 1, 100), type);
  return answered(call, counted(result.total) + ".", presented([&](std::ostream& out) { present_entities_json(result, out); }));
}

Error unknown_id(const std::string& id) {
  return Error(ErrorKind::usage, "no article has the id " + Json(cut_utf8(repair_utf8(id), 200)).dump() + "; take ids as search or search_news gives them");
}

Json related(const Call& call) {
  RelatedRequest request;
  request.id = call.arguments.text("id");
  request.before_it = call.arguments.flag("before_it");
  request.limit = call.arguments.number("limit", 10, 1, 50);
  request.snippet_width = kSnippetWidth;
  const std::optional<Result> result = call.searcher.related(request);
  if (!result) throw unknown_id(request.id);
  Json json = presented([&](std::ostream& out) { present_related_json(*result, {"rank", "id", "title", "published", "source", "url", "snippet", "because"}, out); });
  const std::uint64_t found = result->total.value;
  return answered(call, std::to_string(found) + (found == 1 ? " related article." : " related articles."), std::move(json));
}

Article article_of(const Call& call) {
  const std::string id = call.arguments.text("id");
  call.context.databases.commit_if_pending(call.databases, id);
  std::optional<Article> article = call.searcher.article(id);
  if (!article) throw unknown_id(id);
  return *std::move(article);
}

// Characters [offset, offset + limit) of a text.
std::string part_of(const std::string& text, std::size_t offset, std::size_t limit) {
  ByteOffsets bytes(text);
  const std::size_t begin = bytes.of(offset);
  return text.substr(begin, bytes.of(offset + limit) - begin);
}

// The shape connectors know: text is the article's own in structuredContent, and set apart from instructions where a model reads it.
Json fetch(const Call& call) {
  const Article article = article_of(call);
  const std::size_t characters = count_code_points(article.body);
  Json metadata = Json::object();
  std::string authors;
  for (const std::string& author : article.authors) authors += (authors.empty() ? "" : ", ") + author;
  for (const auto& [key, value] : {std::pair<const char*, const std::string&>("published", article.published), {"source", article.source}, {"authors", authors}, {"section", article.section}, {"language", article.language}})
    if (!value.empty()) metadata[key] = value;
  if (characters > kMostFetched)
    metadata["truncated"] = "the first " + std::to_string(kMostFetched) + " of " + std::to_string(characters) + " characters; get_article with offset " + std::to_string(kMostFetched) + " reads on";
  Json plain{{"id", article.id}, {"title", article.title}, {"text", part_of(article.body, 0, kMostFetched)}, {"url", url_of(article)}, {"metadata", std::move(metadata)}};
  Json shown = plain;
  shown["text"] = quoted(plain["text"].get_ref<const std::string&>(), call.context.keys);
  return {{"content", content_of(dumped(shown))}, {"structuredContent", std::move(plain)}};
}

Json get_article(const Call& call) {
  const std::size_t offset = call.arguments.number("offset", 0, 0, 1'000'000'000), limit = call.arguments.number("limit", 20'000, 1, 100'000);
  const Article article = article_of(call);
  const std::size_t characters = count_code_points(article.body);
  if (offset > 0 && offset >= characters) throw Error(ErrorKind::usage, "offset is beyond the end: the text has " + std::to_string(characters) + " characters");
  const std::size_t end = std::min(offset + limit, characters);
  Json about{{"id", article.id}, {"title", article.title}, {"published", text_or_null(article.published)}, {"source", text_or_null(article.source)}, {"authors", article.authors},
             {"section", text_or_null(article.section)}, {"language", text_or_null(article.language)}, {"url", text_or_null(url_of(article))}, {"tags", article.tags}, {"entities", Json::array()}, {"copies", article.copies}};
  for (const ArticleEntity& entity : article.entities)
    if (about["entities"].size() < kArticleEntities) about["entities"].push_back({{"id", entity.id}, {"name", entity.name}, {"type", entity.type}});
  const std::string text = part_of(article.body, offset, limit);
  std::string said = "Characters " + std::to_string(offset) + " to " + std::to_string(end) + " of " + std::to_string(characters) + ".";
  if (end < characters) said += " Call get_article again with offset " + std::to_string(end) + " for what follows.";
  said += "\n" + quoted(dumped(about) + "\n\n" + text, call.context.keys);
  about["text"] = text;
  about["offset"] = offset;
  about["characters"] = characters;
  about["next_offset"] = end < characters ? Json(end) : Json(nullptr);
  return {{"content", content_of(std::move(said))}, {"structuredContent", std::move(about)}};
}

using Tool = Json (*)(const Call&);
const std::map<std::string, Tool>& tools() {
  static const std::map<std::string, Tool> all{{"search", search}, {"fetch", fetch},     {"search_news", search_news}, {"timeline", timeline},
                                               {"entities", entities}, {"related", related}, {"get_article", get_article}};
  return all;
}

}  // namespace

Json call_tool(const std::string& tool, const Json& given, const ToolContext& context) {
  try {
    const ToolArguments arguments(given, tool, tool_argument_names(tool));
    const std::vector<std::string> names = resolve_names(context.databases, arguments.text_or("database", ""), context.grant);
    if (names.empty()) return failed("there is no database to search yet");
    const SearcherPool::Lease searcher = context.databases.searcher(names);
    return tools().at(tool)({arguments, names, *searcher, context});
  } catch (const HttpError& error) {  // of a database that is not there, or not for this caller
    std::string names;
    for (const std::string& name : resolve_names(context.databases, "", context.grant)) names += (names.empty() ? "" : ", ") + name;
    return failed(error.what() + ("; the databases there are: " + names));
  } catch (const Error& error) {
    return failed(http_error_of(error).what());
  }
}

}  // namespace dateline
