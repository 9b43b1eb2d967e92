// Names of one and the same, made equal: the key under which a name is indexed, asked for and learned about. "Mr. Sergey V. Lavrov's" and "Sergei
// Lavrov" are sergei-lavrov, "The Ford Motor Co." and "Ford Motor Company" are ford-motor.
//
// A key is the folded words of the name (fold.h: no accents, no capitals) with "-" between them. Left out: titles before a person's name, generational suffixes,
// middle initials, the article before a name, what says no more than that a company is one, a possessive. Spellings of a given name in another alphabet (Yuri,
// Yury) and of -sky are one. What are one by knowledge and not by spelling (Kiev, Kyiv), base_names.h tells.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "common/analysis/entities/entity_type.h"

namespace dateline {

// Empty when nothing of a name is left: "President", "the".
std::string name_key(std::string_view name, EntityType type);

// The name without the titles before it and a possessive after it: "President Biden's" -> "Biden". A part of `name`.
std::string_view bare_name(std::string_view name, EntityType type);

std::vector<std::string_view> key_words(std::string_view key);

}  // namespace dateline
