// What the text and the picture of a timeline share: how tall a bar is, and what is written of it.
#pragma once

#include <string>

#include "query/result.h"

namespace dateline {

// Hits per thousand articles; 0 without articles.
double per_thousand(std::uint64_t count, std::uint64_t articles);
// "8.42", "84.2", "842": three digits, never rounded to 0 unless it is.
std::string per_thousand_text(double value);

// The height of a period's bar: hits, or hits per thousand articles.
double height_of(const Bucket& bucket, bool normalised);
double highest_of(const Result& result, bool normalised);  // above 0

// Whether the period is one of a peak's.
bool is_in(const Bucket& bucket, const Peak& peak);

inline constexpr const char* kNormalisedNote = "per thousand articles of each period";

}  // namespace dateline
