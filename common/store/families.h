// Families of near-duplicates, kept right while articles come and go. Knows no engine: whoever writes a database tells what has changed and gives a
// view of the articles as they are now, and gets the family ids that have to change.
//
// Two articles are near-duplicates when they share a sketch key that at most kCommonKey articles have, the one's body is contained in the other's by
// kCopyContainment (sketch.h), and they are not dated more than kCopyDays apart (an unknown date parts nobody). A family is a connected component of at
// least two; its id is the smallest member hash (slot kTie). All of this is a function of the set of articles: neither the order of arrival
// nor the cuts between commits can be seen in it.
//
// A key that more than kCommonKey articles have is a template's and joins nobody: that bounds the comparisons for one article to kSketchKeys * kCommonKey.
// An article that comes is compared with those; an article that goes has its whole family compared again.
#pragma once

#include <cstdint>
#include <optional>
#include <set>
#include <vector>

#include "common/analysis/sketch.h"
#include "common/date.h"

namespace dateline {

inline constexpr std::size_t kCommonKey = 500;

using ArticleNumber = std::uint32_t;  // the engine's document id
using FamilyId = std::uint64_t;

// What is compared of an article.
struct Relative {
  Sketch sketch;
  std::optional<DayNumber> day;
  std::uint64_t hash = 0;          // of its id: slot kTie
  std::optional<FamilyId> family;  // as stored: before the change
};

bool near_duplicates(const Relative& a, const Relative& b);  // but for the shared key

// The articles as they are now: with the changes, but for their families.
class Relatives {
 public:
  virtual ~Relatives() = default;
  virtual Relative relative(ArticleNumber article) = 0;
  virtual std::vector<std::uint32_t> keys(ArticleNumber article) = 0;
  virtual std::size_t holders(std::uint32_t key) = 0;  // how many articles have it
  virtual std::vector<ArticleNumber> articles(std::uint32_t key) = 0;
  virtual std::vector<ArticleNumber> members(FamilyId family) = 0;           // as stored
};

struct FamilyChange {
  ArticleNumber article;
  std::optional<FamilyId> family;
};

struct KeyChange {
  std::uint32_t key;
  ArticleNumber article;
  int by;  // 1 or -1; the sum is what holds
  friend auto operator<=>(const KeyChange&, const KeyChange&) = default;
};

class Families {
 public:
  // An article that has come, or one that is to be replaced or to go (as it was: `family` as stored). A replaced one is both, in this order.
  void gone(ArticleNumber article, const std::vector<std::uint32_t>& keys, std::optional<FamilyId> family);
  void come(ArticleNumber article, const std::vector<std::uint32_t>& keys, const Relative& relative);

  // What the index of keys has to be told before `settle`, rising.
  const std::vector<KeyChange>& key_changes();

  // The changes that make the stored families right, each article once, rising; forgets what has been told.
  std::vector<FamilyChange> settle(Relatives& relatives);

 private:
  struct Come {
    ArticleNumber article;
    std::optional<Relative> relative;  // none: it is gone again
  };
  void settle_come();

  std::vector<KeyChange> key_changes_;
  std::vector<Come> come_;  // as told; settle_come() makes each article one, rising
  std::set<FamilyId> broken_;
};

}  // namespace dateline
