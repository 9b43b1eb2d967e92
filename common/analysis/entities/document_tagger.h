// A document's texts, cut into tokens, labelled: each by the model for its casing, all with the evidence of the whole document.
#pragma once

#include <span>
#include <vector>

#include "common/analysis/entities/tagger.h"

namespace dateline {

class DocumentTagger {
 public:
  // The models must outlive it.
  DocumentTagger(const Clusters& clusters, const PackedModel& cased, const PackedModel& caseless);
  // `out` is overwritten: for each text one label for each token.
  void tag(std::span<const TokenText> texts, std::vector<std::vector<Label>>& out);

 private:
  Tagger cased_, caseless_;
  DocumentEvidence evidence_;
  std::vector<WordText> words_;
};

}  // namespace dateline
