// The recogniser's labels: begin, inside, last, unit (BILOU: Ratinov and Roth, CoNLL 2009) of each type, and outside. What may follow what is told by the layout
// of the transition weights.
#pragma once

#include <array>
#include <cstdint>

#include "common/analysis/entities/mention.h"

namespace dateline {

using Label = std::uint8_t;

inline constexpr int kTypes = 4;
inline constexpr int kEntityLabels = 4 * kTypes;
inline constexpr Label kOutside = kEntityLabels;

enum class Place : std::uint8_t { begin, inside, last, unit };

constexpr Label label_of(int type, Place place) { return static_cast<Label>(4 * type + static_cast<int>(place)); }
constexpr int type_of(Label label) { return label / 4; }
constexpr Place place_of(Label label) { return static_cast<Place>(label % 4); }

// Between entities there are nine states: outside, or an entity of a type just closed (seen from the left: just opened), of several tokens or of one. Within an
// entity only "goes on or ends" is open. So 9 x 9 + 4 x 2 x 2 weights hold all legal transitions.
inline constexpr int kOuter = 1 + 2 * kTypes;
constexpr Label closing(int outer) { return outer == 0 ? kOutside : outer <= kTypes ? label_of(outer - 1, Place::last) : label_of(outer - 1 - kTypes, Place::unit); }
constexpr Label opening(int outer) { return outer == 0 ? kOutside : outer <= kTypes ? label_of(outer - 1, Place::begin) : label_of(outer - 1 - kTypes, Place::unit); }

template <class Score>
struct Transitions {
  Score outer[kOuter][kOuter];   // [closing on the left][opening on the right]
  Score inner[kTypes][2][2];     // [type][begin or inside on the left][inside or last on the right]
};

}  // namespace dateline
