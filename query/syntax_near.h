// NEAR chains: which of them mean proximity, and what the others are read as.
#pragma once

#include <string>
#include <vector>

#include "query/syntax.h"

namespace dateline {

// Operands a, b, c with the distances between a and b, b and c. One operand stands for itself. (a OR b) NEAR c is spelt out; what cannot
// stand beside NEAR is joined by AND, with a notice.
Node near_node(std::vector<Node> operands, const std::vector<unsigned>& distances, std::vector<std::string>& notices);

}  // namespace dateline
