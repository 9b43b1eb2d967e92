// Files that list the shards of a cluster.
#include "common/store/cluster_file.h"

#include "common/error.h"
#include "tests/fuzz/memory_file.h"

using namespace dateline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const MemoryFile file(as_text(data, size));
  try {
    for (const ShardAddress& shard : read_cluster_file(file.path()).shards) {
      must(!shard.name.empty() && shard.timeout_ms > 0, "a shard has a name, and time to answer");
      must(shard.host.empty() || (shard.port > 0 && shard.port < 65536), "a shard elsewhere has a port");
    }
  } catch (const Error&) {  // says what is wrong with it
  }
  return 0;
}
