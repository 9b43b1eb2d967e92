#include "indexer/readers/entities.h"

#include <algorithm>
#include <array>
#include <map>

#include "indexer/extraction/html_tree.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestEntity = 34;
constexpr std::array<std::string_view, 5> kXmlEntities = {"&amp;", "&lt;", "&gt;", "&quot;", "&apos;"};

bool is_alphanumeric(char c) { return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z'); }

bool is_xml_entity(std::string_view entity) {
  if (entity[1] == '#') return !(entity.size() == 6 && entity >= "&#128;" && entity <= "&#159;");
  return std::find(kXmlEntities.begin(), kXmlEntities.end(), entity) != kXmlEntities.end();
}

}  // namespace

std::string decode_entities(std::string_view text, bool but_xml) {
  std::string out;
  std::map<std::string_view, std::string> known;
  std::size_t done = 0;
  for (std::size_t at = text.find('&'); at != text.npos; at = text.find('&', at + 1)) {
    std::size_t end = at + 1;
    if (end < text.size() && text[end] == '#') ++end;
    while (end < text.size() && end - at < kLongestEntity && is_alphanumeric(text[end])) ++end;
    if (end >= text.size() || text[end] != ';' || end - at < 3) continue;
    const std::string_view entity = text.substr(at, end + 1 - at);
    if (but_xml && is_xml_entity(entity)) continue;
    const auto [found, is_new] = known.try_emplace(entity);
    if (is_new) {
      const HtmlTree tree(entity);  // the parser's own table of some 2,200 names
      found->second = tree.root() ? text_in(*tree.root()) : std::string(entity);
    }
    out.append(text.substr(done, at - done));
    out += found->second;
    done = end + 1;
  }
  out.append(text.substr(done));
  return out;
}

}  // namespace dateline
