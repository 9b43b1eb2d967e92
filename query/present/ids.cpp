#include "query/present/present.h"

namespace dateline {

void present_ids(const Result& result, bool nul, std::ostream& out) {
  for (const Hit& hit : result.hits) out << hit.article.id << (nul ? '\0' : '\n');
}

}  // namespace dateline
