// A name that may be several people's or things', said.
#pragma once

#include <string>

#include "query/result.h"

namespace dateline {

// "holm may be Anna Holm (5), Peter Holm (4) and others".
std::string who_is_meant(const QueryEntity& entity);

}  // namespace dateline
