#include "indexer/bulk/glass_spelling.h"

#include <algorithm>
#include <string_view>

#include "indexer/bulk/glass_coding.h"
#include "indexer/bulk/glass_table.h"

namespace dateline::glass {
namespace {

constexpr unsigned kMagic = 96;  // lengths are told xor this

// A fragment as a number that sorts like its key, and a word that has it.
struct Holder {
  std::uint32_t fragment, word;
  friend bool operator==(const Holder&, const Holder&) = default;
  friend auto operator<=>(const Holder&, const Holder&) = default;
};

std::uint32_t fragment(char kind, char a, char b, char c = 0) {
  const auto byte = [](char value) { return std::uint32_t{static_cast<unsigned char>(value)}; };
  return byte(kind) << 24 | byte(a) << 16 | byte(b) << 8 | byte(c);
}

void add_fragments(std::string_view word, std::uint32_t number, std::vector<Holder>& holders) {
  const std::size_t n = word.size();
  holders.push_back({fragment('H', word[0], word[1]), number});
  holders.push_back({fragment('T', word[n - 2], word[n - 1]), number});
  if (n <= 4) holders.push_back({fragment('B', word[0], word[n - 1]), number});
  for (std::size_t i = 0; i + 2 < n; ++i) holders.push_back({fragment('M', word[i], word[i + 1], word[i + 2]), number});
}

std::string key_of(std::uint32_t fragment) {
  std::string key;
  put_fixed4(key, fragment);
  if (key[0] != 'M') key.pop_back();
  return key;
}

void put_length(std::string& out, std::size_t length) { out.push_back(static_cast<char>(length ^ kMagic)); }

}  // namespace

std::string write_spelling(const std::string& folder, const std::vector<std::pair<std::string, std::uint64_t>>& words) {
  TableWriter table(folder + "/spelling.glass", kCompressFrom);
  std::vector<Holder> holders;
  for (std::uint32_t number = 0; number < words.size(); ++number)
    if (words[number].first.size() > 1) add_fragments(words[number].first, number, holders);
  std::sort(holders.begin(), holders.end());
  holders.erase(std::unique(holders.begin(), holders.end()), holders.end());
  std::string tag;
  for (std::size_t begin = 0, end; begin < holders.size(); begin = end) {
    tag.clear();
    std::string_view last;
    for (end = begin; end < holders.size() && holders[end].fragment == holders[begin].fragment; ++end) {
      const std::string_view word = words[holders[end].word].first;
      const auto shared = static_cast<std::size_t>(std::mismatch(word.begin(), word.end(), last.begin(), last.end()).first - word.begin());
      if (!last.empty()) put_length(tag, shared);
      put_length(tag, word.size() - shared);
      tag.append(word.substr(shared));
      last = word;
    }
    table.add(key_of(holders[begin].fragment), tag);
  }
  std::string key;
  for (const auto& [word, frequency] : words) {
    if (word.size() < 2) continue;
    key.assign(1, 'W').append(word);
    tag.clear();
    put_uint_last(tag, frequency);
    table.add(key, tag);
  }
  return table.finish();
}

}  // namespace dateline::glass
