#include "common/text/unicode.h"

#include <utility>

namespace dateline {
namespace {

#include "common/text/unicode_tables.inc"

constexpr char32_t kLast = 0x10FFFF;

}  // namespace

constinit const std::array<CharInfo, 128> kAsciiInfo = []<std::size_t... code>(std::index_sequence<code...>) {
  return std::array{CharInfo(kPages[kPageOf[0]][code])...};
}(std::make_index_sequence<128>());

CharInfo info_beyond_ascii(char32_t c) {
  if (c > kLast) return CharInfo(0);
  return CharInfo(kPages[kPageOf[c >> 8]][c & 0xFF]);
}

std::string_view CharInfo::folded() const {
  const std::uint32_t index = bits_ >> 8;
  return std::string_view(kFoldText + kFoldBegin[index], kFoldBegin[index + 1] - kFoldBegin[index]);
}

}  // namespace dateline
