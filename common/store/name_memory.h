// What names were found to stand for, kept over commits and shared by the readers of the same databases: each with the names it was found by (NameTable::entity_of), so that it holds until one
// of these changes. Reading anew what hundreds of hits name was two fifths of all searching beside a writer (docs/decisions/server-load.md).
//
// Snapshots are told by epochs: a later state of the databases has a higher one. From any thread.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <shared_mutex>
#include <string>
#include <unordered_map>
#include <vector>

namespace dateline {

using Epoch = std::uint32_t;

class NameMemory {
 public:
  using Inputs = std::vector<std::uint32_t>;  // name_hash (change_log.h) of all ids whose articles and links were looked at

  // `names`: by name_hash, which the commits changed that lead to `epoch`. Before anybody asks for that epoch.
  void changed(const std::set<std::uint32_t>& names, Epoch epoch);
  // Nothing from before `epoch` holds from there on.
  void forget(Epoch epoch);

  // What `key` was found to stand for, as it holds in `epoch`; adds to `inputs`.
  std::optional<std::string> find(const std::string& key, Epoch epoch, Inputs* inputs) const;
  void keep(const std::string& key, const std::string& entity, Inputs inputs, Epoch epoch);

 private:
  struct Kept {
    std::string entity;  // empty: the key itself
    Epoch epoch = 0;     // as of which it was found
    bool for_long = true;  // false: of too many inputs, it holds in that epoch alone
    Inputs inputs;
  };
  bool holds(const Kept& kept, Epoch epoch) const;

  mutable std::shared_mutex mutex_;
  std::unordered_map<std::string, Kept> kept_;             // bounded
  std::unordered_map<std::uint32_t, Epoch> last_changed_;  // by name_hash; bounded
  Epoch first_ = 0;  // nothing from before it holds
};

}  // namespace dateline
