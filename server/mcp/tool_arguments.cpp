#include "server/mcp/tool_arguments.h"

#include <algorithm>
#include <cmath>

#include "common/error.h"

namespace dateline {
namespace {

using Json = nlohmann::ordered_json;

constexpr std::size_t kShownCharacters = 80;

Error refused(const std::string& why) { return Error(ErrorKind::usage, why); }

std::string joined(const std::vector<std::string>& names) {
  std::string all;
  for (const std::string& name : names) all += (all.empty() ? "" : ", ") + name;
  return all;
}

std::string shown(const Json& value) {
  const std::string text = value.dump(-1, ' ', true, Json::error_handler_t::replace);  // ASCII, so that it can be cut anywhere
  return text.size() <= kShownCharacters ? text : text.substr(0, kShownCharacters) + "...";
}

}  // namespace

ToolArguments::ToolArguments(const Json& arguments, const std::string& tool, const std::vector<std::string>& known) : arguments_(arguments), tool_(tool) {
  for (const auto& [name, value] : arguments.items())
    if (std::find(known.begin(), known.end(), name) == known.end()) throw refused(tool + " has no argument " + shown(name) + "; it takes: " + joined(known));
}

const Json* ToolArguments::find(const std::string& name) const {
  const auto found = arguments_.find(name);
  return found == arguments_.end() || found->is_null() || *found == "" ? nullptr : &*found;
}

std::optional<std::string> ToolArguments::given_text(const std::string& name) const {
  const Json* value = find(name);
  if (!value) return std::nullopt;
  if (value->is_number_integer()) return value->dump();  // an id, or a year
  if (!value->is_string()) throw refused(name + " takes a string, not " + shown(*value));
  return value->get<std::string>();
}

std::string ToolArguments::text(const std::string& name) const {
  if (auto given = given_text(name)) return *std::move(given);
  throw refused(tool_ + " needs the argument " + name);
}

std::string ToolArguments::text_or(const std::string& name, const std::string& fallback) const { return given_text(name).value_or(fallback); }

std::string ToolArguments::choice(const std::string& name, const std::vector<std::string>& choices) const {
  const auto given = given_text(name);
  if (!given) return {};
  if (std::find(choices.begin(), choices.end(), *given) == choices.end()) throw refused(name + " is one of " + joined(choices) + ", not " + shown(*given));
  return *given;
}

std::size_t ToolArguments::number(const std::string& name, std::size_t fallback, std::size_t low, std::size_t high) const {
  const Json* value = find(name);
  if (!value) return fallback;
  double number = -1;
  if (value->is_number())
    number = value->get<double>();
  else if (const std::string text = value->is_string() ? value->get<std::string>() : ""; !text.empty() && text.size() <= 9 && text.find_first_not_of("0123456789") == std::string::npos)
    number = std::stod(text);
  if (!(number >= static_cast<double>(low) && number <= static_cast<double>(high) && number == std::floor(number)))
    throw refused(name + " takes a whole number from " + std::to_string(low) + " to " + std::to_string(high) + ", not " + shown(*value));
  return static_cast<std::size_t>(number);
}

bool ToolArguments::flag(const std::string& name) const {
  const Json* value = find(name);
  if (!value || *value == false || *value == "false") return false;
  if (*value == true || *value == "true") return true;
  throw refused(name + " is true or false, not " + shown(*value));
}

}  // namespace dateline
