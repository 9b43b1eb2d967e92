// How far the articles of a database are analysed.
#pragma once

namespace dateline {

enum class AnalysisDepth {
  full,
  words,  // neither entities nor dates
};

}  // namespace dateline
