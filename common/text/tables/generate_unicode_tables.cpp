// Writes unicode_tables.inc: class, case, width and folded form of every code point, from utf8proc's data. Run by the build.
#include <utf8proc.h>

#include <cstdint>
#include <cstdio>
#include <fstream>
#include <iostream>
#include <map>
#include <string>
#include <vector>

#include "common/text/unicode.h"

namespace {

using dateline::CharClass;
using CodePoints = std::u32string;

// Letters that look like a plain one with a stroke but do not decompose, and ligatures.
const std::map<char32_t, CodePoints> kLetters = {
    {U'ø', U"o"}, {U'ł', U"l"},  {U'đ', U"d"},  {U'ı', U"i"},  {U'æ', U"ae"}, {U'œ', U"oe"}, {U'þ', U"th"}, {U'ð', U"d"},
    {U'ŋ', U"n"}, {U'ħ', U"h"},  {U'ŧ', U"t"},  {U'ĸ', U"k"},  {U'ə', U"a"},  {U'ǝ', U"e"},  {U'ɨ', U"i"},  {U'ʉ', U"u"},
    {U'ƒ', U"f"}, {U'ß', U"ss"}, {U'ё', U"е"},  {U'ѐ', U"е"},  {U'ѝ', U"и"},  {U'ς', U"σ"}};

bool in(char32_t c, char32_t first, char32_t last) { return c >= first && c <= last; }

bool is_mark(char32_t c) {
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category == UTF8PROC_CATEGORY_MN || category == UTF8PROC_CATEGORY_MC || category == UTF8PROC_CATEGORY_ME;
}

// Marks that folding drops: accents of Latin, Greek and Cyrillic, points of Hebrew and Arabic.
bool is_dropped_mark(char32_t c) {
  return in(c, 0x300, 0x36F) || in(c, 0x1AB0, 0x1AFF) || in(c, 0x1DC0, 0x1DFF) || in(c, 0x591, 0x5BD) || c == 0x5BF || in(c, 0x5C1, 0x5C2) ||
         in(c, 0x5C4, 0x5C5) || c == 0x5C7 || in(c, 0x610, 0x61A) || in(c, 0x640, 0x640) || in(c, 0x64B, 0x65F) || c == 0x670 ||
         in(c, 0x6D6, 0x6ED);
}

bool is_ignorable(char32_t c) {
  return c == 0xAD || in(c, 0x200B, 0x200F) || in(c, 0x202A, 0x202E) || in(c, 0x2060, 0x2064) || in(c, 0x2066, 0x2069) || c == 0xFEFF ||
         in(c, 0xFE00, 0xFE0F) || c == 0x34F || c == 0x61C;
}

// Written without spaces between words, or (Hangul) with endings grown on: indexed by pairs of characters.
bool is_bigram(char32_t c) {
  return in(c, 0xE00, 0xEFF) || in(c, 0x1000, 0x109F) || in(c, 0x1100, 0x11FF) || in(c, 0x1780, 0x17FF) || in(c, 0x3005, 0x3007) ||
         in(c, 0x3041, 0x3096) || in(c, 0x309D, 0x30FA) || in(c, 0x30FC, 0x30FF) || in(c, 0x3105, 0x312F) || in(c, 0x3131, 0x318E) ||
         in(c, 0x31A0, 0x31BF) || in(c, 0x31F0, 0x31FF) || in(c, 0x3400, 0x4DBF) || in(c, 0x4E00, 0x9FFF) || in(c, 0xA960, 0xA97F) ||
         in(c, 0xAC00, 0xD7FF) || in(c, 0xF900, 0xFAFF) || in(c, 0xFF66, 0xFF9F) || in(c, 0x20000, 0x3FFFD);
}

CodePoints map_with(const CodePoints& text, int options) {
  std::string utf8;
  for (char32_t c : text) {
    utf8proc_uint8_t bytes[4];
    const auto length = utf8proc_encode_char(static_cast<utf8proc_int32_t>(c), bytes);
    utf8.append(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(length));
  }
  utf8proc_uint8_t* mapped = nullptr;
  const auto length = utf8proc_map(reinterpret_cast<const utf8proc_uint8_t*>(utf8.data()), static_cast<utf8proc_ssize_t>(utf8.size()),
                                   &mapped, static_cast<utf8proc_option_t>(options));
  CodePoints out;
  for (utf8proc_ssize_t at = 0; at < length;) {
    utf8proc_int32_t c = 0;
    at += utf8proc_iterate(mapped + at, length - at, &c);
    out.push_back(static_cast<char32_t>(c));
  }
  std::free(mapped);
  return out;
}

bool drops_accents(char32_t c) { return c < 0x250 || in(c, 0x370, 0x3FF) || in(c, 0x1E00, 0x1FFF) || in(c, 0x621, 0x64A); }

CodePoints fold(char32_t c) {
  if (is_ignorable(c) || is_dropped_mark(c)) return {};
  if (c == 0x2019 || c == 0x2018 || c == 0x2BC || c == 0xFF07 || c == 0x2032 || c == 0x201B) return U"'";
  if (c == 0x2010 || c == 0x2011 || c == 0xFF0D || c == 0xFE63) return U"-";
  if (utf8proc_category(static_cast<utf8proc_int32_t>(c)) == UTF8PROC_CATEGORY_ND) {
    const CodePoints digits = map_with({c}, UTF8PROC_COMPAT | UTF8PROC_COMPOSE);
    if (digits.size() == 1 && digits[0] < 0x80) return digits;
    // Decimal digits stand in runs of ten, each beginning with its zero.
    char32_t zero = c;
    while (c - zero < 9 && utf8proc_category(static_cast<utf8proc_int32_t>(zero - 1)) == UTF8PROC_CATEGORY_ND) --zero;
    return {U'0' + (c - zero)};
  }
  const CodePoints lower = map_with({c}, UTF8PROC_STABLE | UTF8PROC_COMPAT | UTF8PROC_COMPOSE | UTF8PROC_CASEFOLD);
  CodePoints out;
  for (char32_t letter : lower) {
    const CodePoints plain = drops_accents(letter) ? map_with({letter}, UTF8PROC_DECOMPOSE | UTF8PROC_STABLE) : CodePoints{letter};
    for (char32_t part : plain) {
      if (is_dropped_mark(part)) continue;
      const auto mapped = kLetters.find(part);
      out += mapped == kLetters.end() ? CodePoints{part} : mapped->second;
    }
  }
  return out;
}

CharClass class_of(char32_t c, const CodePoints& folded) {
  if (is_ignorable(c)) return CharClass::ignorable;
  if (is_dropped_mark(c) || is_mark(c)) return is_bigram(c) ? CharClass::bigram : CharClass::mark;
  if (is_bigram(c)) return CharClass::bigram;
  if (folded == U"'") return CharClass::apostrophe;
  if (folded == U"-") return c == '-' || c == 0x2010 || c == 0x2011 || c == 0xFF0D ? CharClass::hyphen : CharClass::other;
  switch (utf8proc_category(static_cast<utf8proc_int32_t>(c))) {
    case UTF8PROC_CATEGORY_LU:
    case UTF8PROC_CATEGORY_LL:
    case UTF8PROC_CATEGORY_LT:
    case UTF8PROC_CATEGORY_LM:
    case UTF8PROC_CATEGORY_LO:
    case UTF8PROC_CATEGORY_NL: return CharClass::letter;
    case UTF8PROC_CATEGORY_ND: return CharClass::digit;
    // Subscripts are part of a formula's name (CO\u2082); superscripts are footnotes and exponents.
    case UTF8PROC_CATEGORY_NO: return c >= 0x2080 && c <= 0x2089 ? CharClass::digit : CharClass::other;
    default: return CharClass::other;
  }
}

bool assigned(char32_t c) {
  const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
  return category != UTF8PROC_CATEGORY_CN && category != UTF8PROC_CATEGORY_CS && category != UTF8PROC_CATEGORY_CO;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc != 2) {
    std::cerr << "usage: generate_unicode_tables FILE\n";
    return 2;
  }
  std::map<std::string, std::uint32_t> fold_index{{"", 1}};
  std::vector<std::string> folds{"", ""};  // 0: folds to itself
  std::map<std::vector<std::uint32_t>, unsigned> page_index;
  std::vector<std::vector<std::uint32_t>> pages;
  std::vector<unsigned> page_of;
  for (char32_t first = 0; first <= 0x10FFFF; first += 256) {
    std::vector<std::uint32_t> page;
    for (char32_t c = first; c < first + 256; ++c) {
      if (!assigned(c)) {
        page.push_back(0);
        continue;
      }
      const CodePoints folded = fold(c);
      std::uint32_t index = 0;
      if (folded != CodePoints{c}) {
        std::string utf8;
        for (char32_t part : folded) {
          utf8proc_uint8_t bytes[4];
          utf8.append(reinterpret_cast<char*>(bytes), static_cast<std::size_t>(utf8proc_encode_char(static_cast<utf8proc_int32_t>(part), bytes)));
        }
        const auto [entry, fresh] = fold_index.emplace(utf8, static_cast<std::uint32_t>(folds.size()));
        if (fresh) folds.push_back(utf8);
        index = entry->second;
      }
      const auto category = utf8proc_category(static_cast<utf8proc_int32_t>(c));
      const bool upper = category == UTF8PROC_CATEGORY_LU || category == UTF8PROC_CATEGORY_LT;
      const bool lower = category == UTF8PROC_CATEGORY_LL;
      const unsigned width = static_cast<unsigned>(std::max(0, std::min(2, utf8proc_charwidth(static_cast<utf8proc_int32_t>(c)))));
      page.push_back(static_cast<std::uint32_t>(class_of(c, folded)) | upper << 4 | lower << 5 | width << 6 | index << 8);
    }
    const auto [entry, fresh] = page_index.emplace(page, static_cast<unsigned>(pages.size()));
    if (fresh) pages.push_back(page);
    page_of.push_back(entry->second);
  }

  std::ofstream out(argv[1]);
  out << "// Generated by generate_unicode_tables from utf8proc " << utf8proc_version() << ", Unicode " << utf8proc_unicode_version() << ".\n";
  out << "constexpr std::uint16_t kPageOf[] = {";
  for (std::size_t i = 0; i < page_of.size(); ++i) out << (i % 24 ? "" : "\n") << page_of[i] << ',';
  out << "};\nconstexpr std::uint32_t kPages[][256] = {\n";
  for (const auto& page : pages) {
    out << "{";
    for (std::size_t i = 0; i < page.size(); ++i) out << (i % 24 ? "" : "\n") << page[i] << ',';
    out << "},\n";
  }
  out << "};\nconstexpr std::uint32_t kFoldBegin[] = {";
  std::size_t begin = 0;
  for (std::size_t i = 0; i < folds.size(); ++i) {
    out << (i % 24 ? "" : "\n") << begin << ',';
    begin += folds[i].size();
  }
  out << begin << "};\nconstexpr char kFoldText[] =\n";
  for (const std::string& text : folds) {
    if (text.empty()) continue;
    out << '"';
    for (unsigned char byte : text) {
      char escape[8];
      std::snprintf(escape, sizeof escape, "\\%03o", byte);
      out << escape;
    }
    out << "\"\n";
  }
  out << ";\n";
  return out.good() ? 0 : 1;
}
