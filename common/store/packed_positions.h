// Where the terms of an article stand, all in one value: the article as a sequence of small numbers, each of which stands for one of its own terms. A sixth of the bytes of Xapian's position
// table, which has an entry for each term of each article.
//
// Which number a term has is not written down: a perfect hash function of the article's terms tells it (compress, hash and displace: Belazzougui, Botelho, Dietzfelbinger, 2009). Of a term that the
// article does not have it tells some number, too; so one asks only of those that it has.
//
//   title        varint: the highest position of the title
//   terms        varint: how many distinct terms
//   seed         varint: of the hash of a term
//   displacements  1 byte for each bucket of terms; there are terms / kTermsPerBucket + 1
//   places       varint: how many; each has a term
//   steps        varint: how many bytes, then for each: varint, how many places after that of the last step (the first: after the beginning); varint, how far its position is from that of the place
//                before. All other places are one further than the one before
//   low          1 byte for each place: the lowest 8 bits of its code, so that a term's places are found as bytes are
//   high         the other bits of each code, lowest first, side by side. A code has as many bits as leave a sixth of all codes without a term, and at least 8
#pragma once

#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

inline constexpr unsigned kTermsPerBucket = 3;

std::uint64_t packed_term_hash(std::string_view term, std::uint64_t seed);

// One for each thread: keeps its memory.
class PositionPacker {
 public:
  // `term`: counted from 0, less than the number of terms.
  struct Place {
    std::uint32_t position, term;
  };

  // `terms`: distinct; `hashes`: packed_term_hash of each with seed 0. `places`: by rising position, from 1. Without places: empty.
  std::string pack(const std::vector<std::string_view>& terms, std::vector<std::uint64_t> hashes, const std::vector<Place>& places, std::uint32_t title_positions);

 private:
  bool find_displacements(const std::vector<std::uint64_t>& hashes, std::uint32_t slots);

  std::vector<std::uint32_t> begins_, order_, by_size_, slots_;  // slots_: of each term
  std::vector<std::uint8_t> displacements_;
  std::vector<bool> used_;
};

// Borrows the value. Error{database} when it is damaged.
class PackedPositions {
 public:
  explicit PackedPositions(std::string_view value);

  std::uint32_t title_positions() const { return title_; }  // the title's are 1 to this
  std::uint64_t seed() const { return seed_; }
  // The code of a term that the article has. `hash`: packed_term_hash with seed().
  std::uint32_t code(std::uint64_t hash) const;
  std::uint32_t codes() const { return std::uint32_t{1} << width_; }  // all are below
  // Where a code stands, rising: take(position).
  template <typename Take>
  void each_of(std::uint32_t code, const Take& take) const;
  // Each place in turn, by rising position: take(code, position).
  template <typename Take>
  void each(const Take& take) const;

 private:
  // Goes from place to place and tells their positions.
  class Walk {
   public:
    explicit Walk(const PackedPositions& of);
    std::uint32_t position_of(std::size_t place);  // rising

   private:
    void next_step();
    std::string_view steps_;
    std::size_t next_ = 0;             // the place of the next step
    std::uint32_t step_ = 0;           // how far it goes
    std::int64_t ahead_ = 1;           // of a position, to the number of its place
  };
  std::uint32_t high_bits(std::size_t place) const;

  std::uint32_t title_ = 0, terms_ = 0, width_ = 0;
  std::uint64_t seed_ = 0;
  std::string_view displacements_, steps_, low_, high_;
};

template <typename Take>
void PackedPositions::each_of(std::uint32_t code, const Take& take) const {
  Walk walk(*this);
  const char* const begin = low_.data();
  const char* const end = begin + low_.size();
  for (const char* at = begin; at < end && (at = static_cast<const char*>(std::memchr(at, static_cast<int>(code & 255), static_cast<std::size_t>(end - at)))); ++at) {
    const auto place = static_cast<std::size_t>(at - begin);
    if (high_bits(place) == code >> 8) take(walk.position_of(place));
  }
}

template <typename Take>
void PackedPositions::each(const Take& take) const {
  Walk walk(*this);
  for (std::size_t place = 0; place < low_.size(); ++place) take(high_bits(place) << 8 | static_cast<unsigned char>(low_[place]), walk.position_of(place));
}

}  // namespace dateline
