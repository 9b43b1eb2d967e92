// What a database says of itself; printed by `status` of both programs.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace dateline {

struct DatabaseStatus {
  std::string path;
  std::string uuid;
  unsigned format_version = 0;
  unsigned analysis_version = 0;
  std::string analysis;              // "full", or "none" for words alone, as --analysis
  std::string positions;             // "packed" or "xapian", as --positions
  std::optional<std::uint64_t> generation, revision;  // these and the size are not known of a remote shard
  std::uint64_t articles = 0;
  std::uint64_t undated = 0;
  std::string first_day, last_day;   // RFC 3339; empty when no article has a date
  std::vector<std::pair<std::string, std::uint64_t>> languages;  // code, articles; most first
  std::uint64_t files = 0;           // known to the manifest
  std::uint64_t partial_files = 0;   // half read
  std::uint64_t aliases = 0;         // entities in the user's list (aliases.h)
  std::optional<std::uint64_t> bytes_on_disk;  // of the live generation
};

}  // namespace dateline
