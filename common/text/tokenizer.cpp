#include "common/text/tokenizer.h"

#include <algorithm>
#include <array>

#include "common/text/fold.h"
#include "common/text/number_form.h"
#include "common/text/sentences.h"
#include "common/text/unicode.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

constexpr std::size_t kMostJoined = 4;        // parts of a compound that also gets its joined form
constexpr std::size_t kShortestCapitals = 2;  // acronyms, in letters
constexpr std::size_t kLongestCapitals = 5;
constexpr std::size_t kAmpersandCapitals = 3;  // AT&T, but not JOHNSON&SONS

// "l'Ukraine", "dell'Italia": what stands before the apostrophe is a word of its own.
constexpr std::array<std::string_view, 4> kContractions = {"t", "em", "all", "nt"};
// Dropped, as a possessive is: she'll is no shell, and we're no were.
constexpr std::array<std::string_view, 6> kDropped = {"s", "re", "ve", "ll", "m", "d"};

struct Char {
  char32_t code = 0;
  CharInfo info{0};
  std::size_t begin = 0, end = 0;  // bytes
};

// One part of a unit: letters and digits without separators.
struct Atom {
  std::uint32_t form_begin = 0, form_length = 0;
  std::uint32_t begin = 0, end = 0, cp_begin = 0, cp_end = 0;
  bool number = false;        // begins with a digit
  bool pure_number = false;   // digits and their separators alone
  bool dotted = false;        // U.S.
  std::uint32_t letters = 0, capitals = 0;
  bool starts_upper = false;
  bool lower_seen = false;
};

class Scanner {
 public:
  Scanner(std::string_view text, const TokenizerOptions& options, TokenList& out) : text_(text), options_(options), out_(out), sentences_(text, out) {}

  void run() {
    while (at_ < text_.size()) {
      if (text_[at_] == ' ') {
        sentences_.space(at_++);
        ++cp_;
        continue;
      }
      if (is_ascii_letter(text_[at_]) && plain_word()) continue;
      const Char c = peek();
      switch (c.info.char_class()) {
        case CharClass::letter:
        case CharClass::digit:
          unit();
          break;
        case CharClass::bigram: bigrams(); break;
        default:
          sentences_.separator(c.code, at_);
          advance(c);
      }
    }
    sentences_.finish();
  }

 private:
  static bool is_ascii_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

  Char peek_at(std::size_t at) const {
    Char c;
    c.begin = at;
    if (at >= text_.size()) {
      c.end = at;
      return c;
    }
    const auto byte = static_cast<unsigned char>(text_[at]);
    if (byte < 0x80) {
      c.code = byte;
      c.end = at + 1;
    } else {
      c.end = at;
      c.code = decode_utf8(text_, c.end);
    }
    c.info = char_info(c.code);
    return c;
  }
  Char peek() const { return peek_at(at_); }
  void advance(const Char& c) {
    at_ = c.end;
    ++cp_;
  }

  static bool in_word(const Char& c) {
    const CharClass k = c.info.char_class();
    return k == CharClass::letter || k == CharClass::digit;
  }
  static bool is_letter(const Char& c) { return c.info.char_class() == CharClass::letter; }
  static bool is_digit(const Char& c) { return c.info.char_class() == CharClass::digit; }

  std::size_t start_of_code_point(std::size_t at) const {
    while (at > 0 && (static_cast<unsigned char>(text_[at]) & 0xC0) == 0x80) --at;
    return at;
  }

  void append_folded(const Char& c) {
    if (c.code < 0x80)
      out_.forms.push_back(static_cast<char>(c.code >= 'A' && c.code <= 'Z' ? c.code + 32 : c.code));
    else
      dateline::append_folded(out_.forms, c.code, c.info, text_.substr(c.begin, c.end - c.begin));
  }

  void start(Atom& atom) {
    atom.form_begin = static_cast<std::uint32_t>(out_.forms.size());
    atom.begin = static_cast<std::uint32_t>(at_);
    atom.cp_begin = cp_;
  }

  void finish(Atom& atom) {
    atom.end = static_cast<std::uint32_t>(at_);
    atom.cp_end = cp_;
    atom.form_length = static_cast<std::uint32_t>(out_.forms.size()) - atom.form_begin;
    if (atom.form_length > kMaxFormBytes) {
      atom.form_length = static_cast<std::uint32_t>(cut_utf8(std::string_view(out_.forms).substr(atom.form_begin), kMaxFormBytes).size());
      out_.forms.resize(atom.form_begin + atom.form_length);
    }
  }

  void count_case(Atom& atom, const Char& c) {
    if (!is_letter(c)) return;
    if (atom.letters == 0) atom.starts_upper = c.info.upper();
    ++atom.letters;
    atom.capitals += c.info.upper();
    atom.lower_seen |= c.info.lower();
  }

  void take(Atom& atom, const Char& c) {
    count_case(atom, c);
    append_folded(c);
    advance(c);
  }

  // "U.S.", "U.N", "a.m.": single letters with dots between. Where it ends, or 0 when it is none.
  std::size_t dotted_end() const {
    std::size_t at = at_, end = 0;
    for (;;) {
      const Char letter = peek_at(at);
      if (!is_letter(letter)) return end;
      const Char dot = peek_at(letter.end);
      if (dot.code != '.') return in_word(dot) || dot.info.char_class() == CharClass::mark || !end ? 0 : letter.end;
      const Char next = peek_at(dot.end);
      if (!is_letter(next)) return end && !is_digit(next) ? dot.end : 0;
      end = dot.end;
      at = dot.end;
    }
  }

  void dotted(Atom& atom, std::size_t end) {
    while (at_ < end) {
      const Char c = peek();
      if (c.code == '.') {
        // The last dot is no part of what a highlighter marks when it ends a sentence as well.
        advance(c);
        continue;
      }
      take(atom, c);
    }
    atom.dotted = true;
  }

  // Digits with their separators, and letters grown on: 3,000 3.5 10bn 1990s 1.2.3.
  void number(Atom& atom) {
    atom.number = true;
    separators_.clear();
    for (Char c = peek(); at_ < text_.size(); c = peek()) {
      if (is_digit(c)) {
        take(atom, c);
        ++separators_.lengths.back();
      } else if ((c.code == '.' || c.code == ',') && is_digit(peek_at(c.end))) {
        separators_.add(static_cast<char>(c.code), out_.forms.size());
        out_.forms.push_back(static_cast<char>(c.code));
        advance(c);
      } else {
        break;
      }
    }
    normalise_number(separators_, out_.forms);
    atom.pure_number = true;
    for (Char c = peek(); is_letter(c) || is_digit(c) || c.info.char_class() == CharClass::mark || c.info.char_class() == CharClass::ignorable; c = peek()) {
      if (at_ >= text_.size()) break;
      atom.pure_number &= c.info.char_class() == CharClass::ignorable;
      take(atom, c);
    }
  }

  // Letters, digits and marks. What follows an apostrophe is dropped (possessive), taken in (contraction) or left to the unit.
  void word(Atom& atom) {
    for (;;) {
      const Char c = peek();
      if (at_ >= text_.size()) return;
      const CharClass k = c.info.char_class();
      if (k == CharClass::letter || k == CharClass::digit || k == CharClass::mark || k == CharClass::ignorable) {
        take(atom, c);
        continue;
      }
      if (k != CharClass::apostrophe) return;
      std::string suffix;
      std::size_t end = c.end;
      std::uint32_t letters = 0;
      for (Char s = peek_at(end); is_letter(s) && letters < 4; s = peek_at(end), ++letters) {
        suffix += s.code < 0x80 ? std::string(1, static_cast<char>(s.code | 32)) : std::string("?");
        end = s.end;
      }
      if (letters == 0 || in_word(peek_at(end))) return;
      if (std::find(kDropped.begin(), kDropped.end(), suffix) != kDropped.end()) {
        possessive_end_ = end;
        possessive_cps_ = letters + 1;
        return;
      }
      if (std::find(kContractions.begin(), kContractions.end(), suffix) == kContractions.end()) return;
      advance(c);
    }
  }

  Atom atom() {
    Atom out;
    start(out);
    possessive_end_ = 0;
    if (is_digit(peek()))
      number(out);
    else if (const std::size_t end = dotted_end())
      dotted(out, end);
    else
      word(out);
    finish(out);
    if (out.dotted) take_possessive_of_dotted();
    return out;
  }

  void take_possessive_of_dotted() {
    const Char c = peek();
    if (c.info.char_class() != CharClass::apostrophe) return;
    const Char s = peek_at(c.end);
    if ((s.code == 's' || s.code == 'S') && !in_word(peek_at(s.end))) {
      possessive_end_ = s.end;
      possessive_cps_ = 2;
    }
  }

  // Does a compound go on at the current place? Moves past the connector if so.
  bool connects(const Atom& last) {
    if (possessive_end_) {
      cp_ += possessive_cps_;
      at_ = possessive_end_;
    }
    const Char c = peek();
    const Char next = peek_at(c.end);
    if (at_ >= text_.size() || !in_word(next)) return false;
    const CharClass k = c.info.char_class();
    const bool ampersand = c.code == '&' && last.letters == last.capitals && last.letters > 0 && last.letters <= kAmpersandCapitals && next.info.upper();
    if (k != CharClass::hyphen && k != CharClass::apostrophe && !ampersand) return false;
    advance(c);
    return true;
  }

  // The usual case, fast: ASCII letters alone, at least two, with nothing around them that could make them part of something else.
  bool plain_word() {
    std::size_t end = at_;
    while (end < text_.size() && is_ascii_letter(text_[end])) ++end;
    const std::size_t length = end - at_;
    if (length < 2 || length > kMaxFormBytes) return false;
    if (end < text_.size()) {
      const char next = text_[end];
      if (static_cast<unsigned char>(next) >= 0x80 || next == '\'' || next == '-' || next == '&' || next == '`' || (next >= '0' && next <= '9')) return false;
    }
    if (at_ > 0 && (text_[at_ - 1] == '#' || text_[at_ - 1] == '@')) return false;
    Atom atom;
    start(atom);
    out_.forms.append(text_, at_, length);
    for (std::size_t i = atom.form_begin; i < out_.forms.size(); ++i) {
      char& c = out_.forms[i];
      atom.capitals += c < 'a';
      c = static_cast<char>(c | 32);
    }
    atom.starts_upper = text_[at_] < 'a';
    atom.letters = static_cast<std::uint32_t>(length);
    atom.lower_seen = atom.capitals < atom.letters;
    at_ = end;
    cp_ += atom.letters;
    finish(atom);
    emit(atom, 0);
    return true;
  }

  void unit() {
    const std::size_t begin = at_;
    const bool marked = begin > 0 && (text_[begin - 1] == '#' || text_[begin - 1] == '@') &&
                        (begin < 2 || !in_word(peek_at(start_of_code_point(begin - 2))));
    atoms_.clear();
    atoms_.push_back(atom());
    while (connects(atoms_.back())) atoms_.push_back(atom());
    // 20-24 is no 2024.
    const bool numbers_alone = std::all_of(atoms_.begin(), atoms_.end(), [](const Atom& atom) { return atom.pure_number; });
    const bool compound = atoms_.size() > 1 && atoms_.size() <= kMostJoined && !numbers_alone;
    const std::uint32_t first = out_.positions + 1;
    for (std::size_t i = 0; i < atoms_.size(); ++i) {
      emit(atoms_[i], compound ? kPart : 0);
      if (i == 0 && marked) mark(begin);
    }
    if (compound) joined(first);
    if (atoms_.size() == 1 && atoms_[0].pure_number) percent();
  }

  std::uint16_t flags_of(const Atom& atom) const {
    std::uint16_t flags = atom.number ? kNumber : kWord;
    if (atom.starts_upper) flags |= kCapitalised;
    const bool all_capitals = atom.letters >= 2 && !atom.lower_seen && atom.capitals == atom.letters;
    if (all_capitals) flags |= kAllCapitals;
    if (atom.dotted && atom.capitals == atom.letters) flags |= kAcronym;
    const bool letters_only = atom.letters == atom.cp_end - atom.cp_begin;
    if (all_capitals && letters_only && options_.capitals_are_acronyms && atom.letters >= kShortestCapitals && atom.letters <= kLongestCapitals)
      flags |= kAcronym;
    return flags;
  }

  void emit(const Atom& atom, std::uint16_t extra) {
    if (!atom.form_length) return;  // nothing but what folding drops
    ++out_.positions;
    const auto flags = static_cast<std::uint16_t>(flags_of(atom) | extra);
    out_.tokens.push_back({atom.form_begin, atom.form_length, atom.begin, atom.end, atom.cp_begin, atom.cp_end, out_.positions, out_.positions, flags});
    sentences_.token(flags, atom.form_begin, atom.form_length, atom.dotted);
  }

  void joined(std::uint32_t first) {
    Token token{};
    token.form_begin = static_cast<std::uint32_t>(out_.forms.size());
    for (const Atom& atom : atoms_) {
      const std::string part = out_.forms.substr(atom.form_begin, atom.form_length);
      out_.forms += part;
    }
    out_.forms.resize(token.form_begin + cut_utf8(std::string_view(out_.forms).substr(token.form_begin), kMaxFormBytes).size());
    token.form_length = static_cast<std::uint32_t>(out_.forms.size()) - token.form_begin;
    token.begin = atoms_.front().begin;
    token.end = atoms_.back().end;
    token.cp_begin = atoms_.front().cp_begin;
    token.cp_end = atoms_.back().cp_end;
    token.position = first;
    token.last_position = out_.positions;
    token.flags = static_cast<std::uint16_t>(kJoined | (atoms_.front().number ? kNumber : kWord) | (atoms_.front().starts_upper ? kCapitalised : 0));
    if (token.form_length) out_.tokens.push_back(token);
  }

  // #metoo, @reuters: underscores belong to them.
  void mark(std::size_t begin) {
    if (out_.tokens.empty()) return;
    Token token = out_.tokens.back();
    token.form_begin = static_cast<std::uint32_t>(out_.forms.size());
    out_.forms.push_back(text_[begin - 1]);
    std::size_t at = begin;
    std::uint32_t code_points = 0;
    for (Char c = peek_at(at); at < text_.size() && (in_word(c) || c.info.char_class() == CharClass::mark || c.code == '_'); c = peek_at(at)) {
      append_folded(c);
      at = c.end;
      ++code_points;
    }
    out_.forms.resize(token.form_begin + cut_utf8(std::string_view(out_.forms).substr(token.form_begin), kMaxFormBytes).size());
    token.form_length = static_cast<std::uint32_t>(out_.forms.size()) - token.form_begin;
    token.begin = static_cast<std::uint32_t>(begin - 1);
    token.cp_begin = token.cp_begin - 1;
    token.end = static_cast<std::uint32_t>(at);
    token.cp_end = token.cp_begin + 1 + code_points;
    token.flags = kMark;
    out_.tokens.push_back(token);
  }

  // 3.5% and its words: "percent", "per cent", "pct".
  void percent() {
    std::size_t at = at_;
    for (std::string_view space : {" ", "\xC2\xA0", "\xE2\x80\xAF"})
      if (text_.substr(at, space.size()) == space) {
        at += space.size();
        break;
      }
    const auto follows = [&](std::string_view word) {
      if (text_.size() - at < word.size()) return false;
      for (std::size_t i = 0; i < word.size(); ++i)
        if ((text_[at + i] | 32) != word[i]) return false;
      return !in_word(peek_at(at + word.size()));
    };
    const bool sign = at < text_.size() && text_[at] == '%';
    if (!sign && (at == at_ || (!follows("percent") && !follows("per cent") && !follows("pct")))) return;
    auto number = out_.tokens.rbegin();
    while (number != out_.tokens.rend() && !(number->flags & kNumber)) ++number;  // #3% has a mark already
    if (number == out_.tokens.rend()) return;
    Token token = *number;
    const std::string form = out_.forms.substr(token.form_begin, token.form_length);
    token.form_begin = static_cast<std::uint32_t>(out_.forms.size());
    out_.forms += form;
    out_.forms.push_back('%');
    token.form_length = static_cast<std::uint32_t>(out_.forms.size()) - token.form_begin;
    if (sign) {
      token.cp_end += static_cast<std::uint32_t>(at + 1 - token.end);
      token.end = static_cast<std::uint32_t>(at + 1);
    }
    token.flags = kMark;
    out_.tokens.push_back(token);
  }

  void bigrams() {
    Char previous;
    bool paired = false, any = false;
    std::uint32_t previous_cp = 0;
    const auto put = [&](const Char& a, std::uint32_t cp, const Char* b) {
      Atom atom;
      atom.form_begin = static_cast<std::uint32_t>(out_.forms.size());
      append_folded(a);
      if (b) append_folded(*b);
      atom.form_length = static_cast<std::uint32_t>(out_.forms.size()) - atom.form_begin;
      if (!atom.form_length) return;
      ++out_.positions;
      out_.tokens.push_back({atom.form_begin, atom.form_length, static_cast<std::uint32_t>(a.begin), static_cast<std::uint32_t>(b ? b->end : a.end), cp,
                             cp + (b ? 2u : 1u), out_.positions, out_.positions, kBigram});
      sentences_.token(kBigram, 0, 0, false);
    };
    for (Char c = peek(); at_ < text_.size() && c.info.char_class() == CharClass::bigram; c = peek()) {
      if (any) {
        put(previous, previous_cp, &c);
        paired = true;
      }
      previous = c;
      previous_cp = cp_;
      any = true;
      advance(c);
    }
    if (any && !paired) put(previous, previous_cp, nullptr);
  }

  std::string_view text_;
  const TokenizerOptions& options_;
  TokenList& out_;
  SentenceTracker sentences_;
  std::size_t at_ = 0;
  std::uint32_t cp_ = 0;
  std::vector<Atom> atoms_;
  NumberSeparators separators_;     // of the number under way
  std::size_t possessive_end_ = 0;  // where the 's after the last atom ends
  std::uint32_t possessive_cps_ = 0;
};

}  // namespace

void TokenList::clear() {
  tokens.clear();
  forms.clear();
  sentence_ends.clear();
  paragraph_ends.clear();
  positions = 0;
}

void tokenize(std::string_view text, const TokenizerOptions& options, TokenList& out) {
  out.clear();
  // Offsets have 32 bits; an article of 4 GB is none.
  text = text.substr(0, UINT32_MAX - 1);
  out.forms.reserve(text.size());
  out.tokens.reserve(text.size() / 5);
  Scanner(text, options, out).run();
}

bool is_all_capitals(std::string_view text) {
  constexpr double kShare = 0.95;
  std::size_t upper = 0, lower = 0;
  // Beyond so many it cannot be.
  const auto most_lower = static_cast<std::size_t>((1 - kShare) * static_cast<double>(text.size())) + 1;
  for (std::size_t at = 0; at < text.size() && lower <= most_lower;) {
    const CharInfo info = char_info(decode_utf8(text, at));
    upper += info.upper();
    lower += info.lower();
  }
  return upper > 0 && static_cast<double>(upper) >= kShare * static_cast<double>(upper + lower);
}

}  // namespace dateline
