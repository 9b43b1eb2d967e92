// The manual page, in man(7) macros.
#include <algorithm>
#include <cctype>

#include "common/options_text.h"

namespace dateline {
namespace {

// Text safe for roff: backslashes and dashes escaped, no line that begins with a request.
std::string roff(std::string_view text) {
  std::string out;
  bool line_start = true;
  for (char c : text) {
    if (line_start && (c == '.' || c == '\'')) out += "\\&";
    line_start = c == '\n';
    if (c == '\\')
      out += "\\e";
    else if (c == '-')
      out += "\\-";
    else
      out.push_back(c);
  }
  return out;
}

void paragraphs(std::string& out, std::string_view text, bool indented) {
  bool first = true;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find("\n\n"), text.size());
    if (!first) out += std::string(indented ? ".IP" : ".PP") + "\n";
    out += roff(text.substr(0, end)) + "\n";
    text.remove_prefix(std::min(end + 2, text.size()));
    first = false;
  }
}

std::string upper(std::string text) {
  std::transform(text.begin(), text.end(), text.begin(), [](unsigned char c) { return static_cast<char>(std::toupper(c)); });
  return text;
}

}  // namespace

std::string man_page(const ProgramSpec& program, std::string_view version, std::string_view date) {
  std::string out = ".TH " + upper(roff(program.name)) + " 1 " + std::string(date) + " \"Dateline " + std::string(version) + "\" \"User Commands\"\n";
  out += ".SH NAME\n" + roff(program.name) + " \\- " + roff(program.summary) + "\n.SH SYNOPSIS\n";
  for (const CommandSpec& command : program.commands) {
    out += ".B " + roff(program.name);
    if (command.name != program.default_command) out += " " + roff(command.name);
    out += "\n.RI [ OPTIONS ]";
    if (!command.arguments.empty()) out += "\n" + roff(command.arguments);
    out += "\n.br\n";
  }
  out += ".SH DESCRIPTION\n";
  paragraphs(out, program.description, false);
  out += ".SH COMMANDS\n";
  for (const CommandSpec& command : program.commands) {
    out += ".TP\n.B " + roff(command.name) + (command.arguments.empty() ? "" : " " + roff(command.arguments)) + "\n";
    paragraphs(out, command.description, true);
  }
  out += ".SH OPTIONS\n";
  for (const OptionSpec& option : all_options(program)) {
    out += ".TP\n";
    out += option.letter ? "\\fB\\-" + std::string(1, option.letter) + "\\fR, " : "";
    out += "\\fB\\-\\-" + roff(option.name) + "\\fR";
    if (!option.argument.empty()) out += " \\fI" + roff(option.argument) + "\\fR";
    out += "\n" + roff(option.help) + ".\n";
    if (!option.commands.empty()) {
      std::string commands;
      for (const std::string& command : option.commands) commands += (commands.empty() ? "" : ", ") + command;
      out += "For: " + roff(commands) + ".\n";
    }
  }
  out += ".SH EXIT STATUS\n";
  for (const auto& [status, meaning] : program.exit_statuses) out += ".TP\n.B " + std::to_string(status) + "\n" + roff(meaning) + ".\n";
  if (!program.environment.empty()) out += ".SH ENVIRONMENT\n";
  for (const auto& [name, meaning] : program.environment) out += ".TP\n.B " + name + "\n" + roff(meaning) + ".\n";
  out += ".SH EXAMPLES\n";
  for (const ExampleSpec& example : program.examples) out += ".TP\n.B " + roff(example.command) + "\n" + roff(example.meaning) + ".\n";
  return out;
}

}  // namespace dateline
