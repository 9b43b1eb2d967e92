#include "server/http/message.h"

#include <algorithm>

namespace dateline {

bool Grant::covers(std::string_view database) const {
  return databases.empty() || std::find(databases.begin(), databases.end(), database) != databases.end();
}

const std::string* HttpRequest::parameter(std::string_view name) const {
  for (const auto& [key, value] : parameters)
    if (key == name) return &value;
  return nullptr;
}

std::string_view HttpRequest::header(std::string_view name) const {
  for (const auto& [key, value] : headers)
    if (key == name) return value;
  return {};
}

}  // namespace dateline
