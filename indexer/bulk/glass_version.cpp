#include "indexer/bulk/glass_version.h"

#include "common/store/database_directory.h"
#include "indexer/bulk/glass_coding.h"
#include "indexer/bulk/glass_table.h"
#include "indexer/bulk/random_uuid.h"

namespace dateline::glass {
namespace {

constexpr std::string_view kMagic("\x0f\x0dXapian Glass\x04\x6e", 16);  // the format of March 14, 2016

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
