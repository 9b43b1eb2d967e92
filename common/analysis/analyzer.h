// Understands an article's text: its language and its words. Knows no Xapian and no database. What is said of an article depends on the
// article alone.
#pragma once

#include <string>

#include "common/analysis/sketch.h"
#include "common/article.h"
#include "common/text/tokenizer.h"

namespace dateline {

struct Analysis {
  std::string language;  // as the article says when it names one we know by form (two letters, or und), else detected
  TokenList title;
  TokenList body;
  BodySketch sketch;
};

// `out` is overwritten; keep it between calls to save allocations. In a title all in capitals, a short word is an acronym when the body
// writes it in capitals and never otherwise.
void analyze(const Article& article, Analysis& out);

// The language alone, by the same rule.
std::string language_of(const Article& article);

}  // namespace dateline
