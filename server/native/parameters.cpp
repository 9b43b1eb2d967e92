#include "server/native/parameters.h"

#include <algorithm>
#include <array>
#include <nlohmann/json.hpp>

#include "common/article_json.h"
#include "server/http/http_error.h"

namespace dateline {
namespace {

// Of the command line alone: where the database is, and what a terminal or a file is for.
constexpr std::array<std::string_view, 7> kNotHere{"db", "format", "color", "null", "queries", "run-name", "depth"};

std::string text_of(const std::string& key, const nlohmann::json& value) {
  if (value.is_string()) return value.get<std::string>();
  if (value.is_number()) return value.dump();
  if (value.is_boolean()) return value.get<bool>() ? "true" : "false";
  throw HttpError(400, "bad_request", key + ": a parameter is a string, a number, true, false or a list of these");
}

void add_body(const std::string& body, NamedValues& values) {
  if (json_nested_too_deeply(body)) throw HttpError(400, "bad_request", "the body is nested too deeply");
  const nlohmann::json json = nlohmann::json::parse(body, nullptr, false);
  if (!json.is_object()) throw HttpError(400, "bad_request", "the body has to be a JSON object of parameters, such as {\"q\": \"ferry\", \"limit\": 5}");
  for (const auto& [key, value] : json.items()) {
    if (value.is_null()) continue;
    if (value.is_array())
      for (const nlohmann::json& one : value) values.emplace_back(key, text_of(key, one));
    else
      values.emplace_back(key, text_of(key, value));
  }
}

}  // namespace

NamedValues parameters_of(const HttpRequest& request) {
  NamedValues values = request.parameters;
  const bool blank = request.body.find_first_not_of(" \t\r\n") == std::string::npos;
  if (request.method == "POST" && !blank) add_body(request.body, values);
  return values;
}

std::optional<std::string> take_parameter(NamedValues& values, const std::string& name) {
  std::optional<std::string> found;
  for (auto value = values.begin(); value != values.end();) {
    if (value->first != name) {
      ++value;
      continue;
    }
    found = found ? *found + "," + value->second : std::move(value->second);
    value = values.erase(value);
  }
  return found;
}

std::vector<const OptionSpec*> options_for(const ProgramSpec& program, const std::string& command) {
  std::vector<const OptionSpec*> options;
  for (const OptionSpec& option : program.options) {
    if (std::find(kNotHere.begin(), kNotHere.end(), option.name) != kNotHere.end()) continue;
    if (option.commands.empty() || std::find(option.commands.begin(), option.commands.end(), command) != option.commands.end()) options.push_back(&option);
  }
  return options;
}

ParsedOptions options_of(const ProgramSpec& program, const std::string& command, const NamedValues& values, const std::string& format, const std::vector<std::string>& operands) {
  const std::vector<const OptionSpec*> known = options_for(program, command);
  std::vector<std::string> words{command, "--format=" + format};
  for (const auto& [given, value] : values) {
    std::string name = given;
    std::replace(name.begin(), name.end(), '_', '-');
    const auto found = std::find_if(known.begin(), known.end(), [&](const OptionSpec* one) { return one->name == name || (!one->also.empty() && one->also == name); });
    if (found == known.end()) throw HttpError(400, "unknown_parameter", "there is no parameter '" + given + "' here; /openapi.json lists them");
    const OptionSpec* option = *found;
    if (option->argument.empty()) {
      if (value == "true" || value == "1" || value.empty())
        words.push_back("--" + name);
      else if (value != "false" && value != "0")
        throw HttpError(400, "bad_request", given + " is true or false, not " + value);
    } else if (!option->repeatable && option->argument.find(",...") != std::string::npos) {
      const std::string start = "--" + name + "=";
      const auto same = std::find_if(words.begin(), words.end(), [&](const std::string& word) { return word.rfind(start, 0) == 0; });
      if (same == words.end())
        words.push_back(start + value);
      else
        *same += "," + value;
    } else {
      words.push_back("--" + name + "=" + value);
    }
  }
  words.emplace_back("--");
  words.insert(words.end(), operands.begin(), operands.end());
  return parse_options(program, words, true);
}

}  // namespace dateline
