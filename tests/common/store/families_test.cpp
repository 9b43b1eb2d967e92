#include "common/store/families.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <random>

using namespace dateline;

namespace {

// A sketch that agrees with another in as many text bins as their parts overlap: bin i holds part[i].
Sketch sketch_of(int first_part) {
  Sketch sketch;
  sketch.bytes[0] = 100;
  for (std::size_t i = 0; i < kTextBins; ++i) sketch.bytes[1 + i] = static_cast<std::uint8_t>(1 + (static_cast<std::size_t>(first_part) + i) / kTextBins);
  return sketch;
}

struct Known {
  Relative relative;
  std::vector<std::uint32_t> keys;
};

class Shelf : public Relatives {
 public:
  std::map<ArticleNumber, Known> articles_known;

  Relative relative(ArticleNumber article) override { return articles_known.at(article).relative; }
  std::vector<std::uint32_t> keys(ArticleNumber article) override { return articles_known.at(article).keys; }
  std::size_t holders(std::uint32_t key) override { return articles(key).size(); }
  std::vector<ArticleNumber> articles(std::uint32_t key) override {
    std::vector<ArticleNumber> found;
    for (const auto& [number, known] : articles_known)
      if (std::count(known.keys.begin(), known.keys.end(), key)) found.push_back(number);
    return found;
  }
  std::vector<ArticleNumber> members(FamilyId family) override {
    std::vector<ArticleNumber> found;
    for (const auto& [number, known] : articles_known)
      if (known.relative.family == family) found.push_back(number);
    return found;
  }

  void add(ArticleNumber number, Known known) {
    families.come(number, known.keys, known.relative);
    articles_known[number] = std::move(known);
  }
  void remove(ArticleNumber number) {
    const Known& known = articles_known.at(number);
    families.gone(number, known.keys, known.relative.family);
    articles_known.erase(number);
  }
  void commit() {
    for (const FamilyChange& change : families.settle(*this)) articles_known.at(change.article).relative.family = change.family;
  }
  std::optional<FamilyId> family(ArticleNumber number) const { return articles_known.at(number).relative.family; }

  Families families;
};

// Neighbours by number share a key and most of their bins: 8 steps apart they share too few.
Known link(int place, DayNumber day = 100) {
  Known known;
  known.relative.sketch = sketch_of(place * 4);
  known.relative.day = day;
  known.relative.hash = 1000 + static_cast<std::uint64_t>(place * 7919 % 1000);
  for (int key = place; key < place + 3; ++key) known.keys.push_back(static_cast<std::uint32_t>(key));
  return known;
}

}  // namespace

TEST_CASE("copies are a family called by its smallest member, and a lone article is none") {
  Shelf shelf;
  shelf.add(1, link(0));
  shelf.add(2, link(1));
  shelf.add(3, link(50));
  shelf.commit();
  CHECK(shelf.family(1) == std::min(link(0).relative.hash, link(1).relative.hash));
  CHECK(shelf.family(1) == shelf.family(2));
  CHECK_FALSE(shelf.family(3));
}

TEST_CASE("a family falls apart when the article that holds it together goes") {
  Shelf shelf;
  for (int i = 0; i < 3; ++i) shelf.add(static_cast<ArticleNumber>(i + 1), link(i * 2));
  shelf.commit();
  REQUIRE(shelf.family(1));
  REQUIRE(shelf.family(1) == shelf.family(3));
  shelf.remove(2);
  shelf.commit();
  CHECK_FALSE(shelf.family(1));
  CHECK_FALSE(shelf.family(3));
  shelf.add(9, link(2));
  shelf.commit();
  CHECK(shelf.family(1) == shelf.family(3));
}

TEST_CASE("articles dated too far apart are no copies, undated ones may be") {
  Shelf shelf;
  shelf.add(1, link(0, 100));
  shelf.add(2, link(0, 100 + kCopyDays + 1));
  shelf.commit();
  CHECK_FALSE(shelf.family(1));
  Known undated = link(0);
  undated.relative.day.reset();
  shelf.add(3, undated);
  shelf.commit();
  CHECK(shelf.family(1) == shelf.family(2));
}

TEST_CASE("a key that too many articles have joins nobody, until there are fewer again") {
  Shelf shelf;
  const auto same = [](std::size_t i) {
    Known known = link(0);
    known.keys = {7};
    known.relative.hash = 5000 + i;
    return known;
  };
  for (std::size_t i = 0; i < kCommonKey; ++i) shelf.add(static_cast<ArticleNumber>(i + 1), same(i));
  shelf.commit();
  CHECK(shelf.family(1) == 5000);
  shelf.add(9000, same(9000));
  shelf.commit();
  CHECK_FALSE(shelf.family(1));
  CHECK_FALSE(shelf.family(9000));
  shelf.remove(1);
  shelf.commit();
  CHECK(shelf.family(2) == 5001);
  CHECK(shelf.family(9000) == 5001);
}

TEST_CASE("families do not depend on the order, on the cuts between commits, nor on what has come and gone") {
  std::vector<int> places;
  for (int i = 0; i < 40; ++i) places.push_back(i * 3 % 97);
  std::map<int, std::optional<FamilyId>> expected;
  std::mt19937 random(11);
  for (int round = 0; round < 20; ++round) {
    std::shuffle(places.begin(), places.end(), random);
    Shelf shelf;
    std::map<int, ArticleNumber> numbers;
    ArticleNumber next = 1;
    for (const int place : places) {
      shelf.add(numbers[place] = next, link(place));
      ++next;
      if (random() % 3 == 0) shelf.commit();
      if (random() % 4 == 0) {  // a bridge that comes and goes
        shelf.add(next, link(place + 1));
        if (random() % 2) shelf.commit();
        shelf.remove(next++);
      }
    }
    shelf.commit();
    for (const auto& [place, number] : numbers) {
      if (round == 0) expected[place] = shelf.family(number);
      else CHECK(shelf.family(number) == expected[place]);
    }
  }
}
