// Date conditions of the query language: what days date:, after:, since: and before: mean.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/syntax.h"

namespace dateline {

// A dates node, or nothing with a notice.
Node date_condition(std::string_view field, std::string_view operand, std::int64_t now, std::vector<std::string>& notices);
// The days as they are written in a query: 2024, 2024-03, 2024-03-14, 2024-03-14..2024-03-20, 2024-03-14.. and ..2024-03-14
std::string date_operand(std::optional<DayNumber> from, std::optional<DayNumber> to);

}  // namespace dateline
