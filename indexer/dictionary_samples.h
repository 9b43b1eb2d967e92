// The first articles of a new database, kept until a dictionary for its compression can be trained on them.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/writer.h"

namespace dateline {

class DictionarySamples {
 public:
  // To be called with each document before it is added; gives the writer its dictionary when there is enough to learn it from.
  void learn(const PreparedDocument& document, Writer& writer);
  void clear();

 private:
  std::vector<std::string> stored_;
  std::size_t bytes_ = 0;
};

}  // namespace dateline
