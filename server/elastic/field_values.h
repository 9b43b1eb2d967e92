// "fields" and "docvalue_fields" of a search: single values of an article, by field.
#pragma once

#include <string>
#include <vector>

#include "common/article.h"
#include "server/elastic/field_names.h"
#include "server/elastic/json.h"

namespace dateline {

struct WantedField {
  Field field;
  std::string format;   // of dates; empty: as strict_date_optional_time
};

// ["title", {"field": "published", "format": "epoch_millis"}, "auth*"]; ElasticError 400 for a field whose values an article does not tell.
std::vector<WantedField> read_wanted_fields(const Json& json, const std::string& where);
// {"title": ["..."], ...}: those that the article has.
Json field_values(const Article& article, const std::vector<WantedField>& wanted);

}  // namespace dateline
