#include "common/analysis/entities/salience.h"

#include <algorithm>
#include <cmath>

namespace dateline {
namespace {

// News is about people and bodies rather than where they are, and hardly ever about a demonym.
double of_type(EntityType type) {
  switch (type) {
    case EntityType::person: return 0.7;
    case EntityType::org: return 0.5;
    case EntityType::place: return -1.0;
    case EntityType::misc: return -2.5;
  }
  return 0;
}

double share(std::size_t part, std::size_t whole) { return whole ? static_cast<double>(part) / static_cast<double>(whole) : 0; }

}  // namespace

double salience(const Prominence& p) {
  const double score = -1.8 + of_type(p.type) + 1.5 * p.in_title + 0.3 * p.in_lead + 2.8 * share(p.mentions, p.all_mentions) +
                       0.45 * std::log(static_cast<double>(std::max<std::uint32_t>(p.mentions, 1))) - 1.15 * std::min(1.0, share(p.first, p.body_bytes));
  return 1 / (1 + std::exp(-score));
}

}  // namespace dateline
