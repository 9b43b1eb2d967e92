#include "indexer/readers/page.h"

#include "indexer/extraction/encoding.h"
#include "indexer/extraction/html_body.h"
#include "indexer/extraction/html_dates.h"
#include "indexer/extraction/html_metadata.h"

namespace dateline {

ParsedRecord article_from_page(std::string_view bytes, const ParseContext& context, std::string_view charset) {
  if (bytes.size() > kLargestPage) return {{}, "page too large"};
  const std::string page = to_utf8(bytes, charset.empty() ? declared_charset(bytes) : std::string(charset));
  const HtmlTree tree(page);
  if (!tree.root()) return {{}, "page too complex: it would take too much memory or time"};
  const PageBlocks blocks = page_blocks(*tree.root());
  Article article = html_metadata(*tree.root(), blocks);
  if (article.url.empty()) article.url = context.url;
  article.body = html_body(blocks, article);
  PageDates dates = html_dates(*tree.root(), article.url);
  return {std::move(article), {}, std::move(dates.ledger), {context.now, dates.month_first}};
}

}  // namespace dateline
