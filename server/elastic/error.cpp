#include "server/elastic/error.h"

namespace dateline {

using nlohmann::ordered_json;

namespace {

constexpr std::string_view kException = "_exception";

std::string type_of(const HttpError& error) {
  const std::string& type = error.type();
  if (type.size() > kException.size() && type.substr(type.size() - kException.size()) == kException) return type;
  switch (error.status()) {
    case 400: return "illegal_argument_exception";
    case 401:
    case 403: return "security_exception";
    case 404: return "resource_not_found_exception";
    case 429: return "es_rejected_execution_exception";
    default: return "no_shard_available_action_exception";
  }
}

// "no such index [x]" is told with x beside it.
ordered_json more_of(const HttpError& error) {
  const std::string_view reason = error.what();
  const std::size_t begin = reason.find('['), end = reason.rfind(']');
  if (error.type() != "index_not_found_exception" || begin == reason.npos || end == reason.npos || end < begin) return ordered_json::object();
  return index_not_found(std::string(reason.substr(begin + 1, end - begin - 1))).more();
}

}  // namespace

ElasticError::ElasticError(const HttpError& error) : HttpError(error.status(), type_of(error), error.what()), more_(more_of(error)) {}

ordered_json ElasticError::cause() const {
  ordered_json cause{{"type", type()}, {"reason", what()}};
  cause.update(more_);
  return cause;
}

ordered_json ElasticError::body() const {
  const ordered_json root = cause();
  ordered_json error{{"root_cause", ordered_json::array({root})}};
  if (in_search_phase_) {
    error.update({{"type", "search_phase_execution_exception"}, {"reason", "all shards failed"}, {"phase", "query"}, {"grouped", true}});
    error["failed_shards"] = ordered_json::array({ordered_json{{"shard", 0}, {"index", nullptr}, {"reason", root}}});
  } else {
    error.update(root);
  }
  return {{"error", std::move(error)}, {"status", status()}};
}

ElasticError ElasticError::in_search_phase() && {
  in_search_phase_ = true;
  return std::move(*this);
}

ElasticError illegal_argument(const std::string& reason) { return {400, "illegal_argument_exception", reason}; }
ElasticError parsing_error(const std::string& reason) { return {400, "parsing_exception", reason}; }

ElasticError not_supported(const std::string& what, const std::string& why) {
  return {400, "illegal_argument_exception", what + " is not supported by Dateline" + (why.empty() ? "" : ": " + why)};
}

ElasticError unknown_field(std::string_view field, const std::string& why) {
  return {400, "query_shard_exception", "field [" + std::string(field) + "] " + why};
}

ElasticError index_not_found(const std::string& index) {
  return {404, "index_not_found_exception", "no such index [" + index + "]",
          {{"resource.type", "index_or_alias"}, {"resource.id", index}, {"index_uuid", "_na_"}, {"index", index}}};
}

ElasticError unrecognized_parameter(const std::string& path, const std::string& parameter) {
  return illegal_argument("request [" + path + "] contains unrecognized parameter: [" + parameter + "]");
}

ElasticError current_elastic_error() {
  try {
    throw;
  } catch (const ElasticError& error) {
    return error;
  } catch (const HttpError& error) {
    return ElasticError(error);
  } catch (const Error& error) {
    return ElasticError(http_error_of(error));
  }
}

HttpResponse elastic_error(const HttpError& error) {
  const auto* own = dynamic_cast<const ElasticError*>(&error);
  HttpResponse response;
  response.status = error.status();
  response.body = (own ? *own : ElasticError(error)).body().dump(-1, ' ', false, ordered_json::error_handler_t::replace);
  return response;
}

}  // namespace dateline
