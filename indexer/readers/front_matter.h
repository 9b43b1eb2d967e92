// Markdown notes: a YAML head between --- lines, then the text.
#pragma once

#include <string_view>

#include "indexer/readers/record_reader.h"

namespace dateline {

// `text` is UTF-8. The head's keys mean what they mean in JSON input; a first heading is the title when the head names none.
ParsedRecord article_from_markdown(std::string_view text);

}  // namespace dateline
