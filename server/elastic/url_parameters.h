// The parameters in the URL of one request: each is understood, ignored on purpose, or refused by name, as Elasticsearch does.
#pragma once

#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "server/http/message.h"

namespace dateline {

class UrlParameters {
 public:
  // What every request may have (pretty, human, error_trace, filter_path, format, source ...) is not looked at here (elastic_response.h).
  UrlParameters(const NamedValues& values, std::string path) : values_(values), path_(std::move(path)) {}  // borrowed

  std::optional<std::string> text(std::string_view name);     // the last of that name
  std::optional<bool> boolean(std::string_view name);         // "" is true
  std::optional<std::int64_t> integer(std::string_view name);
  std::optional<std::vector<std::string>> list(std::string_view name);  // parted by commas
  void ignore(std::initializer_list<std::string_view> names);
  void refuse(std::initializer_list<std::string_view> names);  // not_supported
  void done() const;  // ElasticError 400 for the first that nobody asked about

  const std::string& path() const { return path_; }

 private:
  const NamedValues& values_;
  std::string path_;
  std::vector<std::string_view> asked_;
};

}  // namespace dateline
