// A mention: a stretch of an article's text that names somebody or something. Found by the recogniser (recogniser.h), made into entities by entity_linker.h.
#pragma once

#include <cstdint>
#include <vector>

#include "common/analysis/entities/entity_type.h"

namespace dateline {

struct Mention {
  std::uint32_t begin, end;  // bytes in the text, end exclusive
  EntityType type;
  friend bool operator==(const Mention&, const Mention&) = default;
};

// Of one article; rising, not overlapping.
struct Mentions {
  std::vector<Mention> title, body;
};

}  // namespace dateline
