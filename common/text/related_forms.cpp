#include "common/text/related_forms.h"

namespace dateline {
namespace {

// A line a stem, rising: the stem, then those of its family.
constexpr std::string_view kFamilies =
#include "common/text/related_forms.inc"
    ;

// The line that holds the byte at `at`, where it begins; `first` is where a line not after it begins.
std::size_t line_begin(std::size_t at, std::size_t first) {
  const std::size_t newline = at > first ? kFamilies.rfind('\n', at - 1) : std::string_view::npos;
  return newline == std::string_view::npos || newline < first ? first : newline + 1;
}

}  // namespace

std::vector<std::string_view> related_stems(std::string_view stem) {
  std::vector<std::string_view> related;
  for (std::size_t low = 0, high = kFamilies.size(); low < high;) {
    const std::size_t begin = line_begin(low + (high - low) / 2, low), end = kFamilies.find('\n', begin);
    std::string_view rest = kFamilies.substr(begin, end - begin);
    const std::string_view word = rest.substr(0, rest.find(' '));
    if (word < stem) {
      low = end + 1;
    } else if (word > stem) {
      high = begin;
    } else {
      for (rest.remove_prefix(word.size()); !rest.empty(); rest.remove_prefix(related.back().size())) {
        rest.remove_prefix(1);
        related.push_back(rest.substr(0, rest.find(' ')));
      }
      break;
    }
  }
  return related;
}

}  // namespace dateline
