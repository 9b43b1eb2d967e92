#include "common/analysis/dates/lexer.h"

#include <algorithm>
#include <array>

#include "common/text/fold.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

enum class Kind : std::uint8_t { mark, blank, line, digit, lower, upper, beyond };

constexpr std::array<Kind, 256> kinds() {
  std::array<Kind, 256> out{};
  for (std::size_t c = 0; c < 256; ++c) {
    if (c >= 0x80) out[c] = Kind::beyond;
    else if (c >= 'a' && c <= 'z') out[c] = Kind::lower;
    else if (c >= 'A' && c <= 'Z') out[c] = Kind::upper;
    else if (c >= '0' && c <= '9') out[c] = Kind::digit;
    else if (c == '\n') out[c] = Kind::line;
    else if (c <= ' ' || c == 0x7F) out[c] = Kind::blank;
    else out[c] = Kind::mark;
  }
  return out;
}
constexpr std::array<Kind, 256> kKinds = kinds();

Kind kind_of(char c) { return kKinds[static_cast<unsigned char>(c)]; }
char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 0x20) : c; }

// What a character beyond ASCII stands for: a blank, a mark, or (0) a letter.
char plain_form(char32_t c) {
  switch (c) {
    case 0xA0: case 0x1680: case 0x202F: case 0x205F: case 0x3000: case 0xFEFF: case 0x200B: case 0xBA: case 0xB0: return ' ';  // 1º de março, too
    case 0x2018: case 0x2019: case 0x201B: case 0x2032: return '\'';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2212: return '-';
    case 0x2014: case 0x2015: return ';';
    case 0x201C: case 0x201D: case 0x201E: case 0xAB: case 0xBB: return '"';
    default: return c >= 0x2000 && c <= 0x200A ? ' ' : c >= 0x2020 && c <= 0x206F ? ';' : '\0';
  }
}

constexpr std::int32_t kMostValue = 999'999'999;
constexpr std::size_t kLongestWord = 24;

}  // namespace

bool DateTokens::is(std::size_t at, std::string_view word) const {
  const std::string_view own = text(at);
  return own.size() == word.size() && std::equal(own.begin(), own.end(), word.begin(), [](char a, char b) { return lower(a) == b; });
}

DateLexer::DateLexer(std::string_view text, std::string_view language) : text_(text), language_(language), foreign_(has_foreign_date_words(language)) {}

bool DateLexer::next(DateTokens& out) {
  out.tokens_.clear();
  out.capitals_ = false;
  out.text_ = text_;
  bool glued = false;
  int lines = 0;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    Kind kind = kind_of(c);
    char mark = c;
    std::size_t after = at_ + 1;
    if (kind == Kind::beyond) {
      after = at_;
      mark = plain_form(decode_utf8(text_, after));
      kind = mark == ' ' ? Kind::blank : mark ? Kind::mark : Kind::lower;
    }
    if (kind == Kind::blank || kind == Kind::line) {
      lines += kind == Kind::line;
      glued = false;
      at_ = after;
      continue;
    }
    if (!out.tokens_.empty() && (lines > 1 || out.size() >= kMostTokens)) return true;
    lines = 0;
    const std::size_t begin = at_;
    const std::size_t count = out.size();
    if (kind == Kind::mark) {
      at_ = after;
      out.tokens_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(after), {TimeWord::mark, false, false, 0}, mark, 0, false, false, false});
    } else if (kind == Kind::digit) {
      digits(out, begin);
    } else {
      word(out, begin);
    }
    out.tokens_[count].glued = glued;
    glued = true;
  }
  return !out.tokens_.empty();
}

void DateLexer::digits(DateTokens& out, std::size_t begin) {
  std::int64_t value = 0;
  while (at_ < text_.size() && kind_of(text_[at_]) == Kind::digit) value = std::min<std::int64_t>(value * 10 + (text_[at_++] - '0'), kMostValue);
  out.tokens_.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(at_), {TimeWord::digits, false, false, 0}, static_cast<std::int32_t>(value),
                         static_cast<std::uint8_t>(std::min<std::size_t>(at_ - begin, 255)), false, false, false});
}

void DateLexer::word(DateTokens& out, std::size_t begin) {
  std::array<char, kLongestWord> form;
  std::size_t length = 0;
  bool ascii = true;
  while (at_ < text_.size()) {
    const char c = text_[at_];
    const Kind kind = kind_of(c);
    if (kind == Kind::beyond) {
      std::size_t after = at_;
      if (plain_form(decode_utf8(text_, after))) break;
      at_ = after;
      ascii = false;
      continue;
    }
    if (kind != Kind::lower && kind != Kind::upper) break;
    if (length < form.size()) form[length] = lower(c);
    ++length;
    ++at_;
  }
  DateToken token;
  token.begin = static_cast<std::uint32_t>(begin);
  token.end = static_cast<std::uint32_t>(at_);
  token.capital = kind_of(text_[begin]) == Kind::upper;
  if (foreign_) {
    if (at_ - begin <= 2 * kLongestWord) {
      folded_ = ascii && length <= form.size() ? std::string(form.data(), length) : fold(text_.substr(begin, at_ - begin));
      token.lexeme = foreign_date_word(language_, folded_);
    }
  } else if (ascii && length <= form.size()) {
    const std::string_view lowered(form.data(), length);
    if (length == 1 && (lowered == "a" || lowered == "p") && !out.tokens_.empty()) {  // a.m., p.m.
      const auto at = [&](std::size_t ahead) { return at_ + ahead < text_.size() ? lower(text_[at_ + ahead]) : '\0'; };
      const TimeWord before = out.tokens_.back().lexeme.word;
      if (at(0) == '.' && at(1) == 'm' && (is_one_of(before, TimeWord::digits, TimeWord::cardinal, TimeWord::mark))) {
        at_ += at(2) == '.' ? 3 : 2;
        token.end = static_cast<std::uint32_t>(at_);
        token.lexeme = {TimeWord::meridiem, false, false, static_cast<std::int16_t>(lowered == "p" ? 12 : 0)};
      }
    }
    if (token.lexeme.word == TimeWord::none) token.lexeme = english_date_word(lowered);
    // published, agreed; not succeed, Ahmed
    const bool in_ed = lowered.ends_with("ed") && (!lowered.ends_with("eed") || lowered.ends_with("reed"));
    token.past_form = token.lexeme.word == TimeWord::none && !token.capital && length > 4 && in_ed;
  }
  out.capitals_ |= token.capital && !foreign_;
  out.tokens_.push_back(token);
}

}  // namespace dateline
