#include "common/analysis/sketch.h"

#include <algorithm>
#include <cmath>

namespace dateline {
namespace {

constexpr double kSizeSteps = 12;  // per doubling: 3% at most from the true size, up to 2 million
constexpr std::uint64_t kFigureMask = 0x8f3d'91c6'5b27'e4a9;  // stands for every figure in a context
constexpr std::uint64_t kOdd = 0x9e37'79b9'7f4a'7c15;
constexpr std::uint32_t kNone = ~std::uint32_t{0};

// The finaliser of MurmurHash3 (Appleby): every bit of the input moves every bit of the output.
std::uint64_t mixed(std::uint64_t x) {
  x ^= x >> 33;
  x *= 0xff51'afd7'ed55'8ccd;
  x ^= x >> 33;
  x *= 0xc4ce'b9fe'1a85'ec53;
  return x ^ x >> 33;
}

// The same on every machine: bytes are taken eight at a time, the first the lowest.
std::uint64_t hash_of(std::string_view form) {
  std::uint64_t hash = form.size() * kOdd;
  for (std::size_t at = 0; at < form.size(); at += 8) {
    std::uint64_t chunk = 0;
    for (std::size_t i = std::min<std::size_t>(8, form.size() - at); i-- > 0;) chunk = chunk << 8 | static_cast<unsigned char>(form[at + i]);
    hash = mixed(hash ^ chunk);
  }
  return hash;
}

struct Word {
  std::uint64_t hash;  // kFigureMask for a figure
  bool telling;        // a figure, or a capital inside a sentence
};

struct Figure {
  std::size_t place;
  std::uint64_t hash;
};

// A bin's winner: the lowest rank; of equal ranks the lower mark, so that the order of the shingles does not matter. Marks are asked for when needed,
// which is seldom.
struct Bin {
  std::uint32_t rank = kNone;
  std::uint32_t mark = 0;

  template <typename Mark>
  void take(std::uint32_t new_rank, const Mark& mark_of) {
    if (new_rank > rank) return;
    const std::uint32_t new_mark = mark_of();
    if (new_rank < rank || new_mark < mark) *this = {new_rank, new_mark};
  }
};

std::size_t bin_of(std::uint64_t hash, std::size_t bins) { return ((hash >> 32 & 0xFFFF) * bins) >> 16; }

class Sketcher {
 public:
  void sentence(const std::vector<Word>& words, const std::vector<Figure>& figures) {
    if (words.empty()) return;
    const std::size_t length = std::min(kShingleWords, words.size());
    std::size_t first = 0, end = 0;  // the figures within reach
    std::uint64_t salt = 0;
    for (std::size_t begin = 0; begin + length <= words.size(); ++begin) {
      const std::size_t old_first = first, old_end = end;
      while (end < figures.size() && figures[end].place < begin + length + kFigureReach) ++end;
      while (first < end && figures[first].place + kFigureReach < begin) ++first;
      if (first != old_first || end != old_end) {
        salt = 0;
        for (std::size_t i = first; i < end; ++i) salt = mixed(salt * kOdd + figures[i].hash);
      }
      std::uint64_t shingle = length;
      bool telling = first < end;
      for (std::size_t i = begin; i < begin + length; ++i) {
        shingle = shingle * kOdd + words[i].hash;
        telling = telling || words[i].telling;
      }
      feature(mixed(shingle), first < end, salt, telling);
    }
  }

  void finish(BodySketch& out) const {
    out.sketch = Sketch();
    out.keys.clear();
    if (shingles_ < kFewestShingles) return;
    auto& bytes = out.sketch.bytes;
    bytes[0] = static_cast<std::uint8_t>(std::clamp(std::lround(std::log2(static_cast<double>(size_)) * kSizeSteps), 1L, 255L));
    for (std::size_t i = 0; i < kTextBins; ++i) bytes[1 + i] = static_cast<std::uint8_t>(text_[i].mark);
    for (std::size_t i = 0; i < kFigureBins; ++i) {
      const std::size_t bit = i * 10, at = 1 + kTextBins + bit / 8;
      const std::uint32_t mark = figures_[i].mark << bit % 8;
      bytes[at] = static_cast<std::uint8_t>(bytes[at] | (mark & 0xFF));
      bytes[at + 1] = static_cast<std::uint8_t>(bytes[at + 1] | mark >> 8);
    }
    for (std::size_t i = 0; i < lowest_count_; ++i) out.keys.push_back(lowest_[i].key);
    std::sort(out.keys.begin(), out.keys.end());
    out.keys.erase(std::unique(out.keys.begin(), out.keys.end()), out.keys.end());
  }

 private:
  struct Ranked {
    std::uint32_t rank, key;
    friend auto operator<=>(const Ranked&, const Ranked&) = default;
  };

  void feature(std::uint64_t context, bool near_figure, std::uint64_t salt, bool telling) {
    const std::uint64_t hash = near_figure ? mixed(context ^ salt) : context;
    ++shingles_;
    size_ += telling ? kTellingWeight : 1;
    const auto weighted = [telling](std::uint64_t rank) { return telling ? static_cast<std::uint32_t>(rank) / kTellingWeight : static_cast<std::uint32_t>(rank); };
    text_[bin_of(hash, kTextBins)].take(weighted(hash), [&] { return static_cast<std::uint32_t>(1 + (hash >> 48) % 255); });
    if (near_figure)
      figures_[bin_of(context, kFigureBins)].take(static_cast<std::uint32_t>(context), [&] {
        return static_cast<std::uint32_t>((1 + (context >> 48) % 31) << 5 | (mixed(hash) >> 20 & 31));
      });
    // An order of its own: that candidates share a key must not make bins of the text agree.
    keep_lowest({weighted((hash * kOdd) >> 32), static_cast<std::uint32_t>(hash >> (64 - kSketchKeyBits))});
  }

  void keep_lowest(Ranked one) {
    if (lowest_count_ == kSketchKeys && !(one < lowest_[kSketchKeys - 1])) return;
    Ranked* const end = lowest_.data() + lowest_count_;
    Ranked* const place = std::lower_bound(lowest_.data(), end, one);
    if (place != end && *place == one) return;
    if (lowest_count_ < kSketchKeys) ++lowest_count_;
    std::copy_backward(place, lowest_.data() + lowest_count_ - 1, lowest_.data() + lowest_count_);
    *place = one;
  }

  std::array<Bin, kTextBins> text_{};
  std::array<Bin, kFigureBins> figures_{};
  std::array<Ranked, kSketchKeys> lowest_{};
  std::size_t lowest_count_ = 0;
  std::size_t shingles_ = 0;
  std::uint64_t size_ = 0;
};

std::uint32_t figure_mark(const Sketch& sketch, std::size_t bin) {
  const std::size_t bit = bin * 10, at = 1 + kTextBins + bit / 8;
  return (sketch.bytes[at] | std::uint32_t{sketch.bytes[at + 1]} << 8) >> bit % 8 & 0x3FF;
}

bool figures_differ(const Sketch& a, const Sketch& b) {
  int same = 0, different = 0;
  for (std::size_t i = 0; i < kFigureBins; ++i) {
    const std::uint32_t left = figure_mark(a, i), right = figure_mark(b, i);
    if (!(left >> 5) || left >> 5 != right >> 5) continue;
    ++(left == right ? same : different);
  }
  return different > same;
}

double size_of(const Sketch& sketch) { return std::exp2(sketch.bytes[0] / kSizeSteps); }

}  // namespace

void sketch_body(const TokenList& body, BodySketch& out) {
  Sketcher sketcher;
  std::vector<Word> words;
  std::vector<Figure> figures;
  std::size_t at = 0;
  for (const std::uint32_t end : body.sentence_ends) {
    words.clear();
    figures.clear();
    for (; at < end; ++at) {
      const Token& token = body.tokens[at];
      if (token.flags & (kJoined | kMark)) continue;  // their parts are there already
      const std::uint64_t hash = hash_of(body.form(token));
      const bool figure = token.flags & kNumber;
      if (figure) figures.push_back({words.size(), hash});
      words.push_back({figure ? kFigureMask : hash, figure || ((token.flags & kCapitalised) && !words.empty())});
    }
    sketcher.sentence(words, figures);
  }
  sketcher.finish(out);
}

double containment(const Sketch& a, const Sketch& b) {
  if (a.empty() || b.empty() || figures_differ(a, b)) return 0;
  int same = 0, used = 0;
  for (std::size_t i = 1; i <= kTextBins; ++i) {
    used += a.bytes[i] || b.bytes[i];
    same += a.bytes[i] && a.bytes[i] == b.bytes[i];
  }
  if (!used) return 0;
  // 8 bits agree by chance once in 255; then the estimate of the Jaccard index gives that of the intersection.
  constexpr double kChance = 1.0 / 255;
  const double resemblance = std::max(0.0, (static_cast<double>(same) / used - kChance) / (1 - kChance));
  const double left = size_of(a), right = size_of(b);
  return std::min(1.0, resemblance / (1 + resemblance) * (left + right) / std::min(left, right));
}

}  // namespace dateline
