#include "indexer/report.h"

#include <cstdio>
#include <nlohmann/json.hpp>

#include "common/terminal.h"
#include "common/text/terminal_escape.h"

namespace dateline {
namespace {

std::string counted(std::uint64_t number, const char* one, const char* many) {
  return with_separators(number) + " " + (number == 1 ? one : many);
}

}  // namespace

void Report::skip(const Problem& problem) {
  ++skipped;
  // What differs from file to file (an offset, a byte) follows a colon or stands in brackets: reasons are counted without it.
  std::string reason = problem.reason.substr(0, problem.reason.find_first_of(":("));
  while (!reason.empty() && reason.back() == ' ') reason.pop_back();
  ++skipped_by_reason[reason];
}

std::string describe(const Problem& problem) {
  std::string line = problem.path;
  if (problem.record) line += ": record " + std::to_string(problem.record);
  return escape_for_terminal(line + ": " + problem.reason, true);
}

void print_report(const Report& report, std::ostream& out) {
  char rate[64];
  std::snprintf(rate, sizeof rate, "%.1f s, %.1f MB/s of text", report.seconds,
                report.seconds > 0 ? static_cast<double>(report.text_bytes) / 1e6 / report.seconds : 0.0);
  out << (report.dry_run ? "Would index " : "Indexed ") << counted(report.articles_read, "article", "articles") << " from "
      << counted(report.files_read, "file", "files");
  if (report.articles_read) out << " (" << rate << ")";
  out << ".\n";
  const auto line = [&](std::uint64_t count, const char* what) {
    if (count) out << "  " << with_separators(count) << " " << what << "\n";
  };
  line(report.added, "new");
  line(report.replaced, "replaced by a changed version");
  line(report.unchanged, "already there, word for word");
  line(report.kept_newer, "older than the version in the database: not taken");
  line(report.renamed, "whose id belongs to another text: indexed under an id of their own");
  line(report.repeated, "with an id that came before in the same file: the last one stays");
  line(report.empty, "without title and text");
  line(report.undated, "without a date");
  line(report.removed, "removed: no longer in their file, or the file is gone");
  if (report.files_unchanged) out << "  " << counted(report.files_unchanged, "file", "files") << " unchanged since the last run: not read\n";
  if (report.files_resumed) out << "  " << counted(report.files_resumed, "file", "files") << " read on from where the last run had stopped\n";
  for (const auto& [reason, count] : report.skipped_by_reason)
    out << "  " << with_separators(count) << " skipped: " << escape_for_terminal(reason, true) << "\n";
  if (report.interrupted) out << "Interrupted: what was complete is in the database; run the same command again to go on.\n";
  if (!report.dry_run) out << "The database holds " << counted(report.articles_in_database, "article", "articles") << ".\n";
}

std::string report_json(const Report& report) {
  nlohmann::ordered_json json{{"schema", "dateline.report/1"},
                              {"files_found", report.files_found},
                              {"files_unchanged", report.files_unchanged},
                              {"files_read", report.files_read},
                              {"files_resumed", report.files_resumed},
                              {"articles_read", report.articles_read},
                              {"added", report.added},
                              {"replaced", report.replaced},
                              {"unchanged", report.unchanged},
                              {"kept_newer", report.kept_newer},
                              {"renamed", report.renamed},
                              {"repeated", report.repeated},
                              {"empty", report.empty},
                              {"undated", report.undated},
                              {"removed", report.removed},
                              {"skipped", report.skipped},
                              {"skipped_by_reason", report.skipped_by_reason},
                              {"text_bytes", report.text_bytes},
                              {"seconds", report.seconds},
                              {"articles_in_database", report.articles_in_database},
                              {"interrupted", report.interrupted},
                              {"dry_run", report.dry_run}};
  return json.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

}  // namespace dateline
