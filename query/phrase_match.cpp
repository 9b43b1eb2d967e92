#include "query/phrase_match.h"

#include <algorithm>
#include <set>
#include <string>

#include "common/store/schema.h"

namespace dateline {
namespace {

using Positions = std::vector<Xapian::termpos>;

// A choice of distinct positions, of each place one within [low, low + slop] once moved back by its place.
bool choose(const std::vector<Positions>& places, std::int64_t low, unsigned slop, std::size_t place, std::vector<Xapian::termpos>& chosen) {
  if (place == places.size()) return true;
  const auto moved = [&](Xapian::termpos position) { return static_cast<std::int64_t>(position) - static_cast<std::int64_t>(place); };
  auto at = std::lower_bound(places[place].begin(), places[place].end(), low, [&](Xapian::termpos position, std::int64_t bound) { return moved(position) < bound; });
  for (; at != places[place].end() && moved(*at) <= low + slop; ++at) {
    if (std::find(chosen.begin(), chosen.end(), *at) != chosen.end()) continue;
    chosen.push_back(*at);
    if (choose(places, low, slop, place + 1, chosen)) return true;
    chosen.pop_back();
  }
  return false;
}

Positions positions_of(const Alternatives& terms, std::string_view prefix, Xapian::docid docid, const Xapian::Database& database) {
  std::set<Xapian::termpos> all;
  for (const std::string& term : terms) {
    const std::string whole = std::string(prefix) + term;
    all.insert(database.positionlist_begin(docid, whole), database.positionlist_end(docid, whole));
  }
  return {all.begin(), all.end()};
}

}  // namespace

bool stand_as_phrase(const std::vector<Positions>& places, unsigned slop) {
  if (places.empty()) return false;
  std::set<std::int64_t> lows;
  for (std::size_t place = 0; place < places.size(); ++place)
    for (const Xapian::termpos position : places[place]) lows.insert(static_cast<std::int64_t>(position) - static_cast<std::int64_t>(place));
  std::vector<Xapian::termpos> chosen;
  return std::any_of(lows.begin(), lows.end(), [&](std::int64_t low) {
    chosen.clear();
    return choose(places, low, slop, 0, chosen);
  });
}

bool has_phrase(const std::vector<Alternatives>& places, unsigned slop, TextPart part, Xapian::docid docid, const Xapian::Database& database) {
  std::vector<Positions> title, body;
  for (const Alternatives& place : places) {
    title.push_back(positions_of(place, prefix::kTitle, docid, database));
    const Positions all = positions_of(place, {}, docid, database);
    // The title's positions come first, and are the same in its own terms.
    Positions rest;
    std::set_difference(all.begin(), all.end(), title.back().begin(), title.back().end(), std::back_inserter(rest));
    body.push_back(std::move(rest));
  }
  return (part != TextPart::body && stand_as_phrase(title, slop)) || (part != TextPart::title && stand_as_phrase(body, slop));
}

}  // namespace dateline
