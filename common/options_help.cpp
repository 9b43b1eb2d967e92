#include <algorithm>
#include <utility>

#include "common/options_text.h"

namespace dateline {
namespace {

constexpr std::size_t kMargin = 2, kGap = 2, kWidestLeft = 26, kWidestText = 100;

std::string left_of(const OptionSpec& option) {
  std::string left = option.letter ? std::string("-") + option.letter + ", --" + option.name : "    --" + option.name;
  if (!option.argument.empty()) left += " " + option.argument;
  return left;
}

// Two columns: names, and what they mean, wrapped.
void table(std::string& out, const std::vector<std::pair<std::string, std::string>>& rows, std::size_t columns) {
  std::size_t left = 0;
  for (const auto& [name, text] : rows)
    if (name.size() <= kWidestLeft) left = std::max(left, name.size());
  const std::size_t indent = kMargin + left + kGap;
  for (const auto& [name, text] : rows) {
    out += std::string(kMargin, ' ') + name;
    const std::vector<std::string> lines = wrap(text, columns > indent + 20 ? columns - indent : 20);
    std::size_t at = kMargin + name.size();
    for (std::size_t i = 0; i < lines.size(); ++i) {
      if (i > 0 || at + kGap > indent) {
        out += '\n';
        at = 0;
      }
      out += std::string(indent - at, ' ') + lines[i];
    }
    out += '\n';
  }
}

void heading(std::string& out, const char* text) { out += std::string("\n") + text + ":\n"; }

}  // namespace

std::vector<OptionSpec> all_options(const ProgramSpec& program) {
  std::vector<OptionSpec> options = program.options;
  options.push_back({"help", 'h', "", "show this help; after a command, that command's", {}, false, {}, ""});
  options.push_back({"version", 'V', "", "show the version, and how it was built", {}, false, {}, ""});
  options.push_back({"generate", 0, "KIND", "print the manual page (man) or shell completion (bash, zsh, fish)", {}, false, {"man", "bash", "zsh", "fish"}, ""});
  return options;
}

bool belongs_to(const OptionSpec& option, std::string_view command) {
  return option.commands.empty() || std::find(option.commands.begin(), option.commands.end(), command) != option.commands.end();
}

std::vector<std::string> wrap(std::string_view text, std::size_t columns) {
  std::vector<std::string> lines;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view rest = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    std::string line;
    while (!rest.empty()) {
      const std::size_t space = std::min(rest.find(' '), rest.size());
      const std::string_view word = rest.substr(0, space);
      rest.remove_prefix(std::min(space + 1, rest.size()));
      if (!line.empty() && line.size() + 1 + word.size() > columns) lines.push_back(std::exchange(line, {}));
      line += (line.empty() ? "" : " ") + std::string(word);
    }
    lines.push_back(line);
  }
  return lines;
}

std::string help_text(const ProgramSpec& program, std::string_view command_name, std::size_t columns) {
  columns = std::clamp<std::size_t>(columns, 40, kWidestText);
  const auto found = std::find_if(program.commands.begin(), program.commands.end(), [&](const CommandSpec& c) { return c.name == command_name; });
  const bool whole = found == program.commands.end() || command_name == program.default_command;
  std::string out;
  if (whole) {
    out = program.name + ": " + program.summary + "\n";
    heading(out, "Usage");
    std::vector<std::pair<std::string, std::string>> rows;
    for (const CommandSpec& command : program.commands) {
      std::string left = command.name + (command.arguments.empty() ? "" : " " + command.arguments);
      rows.emplace_back(left, command.summary);
    }
    out += "  " + program.name + " [COMMAND] [OPTIONS] ...\n";
    heading(out, "Commands");
    table(out, rows, columns);
  } else {
    out = program.name + " " + found->name + ": " + found->summary + "\n";
    heading(out, "Usage");
    out += "  " + program.name + " " + found->name + " [OPTIONS]" + (found->arguments.empty() ? "" : " " + found->arguments) + "\n\n";
    for (const std::string& line : wrap(found->description, columns)) out += line + "\n";
  }
  heading(out, "Options");
  std::vector<std::pair<std::string, std::string>> rows;
  for (const OptionSpec& option : all_options(program))
    if (whole || belongs_to(option, command_name)) rows.emplace_back(left_of(option), option.help);
  table(out, rows, columns);
  if (!whole) return out;
  heading(out, "Examples");
  for (const ExampleSpec& example : program.examples) {
    for (const std::string& line : wrap(example.meaning, columns - 4)) out += "  # " + line + "\n";
    out += "  " + example.command + "\n";
  }
  heading(out, "Exit status");
  rows.clear();
  for (const auto& [status, meaning] : program.exit_statuses) rows.emplace_back(std::to_string(status), meaning);
  table(out, rows, columns);
  return out;
}

}  // namespace dateline
