// Weights whose sums do not depend on the order they are added in, which is another one in every shard.
#pragma once

#include <cmath>

namespace dateline {

// Rounded to a millionth (2^-20): a few thousand of such numbers below a thousand add up exactly.
inline double summable(double weight) { return std::ldexp(std::round(std::ldexp(weight, 20)), -20); }

}  // namespace dateline
