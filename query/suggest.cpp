#include "query/suggest.h"

#include <algorithm>
#include <functional>
#include <set>

#include "common/analysis/entities/entity_type.h"
#include "common/analysis/entities/name_key.h"
#include "common/store/schema.h"
#include "common/text/fold.h"
#include "common/text/stemmer.h"
#include "common/text/tokenizer.h"
#include "query/entity_counts.h"
#include "query/query_builder.h"

namespace dateline {
namespace {

constexpr Xapian::doccount kCommon = 5;   // a word that so many articles have is not misspelt
constexpr unsigned kEditDistance = 2;
constexpr std::size_t kShortWord = 5;     // below this many bytes, one edit at most
constexpr std::size_t kNamesCounted = 500;  // that begin alike: those that most articles have by the entity's own id

// How many articles have the word as spelt.
Xapian::doccount frequency(const std::string& word, const Xapian::Database& database) {
  auto found = database.spellings_begin();
  found.skip_to(word);
  return found != database.spellings_end() && *found == word ? found.get_termfreq() : 0;
}

// The word as the index has it ("don't" is dont), where it is one.
std::string indexed_form(const std::string& typed) {
  TokenList tokens;
  tokenize(typed, {}, tokens);
  return tokens.tokens.size() == 1 ? std::string(tokens.form(tokens.tokens.front())) : fold(typed);
}

// Searching for either finds the same articles: quake, quakes.
bool same_word(const std::string& a, const std::string& b, const std::vector<std::string>& languages) {
  return std::any_of(languages.begin(), languages.end(), [&](const std::string& language) {
    Stemmer stemmer(language);
    const std::string stem(stemmer.stem(a));
    return stem == stemmer.stem(b);
  });
}

}  // namespace

std::vector<Suggestion> suggest_spellings(const std::string& query, const std::vector<std::string>& typed_words,
                                          const Xapian::Database& database) {
  std::vector<std::string> languages = languages_by_share(database);
  if (languages.size() > kStemLanguages) languages.resize(kStemLanguages);
  std::string mended = query;
  std::size_t from = 0;
  for (const std::string& typed : typed_words) {
    const std::size_t at = mended.find(typed, from);
    if (at == std::string::npos) continue;
    from = at + typed.size();
    const std::string word = indexed_form(typed);
    const Xapian::doccount own = frequency(word, database);
    if (own >= kCommon) continue;
    const std::string better = database.get_spelling_suggestion(word, word.size() < kShortWord ? 1 : kEditDistance);
    if (better.empty() || better == word || frequency(better, database) <= own || same_word(word, better, languages)) continue;
    mended.replace(at, typed.size(), better);
    from = at + better.size();
  }
  if (mended == query) return {};
  return {{mended}};
}

std::vector<Completion> complete_word(const std::string& prefix, std::size_t limit, const Xapian::Database& database) {
  const std::size_t space = prefix.find_last_of(" \t");
  const std::string before = space == std::string::npos ? "" : prefix.substr(0, space + 1);
  const std::string start = fold(std::string_view(prefix).substr(before.size()));
  std::vector<Completion> found;
  if (start.empty()) return found;
  auto word = database.spellings_begin();
  for (word.skip_to(start); word != database.spellings_end() && (*word).rfind(start, 0) == 0; ++word)
    found.push_back({before + *word, word.get_termfreq()});
  std::stable_sort(found.begin(), found.end(), [](const Completion& a, const Completion& b) { return a.articles > b.articles; });
  if (found.size() > limit) found.resize(limit);
  return found;
}

std::vector<EntityCount> complete_name(const std::string& prefix, std::size_t limit, const std::string& type, const std::vector<Xapian::Database>& databases, NameTable& names) {
  std::set<std::string> entities;
  for (const EntityType one : kEntityTypes) {
    if (!type.empty() && type != to_string(one)) continue;
    const std::string start = entity_id(one, name_key(prefix, one));
    for (const Xapian::Database& database : databases) {
      const std::string term_start = std::string(prefix::kEntity) + start;
      for (auto term = database.allterms_begin(term_start); term != database.allterms_end(term_start); ++term) {
        if (!is_entity_band_term(*term)) entities.insert(names.entity_of((*term).substr(prefix::kEntity.size())));
      }
      // By a surname, or another shorter name.
      const std::string key_start = std::string(metadata::kFuller) + start;
      for (auto key = database.metadata_keys_begin(key_start); key != database.metadata_keys_end(key_start); ++key)
        for (const LinkedName& fuller : fuller_names(database, (*key).substr(metadata::kFuller.size()))) entities.insert(names.entity_of(fuller.id));
    }
  }
  std::vector<std::pair<std::uint64_t, std::string>> by_own_id;
  for (const std::string& id : entities) {
    std::uint64_t articles = 0;
    for (const Xapian::Database& database : databases) articles += database.get_termfreq(entity_term(id));
    by_own_id.emplace_back(articles, id);
  }
  if (by_own_id.size() > kNamesCounted) {
    std::nth_element(by_own_id.begin(), by_own_id.begin() + kNamesCounted, by_own_id.end(), std::greater<>());
    by_own_id.resize(kNamesCounted);
  }
  std::vector<EntityCount> found;
  for (const auto& [own, id] : by_own_id) {
    EntityCount entity;
    entity.id = id;
    entity.type = type_in_id(id);
    entity.articles = names.articles_of(id);
    found.push_back(std::move(entity));
  }
  std::sort(found.begin(), found.end(), [](const EntityCount& a, const EntityCount& b) { return a.articles != b.articles ? a.articles > b.articles : a.id < b.id; });
  if (found.size() > limit) found.resize(limit);
  for (EntityCount& entity : found) add_country(entity);
  return found;
}

}  // namespace dateline
