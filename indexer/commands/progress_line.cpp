#include "indexer/commands/progress_line.h"

#include <cstdio>

namespace dateline {
namespace {

std::string remaining(const Progress& progress) {
  if (!progress.bytes_total || !progress.bytes_done || progress.seconds < 1) return {};
  const double share = static_cast<double>(progress.bytes_done) / static_cast<double>(progress.bytes_total);
  const long left = static_cast<long>(progress.seconds * (1 - share) / share + 0.5);
  char text[48];
  if (left >= 3600)
    std::snprintf(text, sizeof text, ", %ld:%02ld h left", left / 3600, left / 60 % 60);
  else if (left >= 60)
    std::snprintf(text, sizeof text, ", %ld:%02ld min left", left / 60, left % 60);
  else
    std::snprintf(text, sizeof text, ", %ld s left", left);
  return text;
}

}  // namespace

void ProgressLine::draw(const Progress& progress) {
  char text[160];
  const double rate = progress.seconds > 0 ? static_cast<double>(progress.articles) / progress.seconds : 0;
  const int percent = progress.bytes_total ? static_cast<int>(100 * progress.bytes_done / progress.bytes_total) : 0;
  std::snprintf(text, sizeof text, "%3d%%  %llu articles, %.0f/s, %llu of %llu files", percent,
                static_cast<unsigned long long>(progress.articles), rate,
                static_cast<unsigned long long>(progress.files_done), static_cast<unsigned long long>(progress.files_total));
  draw(text + remaining(progress));
}

void ProgressLine::draw(const std::string& text) {
  err_ << "\r\033[K" << text.substr(0, columns_ - 1) << std::flush;
  drawn_ = true;
}

void ProgressLine::clear() {
  if (drawn_) err_ << "\r\033[K" << std::flush;
  drawn_ = false;
}

bool wants_progress(const CommandContext& context) {
  const std::string when = context.options.get("progress", "auto");
  if (when == "always") return true;
  return when == "auto" && context.err_is_terminal && !context.options.has("quiet");
}

}  // namespace dateline
