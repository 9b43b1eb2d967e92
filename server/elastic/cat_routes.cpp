#include "server/elastic/cat_routes.h"

#include "server/elastic/alias_routes.h"
#include "server/elastic/cat_table.h"
#include "server/elastic/identity.h"

namespace dateline {
namespace {

struct Size {
  std::uint64_t documents = 0, bytes = 0;
};

Size size_of(Databases& databases, const std::string& name) {
  Size size;
  for (const DatabaseStatus& status : databases.searcher({name})->status()) {
    size.documents += status.articles;
    size.bytes += status.bytes_on_disk.value_or(0);
  }
  return size;
}

std::vector<std::string> meant(const Databases& databases, const HttpRequest& request) { return resolve_names(databases, request.arguments.empty() ? "" : request.arguments[0], request.grant); }

std::string clock_text(std::int64_t seconds) {
  const auto two = [](std::int64_t n) { return (n < 10 ? "0" : "") + std::to_string(n); };
  return two(seconds / 3600 % 24) + ":" + two(seconds / 60 % 60) + ":" + two(seconds % 60);
}

CatTable indices_table(Databases& databases, const HttpRequest& request) {
  CatTable table{{{"health", "h", "current health status", true, false}, {"status", "s", "open/close status", true, false}, {"index", "i", "index name", true, false}, {"uuid", "id", "index uuid", true, false},
                  {"pri", "p", "number of primary shards", true, true}, {"rep", "r", "number of replica shards", true, true}, {"docs.count", "dc", "available docs", true, true},
                  {"docs.deleted", "dd", "deleted docs", true, true}, {"store.size", "ss", "store size of primaries & replicas", true, true}, {"pri.store.size", "", "store size of primaries", true, true}},
                 {}};
  const std::string* bytes = request.parameter("bytes");
  for (const std::string& name : meant(databases, request)) {
    const Size size = size_of(databases, name);
    const std::string store = bytes && *bytes == "b" ? std::to_string(size.bytes) : size_text(size.bytes);
    table.rows.push_back({"green", "open", name, uuid_of(name), "1", "0", std::to_string(size.documents), "0", store, store});
  }
  return table;
}

CatTable count_table(Databases& databases, const HttpRequest& request, std::int64_t seconds) {
  std::uint64_t documents = 0;
  for (const std::string& name : meant(databases, request)) documents += size_of(databases, name).documents;
  return {{{"epoch", "t", "seconds since 1970-01-01 00:00:00", true, true}, {"timestamp", "ts", "time in HH:MM:SS", true, false}, {"count", "dc", "the document count", true, true}},
          {{std::to_string(seconds), clock_text(seconds), std::to_string(documents)}}};
}

CatTable health_table(Databases& databases, const HttpRequest& request, std::int64_t seconds) {
  const std::string shards = std::to_string(resolve_names(databases, "", request.grant).size());
  return {{{"epoch", "t", "seconds since 1970-01-01 00:00:00", true, true}, {"timestamp", "ts", "time in HH:MM:SS", true, false}, {"cluster", "cl", "cluster name", true, false},
           {"status", "st", "health status", true, false}, {"node.total", "nt", "total number of nodes", true, true}, {"node.data", "nd", "number of nodes that can store data", true, true},
           {"shards", "sh", "total number of shards", true, true}, {"pri", "p", "number of primary shards", true, true}, {"relo", "r", "number of relocating nodes", true, true},
           {"init", "i", "number of initializing nodes", true, true}, {"unassign", "u", "number of unassigned shards", true, true}, {"pending_tasks", "pt", "number of pending tasks", true, true},
           {"max_task_wait_time", "mtwt", "wait time of longest task pending", true, false}, {"active_shards_percent", "asp", "active number of shards in percent", true, true}},
          {{std::to_string(seconds), clock_text(seconds), kClusterName, "green", "1", "1", shards, shards, "0", "0", "0", "0", "-", "100.0%"}}};
}

CatTable aliases_table(Databases& databases, const HttpRequest& request) {
  CatTable table{{{"alias", "a", "alias name", true, false}, {"index", "i", "index alias points to", true, false}, {"filter", "f", "filter", true, false}, {"routing.index", "ri", "index routing", true, false},
                  {"routing.search", "rs", "search routing", true, false}, {"is_write_index", "w", "write index", true, false}},
                 {}};
  for (const auto& [alias, targets] : databases.aliases().all())
    for (const AliasTarget& target : targets)
      if (request.grant.covers(target.database) && (request.arguments.empty() || matches_any(request.arguments[0], alias)))
        table.rows.push_back({alias, target.database, "-", "-", "-", target.says_so ? (target.is_write ? "true" : "false") : "-"});
  return table;
}

}  // namespace

void add_cat_routes(Router& router, Databases& databases, std::function<std::int64_t()> milliseconds) {
  using Make = std::function<CatTable(const HttpRequest&)>;
  const auto add = [&](const char* pattern, const Make& make) {
    router.add(elastic_route("GET", pattern, Lane::read, Access::read, [make](HttpRequest& request) { return cat_reply(make(request), request); }));
  };
  const auto seconds = [milliseconds] { return milliseconds() / 1000; };
  for (const char* pattern : {"/_cat/indices", "/_cat/indices/{index}"}) add(pattern, [&](const HttpRequest& request) { return indices_table(databases, request); });
  for (const char* pattern : {"/_cat/count", "/_cat/count/{index}"}) add(pattern, [&databases, seconds](const HttpRequest& request) { return count_table(databases, request, seconds()); });
  for (const char* pattern : {"/_cat/aliases", "/_cat/aliases/{alias}"}) add(pattern, [&](const HttpRequest& request) { return aliases_table(databases, request); });
  add("/_cat/health", [&databases, seconds](const HttpRequest& request) { return health_table(databases, request, seconds()); });
  router.add(elastic_route("GET", "/_cat", Lane::read, Access::read, [](HttpRequest&) {
    ElasticReply reply{Json(nullptr)};
    reply.text = "=^.^=\n/_cat/aliases\n/_cat/aliases/{alias}\n/_cat/count\n/_cat/count/{index}\n/_cat/health\n/_cat/indices\n/_cat/indices/{index}\n";
    return reply;
  }));
}

}  // namespace dateline
