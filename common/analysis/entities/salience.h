// How much an article is about an entity: 0 to 1, from what it is and where and how often it is named. The weights come from a logistic regression on the people and
// organisations that Reuters' editors tagged in 1987; figures in docs/decisions/entities.md.
#pragma once

#include <cstddef>
#include <cstdint>

#include "common/analysis/entities/mention.h"

namespace dateline {

// Of one entity in one article.
struct Prominence {
  EntityType type = EntityType::misc;
  std::uint32_t mentions = 0;      // in title and body
  std::uint32_t all_mentions = 0;  // of all entities
  bool in_title = false;
  bool in_lead = false;            // in the first kLeadBytes of the body
  std::size_t first = 0;           // bytes in the body; of an entity named in the title alone: the body's length
  std::size_t body_bytes = 0;
};

inline constexpr std::size_t kLeadBytes = 400;

double salience(const Prominence& prominence);

}  // namespace dateline
