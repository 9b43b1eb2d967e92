// What a database keeps in its metadata: files, families, sketches, names, commits, and compressed articles. The first byte chooses.
#include <xapian.h>

#include <iterator>

#include "common/error.h"
#include "common/store/aliases.h"
#include "common/store/change_log.h"
#include "common/store/family_index.h"
#include "common/store/manifest.h"
#include "common/store/name_links.h"
#include "common/store/schema.h"
#include "common/store/sketch_index.h"
#include "common/store/text_codec.h"
#include "common/store/word_forms.h"
#include "tests/fuzz/held_memory.h"

using namespace dateline;

namespace {

constexpr const char* kName = "person:putin";

Xapian::WritableDatabase database_with(std::string_view prefix, std::string_view value) {
  Xapian::WritableDatabase database("", Xapian::DB_BACKEND_INMEMORY);
  database.set_metadata(std::string(prefix).append(kName), std::string(value));
  return database;
}

void manifest(std::string_view value) {
  const ManifestEntry entry = decode_manifest_entry(value);
  must(decode_manifest_entry(encode_manifest_entry(entry)) == entry, "what is encoded decodes as the same file");
}

void members(std::string_view value) {
  const std::vector<ArticleNumber> all = decode_members(1, value);
  for (std::size_t i = 1; i < all.size(); ++i) must(all[i - 1] < all[i], "the members of a family rise");
}

void sketches(std::string_view value) {
  const std::vector<KeyHolder> all = decode_bucket(7, value);
  for (std::size_t i = 1; i < all.size(); ++i) must(all[i - 1] < all[i], "the holders of keys rise");
  if (!all.empty()) must(decode_bucket(7, encode_bucket(all)) == all, "what is encoded decodes as the same holders");
}

void links(std::string_view value) {
  Xapian::WritableDatabase database = database_with(metadata::kFuller, value);
  fuller_names(database, kName);
  NameLinkChanges changes;
  changes.add({kName, "person:vladimir-putin", 2024}, 1);
  change_name_links(database, changes);
  fuller_names(database, kName);
}

void alias(std::string_view value) { alias_entry(database_with(metadata::kAliasOf, value), kName); }

void commits(std::string_view value) {
  LoggedChanges changes;
  add_logged(value, 1, changes);
}

void forms(std::string_view value) {
  Xapian::WritableDatabase database = database_with(metadata::kWordForm, value);
  change_word_forms(database, {{kName, 1}});
}

void text(std::string_view value) { Decompressor([](std::uint32_t) { return std::string(); }).decompress(value); }

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr void (*kReaders[])(std::string_view) = {manifest, members, sketches, links, alias, commits, forms, text};
  const auto [reader, value] = choose(as_text(data, size), std::size(kReaders));
  const HeldMemory held;
  try {
    kReaders[reader](value);
  } catch (const Error&) {  // malformed
  }
  if (kReaders[reader] != text) must(held.most() <= 256 * 1024 + 100 * size, "metadata take 100 bytes for each of their own at most");
  return 0;
}
