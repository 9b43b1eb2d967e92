#include "server/native/answers.h"

namespace dateline {
HttpResponse json_response(const nlohmann::ordered_json& json, int status) {
  HttpResponse response;
  response.status = status;
  response.body = json.dump(-1, ' ', false, nlohmann::ordered_json::error_handler_t::replace) + "\n";
  return response;
}

HttpResponse native_error(const HttpError& error) {
  return json_response({{"error", {{"type", error.type()}, {"reason", error.what()}, {"status", error.status()}}}}, error.status());
}

}  // namespace dateline
