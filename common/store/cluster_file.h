// Which databases are searched as one: each --db is a folder, or a file that lists the shards of a cluster, or a folder with such a file (cluster.json). Knows no Xapian.
//
//   {"shards": ["news-2023", "/srv/news-2024", "10.0.0.7:7800", "[fd00::7]:7800"], "timeout": 10, "shard_by": "hash"}
//
// A shard is a folder (a relative one is looked for beside the file), or host:port where xapian-tcpsrv serves one; a folder named so is written ./host:port. `timeout`: seconds
// to wait for a remote shard, each time it is asked; default kRemoteTimeout. `shard_by`: how dateline-index spreads articles over them; without it each shard is filled by itself.
#pragma once

#include <optional>
#include <string>
#include <vector>

namespace dateline {

inline constexpr double kRemoteTimeout = 10;  // seconds
inline constexpr std::size_t kMostShards = 256;

struct ShardAddress {
  std::string name;               // in messages: the folder, or host:port
  std::string host;               // empty: `name` is a folder on this machine
  unsigned port = 0;
  unsigned timeout_ms = static_cast<unsigned>(kRemoteTimeout * 1000);
  friend bool operator==(const ShardAddress&, const ShardAddress&) = default;
};

// What tells the shard of an article.
enum class ShardBy {
  hash,  // of its id: shards of one size
  date,  // the year it was published in: a range of days is found in few of them
};

struct ClusterFile {
  std::vector<ShardAddress> shards;
  std::optional<ShardBy> by;
};

// Error{database} with the path and what is wrong with it.
ClusterFile read_cluster_file(const std::string& path);
// Of `path`: the file itself, or the one in the folder; empty when there is none.
std::string cluster_file_of(const std::string& path);
// Makes the folder with a cluster file of `count` shards in folders of its own, "1", "2", ... Error{database} when it holds anything already; Error{io}.
void make_cluster(const std::string& folder, std::size_t count, ShardBy by);

// Folders, cluster files and folders with one, as given by --db, in their order. What does not exist is taken for a folder. Error{database}; also for a shard that is named twice.
std::vector<ShardAddress> shards_of(const std::vector<std::string>& databases);

}  // namespace dateline
