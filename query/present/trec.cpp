#include <cstdio>

#include "common/text/utf8.h"
#include "query/present/present.h"

namespace dateline {
namespace {

// White space as the tools that split these lines know it.
bool splits(char32_t c) {
  return c <= 0x20 || (c >= 0x7F && c <= 0xA0) || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 ||
         c == 0x202F || c == 0x205F || c == 0x3000;
}

std::string encoded(const std::string& text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = decode_utf8(text, at);
    if (c != '%' && !splits(c)) {
      out.append(text, begin, at - begin);
      continue;
    }
    for (std::size_t i = begin; i < at; ++i) {
      char byte[4];
      std::snprintf(byte, sizeof byte, "%%%02X", static_cast<unsigned>(static_cast<unsigned char>(text[i])));
      out += byte;
    }
  }
  return out;
}

}  // namespace

void present_trec(const Result& result, const std::string& query_id, const std::string& run_name, std::ostream& out) {
  const std::string topic = encoded(query_id), run = encoded(run_name);
  for (const Hit& hit : result.hits) {
    char score[40];
    std::snprintf(score, sizeof score, "%.9g", hit.score);
    out << topic << " Q0 " << encoded(hit.article.id) << " " << hit.rank << " " << score << " " << run << "\n";
  }
}

}  // namespace dateline
