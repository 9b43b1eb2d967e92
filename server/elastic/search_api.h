// Everything of the Elasticsearch API that asks: one call is one request, with its parts already taken apart, and gives the JSON of its answer. Errors are HttpError
// (ElasticError among them) and Error. May be called from any thread.
#pragma once

#include <cstdint>
#include <functional>
#include <string>

#include "server/elastic/search_contexts.h"
#include "server/elastic/search_answer.h"
#include "server/service/databases.h"

namespace dateline {

struct ElasticLimits {
  ContextLimits contexts;
  std::size_t searches = 200;          // in one _msearch
  std::size_t analyzed_bytes = 64 * 1024;
};

// Who asks and when: the same for all parts of a request.
struct Asker {
  const Grant& grant;
  std::int64_t now;                    // milliseconds since 1970
  bool version_7 = false;              // wants _type in hits
};

class SearchApi {
 public:
  SearchApi(Databases& databases, const ElasticLimits& limits) : databases_(databases), limits_(limits), contexts_(limits.contexts) {}

  // `indices`: as in the path, empty for all. `body`: null when there is none.
  Json search(const std::string& indices, const Json& body, UrlParameters& url, const Asker& asker);
  Json multi_search(const std::string& indices, std::string_view lines, UrlParameters& url, const Asker& asker);
  Json count(const std::string& indices, const Json& body, UrlParameters& url, const Asker& asker);
  Json explain(const std::string& index, const std::string& id, const Json& body, UrlParameters& url, const Asker& asker, int& status);
  Json validate(const std::string& indices, const Json& body, UrlParameters& url, const Asker& asker);
  Json field_caps(const std::string& indices, const Json& body, UrlParameters& url, const Asker& asker);
  Json analyze(const Json& body, UrlParameters& url) const;

  Json scroll(const Json& body, const std::string& id, UrlParameters& url, const Asker& asker);
  Json close_scrolls(const Json& body, const std::string& ids, UrlParameters& url, const Asker& asker, int& status);
  // Points in time, as Elasticsearch has them (_pit) and as OpenSearch does (_search/point_in_time).
  Json open_point(const std::string& indices, bool opensearch, UrlParameters& url, const Asker& asker);
  Json close_point(const Json& body, UrlParameters& url, const Asker& asker, int& status);
  Json close_points(const Json& body, bool all, UrlParameters& url, const Asker& asker);
  Json all_points(UrlParameters& url, const Asker& asker);

 private:
  struct Target;
  Target target(const std::string& indices, const IndexWishes& wishes, const Asker& asker) const;
  Target target(const std::vector<std::string>& names, const Asker& asker) const;
  Json plain_search(const SearchAsked& asked, const Target& target);
  Json first_scroll(SearchAsked asked, const Target& target, const Asker& asker);
  Json search_in_point(SearchAsked asked, const Asker& asker);
  bool may_close(const SearchContexts::Open& open, const Asker& asker) const;
  std::size_t close_if_allowed(const std::string& id, const Asker& asker);

  Databases& databases_;
  const ElasticLimits limits_;
  SearchContexts contexts_;
};

}  // namespace dateline
