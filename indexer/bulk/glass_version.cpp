#include "indexer/bulk/glass_version.h"

#include <random>

#include "common/store/database_directory.h"
#include "indexer/bulk/glass_coding.h"
#include "indexer/bulk/glass_table.h"

namespace dateline::glass {
namespace {

constexpr std::string_view kMagic("\x0f\x0dXapian Glass\x04\x6e", 16);  // the format of March 14, 2016

std::string random_uuid() {
  std::random_device random;
  std::string uuid;
  for (int i = 0; i < 4; ++i) put_fixed4(uuid, random());
  uuid[6] = static_cast<char>((uuid[6] & 0x0f) | 0x40);
  uuid[8] = static_cast<char>((uuid[8] & 0x3f) | 0x80);
  return uuid;
}

}  // namespace

void write_version(const std::string& folder, const Roots& roots, const Statistics& statistics) {
  std::string file(kMagic);
  file += random_uuid();
  put_uint(file, kRevision);
  const std::string no_synonyms = TableWriter(folder + "/synonym.glass", kCompressFrom).finish();
  for (const std::string* root : {&roots.postlist, &roots.docdata, &roots.termlist, &roots.position, &roots.spelling, &no_synonyms}) file += *root;
  put_uint(file, statistics.documents);
  put_uint(file, statistics.last_docid - statistics.documents);
  put_uint(file, statistics.shortest);
  put_uint(file, statistics.largest_wdf);
  put_uint(file, statistics.longest - statistics.largest_wdf);
  put_uint(file, 0);  // oldest changeset
  put_uint(file, statistics.total_length);
  put_uint(file, statistics.largest_spelling);
  replace_file(folder + "/iamglass", file);
}

}  // namespace dateline::glass
