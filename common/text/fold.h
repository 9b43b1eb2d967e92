// Case and accent folding: the form in which words are compared. Erdoğan and ERDOGAN fold to "erdogan".
//
// Lower case by full Unicode case folding, compatibility forms (NFKC) resolved, diacritics of Latin and Greek letters dropped, and letters
// that do not decompose mapped (ø o, ł l, đ d, ı i, æ ae, œ oe, ß ss, þ th, ð d); Cyrillic keeps й but ё folds to е; Arabic and Hebrew lose their
// points; Indic vowel signs stay. Curly apostrophes and dashes fold to ' and -. The tables are generated at build time from utf8proc.
#pragma once

#include <string>
#include <string_view>

namespace dateline {

std::string fold(std::string_view utf8);

}  // namespace dateline
