// A client's document <-> an article. `_source` comes back value-equal to what was sent, whatever names and forms it used, while the article stays one like all others.
//
// A document is read as every article is (article_json.h: headline is a title ...). How to write it again is kept in the article's `extra`, under "_source": for each key that was
// sent, true when the field of that name, or else the key of that name in `extra`, holds its value; the name of the field that does; or [value], when none does ("Thu, 14 Mar 2024
// 09:30:00 GMT", nulls, keys that are recomputed). So an article that is exported and indexed again has the same `_source`.
#pragma once

#include <string>
#include <string_view>

#include "common/article.h"
#include "server/elastic/json.h"

namespace dateline {

// One JSON object. ElasticError 400 (mapper_parsing_exception) when it is none or is nested too deeply. Bad UTF-8 and lone surrogates become U+FFFD; numbers beyond 64 bits the nearest
// double.
Json read_json_object(std::string_view text);
// ElasticError 400 when a document, or what an update puts into one, has a metadata field (_id ...) among its keys, or a date of publication that cannot be read: as in Elasticsearch, such a
// document is none, rather than one without a date.
void check_document(const Json& document);
// Both.
Json read_document(std::string_view text);

// As a change of the database takes it. `document` is an object as read_document gives it; an `id` in it says nothing of the article's.
Article article_of_source(const Json& document, const std::string& id);

// The document that was sent. Of an article that came another way: the article as it is shown everywhere (docs/output.md).
Json source_of(const Article& article);

// What an update starts from: as source_of, without what is recomputed when the article did not come as a document.
Json updatable_source_of(const Article& article);

}  // namespace dateline
