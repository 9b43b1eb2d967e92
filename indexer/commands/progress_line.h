// One line on the terminal that says how far a run is, drawn over itself.
#pragma once

#include <ostream>
#include <string>

#include "indexer/commands/commands.h"
#include "indexer/pipeline.h"

namespace dateline {

class ProgressLine {
 public:
  ProgressLine(std::ostream& err, std::size_t columns) : err_(err), columns_(columns) {}
  void draw(const Progress& progress);
  void draw(const std::string& text);
  // Takes the line away, before anything else is printed.
  void clear();

 private:
  std::ostream& err_;
  std::size_t columns_;
  bool drawn_ = false;
};

// As --progress and --quiet say.
bool wants_progress(const CommandContext& context);

}  // namespace dateline
