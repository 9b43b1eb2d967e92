// What an input is: by its first bytes, then by its name.
#pragma once

#include <string>
#include <string_view>

#include "indexer/readers/record_reader.h"

namespace dateline {

struct Guess {
  Format format = Format::text;
  char delimiter = ',';  // csv, tsv
  std::string problem;   // not text at all: an image, an archive, an empty file
};

Guess guess_format(std::string_view head, std::string_view name);

}  // namespace dateline
