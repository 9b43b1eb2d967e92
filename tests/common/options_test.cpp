// The command line: commands, options, operands, and what is said when it makes no sense.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "common/error.h"
#include "sample_program.h"

namespace dateline {
namespace {

using Words = std::vector<std::string>;

ParsedOptions parsed(const Words& words, bool dash_words = false) { return parse_options(sample_program(), words, dash_words); }

// What is said against it; empty when nothing is.
std::string complaint(const Words& words, bool dash_words = false) {
  try {
    parsed(words, dash_words);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    return error.what();
  }
  return "";
}

void check_complaint(const Words& words, const Words& parts) {
  const std::string said = complaint(words);
  CAPTURE(words, said);
  for (const std::string& part : parts) CHECK(said.find(part) != std::string::npos);
}

}  // namespace

TEST_CASE("the first word names the command, or the default command is meant", "[options]") {
  CHECK(parsed({"count", "mary"}).command == "count");
  CHECK(parsed({"count", "mary"}).operands == Words{"mary"});
  CHECK(parsed({"mary", "count"}).command == "find");
  CHECK(parsed({"mary", "count"}).operands == Words{"mary", "count"});
  CHECK(parsed({}).command == "find");
  CHECK(parsed({}).operands.empty());
}

TEST_CASE("behind -- the first word is no command, and nothing is an option", "[options]") {
  const ParsedOptions options = parsed({"--", "count", "--limit", "-q", "--"});
  CHECK(options.command == "find");
  CHECK(options.operands == Words{"count", "--limit", "-q", "--"});
  CHECK(parsed({"count", "--", "-q"}).command == "count");
  CHECK(parsed({"count", "--", "-q"}).operands == Words{"-q"});
}

TEST_CASE("options may stand before and after the command and the operands", "[options]") {
  for (const Words& words : {Words{"--db", "logs", "count", "mary", "-q"}, Words{"count", "--db=logs", "-q", "mary"}, Words{"count", "mary", "-q", "-d", "logs"},
                             Words{"-qdlogs", "count", "mary"}}) {
    CAPTURE(words);
    const ParsedOptions options = parsed(words);
    CHECK(options.command == "count");
    CHECK(options.operands == Words{"mary"});
    CHECK(options.get("db") == "logs");
    CHECK(options.has("quiet"));
  }
}

TEST_CASE("another spelling of an option is that option", "[options]") {
  CHECK(parsed({"--silent"}).has("quiet"));
  CHECK_FALSE(parsed({"--silent"}).has("silent"));
  CHECK_FALSE(parsed({"mary"}).has("quiet"));
  check_complaint({"--silent=yes"}, {"--silent", "takes no argument"});
}

TEST_CASE("an argument that is a command's name is no command", "[options]") {
  const ParsedOptions options = parsed({"--db", "count", "mary"});
  CHECK(options.command == "find");
  CHECK(options.get("db") == "count");
  CHECK(options.operands == Words{"mary"});
}

TEST_CASE("a lone dash is an operand", "[options]") { CHECK(parsed({"find", "-"}).operands == Words{"-"}); }

TEST_CASE("of an option given twice the last counts, of a repeatable one all do", "[options]") {
  const ParsedOptions options = parsed({"--limit", "3", "-n", "5", "--flag", "no", "-f", "se"});
  CHECK(options.get("limit") == "5");
  CHECK(options.all("flag") == Words{"no", "se"});
}

TEST_CASE("what was not given has the fallback", "[options]") {
  const ParsedOptions options = parsed({"mary"});
  CHECK_FALSE(options.has("db"));
  CHECK(options.get("db") == "");
  CHECK(options.get("db", "logs") == "logs");
  CHECK(options.all("flag").empty());
  CHECK(options.number("limit", 10, 0, 100) == 10);
}

TEST_CASE("a size is bytes, or thousands and millions of them", "[options]") {
  const auto size = [](const char* text) { return parsed({"--limit", text}).size("limit", 5, 1 << 20); };
  CHECK(parsed({}).size("limit", 5, 1 << 20) == 5);
  CHECK(size("2097152") == 2 << 20);
  CHECK(size("1024K") == 1 << 20);
  CHECK(size("3m") == 3 << 20);
  CHECK(size("2G") == std::uint64_t{2} << 30);
  for (const char* wrong : {"", "M", "1", "1023K", "-1", "1.5G", "4MB", "4T", "99999999999999999999", "9999999999G"}) {
    CAPTURE(wrong);
    CHECK_THROWS_WITH(size(wrong), Catch::Contains("--limit takes a size such as 400M, of at least 1M"));
  }
}

TEST_CASE("a number is read within its bounds, and the complaint names the option", "[options]") {
  CHECK(parsed({"--limit", "7"}).number("limit", 10, 0, 100) == 7);
  for (const char* wrong : {"101", "seven", "7x", "", "1e3", "99999999999999999999"}) {
    CAPTURE(wrong);
    try {
      parsed({"--limit", wrong}).number("limit", 10, 0, 100);
      FAIL_CHECK("was taken");
    } catch (const Error& error) {
      CHECK(error.kind() == ErrorKind::usage);
      CHECK(std::string(error.what()).find("--limit takes a whole number from 0 to 100") != std::string::npos);
    }
  }
  CHECK(parsed({"--limit=-3"}).number("limit", 10, -5, 5) == -3);
}

TEST_CASE("an unknown option is refused, with the nearest one as a hint", "[options]") {
  check_complaint({"--limt", "3"}, {"--limt", "did you mean --limit?"});
  check_complaint({"--limt=3"}, {"--limt", "did you mean --limit?"});
  check_complaint({"--color", "never"}, {"--color", "did you mean --colour?"});
  check_complaint({"--wholly-else"}, {"--wholly-else", "harbour-log --help"});
  check_complaint({"-x"}, {"-x"});
}

TEST_CASE("no option is guessed from its beginning", "[options]") {
  check_complaint({"--lim", "3"}, {"--lim"});
  check_complaint({"--qui"}, {"--qui"});
}

TEST_CASE("an option without its argument is refused", "[options]") {
  check_complaint({"mary", "--limit"}, {"--limit", "needs an argument"});
  check_complaint({"mary", "--db="}, {"--db", "needs an argument"});
}

TEST_CASE("a switch takes no argument", "[options]") { check_complaint({"--quiet=yes"}, {"--quiet", "takes no argument"}); }

TEST_CASE("an argument must be one of the choices", "[options]") {
  CHECK(parsed({"--colour", "never"}).get("colour") == "never");
  check_complaint({"--colour", "blue"}, {"--colour takes automatic, always, never", "blue"});
}

TEST_CASE("an option of another command is refused, and the help to read is named", "[options]") {
  check_complaint({"count", "--limit", "3"}, {"--limit does not go with count", "harbour-log count --help"});
  CHECK(complaint({"count", "--flag", "no"}).empty());
  CHECK(complaint({"repair", "--db", "logs"}).empty());
}

TEST_CASE("a word with a dash after the first operand is an operand where a query may say not", "[options]") {
  CHECK(parsed({"mary", "-rose"}, true).operands == Words{"mary", "-rose"});
  CHECK(parsed({"find", "-rose"}, true).operands == Words{"-rose"});
  CHECK(parsed({"mary", "-hurricane", "-Viking"}, true).operands == Words{"mary", "-hurricane", "-Viking"});
  check_complaint({"mary", "-rose"}, {"-r"});
}

TEST_CASE("a known option is an option even where a query may say not", "[options]") {
  const ParsedOptions options = parsed({"mary", "-q", "-n", "3", "--db", "logs", "-rose"}, true);
  CHECK(options.operands == Words{"mary", "-rose"});
  CHECK(options.has("quiet"));
  CHECK(options.get("limit") == "3");
  CHECK(options.get("db") == "logs");
  CHECK(complaint({"mary", "--rose"}, true).find("--rose") != std::string::npos);
}

TEST_CASE("help, version and generate are understood for every program and every command", "[options]") {
  CHECK(parsed({"--help"}).help);
  CHECK(parsed({"-h"}).help);
  CHECK(parsed({"count", "--help"}).help);
  CHECK(parsed({"count", "--help"}).command == "count");
  CHECK(parsed({"-V"}).version);
  CHECK(parsed({"--generate", "zsh"}).generate == "zsh");
  check_complaint({"--generate", "tcsh"}, {"man, bash, zsh or fish", "tcsh"});
  CHECK(complaint({"count", "--limit", "3", "--help"}).empty());
}

TEST_CASE("the database's folder comes from the environment as far as it says", "[options]") {
  CHECK(default_database("/logs", "/data", "/home/a") == "/logs");
  CHECK(default_database(nullptr, "/data", "/home/a") == "/data/dateline/news");
  CHECK(default_database("", "", "/home/a") == "/home/a/.local/share/dateline/news");
  CHECK_THROWS_AS(default_database(nullptr, nullptr, nullptr), Error);
}

}  // namespace dateline
