// A refusal of the Elasticsearch API, in that API's own shape: {"error":{"root_cause":[...],"type":...,"reason":...},"status":400}.
// Thrown by whatever reads a request, and shared by search, documents and indices; elastic_error() makes the answer of it, as it does of every other HttpError.
#pragma once

#include <nlohmann/json.hpp>
#include <string>
#include <string_view>

#include "common/error.h"
#include "server/http/http_error.h"
#include "server/http/message.h"

namespace dateline {

class ElasticError : public HttpError {
 public:
  // `more` (an object) joins type and reason, as "index" or "line" do.
  ElasticError(int status, std::string type, const std::string& reason, nlohmann::ordered_json more = nlohmann::ordered_json::object())
      : HttpError(status, std::move(type), reason), more_(std::move(more)) {}
  explicit ElasticError(const HttpError& error);  // of another part of the server: its type as this API has it

  const nlohmann::ordered_json& more() const { return more_; }

  // {"type":...,"reason":...} with what joins them: of one item of _bulk or _msearch, and the root cause of a whole answer.
  nlohmann::ordered_json cause() const;
  // The whole answer.
  nlohmann::ordered_json body() const;

  // Says that all shards failed for this cause, as Elasticsearch does of what is found out only while searching.
  ElasticError in_search_phase() &&;

 private:
  nlohmann::ordered_json more_;
  bool in_search_phase_ = false;
};

// 400: a value makes no sense where it stands.
ElasticError illegal_argument(const std::string& reason);
// 400: JSON that is not as the API has it.
ElasticError parsing_error(const std::string& reason);
// 400: known to Elasticsearch and not to us. `what` is named as the client wrote it: "[aggregation [percentiles]] is not supported by Dateline".
ElasticError not_supported(const std::string& what, const std::string& why = "");
// 400: no field of that name can be searched here.
ElasticError unknown_field(std::string_view field, const std::string& why);
ElasticError index_not_found(const std::string& index);                     // 404
ElasticError unrecognized_parameter(const std::string& path, const std::string& parameter);  // 400

// What is being handled, as this API says it; an exception of another kind goes on. For a catch (...) around one item of several.
ElasticError current_elastic_error();

// The ErrorForm of this API's routes.
HttpResponse elastic_error(const HttpError& error);

}  // namespace dateline
