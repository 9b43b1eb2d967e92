// ?filter_path=took,hits.hits._source,-**.sort : which parts of an answer a client wants. A pattern goes key by key, split at dots; * stands for any characters of one key, ** for
// any keys at any depth, and a minus before it takes away. Lists are looked through as if they were not there.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "server/elastic/json.h"

namespace dateline {

class FilterPath {
 public:
  explicit FilterPath(std::string_view patterns);  // separated by commas; without any, all is kept

  // What is kept of an object: {} when nothing is.
  Json apply(const Json& body) const;

 private:
  using Path = std::vector<std::string>;
  std::vector<Path> wanted_, unwanted_;
};

}  // namespace dateline
