// Which articles a question means, found by looking at each: no index, nothing remembered. Words are cut as the product cuts them; all else is said here again, from docs/query.md.
#pragma once

#include <map>
#include <optional>
#include <string>
#include <vector>

#include "common/analysis/analysis_depth.h"
#include "common/analysis/sketch.h"
#include "common/article.h"
#include "common/date.h"
#include "operation.h"

namespace dateline {

struct UnderstoodArticle {
  Article article;                               // as it is kept
  std::vector<std::string> title;                // its words
  std::vector<std::vector<std::string>> body;    // those of each paragraph
  BodySketch sketch;
  std::optional<DayNumber> day;                  // as written
  std::optional<std::int64_t> instant;
};

// With words alone nothing has near-duplicates.
UnderstoodArticle understood(Article article, AnalysisDepth depth);

// An entity and the ids that stand for it too.
using Aliases = std::map<std::string, std::vector<std::string>>;

bool matches(const Question& question, const UnderstoodArticle& article, const Aliases& aliases);

// By newest or oldest: who comes first.
bool comes_before(Sort sort, const UnderstoodArticle& a, const UnderstoodArticle& b);

// Of each article with near-duplicates, by id, the ids of all in its family, rising, itself too.
std::map<std::string, std::vector<std::string>> families(const std::vector<const UnderstoodArticle*>& articles);

}  // namespace dateline
