// The text of articles, whatever it says: tokens, language, names, times, and its way to the terminal. The first line is the title.
#include "common/analysis/analyzer.h"

#include <algorithm>

#include "common/text/terminal_escape.h"
#include "common/text/utf8.h"
#include "tests/fuzz/target.h"

using namespace dateline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static Analyzer analyzer;
  const std::string text = repair_utf8(as_text(data, size));
  Article article;
  article.title = text.substr(0, text.find('\n'));
  article.body = text.substr(std::min(text.size(), article.title.size() + 1));
  article.published = "2024-03-14";
  Analysis analysis;
  analyzer.analyze(article, analysis);
  const std::size_t length = count_code_points(article.body);
  for (const ArticleDate& date : analysis.dates) must(date.begin < date.end && date.end <= length, "a time is written within the body");
  for (const ArticleEntity& entity : analysis.entities) must(!entity.id.empty() && !entity.name.empty() && entity.mentions > 0, "an entity has a name and is named");
  const std::string shown = escape_for_terminal(as_text(data, size), true);
  must(is_valid_utf8(shown) && shown.find('\x1b') == shown.npos, "what is shown cannot drive the terminal");
  return 0;
}
