// One hit as an answer has it: what the request asked to be shown of it, and how.
#pragma once

#include <string>
#include <vector>

#include "query/structured.h"
#include "server/elastic/field_values.h"
#include "server/elastic/highlight_request.h"
#include "server/elastic/json.h"
#include "server/elastic/sort_request.h"
#include "server/elastic/source_filter.h"

namespace dateline {

struct HitShape {
  SourceFilter source;
  bool names = true;                   // _id; false with stored_fields: _none_
  std::vector<WantedField> fields;
  HighlightShape highlight;
  std::vector<SortShape> sort;
  bool scored = true;                  // else _score is null
  bool explain = false, version = false, sequence = false;
  std::string collapse;                // the field's name; its value is told
  bool typed = false;                  // _type, for clients of version 7
};

Json hit_json(const StructuredHit& hit, const std::string& index, const HitShape& shape);
// {"value": ..., "description": ..., "details": [...]} of a hit that was loaded with explain.
Json explanation_json(const StructuredHit& hit);

// Reads what both a search and top_hits may say of their hits: _source, fields, docvalue_fields, stored_fields, highlight, explain, version, seq_no_primary_term, sort.
// Loads no more of an article than is shown.
void read_hit_shape(JsonObject& object, const DslContext& context, HitShape& shape, LoadRequest& load, std::vector<SortKey>& sort);

}  // namespace dateline
