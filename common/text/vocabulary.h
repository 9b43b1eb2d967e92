// Words numbered as they come, for one thread. Numbers begin at 0. At most 4 GiB of text.
#pragma once

#include <xxhash.h>

#include <cstdint>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

class Vocabulary {
 public:
  static constexpr std::uint32_t kNone = ~std::uint32_t{0};

  static std::uint64_t hash_of(std::string_view word) { return XXH3_64bits(word.data(), word.size()); }
  // Of words that are going to be asked for: what is looked at first is fetched meanwhile, and then, when that is there, what is looked at next. The likely number, or kNone.
  void prefetch(std::uint64_t hash) const { __builtin_prefetch(&places_[hash & (places_.size() - 1)]); }
  std::uint32_t prefetch_word(std::uint64_t hash) const {
    const Place& place = places_[hash & (places_.size() - 1)];
    __builtin_prefetch(text_.data() + place.begin);
    return place.number_and_one - 1;
  }
  std::uint32_t intern(std::string_view word) { return intern(word, hash_of(word)); }
  std::uint32_t intern(std::string_view word, std::uint64_t hash);
  std::string_view word(std::uint32_t number) const { return std::string_view(text_).substr(ends_[number], ends_[number + 1] - ends_[number]); }
  std::uint64_t hash(std::uint32_t number) const { return hashes_[number]; }  // XXH3 of the word
  std::uint32_t size() const { return static_cast<std::uint32_t>(ends_.size() - 1); }
  std::size_t bytes() const;  // of memory
  // The numbers by the bytes of their words.
  std::vector<std::uint32_t> sorted() const;

 private:
  void grow();

  // A place of the hash table: a number plus one, or 0, the upper half of the word's hash, which spares most comparisons, and where its text is.
  struct Place {
    std::uint32_t number_and_one, hash, begin, size;
  };
  std::string text_;                      // of all words
  std::vector<std::uint32_t> ends_{0};    // in text_: word n is from ends_[n] to ends_[n + 1]
  std::vector<std::uint64_t> hashes_;
  std::vector<Place> places_ = std::vector<Place>(1 << 12);
};

}  // namespace dateline
