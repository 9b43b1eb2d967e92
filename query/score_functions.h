// function_score: scores changed by date, length and conditions, as ES has it.
#pragma once

#include <optional>
#include <vector>

#include "query/columns.h"
#include "query/match_list.h"
#include "query/structured.h"

namespace dateline {

// 1 within the offset, `decay` at offset and scale from the origin.
double decay_at(const Decay& decay, std::int64_t instant);
// Error{usage} when it is not a number (the logarithm of 0, as in ES).
double factor_of(const FieldFactor& factor, double value);

// Changes the scores. `filters`: one for each function that has one, in their order. Error{usage} for what is out of bounds.
void apply_functions(const FunctionScore& functions, const std::vector<std::optional<DocumentSet>>& filters, Columns& columns, Matches& matches);

}  // namespace dateline
