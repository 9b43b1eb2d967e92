#include "common/text/vocabulary.h"

#include <algorithm>
#include <cstring>
#include <limits>

#include "common/error.h"

namespace dateline {
namespace {

// Words are short: a call costs more than most of them.
bool same_bytes(const char* a, const char* b, std::size_t size) {
  const auto load = [](const char* from) {
    std::uint64_t bytes;
    std::memcpy(&bytes, from, sizeof bytes);
    return bytes;
  };
  if (size < sizeof(std::uint64_t)) {
    for (std::size_t i = 0; i < size; ++i)
      if (a[i] != b[i]) return false;
    return true;
  }
  if (size > 2 * sizeof(std::uint64_t)) return std::memcmp(a, b, size) == 0;
  const std::size_t last = size - sizeof(std::uint64_t);
  return load(a) == load(b) && load(a + last) == load(b + last);
}

}  // namespace

std::uint32_t Vocabulary::intern(std::string_view word, std::uint64_t hash) {
  const auto upper = static_cast<std::uint32_t>(hash >> 32);
  const std::size_t mask = places_.size() - 1;
  std::size_t at = hash & mask;
  for (; places_[at].number_and_one; at = (at + 1) & mask)
    if (places_[at].hash == upper && places_[at].size == word.size() && same_bytes(text_.data() + places_[at].begin, word.data(), word.size())) return places_[at].number_and_one - 1;
  const std::uint32_t number = size();
  if (text_.size() + word.size() > std::numeric_limits<std::uint32_t>::max()) throw Error(ErrorKind::usage, "too many words at once");
  places_[at] = {number + 1, upper, static_cast<std::uint32_t>(text_.size()), static_cast<std::uint32_t>(word.size())};
  text_.append(word);
  ends_.push_back(static_cast<std::uint32_t>(text_.size()));
  hashes_.push_back(hash);
  if (2 * std::size_t{size()} > places_.size()) grow();
  return number;
}

void Vocabulary::grow() {
  std::vector<Place> larger(places_.size() * 2);
  const std::size_t mask = larger.size() - 1;
  for (std::uint32_t number = 0; number < size(); ++number) {
    std::size_t at = hashes_[number] & mask;
    while (larger[at].number_and_one) at = (at + 1) & mask;
    larger[at] = {number + 1, static_cast<std::uint32_t>(hashes_[number] >> 32), ends_[number], ends_[number + 1] - ends_[number]};
  }
  places_ = std::move(larger);
}

std::size_t Vocabulary::bytes() const { return text_.capacity() + ends_.capacity() * sizeof(ends_[0]) + hashes_.capacity() * sizeof(hashes_[0]) + places_.capacity() * sizeof(places_[0]); }

std::vector<std::uint32_t> Vocabulary::sorted() const {
  // The first eight bytes decide nearly always, and lie beside each other.
  struct Entry {
    std::uint64_t head;
    std::uint32_t number;
  };
  std::vector<Entry> entries(size());
  for (std::uint32_t number = 0; number < size(); ++number) {
    const std::string_view text = word(number);
    char head[8] = {};
    std::memcpy(head, text.data(), std::min(text.size(), sizeof head));
    std::uint64_t bits = 0;
    for (const char byte : head) bits = bits << 8 | static_cast<unsigned char>(byte);
    entries[number] = {bits, number};
  }
  std::sort(entries.begin(), entries.end(), [&](const Entry& a, const Entry& b) { return a.head != b.head ? a.head < b.head : word(a.number) < word(b.number); });
  std::vector<std::uint32_t> numbers(entries.size());
  std::transform(entries.begin(), entries.end(), numbers.begin(), [](const Entry& entry) { return entry.number; });
  return numbers;
}

}  // namespace dateline
