#include "indexer/ordered_pool.h"

#include <atomic>
#include <catch2/catch.hpp>
#include <chrono>
#include <memory>
#include <set>
#include <stdexcept>
#include <string>
#include <thread>
#include <vector>

namespace dateline {
namespace {

using Pool = OrderedPool<int>;

std::function<std::optional<int>()> numbers(int count) {
  auto next = std::make_shared<std::atomic<int>>(0);
  return [next, count]() -> std::optional<int> {
    const int number = (*next)++;
    return number < count ? std::optional<int>(number) : std::nullopt;
  };
}

void rest(int microseconds) { std::this_thread::sleep_for(std::chrono::microseconds(microseconds)); }

std::vector<int> taken_from(Pool& pool) {
  std::vector<int> taken;
  while (const std::optional<int> piece = pool.next()) taken.push_back(*piece);
  return taken;
}

}  // namespace

TEST_CASE("pieces come back in the order they were made, however long each takes", "[ordered_pool]") {
  for (std::size_t workers : {1, 2, 5}) {
    Pool pool(workers, workers + 2, numbers(300), [](int& piece, std::size_t) {
      rest((piece * 7919) % 13 * 50);
      piece *= 2;
    });
    const std::vector<int> taken = taken_from(pool);
    REQUIRE(taken.size() == 300);
    for (int i = 0; i < 300; ++i) REQUIRE(taken[static_cast<std::size_t>(i)] == 2 * i);
  }
}

TEST_CASE("after the end there is nothing, as often as one asks", "[ordered_pool]") {
  Pool pool(2, 3, numbers(1), [](int&, std::size_t) {});
  CHECK(pool.next() == 0);
  CHECK_FALSE(pool.next());
  CHECK_FALSE(pool.next());
}

TEST_CASE("without pieces there is nothing at once", "[ordered_pool]") {
  Pool pool(3, 3, numbers(0), [](int&, std::size_t) {});
  CHECK_FALSE(pool.next());
}

TEST_CASE("every worker is called by its own number, one piece at a time", "[ordered_pool]") {
  std::array<std::atomic<int>, 3> busy{};
  std::atomic<bool> clash{false}, wrong{false};
  Pool pool(3, 6, numbers(200), [&](int&, std::size_t worker) {
    if (worker >= 3) {
      wrong = true;
      return;
    }
    if (busy[worker]++) clash = true;
    rest(100);
    --busy[worker];
  });
  CHECK(taken_from(pool).size() == 200);
  CHECK_FALSE(clash);
  CHECK_FALSE(wrong);
}

TEST_CASE("several workers work at the same time", "[ordered_pool]") {
  std::atomic<int> inside{0};
  std::atomic<bool> met{false};
  Pool pool(2, 4, numbers(2), [&](int&, std::size_t) {
    ++inside;
    for (int i = 0; i < 3000 && !met; ++i) {
      if (inside == 2) met = true;
      rest(1000);
    }
  });
  taken_from(pool);
  CHECK(met);
}

TEST_CASE("no more pieces are under way than the depth allows", "[ordered_pool]") {
  std::atomic<int> made{0};
  Pool pool(
      2, 4, [&]() -> std::optional<int> { return made++; }, [](int&, std::size_t) {});
  rest(50000);
  CHECK(made <= 4);
  for (int i = 0; i < 10; ++i) {
    REQUIRE(pool.next() == i);
    rest(2000);
    REQUIRE(made <= i + 1 + 4);
  }
}

TEST_CASE("what a worker throws comes out of next", "[ordered_pool]") {
  Pool pool(3, 5, numbers(100), [](int& piece, std::size_t) {
    if (piece == 20) throw std::runtime_error("piece twenty");
  });
  CHECK_THROWS_WITH(taken_from(pool), "piece twenty");
  CHECK_THROWS_WITH(pool.next(), "piece twenty");
}

TEST_CASE("what the source throws comes out of next", "[ordered_pool]") {
  int made = 0;
  Pool pool(
      2, 3,
      [&]() -> std::optional<int> {
        if (made == 5) throw std::runtime_error("no more");
        return made++;
      },
      [](int&, std::size_t) {});
  CHECK_THROWS_WITH(taken_from(pool), "no more");
}

TEST_CASE("a pool may go while it is busy, full, or untouched", "[ordered_pool]") {
  std::atomic<int> worked{0};
  const auto slow = [&](int&, std::size_t) {
    rest(1000);
    ++worked;
  };
  { Pool pool(3, 8, numbers(1000000), slow); }
  {
    Pool pool(3, 8, numbers(1000000), slow);
    CHECK(pool.next() == 0);
  }
  {
    Pool pool(1, 2, numbers(1000000), slow);
    rest(20000);
  }
  { Pool pool(2, 4, numbers(0), slow); }
  CHECK(worked < 1000);
}

TEST_CASE("pieces may be what can only be moved", "[ordered_pool]") {
  int made = 0;
  OrderedPool<std::unique_ptr<int>> pool(
      2, 3, [&]() -> std::optional<std::unique_ptr<int>> { return made < 50 ? std::optional(std::make_unique<int>(made++)) : std::nullopt; },
      [](std::unique_ptr<int>& piece, std::size_t) { ++*piece; });
  int expected = 1;
  while (const auto piece = pool.next()) REQUIRE(**piece == expected++);
  CHECK(expected == 51);
}

}  // namespace dateline
