// What a query was taken to mean, in plain words: the lines above the hits, and the rows of an explanation.
#pragma once

#include <string>
#include <vector>

#include "query/result.h"

namespace dateline {

struct Understanding {
  std::string label;  // "names", "when", "read as"
  std::string text;   // unescaped
};

// What there is to say, and nothing of what the query says itself: names and times found in its free words, and how it was read where that is not how it was typed.
std::vector<Understanding> understanding_of(const Result& result);

// Of a wish in the query language: "March 2024", "14 March 2024 to 3 April 2024", "14 March 2024 ± 7 days", "about 2022", "half-life 30 days".
std::string wish_in_words(const std::string& wish);

}  // namespace dateline
