// Reading JSON of the Elasticsearch API: bounded, and with every key of an object either understood or refused by name.
#pragma once

#include <nlohmann/json.hpp>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

using Json = nlohmann::ordered_json;  // the order of aggregations and of sort keys matters

inline constexpr int kDeepestJson = 100;
inline constexpr std::size_t kMostJsonKeys = 4096;  // in one body

// One JSON value. ElasticError 400 when it is none, nested too deeply or of too many keys.
Json parse_json(std::string_view text);

// What a value is, for messages: VALUE_STRING, START_ARRAY ...
std::string token_of(const Json& value);

// As Elasticsearch coerces: "true" is a boolean, "10" a number, 10 a text. ElasticError 400 naming `where` when it is no such thing.
std::string text_value(const Json& value, const std::string& where);
double number_value(const Json& value, const std::string& where);
std::int64_t integer_value(const Json& value, const std::string& where);
bool boolean_value(const Json& value, const std::string& where);
std::vector<std::string> text_list(const Json& value, const std::string& where);  // of a list, or of one alone

// The keys of one object; a null counts as not given. `where` names the object in messages: "[match] query".
class JsonObject {
 public:
  JsonObject(const Json& json, std::string where);  // borrowed; parsing_exception when it is no object

  const Json* find(std::string_view key);
  const Json& need(std::string_view key);  // parsing_exception when there is none
  std::optional<std::string> text(std::string_view key);
  std::optional<double> number(std::string_view key);
  std::optional<std::int64_t> integer(std::string_view key);
  std::optional<std::size_t> size(std::string_view key);  // not negative
  std::optional<bool> boolean(std::string_view key);
  void ignore(std::string_view key) { find(key); }        // harmless here
  // Keys of Elasticsearch that change answers and are not ours: not_supported, naming the first of them that is there.
  void refuse(std::initializer_list<std::string_view> keys);
  void done() const;  // parsing_exception for the first key nobody asked about

  const std::string& where() const { return where_; }

 private:
  const Json& json_;
  std::string where_;
  std::vector<std::string_view> asked_;
};

}  // namespace dateline
