// Which of the libraries that make the database the program found when it started: they may be newer than those it was built with.
#pragma once

#include <string>

namespace dateline {

std::string libraries_in_use();  // "Xapian 1.4.22, zstd 1.5.4"

}  // namespace dateline
