// Understands an article's text: its language, its words, whom and what it names, the times it speaks of. Knows no Xapian and no database. What is said of an article depends on the
// article and the models alone.
#pragma once

#include <memory>
#include <string>
#include <vector>

#include "common/analysis/analysis_depth.h"
#include "common/analysis/dates/date_expression.h"
#include "common/analysis/entities/mention.h"
#include "common/analysis/sketch.h"
#include "common/article.h"
#include "common/text/tokenizer.h"

namespace dateline {

struct Analysis {
  std::string language;  // as the article says when it names one we know by form (two letters, or und), else detected
  TokenList title;
  TokenList body;
  BodySketch sketch;
  std::vector<ArticleEntity> entities;  // the most salient first
  std::vector<ArticleDate> dates;       // in the order of the body
};

class Recogniser;

// One per thread: it remembers words it has met.
class Analyzer {
 public:
  explicit Analyzer(AnalysisDepth depth = AnalysisDepth::full);
  ~Analyzer();
  Analyzer(Analyzer&&) noexcept;
  Analyzer& operator=(Analyzer&&) noexcept;

  // `out` is overwritten; keep it between calls to save allocations. In a title all in capitals, a short word is an acronym when the body
  // writes it in capitals and never otherwise.
  void analyze(const Article& article, Analysis& out);

 private:
  void find_dates_of(const Article& article, Analysis& out);

  AnalysisDepth depth_;
  std::unique_ptr<Recogniser> recogniser_;  // made when first needed
  Mentions mentions_;
  std::vector<DateExpression> expressions_;
};

}  // namespace dateline
