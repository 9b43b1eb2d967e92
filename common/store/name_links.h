// Which names stand for which, as the corpus itself shows: in how many articles of which years a shorter name goes with a fuller one. "Putin" is Vladimir Putin where an
// article has both, and a surname is a person's own. Learned from the articles in the commit that brings them, unlearned when they go: a function of the set of articles, but
// kept apart from them. Applied when a question is asked (name_table.h).
//
// Metadata, both ways: fuller.<shorter> and shorter.<fuller>, each a list by id, rising: the length of the other's id and its bytes, how many years, and for each, rising, the
// year (0: not dated) and its articles. Numbers are LEB128.
#pragma once

#include <xapian.h>

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "common/article.h"
#include "common/store/metadata_table.h"
#include "common/text/vocabulary.h"

namespace dateline {

// A year, and how many articles of it.
using YearCount = std::pair<unsigned, std::uint64_t>;

// An entity's id and in how many articles it goes with the one asked for.
struct LinkedName {
  std::string id;
  std::uint64_t articles = 0;                // the sum over the years
  std::vector<YearCount> years;              // of publication, rising; 0: not dated
  friend bool operator==(const LinkedName&, const LinkedName&) = default;
};

struct NameLink {
  std::string shorter, fuller;  // ids
  unsigned year = 0;            // of the article that shows it
  friend auto operator<=>(const NameLink&, const NameLink&) = default;
};

// Of publication; 0 when not known.
unsigned year_of(const Article& article);

// What one article shows, each once.
std::vector<NameLink> name_links(const Article& article);

std::vector<LinkedName> fuller_names(const Xapian::Database& database, std::string_view id);   // by id
std::vector<LinkedName> shorter_names(const Xapian::Database& database, std::string_view id);  // by id

// By how many articles links change, in some fifty bytes each: a large build has millions.
class NameLinkChanges {
 public:
  void add(const NameLink& link, std::int64_t by) { changes_[{ids_.intern(link.shorter), ids_.intern(link.fuller), link.year}] += by; }
  void add(const NameLinkChanges& other);
  void clear();
  std::uint64_t bytes() const;  // of memory, about

 private:
  friend void change_name_links(MetadataTable table, const NameLinkChanges& changes);

  struct Link {
    std::uint32_t shorter, fuller, year;
    friend bool operator==(const Link&, const Link&) = default;
  };
  struct Hash {
    std::size_t operator()(const Link& link) const noexcept;
  };
  Vocabulary ids_;
  std::unordered_map<Link, std::int64_t, Hash> changes_;
};

void change_name_links(MetadataTable table, const NameLinkChanges& changes);

}  // namespace dateline
