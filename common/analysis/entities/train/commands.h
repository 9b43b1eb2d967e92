// The commands of dateline-train. Error ends them.
#pragma once

#include <ostream>

#include "common/options.h"

namespace dateline {

void run_train_command(const ParsedOptions& options, std::ostream& out);

}  // namespace dateline
