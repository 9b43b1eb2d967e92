// A document ready for the engine: made by any thread, given to the writer once.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "common/article.h"
#include "common/store/text_codec.h"
#include "indexer/document_builder.h"

namespace dateline {

struct PreparedDocument {
  PreparedDocument(Article article, const BuiltDocument& built, Compressor* compressor);  // nullptr: the writer compresses

  Article article;
  Xapian::Document document;  // but for what hangs on its id
  std::optional<std::int64_t> instant;
  std::string stored;  // the stored article while it is not compressed: a sample for a dictionary
  std::vector<std::string> words;  // for the spelling data
  std::vector<std::string> forms;  // those of them whose stem is another word
};

}  // namespace dateline
