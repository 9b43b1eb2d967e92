#include "common/text/unicode.h"

namespace dateline {
namespace {

#include "common/text/unicode_tables.inc"

constexpr char32_t kLast = 0x10FFFF;

}  // namespace

CharInfo char_info(char32_t c) {
  if (c > kLast) return CharInfo(0);
  return CharInfo(kPages[kPageOf[c >> 8]][c & 0xFF]);
}

std::string_view CharInfo::folded() const {
  const std::uint32_t index = bits_ >> 8;
  return std::string_view(kFoldText + kFoldBegin[index], kFoldBegin[index + 1] - kFoldBegin[index]);
}

}  // namespace dateline
