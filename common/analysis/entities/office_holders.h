// "Director of National Intelligence Avril Haines": an office that ran into the name of who holds it, found as one organisation.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "common/analysis/entities/mention.h"

namespace dateline {

// The mentions of a text that is read by itself: byte ranges of it, rising.
using FindMentions = std::function<std::vector<Mention>(std::string_view text)>;

// In place of an organisation that an office's "of" stands before or in ("Director of [the] ..."), the person it ends in: whom `find` finds there in the rest of the sentence read from the
// organisation's second word on, with no office before the name. Mentions in which it finds nobody stay as they are.
void part_office_holders(std::string_view text, const FindMentions& find, std::vector<Mention>& mentions);

}  // namespace dateline
