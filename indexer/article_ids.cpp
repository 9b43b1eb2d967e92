#include "indexer/article_ids.h"

#include <xxhash.h>

#include <cstdio>

namespace dateline {

bool names_a_page(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == url.npos || scheme == 0) return false;
  const auto slash = url.find_first_of("/?", scheme + 3);
  return slash != url.npos && slash > scheme + 3 && slash + 1 < url.size();
}

std::string content_id(std::string_view record) {
  char out[24];
  std::snprintf(out, sizeof out, "stdin-%016llx", static_cast<unsigned long long>(XXH3_64bits(record.data(), record.size())));
  return out;
}

std::string id_without_path(const Article& article, std::string_view record) { return names_a_page(article.url) ? article.url : content_id(record); }

}  // namespace dateline
