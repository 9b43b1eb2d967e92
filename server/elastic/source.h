// An article as a client of the Elasticsearch API gets it back.
#pragma once

#include <nlohmann/json.hpp>

#include "common/article.h"

namespace dateline {

// Value-equal to what was sent.
nlohmann::ordered_json source_of(const Article& article);

}  // namespace dateline
