#include "common/store/status_text.h"

#include <cstdio>
#include <filesystem>
#include <nlohmann/json.hpp>

#include "common/text/terminal_escape.h"

namespace dateline {

void print_status(const std::vector<DatabaseStatus>& databases, std::ostream& out) {
  for (const DatabaseStatus& status : databases) {
    out << escape_for_terminal(status.path, true) << "\n";
    out << "  articles   " << status.articles;
    if (status.undated) out << " (" << status.undated << " without a date)";
    out << "\n";
    if (!status.first_day.empty()) out << "  dates      " << status.first_day << " to " << status.last_day << "\n";
    if (!status.languages.empty()) {
      out << "  languages ";
      for (const auto& [code, articles] : status.languages) out << " " << code << " " << articles << (&code == &status.languages.back().first ? "" : ",");
      out << "\n";
    }
    out << "  files      " << status.files;
    if (status.partial_files) out << " (" << status.partial_files << " read in part: run the indexer again)";
    if (status.aliases) out << "\n  aliases    of " << status.aliases << (status.aliases == 1 ? " entity" : " entities");
    if (status.bytes_on_disk) {
      char size[32];
      std::snprintf(size, sizeof size, "%.1f MB", static_cast<double>(*status.bytes_on_disk) / 1e6);
      out << "\n  size       " << size;
    }
    out << "\n  versions   format " << status.format_version << ", analysis " << status.analysis_version << (status.analysis == "none" ? " (none: words alone)" : "") << (status.positions == "xapian" ? ", positions xapian" : "");
    if (status.generation) out << ", generation " << *status.generation;
    if (status.revision) out << ", revision " << *status.revision;
    out << "\n";
    out << "  uuid       " << status.uuid << "\n";
  }
}

namespace {

nlohmann::ordered_json known_number(const std::optional<std::uint64_t>& number) { return number ? nlohmann::ordered_json(*number) : nlohmann::ordered_json(nullptr); }

}  // namespace

std::string status_json(const std::vector<DatabaseStatus>& databases) {
  nlohmann::ordered_json all = nlohmann::ordered_json::array();
  for (const DatabaseStatus& status : databases) {
    nlohmann::ordered_json languages = nlohmann::ordered_json::object();
    for (const auto& [code, articles] : status.languages) languages[code] = articles;
    nlohmann::ordered_json one{{"name", std::filesystem::path(status.path).filename().string()},
                               {"path", status.path},
                               {"uuid", status.uuid},
                               {"format_version", status.format_version},
                               {"analysis_version", status.analysis_version},
                               {"analysis", status.analysis},
                               {"positions", status.positions},
                               {"generation", known_number(status.generation)},
                               {"revision", known_number(status.revision)},
                               {"articles", status.articles},
                               {"undated", status.undated},
                               {"first_day", nullptr},
                               {"last_day", nullptr},
                               {"languages", languages},
                               {"files", status.files},
                               {"partial_files", status.partial_files},
                               {"aliases", status.aliases},
                               {"bytes_on_disk", known_number(status.bytes_on_disk)}};
    if (!status.first_day.empty()) {
      one["first_day"] = status.first_day;
      one["last_day"] = status.last_day;
    }
    all.push_back(std::move(one));
  }
  return nlohmann::ordered_json{{"schema", "dateline.status/1"}, {"databases", all}}.dump(
      -1, ' ', false, nlohmann::ordered_json::error_handler_t::replace);
}

}  // namespace dateline
