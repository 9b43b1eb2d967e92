// What a question wishes of the time of its articles, and how near an article comes to it. A wish ranks and does not filter.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/date.h"
#include "query/syntax.h"

namespace dateline {

enum class WishKind {
  around,     // published in or near the days [from, to]
  recency,    // published lately, seen from `to`
  spoken_of,  // the text speaks of the days [from, to], of many of them rather than of one
};

struct DateWish {
  WishKind kind = WishKind::around;
  DayNumber from = 0, to = 0;  // inclusive
  double half_life = 1;        // days in which closeness falls by half
  bool edge = false;           // it falls to half at once outside [from, to]: a month is asked for, and the day after it is another
  unsigned softness = 0;       // days after ~ in around:2024-03-14~7d; 0 when not said
  std::string text;            // as the free words of the query say it; empty when asked by a field or an option
};

// Days outside [from, to]; 0 inside, and for what is yet to come when what is recent is asked for.
DayNumber distance(const DateWish& wish, DayNumber published);

// By day of publication. From 1 inside to 0 far away. Recency: 2^(-distance / half-life) (0 below 1/1000), an exponential decay as in Li and Croft, "Time-based language models", CIKM 2003. Around: the same, moved down so that it is 0 from
// kReach half-lives on, and halved outside an edge.
double closeness(const DateWish& wish, DayNumber published);
inline constexpr double kReach = 4;

// Days outside which it is 0.
struct DayRange {
  DayNumber first = 0, last = -1;
};
DayRange reach(const DateWish& wish);

// The wish of NodeKind::around: how fast it falls is as its ~SPAN says, else by the length of the days asked for.
DateWish around_wish(const Node& node);
// What around: and about: in a tree ask, not counting what is negated; each once.
void add_wishes(const Node& node, std::vector<DateWish>& wishes);
DateWish recency_wish(unsigned half_life, DayNumber today);
// The time spoken of that a NodeKind::about asks for; nothing when it is open towards an end, or longer than can be ranked by.
std::optional<DateWish> spoken_of_wish(const Node& node);

// In the query language: around:2024-03, about:2022, half-life 30d
std::string to_string(const DateWish& wish);

}  // namespace dateline
