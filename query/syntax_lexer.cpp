#include "query/syntax_lexer.h"

#include <algorithm>
#include <charconv>
#include <cstdint>
#include <string>

#include "common/text/utf8.h"
#include "query/syntax_fields.h"
#include "query/syntax_tree.h"

namespace dateline {
namespace {

bool is_space(char32_t c) {
  return c <= 0x20 || c == 0x7F || c == 0x85 || c == 0xA0 || c == 0x1680 || (c >= 0x2000 && c <= 0x200B) || c == 0x2028 ||
         c == 0x2029 || c == 0x202F || c == 0x205F || c == 0x3000 || c == 0xFEFF;
}

// Straight and curly double quotes, and guillemets.
bool is_quote(char32_t c) {
  return c == '"' || (c >= 0x201C && c <= 0x201F) || c == 0xAB || c == 0xBB || c == 0xFF02;
}

bool is_punctuation(char32_t c) {
  if (c < 0x80) return !((c >= '0' && c <= '9') || ((c | 0x20) >= 'a' && (c | 0x20) <= 'z'));
  return (c >= 0xA1 && c <= 0xBF && c != 0xAA && c != 0xB5 && c != 0xBA) || (c >= 0x2010 && c <= 0x206F) ||
         (c >= 0x3001 && c <= 0x3003) || (c >= 0x3008 && c <= 0x3011) || c == kReplacement;
}

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out)
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  return out;
}

bool is_operator(std::string_view word) {
  return word == "AND" || word == "OR" || word == "NOT" || word == "NEAR" || word.substr(0, 5) == "NEAR/";
}

class Lexer {
 public:
  Lexer(std::string_view query, std::vector<std::string>& notices) : query_(query), notices_(notices) {}

  std::vector<Lexeme> run() {
    for (;;) {
      const bool spaced = skip_spaces() || at_ == 0;
      glued_ = !spaced;
      if (at_end()) break;
      const char c = query_[at_];
      if (c == '(' || c == ')') {
        push(c == '(' ? LexemeKind::open : LexemeKind::close, std::string(1, c));
        ++at_;
      } else if (c == '-') {
        dashes(spaced || after_open());
      } else if (is_quote(peek())) {
        phrase();
      } else if (!field()) {
        word();
      }
    }
    push(LexemeKind::end, "");
    return std::move(lexemes_);
  }

 private:
  bool at_end() const { return at_ >= query_.size(); }
  char32_t peek() const {
    std::size_t at = at_;
    return decode_utf8(query_, at);
  }
  bool after_open() const { return !lexemes_.empty() && lexemes_.back().kind == LexemeKind::open; }
  void push(LexemeKind kind, std::string text, unsigned distance = 0) {
    lexemes_.push_back({kind, std::move(text), distance, glued_});
  }
  void notice(std::string text) { add_notice(notices_, std::move(text)); }

  bool skip_spaces() {
    const std::size_t start = at_;
    while (!at_end()) {
      std::size_t next = at_;
      if (!is_space(decode_utf8(query_, next))) break;
      at_ = next;
    }
    return at_ > start;
  }

  // One dash before a word is NOT; a dash that stands alone, or several, are punctuation.
  void dashes(bool may_negate) {
    const std::size_t start = at_;
    while (!at_end() && query_[at_] == '-') ++at_;
    if (may_negate && at_ == start + 1 && !at_end() && !is_space(peek()) && query_[at_] != ')') push(LexemeKind::minus, "-");
  }

  void phrase() {
    decode_utf8(query_, at_);
    std::string text;
    while (!at_end()) {
      const std::size_t start = at_;
      const char32_t c = decode_utf8(query_, at_);
      if (is_quote(c)) {
        push(LexemeKind::phrase, std::move(text));
        return;
      }
      if (c == '\\' && !at_end() && (is_quote(peek()) || peek() == '\\')) {
        append_utf8(text, decode_utf8(query_, at_));
        continue;
      }
      text += query_.substr(start, at_ - start);
    }
    notice("a quote was not closed: read to the end");
    push(LexemeKind::phrase, std::move(text));
  }

  // name: directly before a value. False when there is none: a word, a time or an address begins here.
  bool field() {
    std::size_t colon = at_;
    while (colon < query_.size() && (is_letter(query_[colon]) || (colon > at_ && query_[colon] == '_'))) ++colon;
    if (colon == at_ || colon >= query_.size() || query_[colon] != ':') return false;
    const std::string_view typed = query_.substr(at_, colon - at_), rest = query_.substr(colon + 1);
    if (rest.substr(0, 2) == "//") return false;
    const std::string name = lower(typed);
    if (is_field(name)) {
      push(LexemeKind::field, name);
      at_ = colon + 1;
      value(name);
      return true;
    }
    if (typed.size() < 2 || rest.empty() || rest[0] == ':' || rest[0] == '/' || rest[0] == ')') return false;
    std::size_t at = 0;
    if (is_space(decode_utf8(rest, at))) return false;
    const std::string nearest = nearest_field(name);
    notice("unknown field " + shortened(typed) + ":" + (nearest.empty() ? "" : " (did you mean " + nearest + ":?)") +
           ", searched as words");
    push_word(std::string(typed));
    at_ = colon + 1;
    return true;
  }

  void value(const std::string& name) {
    glued_ = true;
    if (is_date_field(name) && quoted_dates()) return;
    if (at_end() || query_[at_] == '(' || query_[at_] == ')' || is_space(peek()) || is_quote(peek())) return;
    const bool verbatim = is_verbatim_field(name);
    std::string text = run_of_word(verbatim);
    if (verbatim) {
      const bool prefix = text.size() > 1 && text.back() == '*';
      if (prefix) text.pop_back();
      push(prefix ? LexemeKind::prefix : LexemeKind::word, std::move(text));
    } else {
      const std::size_t first = std::min(text.find_first_not_of('-'), text.size());
      if (first == 1) notice("a minus stands before the field, -" + name + ":" + shortened(text.substr(1)) + "; left out of " + name + ":" + shortened(text));
      push_word(text.substr(first));
    }
  }

  // "3 weeks ago"..yesterday, 2024.."last month": both ends, as one. False when nothing is quoted.
  bool quoted_dates() {
    const std::size_t start = at_;
    std::string text;
    bool any = false;
    while (!at_end() && !is_space(peek()) && query_[at_] != '(' && query_[at_] != ')') {
      if (is_quote(peek())) {
        phrase();
        text += lexemes_.back().text;
        lexemes_.pop_back();
        any = true;
      } else {
        text += query_[at_++];
      }
    }
    if (any)
      push(LexemeKind::phrase, std::move(text));
    else
      at_ = start;
    return any;
  }

  // Up to white space, a quote or a bracket; brackets that balance belong to an address.
  std::string run_of_word(bool verbatim) {
    const std::size_t start = at_;
    int depth = 0;
    bool address = verbatim;
    while (!at_end()) {
      const char32_t c = peek();
      if (at_ >= start + 3 && query_.substr(at_ - 3, 3) == "://") address = true;
      if (is_space(c) || (is_quote(c) && !verbatim)) break;
      if (c == '(') {
        if (!address) break;
        ++depth;
      }
      if (c == ')' && --depth < 0) break;
      decode_utf8(query_, at_);
    }
    return std::string(query_.substr(start, at_ - start));
  }

  void word() {
    const std::string text = run_of_word(false);
    if (text == "AND") return push(LexemeKind::op_and, text);
    if (text == "OR") return push(LexemeKind::op_or, text);
    if (text == "NOT") return push(LexemeKind::op_not, text);
    if (text == "NEAR" || text.substr(0, 5) == "NEAR/") return near(text);
    push_word(text);
  }

  void near(const std::string& text) {
    unsigned distance = kDefaultNearDistance;
    if (text.size() > 4) {
      const auto [end, error] = std::from_chars(text.data() + 5, text.data() + text.size(), distance);
      if (error == std::errc::result_out_of_range || (error == std::errc() && distance > kMaxNearDistance)) {
        distance = kMaxNearDistance;
        notice(shortened(text) + " is too far: read as NEAR/" + std::to_string(distance));
      } else if (error != std::errc() || end != text.data() + text.size()) {
        distance = kDefaultNearDistance;
        notice(shortened(text) + " has no number of words: read as NEAR/" + std::to_string(distance));
      }
    }
    push(LexemeKind::op_near, text, distance);
  }

  // A word with the punctuation around it taken off that no reading of it needs.
  void push_word(std::string text) {
    if (text.find("://") == std::string::npos) {
      const std::size_t first = text.find_first_not_of('*');
      if (first != 0 && first != std::string::npos) {
        notice("a * means something at the end of a word only: " + shortened(text));
        text.erase(0, first);
      }
    }
    std::size_t end = text.find_last_not_of(",;:!?");
    std::string bare = text.substr(0, end == std::string::npos ? 0 : end + 1);
    if (is_operator(bare)) bare = text;
    end = bare.find_last_not_of('*');
    const bool prefix = end != std::string::npos && end + 1 < bare.size() && bare.find(':') == std::string::npos;
    bare.resize(end == std::string::npos ? 0 : end + 1);
    if (!has_content(bare)) return;
    if (bare.find('*') != std::string::npos && bare.find("://") == std::string::npos)
      notice("a * means something at the end of a word only: " + shortened(text));
    push(prefix ? LexemeKind::prefix : LexemeKind::word, std::move(bare));
  }

  std::string_view query_;
  std::vector<std::string>& notices_;
  std::vector<Lexeme> lexemes_;
  std::size_t at_ = 0;
  bool glued_ = false;
};

}  // namespace

std::vector<Lexeme> lex_query(std::string_view query, std::vector<std::string>& notices) { return Lexer(query, notices).run(); }

bool has_content(std::string_view text) {
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    if (!is_space(c) && !is_punctuation(c)) return true;
  }
  return false;
}

std::string collapse_spaces(std::string_view text) {
  std::string out;
  bool pending = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    if (is_space(decode_utf8(text, at))) {
      pending = !out.empty();
      continue;
    }
    if (pending) out += ' ';
    pending = false;
    out += text.substr(start, at - start);
  }
  return out;
}

std::string quoted(std::string_view text) {
  std::string out = "\"";
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t start = at;
    const char32_t c = decode_utf8(text, at);
    if (is_quote(c) || c == '\\') out += '\\';
    out += text.substr(start, at - start);
  }
  return out + "\"";
}

}  // namespace dateline
