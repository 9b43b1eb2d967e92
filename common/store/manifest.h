// The manifest: what is known of each file that articles were read from. One metadata entry per file, written in the same commit as
// the file's articles, so that a killed run leaves no article without its file nor the reverse.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

struct ManifestEntry {
  std::string path;               // absolute
  std::string root;               // the directory it was found under, absolute
  std::uint64_t size = 0;         // bytes
  std::int64_t modified_ns = 0;   // since 1970
  bool racy = false;              // modified so shortly before it was read that size and time prove nothing
  bool partial = false;           // reading was cut short after `records`
  std::uint64_t records = 0;      // read so far, bad ones too
  std::uint64_t skipped = 0;      // of them, those that gave no article
  std::uint64_t reading = 1;      // number of this reading: rises each time the content is read anew
  std::uint64_t raw_bytes = 0;    // fingerprint of what was read: its length ...
  std::string digest;             // ... and its digest, hex (byte_source.h)

  friend bool operator==(const ManifestEntry&, const ManifestEntry&) = default;
};

std::string encode_manifest_entry(const ManifestEntry& entry);
ManifestEntry decode_manifest_entry(std::string_view bytes);  // Error{database} when malformed
std::string manifest_key(std::string_view absolute_path);     // the metadata key

}  // namespace dateline
