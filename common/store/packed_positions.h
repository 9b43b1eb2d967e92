// Where the terms of an article stand, all in one value: the article as a sequence of small numbers, each of which stands for one of its own terms. A sixth of the bytes of Xapian's position
// table, which has an entry for each term of each article.
//
// Which number a term has is not written down: a perfect hash function of the article's terms tells it (compress, hash and displace: Belazzougui, Botelho, Dietzfelbinger, 2009). Of a term that the
// article does not have it tells some number, too; so one asks only of those that it has.
//
//   title        varint: the highest position of the title
//   terms        varint: how many distinct terms
//   seed         varint: of the hash of a term
//   width        1 byte: bits of a code, w
//   displacements  1 byte for each bucket of terms; there are terms / kTermsPerBucket + 1
//   codes        w bits each, lowest bits first: 0 the next position has no term; 1 kPositionJump of those; 2 what follows stands where the last term stood; 3 and up: a term at the next position
#pragma once

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

#include "common/store/schema.h"

namespace dateline {

inline constexpr unsigned kTermsPerBucket = 3;
inline constexpr std::uint32_t kPositionJump = kParagraphGap;

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
  // Each place in turn, by rising position: take(code, position).
  template <typename Take>
  void each(const Take& take) const;

 private:
  std::uint32_t title_ = 0, terms_ = 0, width_ = 0;
  std::uint64_t seed_ = 0;
  std::string_view displacements_, codes_;
};

template <typename Take>
void PackedPositions::each(const Take& take) const {
  const std::uint64_t mask = (std::uint64_t{1} << width_) - 1;
  std::uint64_t bits = 0;
  unsigned held = 0;
  std::uint32_t position = 0, step = 1;
  for (const char byte : codes_) {
    bits |= std::uint64_t{static_cast<unsigned char>(byte)} << held;
    for (held += 8; held >= width_; held -= width_, bits >>= width_) {
      const auto code = static_cast<std::uint32_t>(bits & mask);
      if (code > 2) {
        position += step;
        step = 1;
        take(code, position);
      } else if (code == 2) {
        step = 0;
      } else {
        position += code ? kPositionJump : 1;
      }
    }
  }
}

}  // namespace dateline
