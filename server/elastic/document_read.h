// Documents by their ids, as they are now: what was taken in and is not committed yet is committed first.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/article.h"
#include "server/elastic/json.h"
#include "server/elastic/source_filter.h"
#include "server/elastic/url_parameters.h"
#include "server/service/databases.h"

namespace dateline {

// The one database that a name means. ElasticError 404 when there is none, 400 when an alias means several, 403 without a right to it.
std::string one_database(const Databases& databases, const std::string& name, const Grant& grant);

// In the order of the ids.
std::vector<std::optional<Article>> read_articles(Databases& databases, const std::string& database, const std::vector<std::string>& ids, bool realtime = true);

// {"_index", "_id", "_version", ..., "found": true, "_source": ...}
Json document_json(const std::string& database, const std::string& id, const std::optional<Article>& article, const SourceFilter& filter);

// Of the query string: _source (true, false, or patterns parted by commas), _source_includes, _source_excludes. What it does not say is as `otherwise`.
SourceFilter read_source_parameters(UrlParameters& parameters, SourceFilter otherwise = {});

}  // namespace dateline
