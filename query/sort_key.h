// By what articles are ordered, and the values they have for it.
#pragma once

#include <cstdint>
#include <string>
#include <variant>
#include <vector>

namespace dateline {

struct SortKey {
  // score; published (seconds since 1970, UTC); length (words); article: the order they came in (`_doc`), the same for all answers of a generation; keyword: `field`
  enum class By { score, published, length, article, keyword } by = By::score;
  std::string field;           // a keyword field (clause.h). Of several values the first in this order counts
  bool ascending = false;
  bool missing_first = false;  // articles without it; else they are last, either way
};

// None: the article has none.
using SortValue = std::variant<std::monostate, std::int64_t, double, std::string>;

}  // namespace dateline
