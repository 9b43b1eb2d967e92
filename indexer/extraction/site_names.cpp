#include "indexer/extraction/site_names.h"

#include <algorithm>

#include "common/text/fold.h"

namespace dateline {

std::string letters_of(std::string_view text) {
  std::string out;
  for (char c : fold(text))
    if ((c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || (c & 0x80)) out += c;
  return out;
}

bool names_site(std::string_view text, const std::vector<std::string>& sites, std::size_t shortest) {
  const std::string name = letters_of(text);
  if (name.empty()) return false;
  return std::any_of(sites.begin(), sites.end(), [&](const std::string& site) {
    const std::string other = letters_of(site);
    if (other.empty()) return false;
    return name == other || (name.size() >= shortest && other.find(name) != other.npos) || (other.size() >= shortest && name.find(other) != name.npos);
  });
}

}  // namespace dateline
