#include "common/analysis/entities/token_text.h"

#include <algorithm>
#include <string>

#include "common/analysis/entities/word.h"
#include "common/text/sentences.h"
#include "common/text/unicode.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

constexpr std::string_view kClitics[] = {"s", "re", "ve", "ll", "d", "m"};

bool is_space(char32_t c) { return c == ' ' || (c >= 9 && c <= 13) || c == 0xA0 || c == 0x85 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 || c == 0x2029 || c == 0x202F || c == 0x3000 || c == 0xFEFF; }
bool is_apostrophe(char32_t c) { return c == '\'' || c == 0x2019 || c == 0x2BC; }
bool is_quote(char32_t c) { return c == '"' || c == '\'' || (c >= 0x2018 && c <= 0x201F) || c == 0xAB || c == 0xBB || c == '`'; }
bool is_closer(char32_t c) { return is_quote(c) || c == ')' || c == ']' || c == '}'; }

class Cutter {
 public:
  Cutter(std::string_view text, TokenText& out) : text_(text), out_(out) {}

  void run() {
    while (at_ < text_.size()) {
      const Char c = peek(at_);
      if (is_space(c.code)) skip_space();
      else if (c.of_word) word();
      else mark(c);
    }
    end_sentence();
  }

 private:
  struct Char {
    char32_t code;
    std::size_t end;
    bool of_word, alone, digit, letter, upper;   // alone: of a script without spaces
  };

  Char peek(std::size_t at) const {
    if (at >= text_.size()) return {0, at, false, false, false, false, false};
    std::size_t end = at;
    const char32_t code = decode_utf8(text_, end);
    const CharInfo info = char_info(code);
    const CharClass kind = info.char_class();
    const bool letter = kind == CharClass::letter, digit = kind == CharClass::digit, alone = kind == CharClass::bigram;
    return {code, end, letter || digit || alone || kind == CharClass::mark || kind == CharClass::ignorable, alone, digit, letter, info.upper()};
  }

  void emit(std::size_t begin, std::size_t end) {
    out_.tokens.push_back(text_.substr(begin, end - begin));
    at_ = end;
  }

  void end_sentence() {
    const auto count = static_cast<std::uint32_t>(out_.tokens.size());
    if (count && (out_.sentence_ends.empty() || out_.sentence_ends.back() != count)) out_.sentence_ends.push_back(count);
  }

  // A sentence that has ended may still take closing quotes; it is over where white space follows.
  void skip_space() {
    int lines = 0;
    for (Char c = peek(at_); at_ < text_.size() && is_space(c.code); c = peek(at_)) {
      lines += c.code == '\n';
      at_ = c.end;
    }
    if (lines > 1 || (stopped_ && may_begin())) end_sentence();
    stopped_ = false;
    after_abbreviation_ = false;
  }

  // What is at at_ may begin a sentence.
  bool may_begin() const {
    std::size_t at = at_;
    Char c = peek(at);
    while (at < text_.size() && (is_quote(c.code) || c.code == '(' || c.code == '[')) at = c.end, c = peek(at);
    if (!after_abbreviation_) return at >= text_.size() || !c.letter || c.upper || !char_info(c.code).lower();
    std::size_t end = at;
    while (end < text_.size() && peek(end).letter) end = peek(end).end;
    return is_starter(text_.substr(at, end - at));
  }

  void mark(const Char& first) {
    std::size_t end = first.end;
    if (is_apostrophe(first.code) && clitic(at_, end)) return emit(at_, end);
    while (end < text_.size() && peek(end).code == first.code && first.code != kReplacement) end = peek(end).end;
    emit(at_, end);
    if (first.code == '.' || first.code == '!' || first.code == '?' || first.code == 0x2026) stopped_ = true;
    else if (first.code == 0x3002 || first.code == 0xFF01 || first.code == 0xFF1F || first.code == 0x0964 || first.code == 0x061F || first.code == 0x06D4) end_sentence();
    else if (!is_closer(first.code)) stopped_ = false;
  }

  // 's 're and so on at an apostrophe, with nothing of a word after; `end` is set behind it.
  bool clitic(std::size_t at, std::size_t& end) const {
    const std::size_t from = peek(at).end;
    for (const std::string_view tail : kClitics) {
      if (text_.size() - from < tail.size() || peek(from + tail.size()).of_word) continue;
      if (!std::equal(tail.begin(), tail.end(), text_.begin() + static_cast<std::ptrdiff_t>(from), [](char a, char b) { return a == (b | 0x20); })) continue;
      end = from + tail.size();
      return true;
    }
    return false;
  }

  // Whether the word goes on behind `c`, which is no character of a word, between `before` and `after`, which are.
  static bool joins(const Char& before, const Char& c, const Char& after) {
    if (!after.of_word || after.alone) return false;
    if (c.code == '-' || c.code == '_' || c.code == '@' || c.code == '&' || c.code == 0x2010 || c.code == 0x2011 || is_apostrophe(c.code)) return true;
    if (c.code == '.') return before.digit == after.digit || before.digit || !after.upper || before.upper;
    if (c.code == ',' || c.code == ':' || c.code == '/') return before.digit && after.digit;
    return false;
  }

  void word() {
    const std::size_t begin = at_;
    std::size_t end = begin, unused = 0;
    bool dotted = false;
    Char last = peek(begin);
    if (last.alone) return emit(begin, last.end);
    stopped_ = false;
    for (Char c = last; end < text_.size(); c = peek(end)) {
      if (c.of_word && !c.alone) {
        last = c;
        end = c.end;
        continue;
      }
      const Char after = peek(c.end);
      if (c.alone || (is_apostrophe(c.code) && clitic(end, unused)) || !joins(last, c, after)) break;
      dotted |= c.code == '.' && last.letter;
      end = c.end;
    }
    if (const std::size_t split = negation(begin, end); split != begin) {
      emit(begin, split);
      return emit(split, end);
    }
    if (peek(end).code != '.' || peek(end + 1).code == '.') return emit(begin, end);
    fold_form(text_.substr(begin, end - begin), folded_);
    const bool initial = last.upper && peek(begin).end == end && folded_ != "i";
    const bool abbreviation = is_abbreviation(folded_);
    // amazon.com. ends a sentence; U.S. and a.m. keep their stop: no part is longer than two letters.
    if (!(initial || abbreviation || (dotted && short_parts(begin, end)))) return emit(begin, end);
    emit(begin, end + 1);
    stopped_ = !initial && (!abbreviation || may_end_sentence(folded_));
    after_abbreviation_ = true;
  }

  bool short_parts(std::size_t begin, std::size_t end) const {
    std::size_t length = 0;
    for (std::size_t at = begin; at < end; ++at) {
      length = text_[at] == '.' ? 0 : length + 1;
      if (length > 2) return false;
    }
    return true;
  }

  // Where n't begins in don't, else `begin`.
  std::size_t negation(std::size_t begin, std::size_t end) const {
    for (const std::string_view tail : {std::string_view("n't"), std::string_view("n\xE2\x80\x99t"), std::string_view("N'T")})
      if (end - begin > tail.size() && text_.substr(end - tail.size(), tail.size()) == tail) return end - tail.size();
    return begin;
  }

  std::string_view text_;
  TokenText& out_;
  std::size_t at_ = 0;
  bool stopped_ = false, after_abbreviation_ = false;
  std::string folded_;
};

}  // namespace

void cut_text(std::string_view text, TokenText& out) {
  out.tokens.clear();
  out.sentence_ends.clear();
  Cutter(text, out).run();
}

}  // namespace dateline
