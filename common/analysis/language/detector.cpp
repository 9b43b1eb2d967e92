// Script decides where it can (Greek, Hangul, kana, ...). In Latin and Cyrillic, function words vote: each of a language's common short words counts, in full
// when no other language has it and for less the more have it; the share of words that are function words must be that of running text, and the winner must
// lead clearly (Grefenstette 1995, "Comparing two language identification schemes": small words do as well as trigrams from a sentence on).
#include "common/analysis/language/detector.h"

#include <xxhash.h>

#include <algorithm>
#include <array>
#include <bitset>
#include <unordered_map>
#include <vector>

#include "common/analysis/language/function_words.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

constexpr std::size_t kLanguages = std::size(kFunctionWords);
constexpr double kLeast = 1.5;      // votes that must be there at all
constexpr double kLeastShare = 0.08;  // of the words
constexpr double kLead = 1.25;      // the winner's votes over the second's
constexpr double kScriptShare = 0.5;

struct Script {
  std::string_view language;
  char32_t first, last;
};

// Scripts that (in news) mean one language; Han is decided after kana.
constexpr Script kScripts[] = {{"el", 0x370, 0x3FF},   {"he", 0x590, 0x5FF},   {"ar", 0x600, 0x6FF},   {"hi", 0x900, 0x97F},   {"bn", 0x980, 0x9FF},
                               {"ta", 0xB80, 0xBFF},   {"th", 0xE00, 0xE7F},   {"ka", 0x10A0, 0x10FF}, {"hy", 0x530, 0x58F},   {"ja", 0x3040, 0x30FF},
                               {"ko", 0xAC00, 0xD7AF}, {"zh", 0x4E00, 0x9FFF}};

struct Votes {
  std::vector<std::pair<std::uint8_t, float>> of;  // language, weight
};

struct Hash {
  std::size_t operator()(std::string_view word) const { return XXH3_64bits(word.data(), word.size()); }
};

// Most words of a text are nobody's function words, and are told by a bit.
class Sieve {
 public:
  void add(std::string_view word) { bits_[number(word)] = true; }
  bool may_have(std::string_view word) const { return bits_[number(word)]; }

 private:
  static constexpr std::size_t kBits = 1 << 14;
  static std::size_t number(std::string_view word) {
    const auto byte = [&](std::size_t at) { return std::size_t{static_cast<unsigned char>(word[at])}; };
    return word.empty() ? 0 : (byte(0) * 31 + byte(word.size() / 2) * 521 + byte(word.size() - 1) * 7919 + word.size() * 1031) % kBits;
  }
  std::bitset<kBits> bits_;
};

struct FunctionWordVotes {
  std::unordered_map<std::string_view, Votes, Hash> words;
  Sieve sieve;
};

const FunctionWordVotes& function_word_votes() {
  static const FunctionWordVotes votes_of_words = [] {
    FunctionWordVotes made;
    auto& all = made.words;
    for (std::size_t language = 0; language < kLanguages; ++language) {
      std::string_view rest = kFunctionWords[language].words;
      while (!rest.empty()) {
        const std::size_t space = std::min(rest.find(' '), rest.size());
        Votes& votes = all[rest.substr(0, space)];
        if (space && (votes.of.empty() || votes.of.back().first != language)) votes.of.emplace_back(static_cast<std::uint8_t>(language), 0.0f);
        rest.remove_prefix(std::min(space + 1, rest.size()));
      }
    }
    for (auto& [word, votes] : all) {
      for (auto& vote : votes.of) vote.second = 1.0f / static_cast<float>(votes.of.size());
      made.sieve.add(word);
    }
    return made;
  }();
  return votes_of_words;
}

// By script, or empty when it is one that several languages share.
std::string by_script(std::string_view text) {
  if (std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; })) return {};
  std::array<std::size_t, std::size(kScripts)> counts{};
  std::size_t letters = 0, persian = 0;
  for (std::size_t at = 0; at < text.size();) {
    const char32_t c = decode_utf8(text, at);
    if (c < 0x80) {
      letters += (c | 32) >= 'a' && (c | 32) <= 'z';
      continue;
    }
    letters += c >= 0xC0;
    persian += c == 0x67E || c == 0x686 || c == 0x698 || c == 0x6AF || c == 0x6CC || c == 0x6A9;
    for (std::size_t i = 0; i < counts.size(); ++i) counts[i] += c >= kScripts[i].first && c <= kScripts[i].last;
  }
  const auto count = [&](std::string_view language) {
    for (std::size_t i = 0; i < counts.size(); ++i)
      if (kScripts[i].language == language) return counts[i];
    return std::size_t{0};
  };
  const double enough = kScriptShare * static_cast<double>(letters);
  if (letters == 0) return {};
  // Japanese mixes kana and Han; a tenth of kana is enough.
  const std::size_t kana = count("ja"), han = count("zh");
  if (static_cast<double>(kana + han) > enough) return kana * 10 > kana + han ? "ja" : "zh";
  for (std::size_t i = 0; i < counts.size(); ++i) {
    if (static_cast<double>(counts[i]) <= enough) continue;
    if (kScripts[i].language == "ar") return persian * 30 > counts[i] ? "fa" : "ar";
    return std::string(kScripts[i].language);
  }
  return {};
}

}  // namespace

std::string detect_language(std::string_view text, std::size_t max_bytes) {
  text = cut_utf8(text, max_bytes);
  TokenList tokens;
  tokenize(text, {.capitals_are_acronyms = false}, tokens);
  return detect_language(text, tokens, max_bytes);
}

std::string detect_language(std::string_view text, const TokenList& tokens, std::size_t max_bytes) {
  if (std::string script = by_script(cut_utf8(text, max_bytes)); !script.empty()) return script;
  const FunctionWordVotes& known = function_word_votes();
  std::array<double, kLanguages> votes{};
  std::size_t count = 0;
  for (const Token& token : tokens.tokens) {
    if (token.end > max_bytes) break;
    const bool dotted = token.flags & kAcronym && token.end - token.begin > token.form_length;  // U.S.; a word in capitals is a word
    if (!(token.flags & kWord) || token.flags & (kJoined | kMark) || dotted) continue;
    ++count;
    if (!known.sieve.may_have(tokens.form(token))) continue;
    const auto found = known.words.find(tokens.form(token));
    if (found == known.words.end()) continue;
    for (const auto& [language, weight] : found->second.of) votes[language] += weight;
  }
  const auto best = std::max_element(votes.begin(), votes.end());
  double second = 0;
  for (auto vote = votes.begin(); vote != votes.end(); ++vote)
    if (vote != best) second = std::max(second, *vote);
  if (*best < kLeast || *best < kLeastShare * static_cast<double>(count) || *best < kLead * second) return "und";
  return std::string(kFunctionWords[static_cast<std::size_t>(best - votes.begin())].code);
}

}  // namespace dateline
