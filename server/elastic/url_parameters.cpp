#include "server/elastic/url_parameters.h"

#include <algorithm>
#include <charconv>

#include "server/elastic/error.h"

namespace dateline {
namespace {

constexpr std::string_view kCommon[] = {"pretty", "human", "error_trace", "filter_path", "format", "source", "source_content_type"};

}  // namespace

std::optional<std::string> UrlParameters::text(std::string_view name) {
  asked_.push_back(name);
  std::optional<std::string> found;
  for (const auto& [key, value] : values_)
    if (key == name) found = value;
  return found;
}

std::optional<bool> UrlParameters::boolean(std::string_view name) {
  const std::optional<std::string> found = text(name);
  if (!found) return {};
  if (found->empty() || *found == "true") return true;
  if (*found == "false") return false;
  throw illegal_argument("Failed to parse value [" + *found + "] as only [true] or [false] are allowed.");
}

std::optional<std::int64_t> UrlParameters::integer(std::string_view name) {
  const std::optional<std::string> found = text(name);
  if (!found) return {};
  std::int64_t value = 0;
  const auto [end, error] = std::from_chars(found->data(), found->data() + found->size(), value);
  if (error != std::errc() || end != found->data() + found->size()) throw illegal_argument("Failed to parse int parameter [" + std::string(name) + "] with value [" + *found + "]");
  return value;
}

std::optional<std::vector<std::string>> UrlParameters::list(std::string_view name) {
  const std::optional<std::string> found = text(name);
  if (!found) return {};
  std::vector<std::string> all;
  for (std::string_view rest = *found; !rest.empty();) {
    const std::size_t comma = std::min(rest.find(','), rest.size());
    if (comma > 0) all.emplace_back(rest.substr(0, comma));
    rest.remove_prefix(std::min(comma + 1, rest.size()));
  }
  return all;
}

void UrlParameters::ignore(std::initializer_list<std::string_view> names) { asked_.insert(asked_.end(), names.begin(), names.end()); }

void UrlParameters::refuse(std::initializer_list<std::string_view> names) {
  for (std::string_view name : names)
    if (text(name)) throw not_supported("request [" + path_ + "] parameter [" + std::string(name) + "]");
}

void UrlParameters::done() const {
  for (const auto& [key, value] : values_) {
    const bool known = std::find(asked_.begin(), asked_.end(), key) != asked_.end() || std::find(std::begin(kCommon), std::end(kCommon), key) != std::end(kCommon);
    if (!known) throw unrecognized_parameter(path_, key);
  }
}

}  // namespace dateline
