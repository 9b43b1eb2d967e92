#include "common/analysis/entities/name_key.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

#include "common/analysis/entities/base_names.h"
#include "common/text/fold.h"

namespace dateline {
namespace {

using Words = std::unordered_set<std::string_view>;

bool is_title(std::string_view folded) {
  static const Words titles{
      "mr",      "mrs",       "ms",       "miss",     "dr",        "prof",     "professor", "sir",      "dame",       "lord",     "lady",     "president", "vice",     "prime",
      "premier", "minister",  "chancellor", "king",   "queen",     "prince",   "princess",  "sheikh",   "sheik",      "emir",     "ayatollah", "imam",     "pope",     "cardinal",
      "archbishop", "bishop", "father",   "sister",   "rev",       "reverend", "rabbi",     "gen",      "general",    "col",      "colonel",  "lt",        "lieutenant", "maj",
      "major",   "capt",      "captain",  "sgt",      "sergeant",  "cpl",      "admiral",   "adm",      "brig",       "brigadier", "marshal", "commander", "cmdr",     "sen",
      "senator", "rep",       "representative", "congressman", "congresswoman", "gov", "governor", "mayor", "judge",  "justice",  "secretary", "ambassador", "director", "chairman",
      "chairwoman", "chief",  "foreign",  "defense",  "defence",   "finance",  "interior",  "deputy",   "acting",     "former",   "ex",       "spokesman", "spokeswoman", "comrade",
      "attorney", "detective", "inspector", "constable", "officer", "coach",   "herr",      "frau",     "monsieur",   "madame",   "mme",      "signor",    "signora",  "senor",
      "senora",  "don",       "dona",     "ceo",      "cfo",       "coo"};
  return titles.count(folded) > 0;
}

// Of a whole name; Ii is a surname, and a queen's number no addition.
bool is_generation(std::string_view folded, std::size_t words_before) {
  return folded == "jr" || folded == "sr" || (words_before > 1 && (folded == "ii" || folded == "iii" || folded == "iv"));
}

// Of orgs: only legal forms, so that what is dropped never tells two apart.
bool is_legal_form(std::string_view folded) {
  static const Words forms{"inc", "incorporated", "corp", "corporation", "co", "company", "cos", "ltd", "limited", "plc", "ag",  "sa",  "nv", "llc", "llp", "lp",
                           "spa", "gmbh",         "se",   "ab",          "oyj", "asa",    "kk",  "bhd", "pty",     "bv",  "sarl", "sae", "as", "kgaa"};
  return forms.count(folded) > 0;
}

// Bytes of the last letter sequence after which a possessive stands: "Russia's" 6, "Jones'" 5.
std::size_t without_possessive(std::string_view name) {
  for (const std::string_view mark : {"'s", "\u2019s", "'S", "\u2019S", "'", "\u2019"})
    if (name.size() > mark.size() && name.substr(name.size() - mark.size()) == mark) return name.size() - mark.size();
  return name.size();
}

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// The folded words of a name, without points and apostrophes in them: "U.S." us, "N'Djamena" ndjamena, "Jean-Claude" jean claude.
std::vector<std::string> words_of(std::string_view name) {
  std::vector<std::string> words(1);
  const std::string folded = fold(name);
  for (const char c : folded) {
    const auto byte = static_cast<unsigned char>(c);
    if (c == '.' || c == '\'') continue;
    if (c == '&') {
      words.emplace_back("and");
      words.emplace_back();
    } else if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || byte >= 0x80) {
      words.back().push_back(c);
    } else if (!words.back().empty()) {
      words.emplace_back();
    }
  }
  words.erase(std::remove(words.begin(), words.end(), std::string()), words.end());
  return words;
}

void settle_spelling(std::string& word, bool first) {
  if (first)
    if (const std::string_view given = usual_given_name(word); !given.empty()) word = given;
  // -skiy, -skii, -skij, -skyy, -ski: Russian and Ukrainian adjectives
  for (const std::string_view ending : {"skiy", "skii", "skij", "skyy", "skyi", "ski"})
    if (word.size() > ending.size() + 2 && word.compare(word.size() - ending.size(), ending.size(), ending) == 0) {
      word.replace(word.size() - ending.size(), ending.size(), "sky");
      return;
    }
}

void settle_person(std::vector<std::string>& words) {
  while (words.size() > 1 && is_generation(words.back(), words.size() - 1)) words.pop_back();
  if (words.size() > 2) {
    const auto initial = [](const std::string& word) { return word.size() == 1; };
    words.erase(std::remove_if(words.begin() + 1, words.end() - 1, initial), words.end() - 1);
  }
  if (words.size() > 1)
    words.erase(std::remove_if(words.begin(), words.end() - 1, [](const std::string& word) { return word == "al" || word == "el"; }), words.end() - 1);
  for (std::size_t i = 0; i < words.size(); ++i) settle_spelling(words[i], i == 0 && words.size() > 1);
}

}  // namespace

std::string_view bare_name(std::string_view name, EntityType type) {
  name = name.substr(0, without_possessive(name));
  if (type != EntityType::person) return name;
  for (;;) {
    std::size_t end = 0;
    while (end < name.size() && !is_blank(name[end])) ++end;
    std::string word = fold(name.substr(0, end));
    word.erase(std::remove(word.begin(), word.end(), '.'), word.end());
    const std::size_t hyphen = word.rfind('-');  // ex-President
    if (!is_title(hyphen == std::string::npos ? word : word.substr(hyphen + 1))) return name;
    if (end == name.size()) return {};
    while (end < name.size() && is_blank(name[end])) ++end;
    name.remove_prefix(end);
  }
}

std::string name_key(std::string_view name, EntityType type) {
  std::vector<std::string> words = words_of(bare_name(name, type));
  if (words.size() > 1 && words.front() == "the") words.erase(words.begin());
  if (type == EntityType::person) settle_person(words);
  if (type == EntityType::org)
    while (words.size() > 1 && (is_legal_form(words.back()) || words.back() == "and")) words.pop_back();
  std::string key;
  for (const std::string& word : words) key += (key.empty() ? "" : "-") + word;
  return key == "the" ? std::string() : key;
}

std::vector<std::string_view> key_words(std::string_view key) {
  std::vector<std::string_view> words;
  while (!key.empty()) {
    const std::size_t end = std::min(key.find('-'), key.size());
    words.push_back(key.substr(0, end));
    key.remove_prefix(std::min(end + 1, key.size()));
  }
  return words;
}

}  // namespace dateline
