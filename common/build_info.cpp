#include "common/build_info.h"

namespace dateline {
namespace {

#include "common/build_info.inc"

}  // namespace

std::string build_info(std::string_view running_with) {
  std::string text = std::string("commit: ") + kCommit + "\ncompiler: " + kCompiler + "\nbuild: " + kBuild + "\nbuilt with: " + kBuiltWith + "\n";
  if (!running_with.empty()) text.append("running with: ").append(running_with).append("\n");
  return text;
}

}  // namespace dateline
