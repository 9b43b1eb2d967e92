#include "server/elastic/json.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "server/elastic/error.h"

namespace dateline {
namespace {

ElasticError wrong_type(const std::string& where, const Json& value, const std::string& wanted) {
  return parsing_error(where + " must be " + wanted + ", not " + token_of(value));
}

}  // namespace

Json parse_json(std::string_view text) {
  std::size_t keys = 0;
  const Json::parser_callback_t bounded = [&](int depth, Json::parse_event_t event, Json&) {
    if (depth > kDeepestJson) throw parsing_error("JSON nested deeper than " + std::to_string(kDeepestJson) + " levels");
    if (event == Json::parse_event_t::key && ++keys > kMostJsonKeys) throw parsing_error("more than " + std::to_string(kMostJsonKeys) + " keys in one request body");
    return true;
  };
  try {
    return Json::parse(text.begin(), text.end(), bounded);
  } catch (const Json::parse_error& error) {
    throw ElasticError(400, "x_content_parse_exception", "request body is not JSON, at byte " + std::to_string(error.byte));
  } catch (const Json::out_of_range&) {
    throw ElasticError(400, "x_content_parse_exception", "request body holds a number that no double can hold");
  }
}

std::string token_of(const Json& value) {
  switch (value.type()) {
    case Json::value_t::null: return "VALUE_NULL";
    case Json::value_t::object: return "START_OBJECT";
    case Json::value_t::array: return "START_ARRAY";
    case Json::value_t::string: return "VALUE_STRING";
    case Json::value_t::boolean: return "VALUE_BOOLEAN";
    default: return "VALUE_NUMBER";
  }
}

std::string text_value(const Json& value, const std::string& where) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number() || value.is_boolean()) return value.dump();
  throw wrong_type(where, value, "text");
}

double number_value(const Json& value, const std::string& where) {
  if (value.is_number()) return value.get<double>();
  if (value.is_string()) {
    const std::string& text = value.get_ref<const std::string&>();
    double number = 0;
    const auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), number);
    if (error == std::errc() && end == text.data() + text.size() && std::isfinite(number)) return number;
  }
  throw wrong_type(where, value, "a number");
}

std::int64_t integer_value(const Json& value, const std::string& where) {
  const double number = number_value(value, where);
  if (number != std::floor(number) || std::abs(number) > 9e15) throw wrong_type(where, value, "a whole number");
  return static_cast<std::int64_t>(number);
}

bool boolean_value(const Json& value, const std::string& where) {
  if (value.is_boolean()) return value.get<bool>();
  if (value == "true" || value == "false") return value == "true";
  throw wrong_type(where, value, "true or false");
}

std::vector<std::string> text_list(const Json& value, const std::string& where) {
  if (!value.is_array()) return {text_value(value, where)};
  std::vector<std::string> list;
  for (const Json& one : value) list.push_back(text_value(one, where));
  return list;
}

JsonObject::JsonObject(const Json& json, std::string where) : json_(json), where_(std::move(where)) {
  if (!json.is_object()) throw wrong_type(where_, json, "an object");
}

const Json* JsonObject::find(std::string_view key) {
  asked_.push_back(key);
  const auto found = json_.find(std::string(key));
  return found == json_.end() || found->is_null() ? nullptr : &*found;
}

const Json& JsonObject::need(std::string_view key) {
  if (const Json* found = find(key)) return *found;
  throw parsing_error(where_ + " needs [" + std::string(key) + "]");
}

std::optional<std::string> JsonObject::text(std::string_view key) {
  const Json* found = find(key);
  return found ? std::optional(text_value(*found, where_ + " [" + std::string(key) + "]")) : std::nullopt;
}

std::optional<double> JsonObject::number(std::string_view key) {
  const Json* found = find(key);
  return found ? std::optional(number_value(*found, where_ + " [" + std::string(key) + "]")) : std::nullopt;
}

std::optional<std::int64_t> JsonObject::integer(std::string_view key) {
  const Json* found = find(key);
  return found ? std::optional(integer_value(*found, where_ + " [" + std::string(key) + "]")) : std::nullopt;
}

std::optional<std::size_t> JsonObject::size(std::string_view key) {
  const std::optional<std::int64_t> found = integer(key);
  if (found && *found < 0) throw illegal_argument(where_ + " [" + std::string(key) + "] cannot be negative, found " + std::to_string(*found));
  return found ? std::optional(static_cast<std::size_t>(*found)) : std::nullopt;
}

std::optional<bool> JsonObject::boolean(std::string_view key) {
  const Json* found = find(key);
  return found ? std::optional(boolean_value(*found, where_ + " [" + std::string(key) + "]")) : std::nullopt;
}

void JsonObject::refuse(std::initializer_list<std::string_view> keys) {
  for (std::string_view key : keys)
    if (find(key)) throw not_supported(where_ + " [" + std::string(key) + "]");
}

void JsonObject::done() const {
  for (const auto& [key, value] : json_.items())
    if (std::find(asked_.begin(), asked_.end(), key) == asked_.end()) throw parsing_error(where_ + " does not support [" + key + "]");
}

}  // namespace dateline
