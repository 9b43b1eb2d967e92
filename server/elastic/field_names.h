// Which part of an article a client's field name means. Names are those that ingest reads (article_json.h) and a few of our own; a name that means nothing that is
// searched is an error, never a query without hits: it may well be in the articles, under `extra`.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "query/clause.h"

namespace dateline {

enum class FieldKind {
  text,      // title, body, or both: words
  worded,    // authors, source, section, tags: their words for a full-text query, whole values for every other
  keyword,   // whole values: id, language, url, the entities, and x.keyword of the worded
  date,      // published
  spoken_of, // dates: the days the text speaks of
  length,    // words of title and body
};

struct Field {
  std::string name;      // as the client wrote it
  FieldKind kind = FieldKind::text;
  TextPart part = TextPart::either;  // of text
  std::string engine;    // a keyword field of clause.h; of worded also its field in the query language
  std::string article;   // key of the article's JSON that has its values: "authors"; empty for what is in none
};

// query_shard_exception when nothing of that name can be searched.
Field resolve_field(std::string_view name);

// A field name or a pattern with *; "*" alone (or _all) is title and body together. An error when no field matches.
std::vector<Field> resolve_fields(std::string_view pattern);

// What mappings and _field_caps tell. Another name of a field has the name it stands for in `alias_of`.
struct FieldDescription {
  std::string name;
  std::string type;      // text, keyword, date, integer, date_range
  bool aggregatable = false;
  std::string alias_of;
};
// Every name there is, sub-fields ("source.keyword") included: the articles' own, then other names of them.
const std::vector<FieldDescription>& field_descriptions();

// * stands for any characters.
bool matches_star(std::string_view pattern, std::string_view text);

}  // namespace dateline
