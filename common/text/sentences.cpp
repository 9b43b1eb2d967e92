#include "common/text/sentences.h"

#include <algorithm>
#include <array>
#include <string>

#include "common/text/unicode.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

// Sorted. Folded forms.
constexpr std::array<std::string_view, 58> kAbbreviations = {
    "adm",  "apr", "art",  "aug",  "brig", "bros", "capt", "cmdr", "co",  "col",  "corp", "dec", "dept", "dr",  "est",
    "etc",  "feb", "fig",  "gen",  "gov",  "hon",  "hr",   "inc",  "jan", "jr",   "jul",  "jun", "lt",   "ltd", "maj",
    "mar",  "mln", "mr",   "mrs",  "ms",   "mt",   "mtl",  "no",   "nov",  "nr",   "oct",  "op",  "pp",   "prof", "pvt",
    "rep",  "rev", "sen",  "sept", "sep",  "sgt",  "sr",   "st",   "str", "supt", "univ", "vol", "vs"};

// Of these, those that often end a sentence: it goes on unless a word that begins sentences follows.
constexpr std::array<std::string_view, 8> kMayEnd = {"bros", "co", "corp", "etc", "inc", "jr", "ltd", "no"};

// Words that begin a sentence rather than go on with a name after "U.S.".
constexpr std::array<std::string_view, 22> kStarters = {"A",  "After", "An", "And", "At",   "But",  "For",  "He",   "In",   "It",  "On",
                                                        "She", "The",  "There", "They", "This", "That", "We", "When", "While", "With", "You"};

// Full stops and question marks of CJK, Devanagari, Arabic and Urdu: nothing need follow.
constexpr std::u32string_view kFullStops = U"\u3002\uFF01\uFF1F\u0964\u061F\u06D4";

// What may stand before the first word of a sentence, quotes aside.
constexpr std::u32string_view kOpeners = U"\u2014\u2013\u00BF\u00A1$\u20AC\u00A3[#@";

bool is_blank(char32_t c) { return c == ' ' || c == '\t' || c == '\r' || c == 0xA0; }

}  // namespace

bool is_abbreviation(std::string_view folded) { return std::find(kAbbreviations.begin(), kAbbreviations.end(), folded) != kAbbreviations.end(); }
bool may_end_sentence(std::string_view abbreviation) { return std::find(kMayEnd.begin(), kMayEnd.end(), abbreviation) != kMayEnd.end(); }
bool is_starter(std::string_view word) { return std::find(kStarters.begin(), kStarters.end(), word) != kStarters.end(); }

void SentenceTracker::end_sentence() {
  if (!open_) return;
  open_ = false;
  out_.sentence_ends.push_back(static_cast<std::uint32_t>(out_.tokens.size()));
}

void SentenceTracker::end_paragraph() {
  end_sentence();
  const auto count = static_cast<std::uint32_t>(out_.tokens.size());
  if (count && (out_.paragraph_ends.empty() || out_.paragraph_ends.back() != count)) out_.paragraph_ends.push_back(count);
}

void SentenceTracker::token(std::uint16_t flags, std::uint32_t form_begin, std::uint32_t form_length, bool dotted) {
  open_ = true;
  after_break_ = false;
  dotted_ = dotted;
  flags_ = flags;
  form_begin_ = form_begin;
  form_length_ = form_length;
}

bool SentenceTracker::after_abbreviation() const {
  const std::string_view form = std::string_view(out_.forms).substr(form_begin_, form_length_);
  return is_abbreviation(form) ||
         (count_code_points(form) == 1 && (flags_ & kCapitalised) && form != "i");
}

// Quotes and brackets may close first; then white space must follow, and something that begins a sentence.
bool SentenceTracker::begins_sentence(std::size_t at) const {
  bool blank = false;
  while (at < text_.size()) {
    const std::size_t begin = at;
    const char32_t c = decode_utf8(text_, at);
    const bool quote = c == '"' || c == '\'' || c == 0x201C || c == 0x201D || c == 0x2018 || c == 0x2019 || c == ')' || c == ']' || c == 0xBB || c == 0xAB || c == '(' || c == 0x201E;
    if (is_blank(c) || c == '\n') {
      blank = true;
    } else if (!quote) {
      if (!blank) return false;
      const CharInfo info = char_info(c);
      const CharClass k = info.char_class();
      if (k == CharClass::letter && info.lower()) return false;
      if (!dotted_) return k == CharClass::letter || k == CharClass::digit || k == CharClass::bigram || c == '-' || kOpeners.find(c) != kOpeners.npos;
      std::size_t end = begin;
      while (end < text_.size() && char_info(static_cast<unsigned char>(text_[end])).char_class() == CharClass::letter) ++end;
      return is_starter(text_.substr(begin, end - begin));
    }
  }
  return true;
}

void SentenceTracker::separator(char32_t c, std::size_t at) {
  if (c == '\n') {
    if (dotted_ && open_ && begins_sentence(at)) end_sentence();
    dotted_ = false;
    if (after_break_) end_paragraph();
    after_break_ = true;
    return;
  }
  if (!is_blank(c)) after_break_ = false;
  if (dotted_ && open_ && is_blank(c) && begins_sentence(at)) {
    end_sentence();
    dotted_ = false;
    return;
  }
  if (c == ',' || c == ';' || c == ':') dotted_ = false;
  if (kFullStops.find(c) != kFullStops.npos) end_sentence();
  const bool stop = c == '.' || c == 0x2026, cry = c == '!' || c == '?';
  if (!open_ || (!stop && !cry)) return;
  const bool abbreviation = stop && after_abbreviation();
  const std::string_view form = std::string_view(out_.forms).substr(form_begin_, form_length_);
  if (abbreviation && !may_end_sentence(form)) return;
  std::size_t after = at;
  decode_utf8(text_, after);
  while (after < text_.size() && (text_[after] == '.' || text_[after] == '!' || text_[after] == '?')) ++after;
  dotted_ = abbreviation;  // it may end the sentence, as a dotted acronym may
  if (begins_sentence(after)) end_sentence();
  dotted_ = false;
}

void SentenceTracker::finish() { end_paragraph(); }

}  // namespace dateline
