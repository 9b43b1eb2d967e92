// Command and option tables: data from which the parser, --help, man pages and shell completions are all made.
// The one place that meets Boost.Program_options.
#pragma once

#include <map>
#include <optional>
#include <ostream>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

struct OptionSpec {
  std::string name;             // long name without dashes; "null" with letter '0' for -0
  char letter = 0;              // short form or 0
  std::string argument;         // upper-case placeholder (FILE, N); empty for a switch
  std::string help;             // one sentence without full stop; defaults named in it
  std::vector<std::string> commands;  // commands that take it; empty: all
  bool repeatable = false;
  std::vector<std::string> choices;   // allowed arguments; empty: any. Completed by the shells
  std::string completes;        // what a shell offers for the argument: "file", "dir" or ""
  std::string also = {};        // another spelling of the name that is understood; empty: none
};

struct CommandSpec {
  std::string name;             // empty or the default command's own name
  std::string arguments;        // synopsis of the operands, e.g. "[--] WORDS..."
  std::string summary;          // one line
  std::string description;      // a paragraph or more for the man page; blank line between paragraphs
};

struct ExampleSpec {
  std::string command;          // as typed
  std::string meaning;
};

struct ProgramSpec {
  std::string name;             // dateline-index
  std::string summary;          // one line
  std::string description;      // paragraphs for the man page
  std::string default_command;  // used when the first word is no command
  std::vector<CommandSpec> commands;
  std::vector<OptionSpec> options;
  std::vector<ExampleSpec> examples;
  std::vector<std::pair<int, std::string>> exit_statuses;
  std::vector<std::pair<std::string, std::string>> environment;  // read by main only
};

class ParsedOptions {
 public:
  std::string command;                   // a CommandSpec's name
  std::vector<std::string> operands;     // what is not an option; "-" is one, and all that follows "--"
  bool help = false, version = false;
  std::string generate;                  // "", man, bash, zsh or fish

  bool has(std::string_view name) const;
  // The last one given, or `fallback`.
  std::string get(std::string_view name, std::string_view fallback = {}) const;
  std::vector<std::string> all(std::string_view name) const;
  // Error{usage} naming the option when the argument is not a whole number in [low, high].
  long long number(std::string_view name, long long fallback, long long low, long long high) const;
  // Bytes, with K, M, G (of 1,024) or without. Error{usage} naming the option when it is no such size, or below `low`.
  std::uint64_t size(std::string_view name, std::uint64_t fallback, std::uint64_t low) const;

  std::map<std::string, std::vector<std::string>, std::less<>> values;
};

// Options may stand before and after the command and the operands. --help, --version and --generate KIND are understood for
// every program. A word that looks negative (-word) after the first operand is an operand when `dash_words` (a query's NOT), not an option, unless it is a known option.
// Error{usage} with a hint (the nearest option, or --help) for what is unknown, incomplete, or of another command. No prefix guessing.
ParsedOptions parse_options(const ProgramSpec& program, const std::vector<std::string>& words, bool dash_words = false);

std::string help_text(const ProgramSpec& program, std::string_view command, std::size_t columns);
std::string man_page(const ProgramSpec& program, std::string_view version, std::string_view date);  // roff, section 1
std::string completion(const ProgramSpec& program, std::string_view shell);  // bash, zsh or fish

// --help, --version and --generate answered; `running_with` is for --version (build_info.h). False when none of them was given.
bool answer_about(const ProgramSpec& program, const ParsedOptions& options, std::size_t columns, std::ostream& out, std::string_view running_with = {});

// Where the database is when --db does not say: $DATELINE_DB, else $XDG_DATA_HOME/dateline/news, else ~/.local/share/dateline/news. The values are given, as
// std::getenv has them. Error{usage} when none of them helps.
std::string default_database(const char* dateline_db, const char* xdg_data_home, const char* home);

}  // namespace dateline
