#include "query/present/hit_json.h"
#include "query/present/present.h"

namespace dateline {

void present_ndjson(const Result& result, const std::vector<std::string>& fields, bool explain, std::ostream& out) {
  for (const Hit& hit : result.hits) out << dumped(hit_json(hit, fields, explain)) << "\n";
}

}  // namespace dateline
