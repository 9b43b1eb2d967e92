#include "common/store/family_index.h"

#include <algorithm>
#include <limits>

#include "common/error.h"
#include "common/store/fields.h"
#include "common/store/schema.h"

namespace dateline {
namespace {

std::string encode_members(const std::vector<ArticleNumber>& members) {
  std::string bytes;
  ArticleNumber before = 0;
  for (const ArticleNumber member : members) {
    append_varint(bytes, member - before);
    before = member;
  }
  return bytes;
}

}  // namespace

std::vector<ArticleNumber> decode_members(FamilyId family, std::string_view bytes) {
  std::vector<ArticleNumber> members;
  ArticleNumber before = 0;
  while (!bytes.empty()) {
    std::uint64_t step = 0;
    if (!take_varint(bytes, step) || !step || step > std::numeric_limits<ArticleNumber>::max() - before)
      throw Error(ErrorKind::database, "the members of " + family_key(family) + " are malformed");
    members.push_back(before += static_cast<ArticleNumber>(step));
  }
  return members;
}

std::vector<ArticleNumber> family_members(const Xapian::Database& database, FamilyId family) {
  return decode_members(family, database.get_metadata(family_key(family)));
}

void change_family_members(MetadataTable table, std::vector<MemberChange> changes) {
  std::sort(changes.begin(), changes.end());
  for (auto change = changes.begin(); change != changes.end();) {
    const FamilyId family = change->family;
    std::vector<ArticleNumber> members = decode_members(family, table.get(family_key(family)));
    while (change != changes.end() && change->family == family) {
      const ArticleNumber article = change->article;
      int by = 0;
      for (; change != changes.end() && change->family == family && change->article == article; ++change) by += change->by;
      const auto place = std::lower_bound(members.begin(), members.end(), article);
      const bool held = place != members.end() && *place == article;
      if (by > 0 && !held) members.insert(place, article);
      if (by < 0 && held) members.erase(place);
    }
    table.set(family_key(family), encode_members(members));
  }
}

}  // namespace dateline
