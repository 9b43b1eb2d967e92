// Six articles behind the search side of the Elasticsearch API.
#pragma once

#include <algorithm>

#include "common/date.h"
#include "server/elastic/error.h"
#include "server/elastic/search_api.h"
#include "tests/query/scratch_database.h"

namespace dateline {

inline constexpr std::int64_t kServerNow = 1710504000000;  // 2024-03-15T12:00:00Z

inline const std::vector<std::string>& news_lines() {
  static const std::vector<std::string> lines{
      R"({"id":"a1","title":"Peace talks in Geneva","body":"Delegates met in Geneva for peace talks. The ceasefire holds, said Jake Sullivan.\n\nThe talks go on.","published":"2024-03-14T09:30:00Z","source":"Reuters","authors":["Ann Smith"],"tags":["talks","war"],"language":"en","section":"World","url":"https://example.com/world/a1","mood":"calm"})",
      R"({"id":"a2","title":"Grain prices rise","body":"Grain prices rose after the ceasefire.","published":"2024-03-10","source":"BBC News","authors":["Bo Lee"],"language":"en","section":"Business","url":"https://example.com/business/a2"})",
      R"({"id":"a3","title":"Storm hits the coast","body":"A storm hit the coast. No talks of any peace were held with it.","published":"2024-02-20T12:00:00Z","source":"Reuters","authors":["Ann Smith","Cy Young"],"language":"en","section":"World"})",
      R"({"id":"a4","title":"Ceasefire broken","body":"The ceasefire was broken near the border.","published":"2024-03-14T18:00:00Z","source":"BBC News","language":"en","tags":["war"]})",
      R"({"id":"a5","title":"Bread","body":"Bread needs flour and water.","source":"Kitchen Weekly","language":"en"})",
      R"({"id":"a6","title":"Frieden","body":"Die Verhandlungen dauern an und die Minister reden mit den Medien.","published":"2023-12-31T23:30:00Z","source":"Zeitung","language":"de"})"};
  return lines;
}

class SmallServer {
 public:
  explicit SmallServer(ElasticLimits limits = {}) : databases_({"", {folder()}, false, {}}), api(databases_, limits) {}

  Asker asker() const { return {grant_, now}; }
  Json search(const std::string& body, const NamedValues& parameters = {}, const std::string& index = "news") {
    UrlParameters url(parameters, "/" + index + "/_search");
    return api.search(index, body.empty() ? Json() : parse_json(body), url, asker());
  }

  std::int64_t now = kServerNow;

 private:
  static const std::string& folder() {
    static const ScratchFolder scratch;
    static const std::string path = make_database(scratch, "news", news_lines());
    return path;
  }

  Grant grant_{true, true, {}};
  Databases databases_;

 public:
  SearchApi api;
};

inline std::vector<std::string> ids_of(const Json& answer) {
  std::vector<std::string> ids;
  for (const Json& hit : answer["hits"]["hits"]) ids.push_back(hit["_id"]);
  return ids;
}

// Ids in the order of their names, side by side.
inline std::string found(SmallServer& server, const std::string& query) {
  std::vector<std::string> ids = ids_of(server.search("{\"query\":" + query + "}"));
  std::sort(ids.begin(), ids.end());
  std::string out;
  for (const std::string& id : ids) out += (out.empty() ? "" : " ") + id;
  return out;
}

}  // namespace dateline
