#include "server/elastic/source.h"

#include "common/article_json.h"

namespace dateline {

nlohmann::ordered_json source_of(const Article& article) { return nlohmann::ordered_json::parse(to_json(article)); }

}  // namespace dateline
