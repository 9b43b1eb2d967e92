// Whether what is said around a date lies ahead or behind: "met Monday", "will meet Monday".
#pragma once

#include <cstddef>
#include <cstdint>

namespace dateline {

class DateTokens;

enum class Tense : std::uint8_t { unknown, past, future };

// Of the verb nearest to the tokens [begin, end) in their sentence: before them first, then behind.
Tense tense_around(const DateTokens& tokens, std::size_t begin, std::size_t end);

}  // namespace dateline
