// What every program answers the same way.
#include "common/build_info.h"
#include "common/error.h"
#include "common/options.h"
#include "common/version.h"

namespace dateline {

bool answer_about(const ProgramSpec& program, const ParsedOptions& options, std::size_t columns, std::ostream& out, std::string_view running_with) {
  if (options.help)
    out << help_text(program, options.command, columns);
  else if (options.version)
    out << program.name << " " << kVersion << "\n" << build_info(running_with);
  else if (options.generate == "man")
    out << man_page(program, kVersion, kVersionDate);
  else if (!options.generate.empty())
    out << completion(program, options.generate);
  else
    return false;
  return true;
}

std::string default_database(const char* dateline_db, const char* xdg_data_home, const char* home) {
  if (dateline_db && *dateline_db) return dateline_db;
  if (xdg_data_home && *xdg_data_home) return std::string(xdg_data_home) + "/dateline/news";
  if (home && *home) return std::string(home) + "/.local/share/dateline/news";
  throw Error(ErrorKind::usage, "say which database with --db DIR");
}

}  // namespace dateline
