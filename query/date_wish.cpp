#include "query/date_wish.h"

#include <algorithm>
#include <cmath>

#include "query/syntax_dates.h"
#include "query/syntax_tree.h"

namespace dateline {
namespace {

constexpr double kNoRecency = 1.0 / 1000;
constexpr DayNumber kWeek = 7;
constexpr double kDayHalfLife = 3, kLongestHalfLife = 90;  // days
constexpr double kShare = 0.25;                            // of the days asked for: how far they reach beyond themselves
constexpr double kOutside = 0.5;
constexpr DayNumber kLongestSpokenOf = 100 * 366;

// A wish that is open towards an end holds up to there.
const DayNumber kFirstDay = to_day_number(kFirstDate), kLastDay = to_day_number(kLastDate);

}  // namespace

DayNumber distance(const DateWish& wish, DayNumber published) {
  if (published > wish.to) return wish.kind == WishKind::recency ? 0 : published - wish.to;
  return std::max(wish.from - published, 0);
}

double closeness(const DateWish& wish, DayNumber published) {
  const DayNumber days = distance(wish, published);
  if (days == 0) return 1;
  const double fallen = std::exp2(-days / wish.half_life);
  if (wish.kind == WishKind::recency) return fallen < kNoRecency ? 0 : fallen;
  const double floor = std::exp2(-kReach);
  return std::max(0.0, (fallen - floor) / (1 - floor)) * (wish.edge ? kOutside : 1);
}

DayRange reach(const DateWish& wish) {
  if (wish.kind == WishKind::recency) return {wish.from - static_cast<DayNumber>(wish.half_life * -std::log2(kNoRecency)) - 1, kLastDay};
  const auto days = static_cast<DayNumber>(std::ceil(wish.half_life * kReach));
  return {std::max(wish.from - days, kFirstDay), std::min(wish.to + days, kLastDay)};
}

DateWish around_wish(const Node& node) {
  DateWish wish;
  wish.from = node.from.value_or(kFirstDay);
  wish.to = node.to.value_or(kLastDay);
  wish.text = node.text;
  wish.softness = node.distance;
  const DayNumber length = wish.to - wish.from + 1;
  wish.edge = node.distance == 0 && length >= kWeek;
  wish.half_life = node.distance ? node.distance : length < kWeek ? kDayHalfLife : std::min(length * kShare, kLongestHalfLife);
  return wish;
}

DateWish recency_wish(unsigned half_life, DayNumber today) {
  DateWish wish;
  wish.kind = WishKind::recency;
  wish.from = wish.to = today;
  wish.half_life = half_life;
  return wish;
}

std::optional<DateWish> spoken_of_wish(const Node& node) {
  if (!node.from || !node.to || *node.to - *node.from > kLongestSpokenOf) return std::nullopt;
  DateWish wish;
  wish.kind = WishKind::spoken_of;
  wish.from = *node.from;
  wish.to = *node.to;
  return wish;
}

std::string to_string(const DateWish& wish) {
  if (wish.kind == WishKind::recency) return "half-life " + std::to_string(static_cast<unsigned>(wish.half_life)) + "d";
  const auto end = [](DayNumber day, DayNumber open) { return day == open ? std::nullopt : std::optional(day); };
  const std::string days = date_operand(end(wish.from, kFirstDay), end(wish.to, kLastDay));
  if (wish.kind == WishKind::spoken_of) return "about:" + days;
  return "around:" + days + (wish.softness ? "~" + std::to_string(wish.softness) + "d" : "");
}

void add_wishes(const Node& node, std::vector<DateWish>& wishes) {
  if (node.kind == NodeKind::negation) return;
  std::optional<DateWish> wish;
  if (is_wish(node)) wish = around_wish(node);
  if (node.kind == NodeKind::dates && node.field == "about") wish = spoken_of_wish(node);
  const auto said = [&](const DateWish& other) { return to_string(other) == to_string(*wish); };
  if (wish && std::none_of(wishes.begin(), wishes.end(), said)) wishes.push_back(*std::move(wish));
  for (const Node& child : node.children) add_wishes(child, wishes);
}

}  // namespace dateline
