// Case and accent folding: the form in which words are compared. Erdoğan and ERDOGAN fold to "erdogan".
//
// Lower case by full Unicode case folding, compatibility forms (NFKC) resolved, diacritics of Latin and Greek letters dropped, and letters
// that do not decompose mapped (ø o, ł l, đ d, ı i, æ ae, œ oe, ß ss, þ th, ð d); Cyrillic keeps й but ё folds to е; Arabic and Hebrew lose their
// points; Indic vowel signs stay. Curly apostrophes fold to ', hyphens to -. The tables are generated at build time from utf8proc.
#pragma once

#include <string>
#include <string_view>

#include "common/text/unicode.h"

namespace dateline {

std::string fold(std::string_view utf8);
// One code point, written as `bytes`, folded onto the end of `out`.
void append_folded(std::string& out, char32_t code_point, CharInfo info, std::string_view bytes);

}  // namespace dateline
