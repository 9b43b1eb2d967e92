// One article of a structured answer, and what is to be loaded of it.
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "query/clause.h"
#include "query/result.h"
#include "query/sort_key.h"

namespace dateline {

struct HighlightField {
  TextPart part = TextPart::body;       // title or body
  std::size_t fragment_columns = 100;   // about
  std::size_t fragments = 5;            // at most; 0: the whole text, once
  std::size_t no_match_columns = 0;     // without a match: so much of its beginning; 0: nothing
  bool by_score = false;                // the best fragment first, rather than as they stand
  bool asked_there = false;             // only words that are asked of this part, or of either, rather than all of the question's
};

struct HighlightRequest {
  std::vector<HighlightField> fields;
  std::optional<Clause> of;             // words to mark; none: those of the query
};

struct Highlights {
  TextPart part = TextPart::body;
  std::vector<Snippet> fragments;       // of a whole text: as it is, with its line breaks
};

struct LoadRequest {
  bool whole = true;                    // else the id alone
  bool copies = false;                  // fill Article::copies
  bool explain = false;
  HighlightRequest highlight;
};

struct StructuredHit {
  double score = 0;
  std::vector<SortValue> sort;          // one a sort key
  std::int64_t tie = 0;                 // the article's number: orders those whose sort values are all equal, rising; one more value of search_after
  Article article;
  std::vector<Highlights> highlights;   // of fields that have any, in the order asked for
  std::optional<std::string> collapsed; // the value it stands for; none when it has none
  std::uint64_t in_group = 0;           // with collapse: matching articles of that value
  // With explain, as in Hit; of the score before function_score. The lines of the text part are of its words: what other clauses give comes on top of them.
  Parts parts;
  std::vector<TermScore> terms;
  std::vector<EntityScore> entity_scores;
  std::vector<DateScore> date_scores;
  std::uint32_t article_length = 0;     // words, as the ranking counts them
};

}  // namespace dateline
