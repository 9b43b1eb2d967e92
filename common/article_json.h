// The article as JSON: the one shape of docs/output.md, used for ingest, extract, show and export.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.h"

namespace dateline {

struct ParsedArticle {
  std::optional<Article> article;
  std::string problem;       // why there is no article; empty when there is one
  bool repaired = false;     // bad UTF-8 or lone surrogates were replaced by U+FFFD
};

// Reads one JSON object. Usual other names are understood (headline; text, content, articleBody, message; date,
// datePublished, pubDate, @timestamp; author, byline; publisher, site; link, canonical). entities, dates and copies are ignored: they are
// recomputed. Unknown keys go to `extra`. A date that cannot be read leaves `published` empty and the words are kept in `extra`
// under their own key. The body is kept as given, to the byte (after repair of bad UTF-8).
ParsedArticle article_from_json(std::string_view json);

// The field of an article ("title", "published", "source" ...) that a key of the input means; empty for one that goes to `extra`. Entities, dates and copies have
// no other names and are not among them.
std::string_view article_field(std::string_view key);
// All keys that mean a field, its own name first.
std::vector<std::string_view> article_keys(std::string_view field);

// JSON text with bad UTF-8 and escapes of lone surrogates replaced by U+FFFD, as article_from_json repairs what it cannot read.
std::string repaired_json(std::string_view json);

// Deeper than any article is: what walks parsed JSON does so by recursion.
bool json_nested_too_deeply(std::string_view json);

// One line, no trailing newline; keys in a fixed order, unknown ones left out (published is null when unknown).
std::string to_json(const Article& article);

}  // namespace dateline
