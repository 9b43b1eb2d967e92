// Which articles are in a family of near-duplicates: one metadata entry a family, its members' numbers rising, each a LEB128 number less the one before.
// No term, for a term cannot be put on an article in Xapian without reading all its positions. Numbers as in sketch_index.h.
#pragma once

#include <xapian.h>

#include <string>
#include <string_view>
#include <vector>

#include "common/store/families.h"
#include "common/store/metadata_table.h"

namespace dateline {

struct MemberChange {
  FamilyId family;
  ArticleNumber article;
  int by;  // 1 or -1; the sum is what holds
  friend auto operator<=>(const MemberChange&, const MemberChange&) = default;
};

std::vector<ArticleNumber> decode_members(FamilyId family, std::string_view bytes);  // rising; Error{database} when malformed
std::vector<ArticleNumber> family_members(const Xapian::Database& database, FamilyId family);  // rising; none of a family that is not there
void change_family_members(MetadataTable table, std::vector<MemberChange> changes);

}  // namespace dateline
