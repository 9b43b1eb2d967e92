// What a database keeps of its articles: settled when it is made, changed by `upgrade`.
#pragma once

#include <optional>

#include "common/analysis/analysis_depth.h"

namespace dateline {

// Where the words of an article stand.
enum class PositionForm {
  packed,  // in a value of ours
  xapian,  // in Xapian's table, six times the bytes: for phrases and NEAR through stock xapian-tcpsrv at full speed
};

struct IndexKind {
  AnalysisDepth depth = AnalysisDepth::full;
  PositionForm positions = PositionForm::packed;
  bool operator==(const IndexKind&) const = default;
};

struct WantedKind {
  std::optional<AnalysisDepth> depth;
  std::optional<PositionForm> positions;
  // What is not wanted otherwise, as `kind` has it.
  IndexKind over(const IndexKind& kind) const { return {depth.value_or(kind.depth), positions.value_or(kind.positions)}; }
};

}  // namespace dateline
