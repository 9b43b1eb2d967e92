// What help, man pages and completions share in reading the tables.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/options.h"

namespace dateline {

// The program's options and those that every program has.
std::vector<OptionSpec> all_options(const ProgramSpec& program);
bool belongs_to(const OptionSpec& option, std::string_view command);
// Words of `text` in lines of at most `columns`; blank lines stay.
std::vector<std::string> wrap(std::string_view text, std::size_t columns);

}  // namespace dateline
