// Help, man page and completions, all made from the tables.
#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "common/options_text.h"
#include "common/version.h"
#include "sample_program.h"

namespace dateline {
namespace {

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

std::vector<std::string> lines_of(const std::string& text) {
  std::vector<std::string> lines;
  std::istringstream in(text);
  for (std::string line; std::getline(in, line);) lines.push_back(line);
  return lines;
}

// As roff writes it.
std::string roff_name(std::string name) {
  std::string out = "\\-\\-";
  for (char c : name) out += c == '-' ? "\\-" : std::string(1, c);
  return out;
}

std::string answer(const std::vector<std::string>& words) {
  std::ostringstream out;
  CHECK(answer_about(sample_program(), parse_options(sample_program(), words), 80, out));
  return out.str();
}

}  // namespace

TEST_CASE("every command and every option is in the help, the man page and each completion", "[options]") {
  const ProgramSpec program = sample_program();
  const std::string help = help_text(program, "find", 80), man = man_page(program, "1.0", "2024-03-14");
  const std::string bash = completion(program, "bash"), zsh = completion(program, "zsh"), fish = completion(program, "fish");
  for (const OptionSpec& option : all_options(program)) {
    CAPTURE(option.name);
    CHECK(contains(help, "--" + option.name));
    CHECK(contains(man, roff_name(option.name)));
    CHECK(contains(bash, "--" + option.name));
    CHECK(contains(zsh, "--" + option.name + "["));
    CHECK(contains(fish, " -l " + option.name + " "));
  }
  for (const CommandSpec& command : program.commands) {
    CAPTURE(command.name);
    CHECK(contains(help, command.name));
    CHECK(contains(help, command.summary));
    CHECK(contains(man, ".B " + command.name));
    CHECK(contains(bash, command.name + ") command=") + contains(bash, command.name + "|") > 0);
    CHECK(contains(zsh, "'" + command.name + ":"));
    CHECK(contains(fish, " -a " + command.name + " "));
  }
}

TEST_CASE("choices, files and folders are completed", "[options]") {
  const ProgramSpec program = sample_program();
  CHECK(contains(completion(program, "bash"), "--colour) COMPREPLY=($(compgen -W 'automatic always never'"));
  CHECK(contains(completion(program, "bash"), ") COMPREPLY=($(compgen -d"));
  CHECK(contains(completion(program, "bash"), "--log) COMPREPLY=($(compgen -f"));
  CHECK(contains(completion(program, "zsh"), "(automatic always never)"));
  CHECK(contains(completion(program, "zsh"), ":DIR:_files -/"));
  CHECK(contains(completion(program, "fish"), "-a 'automatic always never'"));
}

TEST_CASE("bash offers a command the options that go with it and no others", "[options]") {
  for (const std::string& line : lines_of(completion(sample_program(), "bash"))) {
    if (!contains(line, "      count) ")) continue;
    CHECK(contains(line, "--flag"));
    CHECK(contains(line, "--db"));
    CHECK_FALSE(contains(line, "--limit"));
    return;
  }
  FAIL("count is not there");
}

TEST_CASE("a command's own help tells of its options alone", "[options]") {
  const std::string help = help_text(sample_program(), "count", 80);
  CHECK(contains(help, "harbour-log count"));
  CHECK(contains(help, "[WORDS...]"));
  CHECK(contains(help, "Prints one number."));
  CHECK(contains(help, "--flag CODE"));
  CHECK(contains(help, "--help"));
  CHECK_FALSE(contains(help, "--limit"));
  CHECK_FALSE(contains(help, "--colour"));
}

TEST_CASE("the whole help has examples and exit statuses", "[options]") {
  const std::string help = help_text(sample_program(), "find", 80);
  CHECK(contains(help, "harbour-log: keeps the harbour's log"));
  CHECK(contains(help, "harbour-log find mary"));
  CHECK(contains(help, "no boat was found"));
}

TEST_CASE("help keeps to the columns of the terminal", "[options]") {
  for (std::size_t columns : {50, 60, 80, 100})
    for (const char* command : {"find", "count", "repair"})
      for (const std::string& line : lines_of(help_text(sample_program(), command, columns))) {
        CAPTURE(columns, command, line);
        CHECK(line.size() <= columns);
      }
}

TEST_CASE("words are wrapped, a word too long stands alone, and empty lines stay", "[options]") {
  using Lines = std::vector<std::string>;
  CHECK(wrap("one two three four", 9) == Lines{"one two", "three", "four"});
  CHECK(wrap("one enormousword two", 6) == Lines{"one", "enormousword", "two"});
  CHECK(wrap("one\n\ntwo", 20) == Lines{"one", "", "two"});
  CHECK(wrap("", 20).empty());
}

TEST_CASE("the man page has its sections, and text that looks like a request is none", "[options]") {
  const std::string man = man_page(sample_program(), "1.0", "2024-03-14");
  CHECK(man.rfind(".TH ", 0) == 0);
  for (const char* section : {"NAME", "SYNOPSIS", "DESCRIPTION", "COMMANDS", "OPTIONS", "EXIT STATUS", "ENVIRONMENT", "EXAMPLES"})
    CHECK(contains(man, std::string("\n.SH ") + section + "\n"));
  CHECK(contains(man, "\n\\&.Each is written down, with a back\\eslash \\- and a dash.\n"));
  for (const std::string& line : lines_of(man)) {
    CAPTURE(line);
    if (!line.empty() && line[0] == '.') CHECK(contains(" .TH .SH .TP .B .PP .IP .RI .br ", " " + line.substr(0, line.find(' ')) + " "));
  }
}

TEST_CASE("quotes in a help text do not end a string of the shell", "[options]") {
  CHECK(contains(completion(sample_program(), "zsh"), "it'\\''s safe"));
  CHECK(contains(completion(sample_program(), "fish"), "it\\'s safe"));
  CHECK(contains(completion(sample_program(), "zsh"), "\\[xargs\\]\\:"));
}

TEST_CASE("what is asked about the program is answered", "[options]") {
  CHECK(answer({"--version"}).rfind(std::string("harbour-log ") + kVersion + "\n", 0) == 0);
  CHECK(answer({"count", "--help"}) == help_text(sample_program(), "count", 80));
  CHECK(answer({"--generate", "man"}).rfind(".TH ", 0) == 0);
  CHECK(answer({"--generate", "fish"}) == completion(sample_program(), "fish"));
  std::ostringstream out;
  CHECK_FALSE(answer_about(sample_program(), parse_options(sample_program(), {"mary"}), 80, out));
  CHECK(out.str().empty());
}

}  // namespace dateline
