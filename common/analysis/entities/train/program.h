// What dateline-train can do: the command and option tables. See common/options.h.
#pragma once

#include "common/options.h"

namespace dateline {

const ProgramSpec& train_program();

}  // namespace dateline
