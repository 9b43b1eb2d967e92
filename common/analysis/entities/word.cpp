#include "common/analysis/entities/word.h"

#include <algorithm>
#include <array>
#include <iterator>
#include <string>

#include "common/analysis/entities/hashing.h"
#include "common/text/sentences.h"
#include "common/text/unicode.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

// Numbers of templates: part of the models' format.
enum Template : std::uint32_t {
  kRaw = 1, kLower, kShape, kLongShape, kKind, kPrefix, kSuffix = kPrefix + 4, kSuffixKind = kSuffix + 4, kLengthKind, kFirstHalf, kSecondHalf, kCluster,
  kClusterKind = kCluster + kGrains, kNoCluster = kClusterKind + kGrains, kNearLower, kNearShape, kNearKind, kNearSuffix, kNearCluster,
  kFarLower = kNearCluster + kGrains, kFarKind, kFarCluster,
};

constexpr std::size_t kLongestShape = 12;

// Words that may stand inside names or tell where one ends: classes of their own, after the kinds.
constexpr std::array<std::string_view, kTokenClasses - kWordKinds> kClassWords = {"of", "the", "and", "&", "-", "'s", "for", "de", "al", "in", ",", ".", "(", "\"", "'"};
constexpr std::string_view kParticles[] = {"bin", "da",  "de", "del", "della", "den", "der", "di", "dos", "du",
                                                         "el",  "ibn", "la", "le",  "ter",   "van", "von", "y",  "e",   "do"};

constexpr std::string_view kFunctionWords[] = {
    "a", "about", "after", "all", "also", "an", "and", "are", "as", "at", "be", "been", "before", "but", "by", "can", "could", "did", "do", "does",
    "during", "for", "from", "had", "has", "have", "he", "her", "his", "how", "i", "if", "in", "into", "is", "it", "its", "may", "more", "no", "not",
    "of", "on", "one", "or", "our", "over", "said", "she", "so", "than", "that", "the", "their", "there", "these", "they", "this", "to", "up", "was",
    "we", "were", "what", "when", "who", "why", "will", "with", "would", "you", "your"};
static_assert(std::is_sorted(std::begin(kFunctionWords), std::end(kFunctionWords)));

char32_t as_ascii(char32_t c) {
  switch (c) {
    case 0x2018: case 0x2019: case 0x201A: case 0x2032: case '`': return '\'';
    case 0x201C: case 0x201D: case 0x201E: case 0xAB: case 0xBB: return '"';
    case 0x2010: case 0x2011: case 0x2012: case 0x2013: case 0x2014: case 0x2015: case 0x2212: return '-';
    default: return c;
  }
}

struct Letters {
  int upper = 0, lower = 0, uncased = 0, digits = 0, dots = 0, other = 0;
  bool first_upper = false;
};

// Folded form, shapes and counts in one pass.
void scan(std::string_view form, std::string& folded, std::string& shape, Letters& letters) {
  folded.clear();
  shape.clear();
  bool first = true;
  for (std::size_t at = 0; at < form.size();) {
    const char32_t c = as_ascii(decode_utf8(form, at));
    const CharInfo info = char_info(c);
    char mark;
    if (info.char_class() == CharClass::letter || info.char_class() == CharClass::bigram) {
      mark = info.upper() ? 'X' : 'x';
      ++(info.upper() ? letters.upper : info.lower() ? letters.lower : letters.uncased);
      if (first) letters.first_upper = info.upper();
    } else if (info.char_class() == CharClass::digit) {
      mark = '0';
      ++letters.digits;
    } else {
      mark = c < 0x80 ? static_cast<char>(c) : '?';
      ++(c == '.' ? letters.dots : letters.other);
    }
    first = false;
    shape += mark;
    if (info.folds()) folded += info.folded();
    else append_utf8(folded, c);
  }
}

WordKind kind_of(const Letters& n, std::size_t length) {
  const int letters = n.upper + n.lower + n.uncased;
  if (letters == 0) return n.digits ? WordKind::number : WordKind::punctuation;
  if (n.digits) return WordKind::alphanumeric;
  if (n.upper == 0) return WordKind::lower;
  if (n.lower == 0) {
    if (n.upper == 1 && length <= 2) return WordKind::initial;
    return n.dots ? WordKind::dotted : WordKind::upper;
  }
  return n.upper == 1 && n.first_upper ? WordKind::capitalised : WordKind::mixed;
}

std::string collapsed(std::string_view shape) {
  std::string out;
  for (const char c : shape)
    if (out.empty() || out.back() != c) out += c;
  if (out.size() > kLongestShape) out.resize(kLongestShape);
  return out;
}

std::uint8_t token_class_of(std::string_view folded, WordKind kind) {
  if (kind == WordKind::lower || kind == WordKind::punctuation) {
    const auto found = std::find(kClassWords.begin(), kClassWords.end(), folded);
    if (found != kClassWords.end()) return static_cast<std::uint8_t>(kWordKinds + (found - kClassWords.begin()));
    if (std::find(std::begin(kParticles), std::end(kParticles), folded) != std::end(kParticles)) return kParticleClass;
    if (folded == "!" || folded == "?") return kStopClass;
  }
  return static_cast<std::uint8_t>(kind);
}

}  // namespace

void fold_form(std::string_view form, std::string& out) {
  std::string shape;
  Letters letters;
  scan(cut_utf8(form, kLongestForm), out, shape, letters);
}

std::uint64_t neighbour_feature(std::uint64_t feature, int offset) { return mix(feature + static_cast<std::uint64_t>(offset + 3) * 0xD6E8FEB86659FD93ULL); }

Word sentence_boundary(WordFeatures& features) {
  features.here.clear();
  features.near.assign(1, hash_feature(kNearLower, 1));
  features.far.assign(1, hash_feature(kFarLower, 1));
  return {};
}

Word analyse_word(std::string_view form, const Clusters& clusters, bool caseless, WordFeatures& features) {
  features.here.clear();
  features.near.clear();
  features.far.clear();
  Word word;
  word.key = hash_text(form);
  form = cut_utf8(form, kLongestForm);
  std::string folded, shape;
  Letters letters;
  scan(form, folded, shape, letters);
  if (caseless) {
    letters.lower += letters.upper;
    letters.upper = 0;
    letters.first_upper = false;
    std::replace(shape.begin(), shape.end(), 'X', 'x');
    form = folded;
  }
  word.clusters = clusters.find(folded);
  word.function = std::binary_search(std::begin(kFunctionWords), std::end(kFunctionWords), std::string_view(folded));
  word.kind = kind_of(letters, shape.size());
  word.token_class = token_class_of(folded, word.kind);
  word.abbreviation = word.kind == WordKind::initial || word.kind == WordKind::dotted || is_abbreviation(folded);
  word.capital = letters.upper > 0;
  word.letters = letters.upper + letters.lower + letters.uncased > 0;

  std::string lower = folded;
  for (char& c : lower)
    if (c >= '0' && c <= '9') c = '0';
  // Mr. and Mr are one word.
  if (lower.size() > 1 && lower.find('.') == lower.size() - 1) lower.pop_back();
  word.fold = hash_text(lower);
  word.first_letter = lower.empty() ? 0 : lower[0];
  const auto kind = static_cast<std::uint64_t>(word.kind);
  const std::uint64_t suffix = hash_text(std::string_view(lower).substr(lower.size() - std::min<std::size_t>(lower.size(), 3)));
  const std::uint64_t short_shape = hash_text(collapsed(shape));

  const auto here = [&](std::uint32_t kind_of_feature, std::uint64_t value) { features.here.push_back(hash_feature(kind_of_feature, value)); };
  if (!caseless) here(kRaw, hash_text(form));
  here(kLower, word.fold);
  here(kShape, short_shape);
  here(kLongShape, hash_text(std::string_view(shape).substr(0, kLongestShape)));
  here(kKind, kind);
  for (std::uint32_t n = 1; n <= 4 && n < lower.size(); ++n) {
    here(kPrefix + n - 1, hash_text(std::string_view(lower).substr(0, n)));
    here(kSuffix + n - 1, hash_text(std::string_view(lower).substr(lower.size() - n)));
  }
  here(kSuffixKind, mix(suffix) + kind);
  here(kLengthKind, std::min<std::size_t>(shape.size(), 10) * 16 + kind);
  const std::size_t hyphen = lower.find('-');
  if (hyphen != lower.npos && hyphen > 0 && lower.size() > 2) {
    here(kFirstHalf, hash_text(std::string_view(lower).substr(0, hyphen)));
    here(kSecondHalf, hash_text(std::string_view(lower).substr(lower.rfind('-'))));
  }
  const auto around = [](std::vector<std::uint64_t>& out, std::uint32_t kind_of_feature, std::uint64_t value) { out.push_back(hash_feature(kind_of_feature, value)); };
  around(features.near, kNearLower, word.fold);
  around(features.near, kNearShape, short_shape);
  around(features.near, kNearKind, kind);
  around(features.near, kNearSuffix, suffix);
  around(features.far, kFarLower, word.fold);
  around(features.far, kFarKind, kind);
  if (!word.clusters.known()) here(kNoCluster, kind);
  for (int grain = 0; word.clusters.known() && grain < kGrains; ++grain) {
    const std::uint32_t id = word.clusters.at(grain), g = static_cast<std::uint32_t>(grain);
    here(kCluster + g, id);
    here(kClusterKind + g, id * 16 + kind);
    around(features.near, kNearCluster + g, id);
    around(features.far, kFarCluster + g, id);
  }
  return word;
}

}  // namespace dateline
