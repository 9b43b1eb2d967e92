// What is known of names beforehand: countries with their other names, capitals, demonyms and seats of government, who led them since when, and some organisations,
// people and places that go by several names (base/*.inc: general knowledge, written for this project). Read once, looked up by key.
#pragma once

#include <string>
#include <string_view>

#include "common/analysis/entities/entity_type.h"

namespace dateline {

struct BaseName {
  EntityType type;
  std::string key, name;        // of the whole name
  std::string country;          // its key, for a capital, a demonym, a seat of government or a leader: kept apart, but linked
};

// The one that has this key, as its own or another; a seat of government (Kremlin) whether it is taken for a place or an organisation, with the type it is kept
// under. nullptr when none has, or when it names two of the type.
const BaseName* base_name(EntityType type, std::string_view key);

// Who is meant by a leader's surname in an article of that year (0: not known): of several the last to have taken office by then. nullptr when none is known.
const BaseName* base_leader(std::string_view surname_key, unsigned year);

// The seat of government of this key; nullptr when it is none.
const BaseName* seat_of_government(std::string_view key);

// "yuri" of "yury"; empty when there is no more usual spelling.
std::string_view usual_given_name(std::string_view folded);

// Whether two given names, folded, may be one person's: equal, or one a short form of the other (josh, joshua), or both of the same name (bob, rob).
bool may_be_same_given_name(std::string_view one, std::string_view other);

}  // namespace dateline
