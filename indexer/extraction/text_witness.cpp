#include "indexer/extraction/text_witness.h"

#include <algorithm>
#include <array>

namespace dateline {
namespace {

constexpr std::size_t kRun = 4;  // words

bool in_word(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || (c & 0x80); }

// Calls `each` with the hash of every run of four words; case and punctuation aside. (FNV-1a for words, mixed in order for runs.)
template <typename Each>
void each_run(std::string_view text, Each each) {
  std::array<std::uint64_t, kRun> last{};
  std::size_t words = 0;
  for (std::size_t at = 0; at < text.size();) {
    while (at < text.size() && !in_word(text[at])) ++at;
    if (at == text.size()) break;
    std::uint64_t hash = 14695981039346656037u;
    for (; at < text.size() && in_word(text[at]); ++at) {
      const char c = text[at];
      hash = (hash ^ static_cast<unsigned char>(c >= 'A' && c <= 'Z' ? c | 32 : c)) * 1099511628211u;
    }
    last[words++ % kRun] = hash;
    if (words < kRun) continue;
    std::uint64_t run = 0;
    for (std::size_t i = 0; i < kRun; ++i) run = (run ^ last[(words + i) % kRun]) * 0x9E3779B97F4A7C15u + (run >> 29);
    each(run);
  }
}

}  // namespace

TextWitness::TextWitness(std::string_view text) {
  each_run(text, [&](std::uint64_t run) { runs_.push_back(run); });
  std::sort(runs_.begin(), runs_.end());
  runs_.erase(std::unique(runs_.begin(), runs_.end()), runs_.end());
}

TextWitness::Testimony TextWitness::hear(std::string_view block) const {
  Testimony testimony;
  if (runs_.empty()) return testimony;
  each_run(block, [&](std::uint64_t run) {
    ++testimony.runs;
    testimony.known += std::binary_search(runs_.begin(), runs_.end(), run);
  });
  return testimony;
}

}  // namespace dateline
