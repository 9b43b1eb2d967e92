// Which names stand for which, as the corpus itself shows: in how many articles a shorter name goes with a fuller one. "Putin" is Vladimir Putin where an article
// has both, and a surname is a person's own. Learned from the articles in the commit that brings them, unlearned when they go: a function of the set of articles, but
// kept apart from them. Applied when a question is asked (name_table.h).
//
// Metadata, both ways: fuller.<shorter> and shorter.<fuller>, each a list of (other's id, articles): a LEB128 length and its bytes, a LEB128 number; by id, rising.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <map>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/article.h"

namespace dateline {

// An entity's id and in how many articles it goes with the one asked for.
struct LinkedName {
  std::string id;
  std::uint64_t articles = 0;
  friend bool operator==(const LinkedName&, const LinkedName&) = default;
};

using NameLink = std::pair<std::string, std::string>;  // shorter, fuller

// What one article shows, each once.
std::vector<NameLink> name_links(const std::vector<ArticleEntity>& entities);

std::vector<LinkedName> fuller_names(const Xapian::Database& database, std::string_view id);   // by id
std::vector<LinkedName> shorter_names(const Xapian::Database& database, std::string_view id);  // by id

// By how many articles each link changes.
void change_name_links(Xapian::WritableDatabase& database, const std::map<NameLink, std::int64_t>& changes);

}  // namespace dateline
