// A small program's tables, for the tests of options, help, man page and completions.
#pragma once

#include "common/options.h"

namespace dateline {

inline ProgramSpec sample_program() {
  ProgramSpec program;
  program.name = "harbour-log";
  program.summary = "keeps the harbour's log";
  program.description = "Boats come in and go out.\n\n.Each is written down, with a back\\slash - and a dash.";
  program.default_command = "find";
  program.commands = {{"find", "[--] WORDS...", "look for boats", "Looks for boats by name."},
                      {"count", "[WORDS...]", "count boats", "Counts the boats.\n\nPrints one number."},
                      {"repair", "", "mend the log", "Mends what can be mended."}};
  program.options = {
      {"db", 'd', "DIR", "folder of the log (default: the harbour's)", {}, false, {}, "dir"},
      {"limit", 'n', "N", "show at most N boats (default: 10)", {"find"}, false, {}, ""},
      {"colour", 0, "WHEN", "paint names: automatic, always or never", {"find"}, false, {"automatic", "always", "never"}, ""},
      {"flag", 'f', "CODE", "boats of this flag; may be repeated", {"find", "count"}, true, {}, ""},
      {"log", 0, "FILE", "write what was done to FILE", {}, false, {}, "file"},
      {"quiet", 'q', "", "say nothing but errors", {}, false, {}, "", "silent"},
      {"null", '0', "", "end names with NUL, for [xargs]: \"it's safe\"", {"find"}, false, {}, ""}};
  program.examples = {{"harbour-log find mary", "look for the Mary"}};
  program.exit_statuses = {{0, "boats were found"}, {1, "no boat was found"}, {2, "the command line makes no sense"}};
  program.environment = {{"HARBOUR_DB", "folder of the log when --db does not say"}};
  return program;
}

}  // namespace dateline
