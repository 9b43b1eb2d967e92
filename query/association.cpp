#include "query/association.h"

#include <cmath>

namespace dateline {
namespace {

// Observed times the logarithm of observed over expected.
double surprise(double observed, double row, double column, double all) { return observed > 0 ? observed * std::log(observed * all / (row * column)) : 0; }

}  // namespace

double log_likelihood_ratio(std::uint64_t both, std::uint64_t one, std::uint64_t other, std::uint64_t all) {
  if (both > one || both > other || one > all || other > all || one + other - both > all) return 0;
  const double k11 = static_cast<double>(both), row = static_cast<double>(one), column = static_cast<double>(other), n = static_cast<double>(all);
  if (n == 0 || k11 * n <= row * column) return 0;
  return 2 * (surprise(k11, row, column, n) + surprise(row - k11, row, n - column, n) + surprise(column - k11, n - row, column, n) +
              surprise(n - row - column + k11, n - row, n - column, n));
}

}  // namespace dateline
