#include "query/cursor.h"

#include <charconv>
#include <vector>

#include "common/error.h"
#include "common/store/schema.h"

namespace dateline {
namespace {

constexpr char kKinds[] = {'r', 'n', 'o'};  // by Sort

char kind_of(Sort sort) { return kKinds[static_cast<std::size_t>(sort)]; }

std::string to_hex(const std::string& bytes) {
  static constexpr char kDigits[] = "0123456789abcdef";
  std::string hex;
  for (unsigned char byte : bytes) {
    hex.push_back(kDigits[byte >> 4]);
    hex.push_back(kDigits[byte & 15]);
  }
  return hex;
}

bool from_hex(std::string_view hex, std::string& bytes) {
  bytes.clear();
  for (std::size_t i = 0; i + 1 < hex.size(); i += 2) {
    unsigned value = 0;
    const auto [end, error] = std::from_chars(hex.data() + i, hex.data() + i + 2, value, 16);
    if (error != std::errc() || end != hex.data() + i + 2) return false;
    bytes.push_back(static_cast<char>(value));
  }
  return hex.size() % 2 == 0;
}

std::string sort_key(Sort sort, const Xapian::MSetIterator& hit) {
  if (sort == Sort::relevance) return Xapian::sortable_serialise(hit.get_weight());
  return hit.get_document().get_value(sort == Sort::newest ? slot::kNewest : slot::kOldest);
}

std::string tie_of(const Xapian::MSetIterator& hit) { return hit.get_document().get_value(slot::kTie); }

}  // namespace

std::string write_cursor(Sort sort, std::size_t rank, const Xapian::MSetIterator& hit) {
  return std::string(1, kind_of(sort)) + std::to_string(rank) + "-" + to_hex(sort_key(sort, hit)) + "-" + to_hex(tie_of(hit));
}

Cursor read_cursor(const std::string& text, Sort sort) {
  Cursor cursor;
  const auto first = text.find('-'), second = text.find('-', first + 1);
  bool good = first != text.npos && second != text.npos && text[0] == kind_of(sort);
  if (good) {
    const auto [end, error] = std::from_chars(text.data() + 1, text.data() + first, cursor.rank);
    good = error == std::errc() && end == text.data() + first && cursor.rank <= UINT32_MAX &&
           from_hex(std::string_view(text).substr(first + 1, second - first - 1), cursor.score) &&
           from_hex(std::string_view(text).substr(second + 1), cursor.tie);
  }
  if (!good) throw Error(ErrorKind::usage, "\"" + text + "\" is no cursor of a search in this order; take \"next\" of the page before");
  return cursor;
}

bool comes_after(const Cursor& cursor, Sort sort, const Xapian::MSetIterator& hit) {
  const std::string key = sort_key(sort, hit);
  if (key != cursor.score) return key < cursor.score;  // every order is from the highest key down
  return tie_of(hit) > cursor.tie;
}

}  // namespace dateline
