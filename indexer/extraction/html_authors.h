// Names of authors out of what pages give as such.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// The persons in one line: "By Ann Lee and Tom Day, Science Reporter | Harbor Courier" -> Ann Lee, Tom Day. Roles, degrees, outlets, addresses, handles and dates are
// left out. Nothing when no person is named.
std::vector<std::string> persons_in(std::string_view line, const std::vector<std::string>& sites);

// Adds names that are not there yet, accents and case aside.
void add_new(std::vector<std::string>& names, std::vector<std::string> more);

}  // namespace dateline
