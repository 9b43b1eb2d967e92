#include "query/phrase.h"

#include <algorithm>
#include <utility>

#include "common/store/schema.h"

namespace dateline {
namespace {

using Positions = std::vector<Xapian::termpos>;

constexpr std::size_t kFewTerms = 8;

// A choice of distinct positions, of each place one within [low, low + slop]; in order, once moved back by its place.
class Choice {
 public:
  Choice(const std::vector<Positions>& places, unsigned slop, bool in_order) : places_(places), slop_(slop), in_order_(in_order) {}

  std::int64_t moved(Xapian::termpos position, std::size_t place) const { return static_cast<std::int64_t>(position) - (in_order_ ? static_cast<std::int64_t>(place) : 0); }

  bool from(std::int64_t low, std::size_t place = 0) {
    if (place == places_.size()) return true;
    const Positions& here = places_[place];
    auto at = std::lower_bound(here.begin(), here.end(), low, [&](Xapian::termpos position, std::int64_t bound) { return moved(position, place) < bound; });
    for (; at != here.end() && moved(*at, place) <= low + slop_; ++at) {
      if (std::find(chosen_.begin(), chosen_.end(), *at) != chosen_.end()) continue;
      chosen_.push_back(*at);
      const bool found = from(low, place + 1);
      chosen_.pop_back();
      if (found) return true;
    }
    return false;
  }

 private:
  const std::vector<Positions>& places_;
  const std::int64_t slop_;
  const bool in_order_;
  Positions chosen_;
};

bool stand_beside(const std::vector<Positions>& places) {
  const auto fewest = std::min_element(places.begin(), places.end(), [](const Positions& a, const Positions& b) { return a.size() < b.size(); });
  const auto before = static_cast<std::size_t>(fewest - places.begin());
  return std::any_of(fewest->begin(), fewest->end(), [&](Xapian::termpos position) {
    if (position < before) return false;
    for (std::size_t place = 0; place < places.size(); ++place)
      if (place != before && !std::binary_search(places[place].begin(), places[place].end(), static_cast<Xapian::termpos>(position - before + place))) return false;
    return true;
  });
}

}  // namespace

std::string key_of(const Phrase& phrase) {
  std::string key = std::to_string(phrase.slop) + (phrase.in_order ? "p" : "n") + std::to_string(static_cast<int>(phrase.part));
  for (const Alternatives& place : phrase.places) {
    key += "/" + std::to_string(place.size());
    for (const std::string& term : place) key += ":" + std::to_string(term.size()) + term;
  }
  return key;
}

bool stand_as_phrase(const std::vector<Positions>& places, unsigned slop, bool in_order) {
  if (places.empty() || std::any_of(places.begin(), places.end(), [](const Positions& place) { return place.empty(); })) return false;
  if (in_order && !slop) return stand_beside(places);
  Choice choice(places, slop, in_order);
  // The lowest of the chosen is one of these.
  std::vector<std::int64_t> lows;
  for (std::size_t place = 0; place < places.size(); ++place)
    for (const Xapian::termpos position : places[place]) lows.push_back(choice.moved(position, place));
  std::sort(lows.begin(), lows.end());
  lows.erase(std::unique(lows.begin(), lows.end()), lows.end());
  return std::any_of(lows.begin(), lows.end(), [&](std::int64_t low) { return choice.from(low); });
}

PhraseMatcher::PhraseMatcher(Phrase phrase) : phrase_(std::move(phrase)), title_(phrase_.places.size()), rest_(phrase_.places.size()) {
  for (std::size_t place = 0; place < phrase_.places.size(); ++place)
    for (const std::string& term : phrase_.places[place]) terms_.push_back({place, &term, packed_term_hash(term, 0), true});
  next_.resize(terms_.size());
}

bool PhraseMatcher::stands_now() const {
  return (phrase_.part != TextPart::body && stand_as_phrase(title_, phrase_.slop, phrase_.in_order)) || (phrase_.part != TextPart::title && stand_as_phrase(rest_, phrase_.slop, phrase_.in_order));
}

void PhraseMatcher::use_seed(std::uint64_t seed) {
  if (seed == seed_) return;
  seed_ = seed;
  for (Term& term : terms_) term.hash = packed_term_hash(*term.text, seed);
}

// Term by term: the fewer there are, the quicker.
template <typename Put>
void PhraseMatcher::find_each(const PackedPositions& packed, const Put& put) {
  codes_.resize(terms_.size());
  for (std::size_t i = 0; i < terms_.size(); ++i) {
    if (!terms_[i].there) continue;
    codes_[i] = packed.code(terms_[i].hash);
    // Two alternatives of a place with one code are one: at most one of them is there.
    bool known = false, alone = true;
    for (std::size_t before = i; before > 0 && terms_[before - 1].place == terms_[i].place; --before) {
      if (!terms_[before - 1].there) continue;
      alone = false;
      known |= codes_[before - 1] == codes_[i];
    }
    if (known) continue;
    packed.each_of(codes_[i], [&](std::uint32_t position) { put(terms_[i].place, position); });
    if (alone) continue;
    for (Positions* positions : {&title_[terms_[i].place], &rest_[terms_[i].place]}) std::sort(positions->begin(), positions->end());
  }
}

// All in one pass over the article.
template <typename Put>
void PhraseMatcher::find_all(const PackedPositions& packed, const Put& put) {
  if (first_of_code_.size() < packed.codes()) first_of_code_.resize(packed.codes());
  codes_.resize(terms_.size());
  for (std::uint32_t i = 0; i < terms_.size(); ++i) {
    if (!terms_[i].there) continue;
    codes_[i] = packed.code(terms_[i].hash);
    std::uint32_t& first = first_of_code_[codes_[i]];
    bool known = false;
    for (std::uint32_t at = first; at && !known; at = next_[at - 1]) known = terms_[at - 1].place == terms_[i].place;
    if (known) continue;
    next_[i] = std::exchange(first, i + 1);
  }
  packed.each([&](std::uint32_t code, std::uint32_t position) {
    for (std::uint32_t at = first_of_code_[code]; at; at = next_[at - 1]) put(terms_[at - 1].place, position);
  });
  for (std::size_t i = 0; i < terms_.size(); ++i)
    if (terms_[i].there) first_of_code_[codes_[i]] = 0;
}

// By the terms that may be there.
bool PhraseMatcher::look(std::string_view positions) {
  const PackedPositions packed(positions);
  use_seed(packed.seed());
  for (Positions& place : title_) place.clear();
  for (Positions& place : rest_) place.clear();
  const std::uint32_t title = is_in_one_part() ? packed.title_positions() : 0;
  const auto put = [&](std::size_t place, std::uint32_t position) { (position <= title ? title_ : rest_)[place].push_back(position); };
  if (terms_.size() <= kFewTerms)
    find_each(packed, put);
  else
    find_all(packed, put);
  return stands_now();
}

bool PhraseMatcher::stands(std::string_view positions, const HasTerm& has) {
  for (Term& term : terms_) term.there = true;
  if (!look(positions)) return false;
  // A code says something of terms that are there alone.
  bool all = true;
  for (Term& term : terms_) all &= term.there = has(*term.text);
  return all || look(positions);
}

bool PhraseMatcher::stands(const Xapian::Database& database, Xapian::docid docid) {
  const auto positions_of = [&](std::size_t place, std::string_view start) {
    Positions all;
    for (const std::string& term : phrase_.places[place]) {
      const std::string whole = std::string(start) + term;
      all.insert(all.end(), database.positionlist_begin(docid, whole), database.positionlist_end(docid, whole));
    }
    std::sort(all.begin(), all.end());
    all.erase(std::unique(all.begin(), all.end()), all.end());
    return all;
  };
  for (std::size_t place = 0; place < phrase_.places.size(); ++place) {
    title_[place] = is_in_one_part() ? positions_of(place, prefix::kTitle) : Positions();
    rest_[place].clear();
    const Positions all = positions_of(place, {});
    // The title's positions come first, and are the same in its own terms.
    std::set_difference(all.begin(), all.end(), title_[place].begin(), title_[place].end(), std::back_inserter(rest_[place]));
  }
  return stands_now();
}

}  // namespace dateline
