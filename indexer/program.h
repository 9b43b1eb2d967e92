// The commands and options of dateline-index, as data.
#pragma once

#include "common/options.h"

namespace dateline {

const ProgramSpec& index_program();

}  // namespace dateline
