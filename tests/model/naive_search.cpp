#include "naive_search.h"

#include <algorithm>
#include <cstdlib>
#include <tuple>

#include "common/analysis/entities/name_key.h"
#include "common/store/schema.h"
#include "common/text/tokenizer.h"

namespace dateline {
namespace {

std::vector<std::vector<std::string>> paragraphs(const TokenList& tokens) {
  std::vector<std::vector<std::string>> all(1);
  std::size_t count = 0, paragraph = 0;
  for (const Token& token : tokens.tokens) {
    while (paragraph < tokens.paragraph_ends.size() && count >= tokens.paragraph_ends[paragraph]) {
      ++paragraph;
      all.emplace_back();
    }
    ++count;
    all.back().emplace_back(tokens.form(token));
  }
  return all;
}

bool has_word(const std::vector<std::string>& words, const std::string& word) { return std::find(words.begin(), words.end(), word) != words.end(); }

bool has_word(const UnderstoodArticle& article, const std::string& word) {
  return has_word(article.title, word) || std::any_of(article.body.begin(), article.body.end(), [&](const auto& paragraph) { return has_word(paragraph, word); });
}

bool side_by_side(const std::vector<std::string>& words, const Condition& asked) {
  for (std::size_t i = 1; i < words.size(); ++i)
    if (words[i - 1] == asked.first && words[i] == asked.second) return true;
  return false;
}

DayNumber day_of(const std::string& date) { return to_day_number(parse_rfc3339(date)->date); }

bool names(const Article& article, const std::string& name, const Aliases& aliases) {
  const std::string asked = entity_id(EntityType::person, name_key(name, EntityType::person));
  std::vector<std::string> wanted{asked};
  for (const auto& [entity, others] : aliases)
    if (entity == asked || has_word(others, asked)) {
      wanted = others;
      wanted.push_back(entity);
    }
  return std::any_of(article.entities.begin(), article.entities.end(), [&](const ArticleEntity& entity) { return has_word(wanted, entity.id); });
}

bool matches(const Condition& asked, const UnderstoodArticle& it, const Aliases& aliases) {
  using Kind = Condition::Kind;
  switch (asked.kind) {
    case Kind::word: return has_word(it, asked.first);
    case Kind::either: return has_word(it, asked.first) || has_word(it, asked.second);
    case Kind::phrase: return side_by_side(it.title, asked) || std::any_of(it.body.begin(), it.body.end(), [&](const auto& paragraph) { return side_by_side(paragraph, asked); });
    case Kind::without: return !has_word(it, asked.first);
    case Kind::title: return has_word(it.title, asked.first);
    case Kind::tag: return has_word(it.article.tags, asked.first);
    case Kind::source: return it.article.source == asked.first;
    case Kind::language: return it.article.language == asked.first;
    case Kind::between: return it.day && *it.day >= day_of(asked.first) && *it.day <= day_of(asked.second);
    case Kind::after: return it.day && *it.day >= day_of(asked.first);
    case Kind::before: return it.day && *it.day < day_of(asked.first);
    case Kind::id: return it.article.id == asked.first;
    case Kind::person: return names(it.article, asked.first, aliases);
  }
  return false;
}

bool share_key(const BodySketch& a, const BodySketch& b) {
  return std::any_of(a.keys.begin(), a.keys.end(), [&](std::uint32_t key) { return std::find(b.keys.begin(), b.keys.end(), key) != b.keys.end(); });
}

bool are_copies(const UnderstoodArticle& a, const UnderstoodArticle& b) {
  return share_key(a.sketch, b.sketch) && containment(a.sketch.sketch, b.sketch.sketch) >= kCopyContainment && (!a.day || !b.day || std::abs(*a.day - *b.day) <= kCopyDays);
}

}  // namespace

UnderstoodArticle understood(Article article, AnalysisDepth depth) {
  UnderstoodArticle out;
  TokenList tokens;
  tokenize(article.title, {}, tokens);
  for (const Token& token : tokens.tokens) out.title.emplace_back(tokens.form(token));
  tokenize(article.body, {}, tokens);
  out.body = paragraphs(tokens);
  if (depth == AnalysisDepth::full) sketch_body(tokens, out.sketch);
  if (const auto published = parse_rfc3339(article.published)) {
    out.day = to_day_number(published->date);
    out.instant = to_instant(*published);
  }
  out.article = std::move(article);
  return out;
}

bool matches(const Question& question, const UnderstoodArticle& article, const Aliases& aliases) {
  return std::all_of(question.conditions.begin(), question.conditions.end(), [&](const Condition& asked) { return matches(asked, article, aliases); });
}

bool comes_before(Sort sort, const UnderstoodArticle& a, const UnderstoodArticle& b) {
  const auto key = [sort](const UnderstoodArticle& it) { return std::tuple(it.instant.has_value(), sort == Sort::oldest ? -it.instant.value_or(0) : it.instant.value_or(0), tie_value(it.article.id)); };
  return key(a) > key(b);
}

std::map<std::string, std::vector<std::string>> families(const std::vector<const UnderstoodArticle*>& articles) {
  std::vector<std::size_t> family(articles.size());
  for (std::size_t i = 0; i < family.size(); ++i) family[i] = i;
  for (std::size_t i = 0; i < articles.size(); ++i)
    for (std::size_t j = 0; j < i; ++j)
      if (family[i] != family[j] && are_copies(*articles[i], *articles[j])) std::replace(family.begin(), family.end(), std::size_t{family[i]}, std::size_t{family[j]});
  std::map<std::size_t, std::vector<std::string>> members;
  for (std::size_t i = 0; i < articles.size(); ++i) members[family[i]].push_back(articles[i]->article.id);
  std::map<std::string, std::vector<std::string>> of;
  for (auto& [number, ids] : members) {
    std::sort(ids.begin(), ids.end());
    if (ids.size() > 1)
      for (const std::string& id : ids) of[id] = ids;
  }
  return of;
}

}  // namespace dateline
