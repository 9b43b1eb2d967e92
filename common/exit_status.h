// What the programs' exit statuses mean, and which error gives which.
#pragma once

#include "common/error.h"

namespace dateline {

enum ExitStatus : int {
  kExitSuccess = 0,
  kExitPartial = 1,      // indexer: some inputs skipped; query: no hits
  kExitUsage = 2,
  kExitFailure = 3,      // database or I/O
  kExitLocked = 75,      // EX_TEMPFAIL of sysexits.h: try again later
  kExitInterrupted = 130,
};

constexpr int exit_status(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::usage: return kExitUsage;
    case ErrorKind::database:
    case ErrorKind::io: return kExitFailure;
    case ErrorKind::locked: return kExitLocked;
    case ErrorKind::interrupted: return kExitInterrupted;
  }
  return kExitFailure;
}

}  // namespace dateline
