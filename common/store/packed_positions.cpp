#include "common/store/packed_positions.h"

#include <xxhash.h>

#include <algorithm>
#include <bit>

#include "common/error.h"
#include "common/store/fields.h"

namespace dateline {
namespace {

constexpr std::uint32_t kNoTerm = 0, kJump = 1, kSamePlace = 2, kFirstTerm = 3;
constexpr std::uint32_t kWidest = 30;
// Free slots that a hash function is looked for with, at least: one for so many terms.
constexpr std::uint32_t kTermsPerFreeSlot = 5;
constexpr unsigned kDisplacements = 256;

// A number below `bound` of a hash (Lemire, Fast random integer generation in an interval, 2019).
std::uint32_t below(std::uint64_t hash, std::uint32_t bound) { return static_cast<std::uint32_t>(((hash >> 32) * bound) >> 32); }

std::uint32_t buckets_of(std::uint32_t terms) { return terms / kTermsPerBucket + 1; }

std::uint32_t slot_of(std::uint64_t hash, unsigned displacement, std::uint32_t slots) {
  std::uint64_t mixed = hash + (displacement + 1) * 0x9e3779b97f4a7c15U;
  mixed = (mixed ^ (mixed >> 31)) * 0xbf58476d1ce4e5b9U;
  return below(mixed, slots);
}

// Packs codes into bytes, lowest bits first.
class BitWriter {
 public:
  BitWriter(std::string& out, std::uint32_t width) : out_(out), width_(width) {}
  void put(std::uint32_t code) {
    bits_ |= std::uint64_t{code} << held_;
    for (held_ += width_; held_ >= 8; held_ -= 8, bits_ >>= 8) out_.push_back(static_cast<char>(bits_));
  }
  void finish() {
    if (held_) out_.push_back(static_cast<char>(bits_));
  }

 private:
  std::string& out_;
  const std::uint32_t width_;
  std::uint64_t bits_ = 0;
  std::uint32_t held_ = 0;
};

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
  const auto width = static_cast<std::uint32_t>(std::bit_width(count + count / kTermsPerFreeSlot + 1 + kFirstTerm));
  std::uint64_t seed = 0;
  while (!find_displacements(hashes, (std::uint32_t{1} << width) - kFirstTerm)) {
    ++seed;
    for (std::size_t i = 0; i < terms.size(); ++i) hashes[i] = packed_term_hash(terms[i], seed);
  }
  std::string out;
  append_varint(out, title_positions);
  append_varint(out, count);
  append_varint(out, seed);
  out.push_back(static_cast<char>(width));
  out.append(displacements_.begin(), displacements_.end());
  BitWriter codes(out, width);
  std::uint32_t position = 0;
  for (const Place& place : places) {
    if (place.position == position) {
      codes.put(kSamePlace);
    } else {
      for (; place.position - position > kPositionJump; position += kPositionJump) codes.put(kJump);
      for (; place.position - position > 1; ++position) codes.put(kNoTerm);
      ++position;
    }
    codes.put(kFirstTerm + slots_[place.term]);
  }
  codes.finish();
  return out;
}

PackedPositions::PackedPositions(std::string_view value) {
  std::uint64_t title = 0, terms = 0;
  const bool read = take_varint(value, title) && take_varint(value, terms) && take_varint(value, seed_) && !value.empty() && title < UINT32_MAX && terms < UINT32_MAX;
  title_ = static_cast<std::uint32_t>(title);
  terms_ = static_cast<std::uint32_t>(terms);
  if (read) {
    width_ = static_cast<unsigned char>(value.front());
    value.remove_prefix(1);
  }
  if (!read || width_ < 3 || width_ > kWidest || value.size() < buckets_of(terms_)) throw Error(ErrorKind::database, "a value of positions is damaged");
  displacements_ = value.substr(0, buckets_of(terms_));
  codes_ = value.substr(displacements_.size());
}

std::uint32_t PackedPositions::code(std::uint64_t hash) const {
  const auto displacement = static_cast<unsigned char>(displacements_[below(hash, buckets_of(terms_))]);
  return kFirstTerm + slot_of(hash, displacement, (std::uint32_t{1} << width_) - kFirstTerm);
}

}  // namespace dateline
