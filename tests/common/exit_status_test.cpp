// Which error gives which exit status, and the small values beside it.
#include <catch2/catch.hpp>

#include "common/clock.h"
#include "common/error.h"
#include "common/exit_status.h"
#include "common/terminal.h"

namespace dateline {

TEST_CASE("each kind of error has its exit status", "[exit]") {
  CHECK(exit_status(ErrorKind::usage) == 2);
  CHECK(exit_status(ErrorKind::database) == 3);
  CHECK(exit_status(ErrorKind::io) == 3);
  CHECK(exit_status(ErrorKind::locked) == 75);
  CHECK(exit_status(ErrorKind::interrupted) == 130);
}

TEST_CASE("success, and success but for some, are no errors", "[exit]") {
  CHECK(kExitSuccess == 0);
  CHECK(kExitPartial == 1);
}

TEST_CASE("an error says what it was given", "[exit]") {
  const Error error(ErrorKind::locked, "the database is being written");
  CHECK(error.kind() == ErrorKind::locked);
  CHECK(std::string(error.what()) == "the database is being written");
}

TEST_CASE("a fixed clock stands still, the system's stands after this was written", "[clock]") {
  CHECK(FixedClock(1710408600).now() == 1710408600);
  CHECK(SystemClock().now() > 1710408600);
}

TEST_CASE("without colour nothing is painted, with it everything is ended", "[terminal]") {
  CHECK(palette(false).title.empty());
  CHECK(palette(false).match.empty());
  CHECK(palette(false).reset.empty());
  CHECK_FALSE(palette(true).match.empty());
  CHECK(palette(true).reset == "\033[0m");
}

TEST_CASE("a descriptor that is no terminal has the columns it is given", "[terminal]") {
  CHECK_FALSE(is_terminal(-1));
  CHECK(terminal_columns(-1, 72) == 72);
}

}  // namespace dateline
