#include "indexer/origin.h"

#include "common/store/schema.h"

namespace dateline {

std::string origin_term(const Origin& origin) {
  std::string term(prefix::kFile);
  return origin.file_key.empty() ? term + "-" : term + origin.file_key + "." + std::to_string(origin.reading);
}

std::string key_of_origin(std::string_view term) { return std::string(term.substr(prefix::kFile.size(), term.find('.') - prefix::kFile.size())); }

std::string hashed_ending(const std::string& path) { return "~" + file_key(path).substr(0, 8); }

std::string shared_key(std::string_view address) { return std::string(metadata::kShared) + file_key(address); }

}  // namespace dateline
