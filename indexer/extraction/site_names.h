// Whether a piece of text names the site it stands on.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// Letters and digits of the folded text: "Harbor Courier" and harborcourier are the same.
std::string letters_of(std::string_view text);

// One of the names, or from `shortest` letters on a part of one, or more than one.
bool names_site(std::string_view text, const std::vector<std::string>& sites, std::size_t shortest);

}  // namespace dateline
