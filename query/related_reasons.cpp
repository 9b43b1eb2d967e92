#include "query/related_reasons.h"

#include <algorithm>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t kWordsSaid = 6, kEntitiesSaid = 4;

}  // namespace

TermWeights weights_of(const Telling& telling) {
  TermWeights weights;
  for (const TellingWord& word : telling.words)
    if (telling.tells(word.idf)) weights[word.term] = word.weight * word.idf;
  return weights;
}

Reasons::Reasons(const Telling& telling, std::function<std::string(const std::string& entity)> readable) : telling_(telling), readable_(std::move(readable)) {}

std::set<std::string, std::less<>> Reasons::words_of_names(const std::vector<const TellingEntity*>& entities) {
  std::set<std::string, std::less<>> words;
  for (const TellingEntity* entity : entities)
    for (const std::string& surface : entity->surfaces) {
      tokenize(surface, {}, tokens_);
      for (const Token& token : tokens_.tokens) words.emplace(tokens_.form(token));
    }
  return words;
}

Because Reasons::of(const Article& hit, const std::function<bool(const std::string& term)>& has_term) {
  std::vector<std::pair<double, const TellingEntity*>> ranked;
  for (const TellingEntity& entity : telling_.entities) {
    const auto shared = std::find_if(hit.entities.begin(), hit.entities.end(), [&](const ArticleEntity& other) { return other.id == entity.id; });
    if (shared != hit.entities.end() && telling_.tells(entity.idf)) ranked.emplace_back(entity.weight * shared->salience, &entity);
  }
  std::stable_sort(ranked.begin(), ranked.end(), [](const auto& a, const auto& b) { return a.first > b.first; });
  if (ranked.size() > kEntitiesSaid) ranked.resize(kEntitiesSaid);

  Because because;
  std::vector<const TellingEntity*> said;
  for (const auto& [score, entity] : ranked) {
    const auto [name, fresh] = names_.try_emplace(entity->id);
    if (fresh) name->second = readable_(entity->id);
    because.entities.push_back({entity->id, name->second, 0});
    said.push_back(entity);
  }
  const std::set<std::string, std::less<>> of_names = words_of_names(said);
  for (const TellingWord& word : telling_.words) {
    if (because.words.size() == kWordsSaid) break;
    if (telling_.tells(word.idf) && has_term(word.term) && !of_names.count(word.word)) because.words.push_back(word.word);
  }
  return because;
}

}  // namespace dateline
