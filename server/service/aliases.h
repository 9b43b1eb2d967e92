// Other names of databases: one name for several of them, or one that moves from a database to the next. Kept in KeptState as {"alias": {"database": {"is_write_index": true}}}.
#pragma once

#include <map>
#include <string>
#include <vector>

#include "server/service/kept_state.h"

namespace dateline {

struct AliasTarget {
  std::string database;
  bool is_write = false;      // writes to the alias go there
  bool says_so = false;       // it was said; else one that stands alone is written to
};

using AliasTable = std::map<std::string, std::vector<AliasTarget>>;

// One step of a change.
struct AliasAction {
  enum class Kind { add, remove } kind = Kind::add;
  std::string alias, database;
  bool is_write = false, says_so = false;
  bool must_exist = true;     // remove: 404 when it is not there
};

class Aliases {
 public:
  explicit Aliases(KeptState& state) : state_(state) {}  // borrowed

  AliasTable all() const;
  std::vector<AliasTarget> of(const std::string& alias) const;  // empty when there is no such alias
  // All or none of them. HttpError 404 aliases_not_found_exception, 400 for two write indices of one alias, 501 without a root.
  void change(const std::vector<AliasAction>& actions);
  // A database is gone.
  void forget(const std::string& database);

 private:
  KeptState& state_;
};

}  // namespace dateline
