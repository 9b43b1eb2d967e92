// Text from outside, set apart for a language model: an article may hold sentences that pretend to be instructions, or to be the end of the quotation.
#pragma once

#include <functional>
#include <string>
#include <string_view>

namespace dateline {

// Gives another word each time that nobody outside can guess.
using QuoteKeys = std::function<std::string()>;

// 64 random bits in hexadecimal.
std::string random_quote_key();

// The text between two lines that hold a key which the text does not have, under a sentence saying what stands there. Another key is drawn should the text hold the first.
std::string quoted(std::string_view text, const QuoteKeys& keys);

}  // namespace dateline
