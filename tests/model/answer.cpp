#include "answer.h"

#include "common/article_json.h"

namespace dateline {

std::string describe(const Answer& answer) {
  std::string text = std::to_string(answer.total) + " in " + std::to_string(answer.families) + " families, counted " + std::to_string(answer.counted) + ":";
  for (const std::string& id : answer.ids) text += " " + id;
  for (const auto& [value, count] : answer.facets) text += "; " + value + " " + std::to_string(count);
  for (const auto& [month, count] : answer.timeline) text += "; " + month + " " + std::to_string(count);
  return text + "; undated " + std::to_string(answer.undated);
}

std::string describe(Article article) {
  article.entities.clear();
  return to_json(article);
}

}  // namespace dateline
