// Where a name that is written out before its acronym begins: in "the Asian Development Bank (ADB)" the letters in brackets tell that Asian is part of the name, and in "the
// United Nations Food and Agriculture Organization (FAO)" that two are named. After Schwartz and Hearst, "A simple algorithm for identifying abbreviation definitions in biomedical
// text", PSB 2003.
#pragma once

#include <string_view>
#include <vector>

#include "common/analysis/entities/mention.h"

namespace dateline {

// Lets the mentions (rising, not overlapping) that stand before an acronym in brackets begin where its first letter does, as organisations; what a longer one leaves in front stays one of
// its own, and what a grown one takes in is none any more. Mentions whose words the letters do not fit, and persons, stay as they are.
void fit_to_acronyms(std::string_view text, std::vector<Mention>& mentions);

}  // namespace dateline
