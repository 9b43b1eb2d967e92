// Articles as JSON. What is written of one reads as the same one again, so that an export is the database.
#include "common/article_json.h"

#include "common/text/utf8.h"
#include "tests/fuzz/target.h"

using namespace dateline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const ParsedArticle read = article_from_json(as_text(data, size));
  must(read.article.has_value() == read.problem.empty(), "there is an article or a reason why not");
  if (!read.article) return 0;
  const std::string written = to_json(*read.article);
  must(is_valid_utf8(written) && written.find('\n') == written.npos, "an article is one line of valid UTF-8");
  const ParsedArticle again = article_from_json(written);
  must(again.article.has_value() && !again.repaired, "what is written can be read");
  must(*again.article == *read.article, "what is written reads as the same article");
  return 0;
}
