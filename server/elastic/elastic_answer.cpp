#include "server/elastic/elastic_answer.h"

#include <algorithm>
#include <vector>

#include "server/elastic/error.h"
#include "server/elastic/field_names.h"

namespace dateline {
namespace {

using Path = std::vector<std::string>;

std::vector<Path> read_paths(std::string_view text, bool excluded) {
  std::vector<Path> paths;
  while (!text.empty()) {
    std::string_view one = text.substr(0, text.find(','));
    text.remove_prefix(std::min(one.size() + 1, text.size()));
    if (one.empty() || (one.front() == '-') != excluded) continue;
    if (excluded) one.remove_prefix(1);
    Path path;
    while (!one.empty()) {
      const std::string_view step = one.substr(0, one.find('.'));
      one.remove_prefix(std::min(step.size() + 1, one.size()));
      path.emplace_back(step);
    }
    if (!path.empty() && path.size() <= 32) paths.push_back(std::move(path));
  }
  return paths;
}

// What is left of the paths below a key: an empty one says that all of it is meant.
std::vector<Path> below(const std::vector<Path>& paths, const std::string& key) {
  std::vector<Path> left;
  const auto add = [&](Path path) {
    if (std::find(left.begin(), left.end(), path) == left.end()) left.push_back(std::move(path));
  };
  for (const Path& path : paths) {
    if (path.front() == "**") {
      add(path);
      if (path.size() > 1 && matches_star(path[1], key)) add(Path(path.begin() + 2, path.end()));
      if (path.size() == 1) add({});
    } else if (matches_star(path.front(), key)) {
      add(Path(path.begin() + 1, path.end()));
    }
  }
  return left;
}

bool meets_end(const std::vector<Path>& paths) {
  return std::any_of(paths.begin(), paths.end(), [](const Path& path) { return path.empty(); });
}

// Lists are seen through: their items have the path of the list.
Json filtered(const Json& json, const std::vector<Path>& paths, bool excluding) {
  if (json.is_array()) {
    Json kept = Json::array();
    for (const Json& item : json) {
      if (!item.is_object() && !item.is_array()) {
        if (excluding) kept.push_back(item);
        continue;
      }
      Json part = filtered(item, paths, excluding);
      if (!part.empty() || (excluding && item.empty())) kept.push_back(std::move(part));
    }
    return kept;
  }
  Json kept = Json::object();
  for (const auto& [key, value] : json.items()) {
    const std::vector<Path> left = below(paths, key);
    const bool end = meets_end(left);
    if (end || left.empty()) {
      if (end != excluding) kept[key] = value;
    } else if (value.is_object() || value.is_array()) {
      Json part = filtered(value, left, excluding);
      if (!part.empty() || (excluding && value.empty())) kept[key] = std::move(part);
    } else if (excluding) {
      kept[key] = value;
    }
  }
  return kept;
}

std::string lowered(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

const char* const kVendor = "application/vnd.elasticsearch+json";

}  // namespace

int compatible_version(const HttpRequest& request) {
  for (const char* name : {"accept", "content-type"}) {
    const std::string value = lowered(request.header(name));
    const std::size_t at = value.find("compatible-with=");
    if (value.find("application/vnd.elasticsearch+") == std::string::npos || at == std::string::npos) continue;
    const std::size_t digit = at + 16;
    if (digit < value.size() && value[digit] >= '7' && value[digit] <= '9') return value[digit] - '0';
    throw ElasticError(406, "media_type_header_exception", "Invalid media-type value on header [" + std::string(name) + "]: compatible-with is 7, 8 or 9");
  }
  return 0;
}

Json body_of(const HttpRequest& request) {
  const std::string type = lowered(request.header("content-type"));
  std::string_view text = request.body;
  if (text.find_first_not_of(" \t\r\n") == text.npos) {
    const std::string* source = request.parameter("source");
    if (!source) return nullptr;
    text = *source;
  } else if (!type.empty() && type.find("json") == std::string::npos && type.find("application/x-www-form-urlencoded") == std::string::npos && type.find("text/plain") == std::string::npos) {
    throw ElasticError(406, "media_type_header_exception", "Content-Type header [" + type + "] is not supported: application/json is");
  }
  return parse_json(text);
}

Json filtered_by_path(const Json& json, std::string_view filter_path) {
  const std::vector<Path> wanted = read_paths(filter_path, false), unwanted = read_paths(filter_path, true);
  Json kept = wanted.empty() ? json : filtered(json, wanted, false);
  return unwanted.empty() ? kept : filtered(kept, unwanted, true);
}

HttpResponse elastic_response(const HttpRequest& request, const Json& json, int status) {
  HttpResponse response;
  response.status = status;
  const int version = compatible_version(request);
  const bool vendor = version > 0 && lowered(request.header("accept")).find(kVendor) != std::string::npos;
  response.content_type = vendor ? std::string(kVendor) + ";compatible-with=" + std::to_string(version) : "application/json";
  const std::string* pretty = request.parameter("pretty");
  const std::string* paths = request.parameter("filter_path");
  const int indent = pretty && *pretty != "false" ? 2 : -1;
  const Json& shown = paths && !paths->empty() ? filtered_by_path(json, *paths) : json;
  response.body = shown.dump(indent, ' ', false, Json::error_handler_t::replace);
  if (indent > 0) response.body += "\n";
  return response;
}

}  // namespace dateline
