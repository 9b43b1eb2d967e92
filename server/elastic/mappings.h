// Mappings: what Dateline does with each field is fixed, so they are shown as they are, and one that says otherwise is refused.
#pragma once

#include "server/elastic/json.h"

namespace dateline {

// {"properties": {"title": {"type": "text"}, ...}}
const Json& mappings_json();

// "a.b" -> the description of that field in mappings_json(), or nullptr.
const Json* mapping_of(std::string_view field);

// ElasticError 400 naming a field whose type contradicts what Dateline does with it, or a part that would change answers and cannot be had (runtime fields, _source switched off).
// Fields that Dateline does not know are welcome: they are stored and not searched.
void check_mappings(const Json& mappings);

// Of an index or a template: all are accepted and change nothing, but for those that forbid reading or writing: ElasticError 400.
void check_settings(const Json& settings);

}  // namespace dateline
