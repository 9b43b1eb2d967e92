// Tables of names as people write them: a row a line, its columns cut by "|", a list within one by ";". Blank lines and those that begin with # say nothing.
#pragma once

#include <cstddef>
#include <functional>
#include <string_view>
#include <vector>

namespace dateline {

// The parts without the blanks around them, empty ones too; at least one.
std::vector<std::string_view> split_row(std::string_view text, char at);

// `number` of the line counts from 1.
void each_row(std::string_view table, const std::function<void(const std::vector<std::string_view>& columns, std::size_t number)>& take);

}  // namespace dateline
