// The commands and options of dateline-query, as data.
#pragma once

#include "common/options.h"

namespace dateline {

const ProgramSpec& query_program();

}  // namespace dateline
