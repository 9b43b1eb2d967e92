// What a user says of names, line by line.
#include "common/store/aliases.h"

#include <set>

#include "common/error.h"
#include "tests/fuzz/target.h"

using namespace dateline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  try {
    std::set<std::string> seen;
    for (const AliasEntry& entry : parse_aliases(as_text(data, size)))
      for (const std::string& id : entry.ids) must(id != entry.id && seen.insert(id).second, "a name stands for one entity");
  } catch (const Error&) {  // names the line
  }
  return 0;
}
