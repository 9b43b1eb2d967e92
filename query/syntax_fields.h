// The fields of the query language: their names, and what a value under each of them means.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "query/syntax.h"

namespace dateline {

// Names are in lower case.
bool is_field(std::string_view name);
bool is_date_field(std::string_view name);
bool is_entity_field(std::string_view name);
// Fields whose values are taken as typed, to the byte: id and url.
bool is_verbatim_field(std::string_view name);
// The field meant by a name that is none; empty when nothing comes near.
std::string nearest_field(std::string_view name);

// The tree of what followed `field:` put under the field. Nothing, with a notice, when it has no meaning there (a bad date).
Node under_field(std::string_view field, Node value, std::int64_t now, std::vector<std::string>& notices);

}  // namespace dateline
