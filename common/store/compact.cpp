#include "common/store/compact.h"

#include <xapian.h>

#include <filesystem>

#include "common/error.h"
#include "common/store/database.h"

namespace dateline {
namespace {

void compact_into(const DatabaseDirectory& directory, const std::string& generation_folder) {
  Database database({directory.path()});
  database.with_snapshot([&] {
    std::filesystem::remove_all(generation_folder);
    database.xapian().compact(generation_folder, Xapian::DBCOMPACT_NO_RENUMBER);
  });
}

}  // namespace

void compact_live(const DatabaseDirectory& directory, std::int64_t grace_seconds) {
  const std::uint64_t next = directory.generations().back() + 1;
  try {
    compact_into(directory, directory.generation_path(next));
    directory.publish(next);
  } catch (...) {
    directory.remove_unpublished();
    throw;
  }
  directory.remove_old(grace_seconds);
}

void merge_generations(const DatabaseDirectory& directory, std::uint64_t from, std::uint64_t segment, std::uint64_t into) {
  try {
    Xapian::Database both(directory.generation_path(from));
    both.add_database(Xapian::Database(directory.generation_path(segment)));
    std::filesystem::remove_all(directory.generation_path(into));
    both.compact(directory.generation_path(into), Xapian::DBCOMPACT_NO_RENUMBER);
  } catch (const Xapian::Error& error) {
    rethrow_xapian(error, directory.path());
  }
}

void snapshot(const DatabaseDirectory& directory, const std::string& target) {
  const DatabaseDirectory copy(target);
  if (!copy.generations().empty() || copy.live_generation())
    throw Error(ErrorKind::usage, target + " holds a database already; give a new folder for the snapshot");
  copy.create();
  try {
    compact_into(directory, copy.generation_path(1));
    copy.publish(1);
  } catch (...) {
    copy.remove_unpublished();
    throw;
  }
}

}  // namespace dateline
