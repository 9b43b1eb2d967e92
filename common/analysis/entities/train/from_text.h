// What our own tokeniser costs: labelled documents are written out as running text, the text is cut and tagged as an article is, and each name is compared by
// where it begins and ends in the text.
#pragma once

#include <vector>

#include "common/analysis/entities/document_tagger.h"
#include "common/analysis/entities/train/labelled.h"
#include "common/analysis/entities/train/scores.h"

namespace dateline {

void score_from_text(const std::vector<LabelledDocument>& documents, DocumentTagger& tagger, SpanScores& scores);

}  // namespace dateline
