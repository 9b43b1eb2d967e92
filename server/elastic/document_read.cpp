#include "server/elastic/document_read.h"

#include "server/elastic/document_operations.h"
#include "server/elastic/source.h"

namespace dateline {

std::string one_database(const Databases& databases, const std::string& name, const Grant& grant) {
  std::vector<std::string> meant;
  if (databases.exists(name)) meant = {name};
  else meant = databases.aliased(name);
  if (meant.empty()) throw index_not_found(name);
  if (meant.size() > 1) throw illegal_argument("alias [" + name + "] has more than one index associated with it, can't execute a single index op");
  if (!grant.covers(meant.front())) throw ElasticError(403, "security_exception", "this token gives no right to [" + meant.front() + "]");
  return meant.front();
}

std::vector<std::optional<Article>> read_articles(Databases& databases, const std::string& database, const std::vector<std::string>& ids, bool realtime) {
  if (realtime)
    for (const std::string& id : ids) databases.commit_if_pending({database}, id);
  std::vector<std::optional<Article>> articles;
  const SearcherPool::Lease searcher = databases.searcher({database});
  for (const std::string& id : ids) articles.push_back(searcher->article(id));
  return articles;
}

Json document_json(const std::string& database, const std::string& id, const std::optional<Article>& article, const SourceFilter& filter) {
  Json json{{"_index", database}, {"_id", id}};
  if (article) json.update({{"_version", kVersion}, {"_seq_no", kSequence}, {"_primary_term", kPrimaryTerm}});
  json["found"] = article.has_value();
  if (article && filter.wanted) json["_source"] = filtered_source(source_of(*article), filter);
  return json;
}

SourceFilter read_source_parameters(UrlParameters& parameters, SourceFilter otherwise) {
  SourceFilter filter = std::move(otherwise);
  if (const std::optional<std::vector<std::string>> source = parameters.list("_source")) {
    filter.wanted = *source != std::vector<std::string>{"false"};
    filter.includes = !filter.wanted || *source == std::vector<std::string>{"true"} ? std::vector<std::string>() : *source;
  }
  for (const char* name : {"_source_includes", "_source_include"})
    if (std::optional<std::vector<std::string>> list = parameters.list(name)) filter.includes = *std::move(list);
  for (const char* name : {"_source_excludes", "_source_exclude"})
    if (std::optional<std::vector<std::string>> list = parameters.list(name)) filter.excludes = *std::move(list);
  return filter;
}

}  // namespace dateline
