// Which databases are searched as one: each --db is a folder, or a file that lists the shards of a cluster. Knows no Xapian.
//
//   {"shards": ["news-2023", "/srv/news-2024", "10.0.0.7:7800", "[fd00::7]:7800"], "timeout": 10}
//
// A shard is a folder (a relative one is looked for beside the file), or host:port where xapian-tcpsrv serves one; a folder named so is written ./host:port. `timeout`: seconds
// to wait for a remote shard, each time it is asked; default kRemoteTimeout.
#pragma once

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

// Error{database} with the path and what is wrong with it.
std::vector<ShardAddress> read_cluster_file(const std::string& path);

// Folders and cluster files, as given by --db, in their order. What does not exist is taken for a folder. Error{database}; also for a shard that is named twice.
std::vector<ShardAddress> shards_of(const std::vector<std::string>& databases);

}  // namespace dateline
