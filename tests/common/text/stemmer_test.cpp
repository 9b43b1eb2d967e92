// Stems of the languages with an algorithm, and what the cache must not change.
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <utility>
#include <vector>

#include "common/text/fold.h"
#include "common/text/stemmer.h"

namespace dateline {
namespace {

std::string stem(const std::string& language, const std::string& word) { return std::string(Stemmer(language).stem(fold(word))); }

// Each of the words has the stem of the first.
void check_same_stem(const std::string& language, const std::vector<std::string>& words) {
  for (const std::string& word : words) {
    CAPTURE(language, word);
    CHECK(stem(language, word) == stem(language, words.front()));
  }
}

std::string word_number(int number) {
  std::string word = "ports";
  for (; number > 0; number /= 26) word += static_cast<char>('a' + number % 26);
  return word + "ings";
}

}  // namespace

TEST_CASE("the forms of a word have one stem in each language", "[stemmer]") {
  check_same_stem("en", {"election", "elections", "elected", "elect"});
  check_same_stem("en", {"hostage", "hostages"});
  check_same_stem("de", {"Regierung", "Regierungen"});
  check_same_stem("de", {"Häuser", "Haus", "Hause"});
  check_same_stem("es", {"nación", "naciones"});
  check_same_stem("es", {"elección", "elecciones"});
  check_same_stem("pt", {"governo", "governos"});
  check_same_stem("pt", {"violência", "violências"});
  check_same_stem("fr", {"élection", "élections"});
  check_same_stem("it", {"elezione", "elezioni"});
  check_same_stem("nl", {"verkiezing", "verkiezingen"});
  check_same_stem("ru", {"выборы", "выборов", "выборах"});
  check_same_stem("ru", {"Москва", "Москвы", "МОСКВУ"});
}

TEST_CASE("a stem is what Snowball says", "[stemmer]") {
  CHECK(stem("en", "running") == "run");
  CHECK(stem("en", "parties") == "parti");
  CHECK(stem("de", "Kriege") == "krieg");
  CHECK(stem("ru", "выборов") == "выбор");
}

TEST_CASE("different words keep different stems", "[stemmer]") {
  CHECK(stem("en", "new") != stem("en", "newt"));
  CHECK(stem("en", "port") != stem("en", "portal"));
  CHECK(stem("ru", "выбор") != stem("ru", "двор"));
}

TEST_CASE("a stem is folded: no accent comes back", "[stemmer]") {
  for (const auto& [language, word] : std::vector<std::pair<std::string, std::string>>{
           {"es", "canción"}, {"es", "tecnología"}, {"pt", "decisão"}, {"pt", "eleições"}, {"fr", "élèves"}, {"de", "Bücher"}, {"sv", "världen"}}) {
    CAPTURE(language, word);
    const std::string stemmed = stem(language, word);
    CHECK(fold(stemmed) == stemmed);
  }
}

TEST_CASE("a language without an algorithm leaves words as they are", "[stemmer]") {
  for (const char* language : {"zh", "ja", "xx", "", "english", "e", "en-GB"}) {
    CAPTURE(language);
    CHECK_FALSE(Stemmer::knows(language));
    CHECK(stem(language, "elections") == "elections");
  }
}

TEST_CASE("a text too short to tell its language is stemmed as English", "[stemmer]") {
  CHECK(stem("und", "elections") == stem("en", "elections"));
  CHECK(stem("und", "boats") == "boat");
}

TEST_CASE("the languages of news agencies have an algorithm", "[stemmer]") {
  for (const char* language : {"en", "de", "fr", "es", "it", "nl", "pt", "ru", "sv", "no", "da", "fi"}) {
    CAPTURE(language);
    CHECK(Stemmer::knows(language));
  }
}

TEST_CASE("words with digits and endless words are left as they are", "[stemmer]") {
  CHECK(stem("en", "1990s") == "1990s");
  CHECK(stem("en", "b52s") == "b52s");
  const std::string endless(60, 's');
  CHECK(stem("en", endless) == endless);
}

TEST_CASE("no word has an empty stem", "[stemmer]") {
  for (const char* language : {"en", "de", "fr", "es", "it", "nl", "pt", "ru", "fi", "tr", "hu"})
    for (const char* word : {"s", "a", "es", "ed", "ing", "'", "ы", "ями", "en", "er"}) {
      CAPTURE(language, word);
      CHECK_FALSE(stem(language, word).empty());
    }
}

TEST_CASE("stems begin as their words do, as far as it is said", "[stemmer]") {
  std::mt19937 random(7);
  const std::vector<std::string> endings{"", "s", "es", "ies", "ied", "ed", "eds", "edly", "ing", "ings", "ingly", "ly", "y", "ational", "ization", "fulness", "ement", "ee"};
  std::vector<std::string> words{"dying", "lying", "tying", "skies", "idly", "gently", "ugly", "early", "only", "singly", "news", "atlas", "cosmos", "herring", "proceed", "generous", "communal"};
  for (int i = 0; i < 20'000; ++i) {
    std::string word;
    for (std::size_t length = random() % 6; word.size() <= length;) word += static_cast<char>('a' + random() % 26);
    words.push_back(word + endings[random() % endings.size()]);
  }
  const auto beginning = [](std::string_view word, std::size_t bytes) {
    std::string kept(word.substr(0, bytes));
    if (bytes > 1 && kept.size() > 1 && kept[1] == 'y') kept[1] = 'i';
    return kept;
  };
  for (const std::string language : {"en", "und", "de", "fr", "es", "pt", "it", "nl", "sv", "fi", "hu", "tr", "ru"}) {
    CAPTURE(language);
    Stemmer stemmer(language);
    const std::size_t kept = Stemmer::kept_beginning(language);
    REQUIRE(kept > 0);
    for (const std::string& word : words) {
      CAPTURE(word);
      const std::string_view stem = stemmer.stem(word);
      const std::size_t bytes = std::min(kept, stem.size());
      if (beginning(stem, bytes) != beginning(word, bytes)) FAIL(stem);
    }
  }
}

TEST_CASE("the cache's bound changes no stem", "[stemmer]") {
  Stemmer used("en");
  const std::string first(used.stem("elections"));
  for (int i = 0; i < 60'000; ++i) used.stem(word_number(i));
  CHECK(used.stem("elections") == first);
  for (int i = 0; i < 60'000; i += 977) {
    CAPTURE(i);
    CHECK(used.stem(word_number(i)) == stem("en", word_number(i)));
  }
}

TEST_CASE("a stemmer that was moved goes on", "[stemmer]") {
  Stemmer first("en");
  CHECK(first.stem("boats") == "boat");
  Stemmer second(std::move(first));
  CHECK(second.stem("boats") == "boat");
  second = Stemmer("xx");
  CHECK(second.stem("boats") == "boats");
}

}  // namespace dateline
