// Labels written as tags of the CoNLL shared tasks: B-PER I-PER O.
#pragma once

#include <span>
#include <string_view>
#include <vector>

#include "common/analysis/entities/labels.h"

namespace dateline {

bool is_tag(std::string_view tag);
// Of one sentence's tags, all of them is_tag(); an entity begins as conlleval has it: at B- and S-, after O, E- and S-, and where the type changes.
std::vector<Label> labels_of(std::span<const std::string_view> tags);
// BIO.
std::string_view tag_of(Label label);

// Entities of a sequence of labels: tokens first to end, of a type.
struct LabelledSpan {
  std::size_t first, end;
  EntityType type;
  friend bool operator==(const LabelledSpan&, const LabelledSpan&) = default;
};
std::vector<LabelledSpan> spans_of(std::span<const Label> labels);

}  // namespace dateline
