#include "query/find_names.h"

#include <algorithm>
#include <array>

#include "common/text/unicode.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestName = 200;  // bytes; longer ones are not looked for

bool in_word(char32_t c) {
  const CharClass kind = char_info(c).char_class();
  return kind == CharClass::letter || kind == CharClass::digit || kind == CharClass::mark;
}

bool word_at(std::string_view text, std::size_t at) { return at < text.size() && in_word(decode_utf8(text, at)); }

bool word_before(std::string_view text, std::size_t at) {
  if (at == 0) return false;
  std::size_t begin = at - 1;
  while (begin > 0 && at - begin < 4 && (static_cast<unsigned char>(text[begin]) & 0xC0) == 0x80) --begin;
  return in_word(decode_utf8(text, begin));
}

// Between the two sides of `at` no word goes on.
bool is_boundary(std::string_view text, std::size_t at) { return !word_before(text, at) || !word_at(text, at); }

// Where the longest name ends that begins at `at`, or `at`. `names`: sorted, squeezed; those which go on as the text does are a range that narrows byte by byte.
std::size_t longest_name(std::string_view text, std::size_t at, const std::vector<std::string>& names) {
  auto first = names.begin(), last = names.end();
  std::size_t longest = at, length = 0;
  for (std::size_t next = at; next < text.size();) {
    char c = text[next++];
    if (is_space(c)) {
      c = ' ';
      while (next < text.size() && is_space(text[next])) ++next;
    }
    const auto byte_of = [length](const std::string& name) { return static_cast<unsigned char>(name[length]); };
    // All of the range are longer than `length`: the one that ends here is the first, and has been left behind.
    const unsigned char wanted = static_cast<unsigned char>(c);
    first = std::lower_bound(first, last, wanted, [&](const std::string& name, unsigned char byte) { return byte_of(name) < byte; });
    last = std::upper_bound(first, last, wanted, [&](unsigned char byte, const std::string& name) { return byte < byte_of(name); });
    if (first == last) break;
    if (first->size() == ++length) {
      if (is_boundary(text, next)) longest = next;
      ++first;
    }
  }
  return longest;
}

}  // namespace

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (!is_space(c)) out.push_back(c);
    else if (!out.empty() && out.back() != ' ') out.push_back(' ');
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::vector<std::pair<std::size_t, std::size_t>> find_names(std::string_view text, std::vector<std::string> names) {
  for (std::string& name : names) name = squeezed(name);
  names.erase(std::remove_if(names.begin(), names.end(), [](const std::string& name) { return name.empty() || name.size() > kLongestName; }), names.end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::array<bool, 256> begins{};
  for (const std::string& name : names) begins[static_cast<unsigned char>(name.front())] = true;
  std::vector<std::pair<std::size_t, std::size_t>> places;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = begins[static_cast<unsigned char>(text[at])] && is_boundary(text, at) ? longest_name(text, at, names) : at;
    if (end > at) {
      places.emplace_back(at, end);
      at = end;
    } else {
      decode_utf8(text, at);
    }
  }
  return places;
}

}  // namespace dateline
