// Where the articles of a run go: to one database, or each to its shard of a cluster (shard_of.h). An id that a shard has stays there, whatever its article says now: what becomes of it is decided in one
// place (Writer), as in one database. Every shard's manifest lists all files; where
// they differ, as a run died between the commits of two shards, the file is read anew.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <unordered_map>
#include <vector>

#include "common/article.h"
#include "common/store/cluster_file.h"
#include "common/store/database_directory.h"
#include "indexer/destination.h"
#include "indexer/report.h"
#include "indexer/work.h"
#include "indexer/worker.h"

namespace dateline {

// Error{usage} when `memory` is too little for so many.
void check_shard_memory(std::uint64_t memory, std::size_t shards);

class Shards {
 public:
  // Of one or more, which share the memory. Error as of Destination and check_shard_memory; Error{usage} when they were not made alike.
  Shards(const std::vector<DatabaseDirectory>& directories, ShardBy by, const WantedKind& wanted, const DestinationLimits& limits, Report& report);

  const IndexKind& kind() const { return destinations_.front()->kind(); }
  bool wants_dictionary() const;
  void set_dictionary(const std::string& bytes);
  // For the workers, from their threads: in the order of the shards.
  std::vector<Worker::Target> targets(std::size_t worker);

  void add(Step step);
  void put_manifest(const ManifestEntry& entry);
  void drop_earlier_readings(const std::string& file_key, std::uint64_t reading);

  bool gathers() const;  // any of them
  bool full() const;     // any that gathers
  bool dirty() const;
  std::uint64_t pending_bytes() const;
  // `more`: articles are likely to come, so that those which got much begin to gather.
  void commit(bool more);
  std::uint64_t articles() const;  // after a commit
  void close();
  // Those that grew from nothing one by one: to be compacted.
  std::vector<DatabaseDirectory> loose() const;

 private:
  std::size_t shard_with(const std::string& id, std::size_t otherwise);

  std::vector<DatabaseDirectory> directories_;
  ShardBy by_;
  std::vector<std::unique_ptr<Destination>> destinations_;
  std::unordered_map<std::uint64_t, std::uint32_t> placed_;  // by date: hash of an id that came in this run, and its shard
};

}  // namespace dateline
