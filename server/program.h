// The commands and options of dateline-server, as data.
#pragma once

#include "common/options.h"

namespace dateline {

const ProgramSpec& server_program();

}  // namespace dateline
