#include "query/present/names_and_dates.h"

#include <algorithm>
#include <iterator>

#include "common/text/unicode.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestName = 200;  // bytes; longer ones are not looked for

bool is_space(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// Runs of white space as one space.
std::string squeezed(std::string_view text) {
  std::string out;
  for (const char c : text)
    if (!is_space(c)) out.push_back(c);
    else if (!out.empty() && out.back() != ' ') out.push_back(' ');
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

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

std::vector<std::string> forms_of(const std::vector<ArticleEntity>& entities) {
  std::vector<std::string> forms;
  for (const ArticleEntity& entity : entities) forms.insert(forms.end(), entity.surfaces.begin(), entity.surfaces.end());
  return forms;
}

std::vector<Mark> date_marks(const Article& article) {
  std::vector<Mark> marks;
  ByteOffsets bytes(article.body);
  for (const ArticleDate& date : article.dates) {
    const std::size_t begin = bytes.of(date.begin), end = bytes.of(date.end);
    marks.push_back({begin, end, kDateStyle});
  }
  return marks;
}

std::size_t length(const Mark& mark) { return mark.end - mark.begin; }

}  // namespace

std::vector<Mark> find_names(std::string_view text, std::vector<std::string> names) {
  for (std::string& name : names) name = squeezed(name);
  names.erase(std::remove_if(names.begin(), names.end(), [](const std::string& name) { return name.empty() || name.size() > kLongestName; }), names.end());
  std::sort(names.begin(), names.end());
  names.erase(std::unique(names.begin(), names.end()), names.end());
  std::vector<Mark> marks;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = is_boundary(text, at) ? longest_name(text, at, names) : at;
    if (end > at) {
      marks.push_back({at, end, kNameStyle});
      at = end;
    } else {
      decode_utf8(text, at);
    }
  }
  return marks;
}

std::vector<Mark> title_marks(const Article& article) { return find_names(article.title, forms_of(article.entities)); }

std::vector<Mark> body_marks(const Article& article) {
  const std::vector<Mark> dates = date_marks(article), names = find_names(article.body, forms_of(article.entities));
  std::vector<Mark> both;
  std::merge(dates.begin(), dates.end(), names.begin(), names.end(), std::back_inserter(both), [](const Mark& a, const Mark& b) { return a.begin < b.begin; });
  std::vector<Mark> marks;
  for (const Mark& mark : both) {
    if (marks.empty() || marks.back().end <= mark.begin) {
      if (length(mark) > 0) marks.push_back(mark);
    } else if (length(mark) > length(marks.back())) {
      marks.back() = mark;
    } else if (length(mark) == length(marks.back()) && mark.style == kDateStyle) {
      marks.back() = mark;
    }
  }
  return marks;
}

}  // namespace dateline
