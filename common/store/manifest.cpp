#include "common/store/manifest.h"

#include "common/store/fields.h"
#include "common/store/schema.h"

namespace dateline {
namespace {

// On disk: never renumber, only add.
enum Tag : std::uint8_t {
  kPath = 1,
  kRoot = 2,
  kSize = 3,
  kModified = 4,
  kRacy = 5,
  kPartial = 6,
  kRecords = 7,
  kSkipped = 8,
  kReading = 9,
  kRawBytes = 10,
  kDigest = 11,
};

}  // namespace

std::string encode_manifest_entry(const ManifestEntry& entry) {
  std::string out;
  append_field(out, kPath, std::string_view(entry.path));
  append_field(out, kRoot, std::string_view(entry.root));
  append_field(out, kSize, entry.size);
  append_field(out, kModified, static_cast<std::uint64_t>(entry.modified_ns));
  append_field(out, kRacy, std::uint64_t{entry.racy});
  append_field(out, kPartial, std::uint64_t{entry.partial});
  append_field(out, kRecords, entry.records);
  append_field(out, kSkipped, entry.skipped);
  append_field(out, kReading, entry.reading);
  append_field(out, kRawBytes, entry.raw_bytes);
  append_field(out, kDigest, std::string_view(entry.digest));
  return out;
}

ManifestEntry decode_manifest_entry(std::string_view bytes) {
  ManifestEntry entry;
  FieldReader fields(bytes);
  while (fields.next()) {
    switch (fields.tag()) {
      case kPath: entry.path = fields.text(); break;
      case kRoot: entry.root = fields.text(); break;
      case kSize: entry.size = fields.number(); break;
      case kModified: entry.modified_ns = static_cast<std::int64_t>(fields.number()); break;
      case kRacy: entry.racy = fields.number(); break;
      case kPartial: entry.partial = fields.number(); break;
      case kRecords: entry.records = fields.number(); break;
      case kSkipped: entry.skipped = fields.number(); break;
      case kReading: entry.reading = fields.number(); break;
      case kRawBytes: entry.raw_bytes = fields.number(); break;
      case kDigest: entry.digest = fields.text(); break;
      default: break;
    }
  }
  return entry;
}

std::string manifest_key(std::string_view absolute_path) {
  return std::string(metadata::kFile) + file_key(absolute_path);
}

}  // namespace dateline
