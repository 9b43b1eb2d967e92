#include "common/text/stemmer.h"

#include <xapian.h>

#include <unordered_map>

#include "common/text/fold.h"

namespace dateline {
namespace {

constexpr std::size_t kCacheEntries = 50'000;  // about 5 MB; cleared when full: news' common words are back at once
constexpr std::size_t kLongestWord = 40;       // bytes: what is longer is no word of a language

struct Hash {
  using is_transparent = void;
  std::size_t operator()(std::string_view text) const { return std::hash<std::string_view>()(text); }
};

bool ends_with(std::string_view word, std::string_view end) {
  return word.size() > end.size() && word.substr(word.size() - end.size()) == end;
}

struct Ending {
  std::string_view folded, written;
};

// Snowball looks for these with their accents, which folding has taken away. Only endings that are written no other way.
constexpr Ending kSpanish[] = {{"cion", "ción"}, {"sion", "sión"}, {"logia", "logía"}, {"logias", "logías"}};
constexpr Ending kPortuguese[] = {{"coes", "ções"}, {"cao", "ção"}, {"soes", "sões"}, {"sao", "são"}, {"encia", "ência"}, {"ancia", "ância"}};

template <std::size_t n>
std::string with_accents(std::string_view word, const Ending (&endings)[n]) {
  for (const Ending& ending : endings)
    if (ends_with(word, ending.folded)) return std::string(word.substr(0, word.size() - ending.folded.size())).append(ending.written);
  return std::string(word);
}

}  // namespace

struct Stemmer::State {
  Xapian::Stem stem;
  bool none = true;
  bool spanish = false, portuguese = false;
  std::unordered_map<std::string, std::string, Hash, std::equal_to<>> cache;

  std::string compute(std::string_view form) const {
    std::string stemmed;
    if (spanish)
      stemmed = stem(with_accents(form, kSpanish));
    else if (portuguese)
      stemmed = stem(with_accents(form, kPortuguese));
    else
      stemmed = stem(std::string(form));
    // A stem may bring accents back, or lose its all.
    return stemmed.empty() ? std::string(form) : fold(stemmed);
  }
};

bool Stemmer::knows(std::string_view language) {
  if (language.size() != 2) return false;
  try {
    Xapian::Stem probe{std::string(language)};
    return true;
  } catch (const Xapian::InvalidArgumentError&) {
    return false;
  }
}

std::size_t Stemmer::kept_beginning(std::string_view language) {
  if (language == "en" || language == "und") return 2;
  return language != "ar" && language != "id" && language != "ga";
}

Stemmer::Stemmer(std::string_view language) : state_(std::make_unique<State>()) {
  if (language == "und") language = "en";
  if (!knows(language)) return;
  state_->stem = Xapian::Stem(std::string(language));
  state_->none = false;
  state_->spanish = language == "es";
  state_->portuguese = language == "pt";
}

Stemmer::~Stemmer() = default;
Stemmer::Stemmer(Stemmer&&) noexcept = default;
Stemmer& Stemmer::operator=(Stemmer&&) noexcept = default;

std::string_view Stemmer::stem(std::string_view form) {
  State& state = *state_;
  if (state.none || form.size() > kLongestWord) return form;
  if (const auto found = state.cache.find(form); found != state.cache.end()) return found->second;
  for (char c : form)
    if (c >= '0' && c <= '9') return form;
  if (state.cache.size() >= kCacheEntries) state.cache.clear();
  return state.cache.emplace(std::string(form), state.compute(form)).first->second;
}

}  // namespace dateline
