// What a language model gives a tool: read with tolerance where the meaning is plain, refused with a reason that tells it what to do where it is not.
#pragma once

#include <nlohmann/json.hpp>
#include <optional>
#include <string>
#include <vector>

namespace dateline {

// All functions: Error{usage} naming the argument and what it takes. An argument that is null or an empty string is one not given.
class ToolArguments {
 public:
  // `known`: the names the tool takes.
  ToolArguments(const nlohmann::ordered_json& arguments, const std::string& tool, const std::vector<std::string>& known);

  std::string text(const std::string& name) const;      // has to be given
  std::string text_or(const std::string& name, const std::string& fallback) const;
  std::optional<std::string> given_text(const std::string& name) const;
  std::string choice(const std::string& name, const std::vector<std::string>& choices) const;  // empty when not given
  std::size_t number(const std::string& name, std::size_t fallback, std::size_t low, std::size_t high) const;  // 10, 10.0 and "10"
  bool flag(const std::string& name) const;

 private:
  const nlohmann::ordered_json* find(const std::string& name) const;

  const nlohmann::ordered_json& arguments_;
  std::string tool_;
};

}  // namespace dateline
