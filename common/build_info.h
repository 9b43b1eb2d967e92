// How this Dateline was built: what --version says below its first line, for whoever reads a report of a fault. Nothing in it depends on when or in which folder that was.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

// A line each of commit, compiler, kind of build and libraries. `running_with`: the libraries found when the program started, as "Xapian 1.4.22, zstd 1.5.4"; empty leaves its line out.
std::string build_info(std::string_view running_with);

}  // namespace dateline
