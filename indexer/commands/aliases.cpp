// The user's own list of names, shown and replaced.
#include <fstream>
#include <iterator>

#include "common/error.h"
#include "common/exit_status.h"
#include "common/store/aliases.h"
#include "common/store/database.h"
#include "indexer/commands/commands.h"
#include "indexer/writer.h"

namespace dateline {
namespace {

std::string read_all(std::istream& in) { return {std::istreambuf_iterator<char>(in), {}}; }

std::string text_of(const CommandContext& context, const std::string& path) {
  if (path == "-") return read_all(context.in);
  std::ifstream file(path, std::ios::binary);
  std::string text = read_all(file);
  if (!file.is_open() || file.bad()) throw Error(ErrorKind::usage, "cannot read " + path);
  return text;
}

}  // namespace

int run_aliases(const CommandContext& context) {
  if (context.options.operands.size() > 1) throw Error(ErrorKind::usage, "aliases takes one file, or none to show the list there is");
  if (context.options.operands.empty()) {
    need_database(context.database);
    Database database({context.database.path()});
    context.out << alias_text(database.xapian());
    return kExitSuccess;
  }
  const std::string text = text_of(context, context.options.operands.front());
  const std::size_t entities = parse_aliases(text).size();
  const WriterLock lock = lock_for_writing(context);
  Writer writer = Writer::open_live(context.database);
  writer.put_aliases(text);
  writer.close();
  if (!context.options.has("quiet")) context.out << "The list names " << entities << (entities == 1 ? " entity.\n" : " entities.\n");
  return kExitSuccess;
}

}  // namespace dateline
