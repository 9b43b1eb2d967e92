// The family of near-duplicates an article belongs to, and which of it stands for all.
#pragma once

#include <xapian.h>

#include <vector>

#include "common/store/database.h"
#include "query/request.h"
#include "query/result.h"

namespace dateline {

struct FamilyMember {
  Xapian::docid docid;
  Copy copy;
};

// All of them, by id, the article itself too; none of an article without copies.
std::vector<FamilyMember> family_of(const Xapian::Document& document, Database& database);

// For each match of a page the article to show: of the members of a family folded there that score as the best one does, the earliest published. `families`: of each match, all members.
std::vector<Xapian::docid> shown_members(const std::vector<Xapian::MSetIterator>& page, const std::vector<std::vector<FamilyMember>>& families, const Xapian::Query& query, Sort sort,
                                         Database& database);

}  // namespace dateline
