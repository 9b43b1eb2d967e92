#include "common/store/packed_positions.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>

#include "common/error.h"
#include "common/store/fields.h"

namespace dateline {
namespace {

constexpr std::uint32_t kNarrowest = 8;
// Free slots that a hash function is looked for with, at least: one for so many terms.
constexpr std::uint32_t kTermsPerFreeSlot = 5;
constexpr unsigned kDisplacements = 256;

// A number below `bound` of a hash (Lemire, Fast random integer generation in an interval, 2019).
std::uint32_t below(std::uint64_t hash, std::uint32_t bound) { return static_cast<std::uint32_t>(((hash >> 32) * bound) >> 32); }

std::uint32_t width_of(std::uint32_t terms) { return std::max(kNarrowest, static_cast<std::uint32_t>(std::bit_width(std::uint64_t{terms} + terms / kTermsPerFreeSlot))); }

std::uint32_t buckets_of(std::uint32_t terms) { return terms / kTermsPerBucket + 1; }

std::uint32_t slot_of(std::uint64_t hash, unsigned displacement, std::uint32_t slots) {
  std::uint64_t mixed = hash + (displacement + 1) * 0x9e3779b97f4a7c15U;
  mixed = (mixed ^ (mixed >> 31)) * 0xbf58476d1ce4e5b9U;
  return below(mixed, slots);
}

}  // namespace

std::uint64_t packed_term_hash(std::string_view term, std::uint64_t seed) { return XXH3_64bits_withSeed(term.data(), term.size(), seed); }

// Buckets with many terms first, while there is room.
bool PositionPacker::find_displacements(const std::vector<std::uint64_t>& hashes, std::uint32_t slots) {
  const auto terms = static_cast<std::uint32_t>(hashes.size());
  const std::uint32_t buckets = buckets_of(terms);
  begins_.assign(buckets + 1, 0);
  for (const std::uint64_t hash : hashes) ++begins_[below(hash, buckets) + 1];
  std::uint32_t largest = 0;
  for (std::uint32_t i = 1; i <= buckets; ++i) {
    largest = std::max(largest, begins_[i]);
    begins_[i] += begins_[i - 1];
  }
  order_.resize(terms);
  by_size_.assign(begins_.begin(), begins_.end() - 1);  // where the next of each bucket goes, for now
  for (std::uint32_t term = 0; term < terms; ++term) order_[by_size_[below(hashes[term], buckets)]++] = term;
  by_size_.clear();
  for (std::uint32_t size = largest; size > 0; --size)
    for (std::uint32_t bucket = 0; bucket < buckets; ++bucket)
      if (begins_[bucket + 1] - begins_[bucket] == size) by_size_.push_back(bucket);

  displacements_.assign(buckets, 0);
  slots_.resize(terms);
  used_.assign(slots, false);
  for (const std::uint32_t bucket : by_size_) {
    const std::uint32_t begin = begins_[bucket], end = begins_[bucket + 1];
    bool found = false;
    for (unsigned displacement = 0; displacement < kDisplacements && !found; ++displacement) {
      std::uint32_t at = begin;
      for (; at < end; ++at) {
        const std::uint32_t slot = slot_of(hashes[order_[at]], displacement, slots);
        if (used_[slot]) break;
        used_[slot] = true;
        slots_[order_[at]] = slot;
      }
      found = at == end;
      if (found) displacements_[bucket] = static_cast<std::uint8_t>(displacement);
      else while (at > begin) used_[slots_[order_[--at]]] = false;
    }
    if (!found) return false;
  }
  return true;
}

std::string PositionPacker::pack(const std::vector<std::string_view>& terms, std::vector<std::uint64_t> hashes, const std::vector<Place>& places, std::uint32_t title_positions) {
  if (places.empty()) return {};
  const auto count = static_cast<std::uint32_t>(terms.size());
  // All the room that the width leaves: less to look for.
  const std::uint32_t width = width_of(count);
  std::uint64_t seed = 0;
  while (!find_displacements(hashes, std::uint32_t{1} << width)) {
    ++seed;
    for (std::size_t i = 0; i < terms.size(); ++i) hashes[i] = packed_term_hash(terms[i], seed);
  }
  std::string steps, low, high;
  std::uint32_t position = 0, held = 0;
  std::size_t last_step = 0;
  std::uint64_t bits = 0;
  for (std::size_t i = 0; i < places.size(); ++i) {
    if (const std::uint32_t step = places[i].position - position; step != 1) {
      append_varint(steps, i - last_step);
      append_varint(steps, step);
      last_step = i;
    }
    position = places[i].position;
    const std::uint32_t code = slots_[places[i].term];
    low.push_back(static_cast<char>(code));
    bits |= std::uint64_t{code >> 8} << held;
    for (held += width - 8; held >= 8; held -= 8, bits >>= 8) high.push_back(static_cast<char>(bits));
  }
  if (held) high.push_back(static_cast<char>(bits));
  std::string out;
  append_varint(out, title_positions);
  append_varint(out, count);
  append_varint(out, seed);
  out.append(displacements_.begin(), displacements_.end());
  append_varint(out, places.size());
  append_varint(out, steps.size());
  return out.append(steps).append(low).append(high);
}

PackedPositions::PackedPositions(std::string_view value) {
  const auto damaged = [] { return Error(ErrorKind::database, "a value of positions is damaged"); };
  std::uint64_t title = 0, terms = 0, places = 0, steps = 0;
  if (!take_varint(value, title) || !take_varint(value, terms) || !take_varint(value, seed_) || title >= UINT32_MAX || terms > value.size()) throw damaged();
  title_ = static_cast<std::uint32_t>(title);
  terms_ = static_cast<std::uint32_t>(terms);
  width_ = width_of(terms_);
  if (value.size() < buckets_of(terms_)) throw damaged();
  displacements_ = value.substr(0, buckets_of(terms_));
  value.remove_prefix(displacements_.size());
  if (!take_varint(value, places) || !take_varint(value, steps) || steps > value.size()) throw damaged();
  steps_ = value.substr(0, steps);
  value.remove_prefix(steps);
  if (places > value.size() || value.size() - places != (places * (width_ - 8) + 7) / 8) throw damaged();
  low_ = value.substr(0, places);
  high_ = value.substr(places);
}

std::uint32_t PackedPositions::code(std::uint64_t hash) const {
  const auto displacement = static_cast<unsigned char>(displacements_[below(hash, buckets_of(terms_))]);
  return slot_of(hash, displacement, codes());
}

std::uint32_t PackedPositions::high_bits(std::size_t place) const {
  const std::uint32_t width = width_ - 8;
  std::uint32_t bits = 0;
  for (std::size_t bit = place * width, taken = 0; taken < width;) {
    const auto byte = static_cast<unsigned char>(high_[bit / 8]);
    const std::uint32_t here = std::min<std::uint32_t>(8 - bit % 8, width - static_cast<std::uint32_t>(taken));
    bits |= (byte >> bit % 8 & ((1U << here) - 1)) << taken;
    bit += here;
    taken += here;
  }
  return bits;
}

PackedPositions::Walk::Walk(const PackedPositions& of) : steps_(of.steps_) { next_step(); }

void PackedPositions::Walk::next_step() {
  std::uint64_t after = 0, step = 0;
  if (!take_varint(steps_, after) || !take_varint(steps_, step)) {
    next_ = SIZE_MAX;
    return;
  }
  next_ += after;
  step_ = static_cast<std::uint32_t>(step);
}

std::uint32_t PackedPositions::Walk::position_of(std::size_t place) {
  for (; place >= next_; next_step()) ahead_ += std::int64_t{step_} - 1;
  return static_cast<std::uint32_t>(static_cast<std::int64_t>(place) + ahead_);
}

}  // namespace dateline
