#include "server/elastic/elastic_response.h"

#include "server/elastic/error.h"
#include "server/elastic/filter_path.h"
#include "server/elastic/media_type.h"

namespace dateline {
namespace {

// Of every request, wherever it goes.
struct Common {
  bool pretty = false;
  std::string filter_path;
};

Common take_common(HttpRequest& request) {
  Common common;
  NamedValues left;
  for (auto& [name, value] : request.parameters) {
    if (name == "pretty") {
      common.pretty = value != "false";
    } else if (name == "filter_path") {
      common.filter_path += "," + value;
    } else if (name == "source") {
      if (request.body.empty()) request.body = std::move(value);  // the body of clients whose GET can have none
    } else if (name == "format" && value != "json" && value != "txt" && value != "text") {
      throw ElasticError(406, "media_type_header_exception", "format [" + value + "] is not supported by Dateline: JSON is answered, and text by _cat");
    } else if (name != "human" && name != "error_trace" && name != "source_content_type") {
      left.emplace_back(name, std::move(value));
    }
  }
  request.parameters = std::move(left);
  return common;
}

// As version 7 answered: what has an _index and an _id has a _type. The documents themselves are left alone.
Json with_types(Json value) {
  if (value.is_array())
    for (Json& one : value) one = with_types(std::move(one));
  if (!value.is_object()) return value;
  const bool document = value.contains("_index") && value.contains("_id");
  Json out = Json::object();
  for (auto& [key, inner] : value.items()) {
    const bool untouched = key == "_source" || key == "fields" || key == "highlight";
    out[key] = untouched ? std::move(inner) : with_types(std::move(inner));
    if (document && key == "_index") out.emplace("_type", "_doc");
  }
  return out;
}

HttpResponse written(ElasticReply reply, const MediaType& media, const Common& common) {
  HttpResponse response;
  response.status = reply.status;
  if (reply.body.is_null()) {
    response.content_type = "text/plain; charset=UTF-8";
    response.body = std::move(reply.text);
    return response;
  }
  if (media.version_7) reply.body = with_types(std::move(reply.body));
  if (!common.filter_path.empty() && reply.status < 400) reply.body = FilterPath(common.filter_path).apply(reply.body);
  response.content_type = media.answer;
  response.body = reply.body.dump(common.pretty ? 2 : -1, ' ', false, Json::error_handler_t::replace);
  if (common.pretty) response.body += "\n";
  return response;
}

}  // namespace

HttpResponse elastic_answer(HttpRequest& request, const ElasticHandler& handler) {
  Common common;
  MediaType media;
  const NamedValues given = request.parameters;
  const std::string client_id(request.header("x-opaque-id"));
  const auto answered = [&](ElasticReply reply) {
    HttpResponse response = written(std::move(reply), media, common);
    if (!client_id.empty()) response.headers.emplace_back("X-Opaque-Id", client_id);
    return response;
  };
  try {
    media = media_type_of(request);
    common = take_common(request);
    return answered(handler(request));
  } catch (const LongAnswer&) {
    request.parameters = given;  // it comes again
    throw;
  } catch (...) {
    const ElasticError error = current_elastic_error();  // goes on with what is no answer
    return answered({error.body(), error.status()});
  }
}

Route elastic_route(std::string method, std::string pattern, Lane lane, Access access, ElasticHandler handler) {
  return {std::move(method), std::move(pattern), lane, access, [handler = std::move(handler)](HttpRequest& request) { return elastic_answer(request, handler); }, elastic_error};
}

bool is_elastic_path(std::string_view path) { return path.find("/_") != path.npos; }

ElasticReply no_handler(const HttpRequest& request) { return {Json{{"error", "no handler found for uri [" + request.path + "] and method [" + request.method + "]"}}, 400}; }

HttpResponse no_elastic_handler(const HttpRequest& request, const std::string& allowed) {
  ElasticReply reply = no_handler(request);
  if (!allowed.empty()) reply = {Json{{"error", "Incorrect HTTP method for uri [" + request.path + "] and method [" + request.method + "], allowed: [" + allowed + "]"}, {"status", 405}}, 405};
  HttpResponse response = written(std::move(reply), {}, {});
  if (!allowed.empty()) response.headers.emplace_back("Allow", allowed);
  return response;
}

}  // namespace dateline
