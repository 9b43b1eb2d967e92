// Labelled files, as of the CoNLL-2003 shared task: a token and its tag on each line, separated by a tab (the tag is the last field), an empty line after each
// sentence, -DOCSTART- before each document. Tags are O, or B- I- E- S- and a type, PER ORG LOC or MISC; IOB1, BIO and BIOES are all understood.
#pragma once

#include <string>
#include <vector>

#include "common/analysis/entities/tagger.h"

namespace dateline {

struct LabelledDocument {
  std::vector<std::string> tokens;
  std::vector<std::uint32_t> sentence_ends;
  std::vector<Label> labels;

  TokenText text() const;  // views into the document
};

// Error{io} when the file cannot be read or a line makes no sense. A name that ends in .zst is decompressed.
std::vector<LabelledDocument> read_labelled(const std::string& path);

// The whole of a file, decompressed when its name ends in .zst. Error{io}.
std::string read_whole(const std::string& path);

}  // namespace dateline
