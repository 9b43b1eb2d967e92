// The forms of native answers.
#pragma once

#include <nlohmann/json.hpp>

#include "server/http/http_error.h"
#include "server/http/message.h"

namespace dateline {

HttpResponse json_response(const nlohmann::ordered_json& json, int status = 200);

// {"error": {"type": ..., "reason": ..., "status": ...}}
HttpResponse native_error(const HttpError& error);

}  // namespace dateline
