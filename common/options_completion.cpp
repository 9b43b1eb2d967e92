// Shell completion scripts: commands first, then each command's options, choices, files and folders.
#include <algorithm>

#include "common/options_text.h"

namespace dateline {
namespace {

std::string function_name(const std::string& program) {
  std::string name = "_" + program;
  std::replace(name.begin(), name.end(), '-', '_');
  return name;
}

std::string joined(const std::vector<std::string>& words) {
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

// For single quotes of a shell.
std::string quoted(std::string_view text, std::string_view escaped_quote) {
  std::string out;
  for (char c : text) {
    if (c == '\'')
      out += escaped_quote;
    else
      out.push_back(c);
  }
  return out;
}

std::string bash(const ProgramSpec& program) {
  const std::string name = function_name(program.name);
  std::vector<std::string> commands;
  for (const CommandSpec& command : program.commands) commands.push_back(command.name);
  std::string alternatives;
  for (const std::string& command : commands) alternatives += (alternatives.empty() ? "" : "|") + command;
  std::string out = "# bash completion for " + program.name + "\n" + name + "() {\n";
  out += "  local cur=${COMP_WORDS[COMP_CWORD]} prev=${COMP_WORDS[COMP_CWORD-1]} word command=\n";
  out += "  for word in \"${COMP_WORDS[@]:1:COMP_CWORD-1}\"; do\n    case $word in " + alternatives + ") command=$word; break;; esac\n  done\n";
  out += "  case $prev in\n";
  for (const OptionSpec& option : all_options(program)) {
    if (option.argument.empty()) continue;
    std::string action = "return";
    if (!option.choices.empty()) action = "COMPREPLY=($(compgen -W '" + joined(option.choices) + "' -- \"$cur\")); return";
    if (option.completes == "dir") action = "COMPREPLY=($(compgen -d -- \"$cur\")); return";
    if (option.completes == "file") action = "COMPREPLY=($(compgen -f -- \"$cur\")); return";
    out += "    --" + option.name + (option.letter ? std::string("|-") + option.letter : "") + ") " + action + ";;\n";
  }
  out += "  esac\n  if [[ $cur == -* ]]; then\n    case ${command:-" + program.default_command + "} in\n";
  for (const std::string& command : commands) {
    std::vector<std::string> options;
    for (const OptionSpec& option : all_options(program))
      if (belongs_to(option, command)) options.push_back("--" + option.name);
    out += "      " + command + ") COMPREPLY=($(compgen -W '" + joined(options) + "' -- \"$cur\"));;\n";
  }
  out += "    esac\n    return\n  fi\n  COMPREPLY=($(compgen -f -- \"$cur\"))\n";
  out += "  [[ -z $command ]] && COMPREPLY+=($(compgen -W '" + joined(commands) + "' -- \"$cur\"))\n}\n";
  out += "complete -o filenames -F " + name + " " + program.name + "\n";
  return out;
}

std::string zsh(const ProgramSpec& program) {
  const auto plain = [](std::string_view text) {
    std::string out;
    for (char c : quoted(text, "'\\''")) {
      if (c == ':' || c == '[' || c == ']') out.push_back('\\');
      out.push_back(c);
    }
    return out;
  };
  std::string out = "#compdef " + program.name + "\n# zsh completion for " + program.name + "\nlocal -a commands\ncommands=(\n";
  for (const CommandSpec& command : program.commands) out += "  '" + command.name + ":" + plain(command.summary) + "'\n";
  out += ")\n_arguments -s -S \\\n";
  for (const OptionSpec& option : all_options(program)) {
    std::string argument;
    if (!option.argument.empty()) {
      argument = ":" + plain(option.argument) + ":";
      if (!option.choices.empty()) argument += "(" + joined(option.choices) + ")";
      if (option.completes == "dir") argument += "_files -/";
      if (option.completes == "file") argument += "_files";
    }
    std::vector<std::string> names{"--" + option.name};
    if (option.letter) names.push_back(std::string("-") + option.letter);
    for (const std::string& name : names)
      out += "  '" + std::string(option.repeatable ? "*" : "") + name + "[" + plain(option.help) + "]" + argument + "' \\\n";
  }
  out += "  '1: :{_describe command commands; _files}' \\\n  '*:file:_files'\n";
  return out;
}

std::string fish(const ProgramSpec& program) {
  std::string out = "# fish completion for " + program.name + "\n";
  std::vector<std::string> commands;
  for (const CommandSpec& command : program.commands) commands.push_back(command.name);
  for (const CommandSpec& command : program.commands)
    out += "complete -c " + program.name + " -n 'not __fish_seen_subcommand_from " + joined(commands) + "' -a " + command.name + " -d '" +
           quoted(command.summary, "\\'") + "'\n";
  for (const OptionSpec& option : all_options(program)) {
    out += "complete -c " + program.name + " -l " + option.name;
    if (option.letter) out += std::string(" -s ") + option.letter;
    if (!option.argument.empty()) out += option.choices.empty() ? (option.completes.empty() ? " -x" : " -r") : " -x -a '" + joined(option.choices) + "'";
    out += " -d '" + quoted(option.help, "\\'") + "'\n";
  }
  return out;
}

}  // namespace

std::string completion(const ProgramSpec& program, std::string_view shell) {
  if (shell == "zsh") return zsh(program);
  if (shell == "fish") return fish(program);
  return bash(program);
}

}  // namespace dateline
