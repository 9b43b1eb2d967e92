// Articles as a database keeps them. What can be decoded is the same when it is encoded and decoded again.
#include "common/store/stored_article.h"

#include <algorithm>
#include <cmath>

#include "common/error.h"
#include "tests/fuzz/held_memory.h"

using namespace dateline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr double kSaliences = 1e12;  // beyond, a number of thousandths is no longer whole
  try {
    const HeldMemory held;
    Article article = decode_article(as_text(data, size));
    must(held.most() <= 4096 + 250 * size, "a stored article takes 250 bytes for each of its own at most");
    if (std::isnan(article.published_confidence)) article.published_confidence = 0;
    if (std::any_of(article.entities.begin(), article.entities.end(), [](const ArticleEntity& entity) { return entity.salience > kSaliences; })) return 0;
    must(decode_article(encode_article(article)) == article, "what is encoded decodes as the same article");
  } catch (const Error&) {  // no stored article
  }
  return 0;
}
