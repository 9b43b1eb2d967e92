// Windows and pages of one list of hits, and of several databases as one.
#include <catch2/catch.hpp>
#include <set>
#include <string>
#include <vector>

#include "sample_search.h"

namespace dateline {
namespace {

// All hits, by pages of `size`, each asked for after the last hit of the one before.
std::vector<std::string> paged(Searcher& searcher, Request request, std::size_t size) {
  request.limit = size;
  std::vector<std::string> ids;
  for (;;) {
    const Result page = searcher.search(request);
    for (const Hit& hit : page.hits) {
      ids.push_back(hit.article.id);
      CHECK(hit.rank == ids.size());
    }
    if (page.next_cursor.empty()) return ids;
    REQUIRE(page.hits.size() == size);
    REQUIRE(ids.size() < 10'000);
    request.search_after = page.next_cursor;
  }
}

}  // namespace

TEST_CASE("limit and offset cut a window out of the same list", "[search]") {
  Searcher searcher({crowd()});
  for (const Sort sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
    Request request = request_for("herring");
    request.sort = sort;
    request.fold_copies = false;
    const std::vector<std::string> all = ids_of(searcher.search(request));
    REQUIRE(all.size() == 400);
    for (const std::size_t offset : {0, 1, 9, 10, 150, 395, 399}) {
      request.offset = offset;
      request.limit = 10;
      const Result page = searcher.search(request);
      const std::size_t end = std::min<std::size_t>(offset + 10, all.size());
      CHECK(ids_of(page) == std::vector<std::string>(all.begin() + static_cast<std::ptrdiff_t>(offset), all.begin() + static_cast<std::ptrdiff_t>(end)));
      CHECK(page.hits.front().rank == offset + 1);
      CHECK(page.total.value == 400);
      CHECK(page.next_cursor.empty() == (end == all.size()));
    }
  }
}

TEST_CASE("an offset beyond the last hit gives an empty page with the total", "[search]") {
  Searcher searcher({crowd()});
  Request request = request_for("herring");
  for (const std::size_t offset : {std::size_t{400}, std::size_t{1000}, std::size_t{5'000'000'000}}) {
    request.offset = offset;
    const Result page = searcher.search(request);
    CHECK(page.hits.empty());
    CHECK(page.total.value == 400);
    CHECK(page.next_cursor.empty());
  }
}

TEST_CASE("a limit of none gives the total alone", "[search]") {
  Searcher searcher({crowd()});
  Request request = request_for("herring");
  request.limit = 0;
  const Result page = searcher.search(request);
  CHECK(page.hits.empty());
  CHECK(page.total.value == 400);
}

TEST_CASE("pages one after the other neither repeat nor skip a hit", "[search]") {
  Searcher searcher({crowd()});
  for (const Sort sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
    for (const std::string query : {"herring", "herring mackerel", "date:2024-02", "mackerel OR season", "-mackerel"}) {
      Request request = request_for(query);
      request.sort = sort;
      request.match = Match::all;
      request.snippets = false;
      const std::vector<std::string> all = ids_of(searcher.search(request));
      REQUIRE(std::set<std::string>(all.begin(), all.end()).size() == all.size());
      for (const std::size_t size : {1, 7, 100}) {
        if (size == 1 && query != "herring mackerel") continue;
        CAPTURE(query, size, static_cast<int>(sort));
        CHECK(paged(searcher, request, size) == all);
      }
    }
  }
}

TEST_CASE("a cursor that is none, or of another order, is a usage error", "[search]") {
  Searcher searcher({sample()});
  Request request = request_for("flood OR river");
  request.limit = 1;
  const std::string cursor = searcher.search(request).next_cursor;
  REQUIRE_FALSE(cursor.empty());
  for (const std::string& bad : std::vector<std::string>{"x", "r", "r1", "r1-", "r1-zz-00", "r1-0-0", cursor + "0", "q" + cursor, "r99999999999-00-00"}) {
    CAPTURE(bad);
    request.search_after = bad;
    CHECK(kind_of_error(request) == ErrorKind::usage);
  }
  request.search_after = cursor;
  request.sort = Sort::newest;
  CHECK(kind_of_error(request) == ErrorKind::usage);
}

TEST_CASE("a database asked in two halves gives the hits and scores of the whole", "[search]") {
  const ScratchFolder folder;
  std::vector<std::string> lines = sample_lines(), odd, even;
  for (std::size_t i = 0; i < lines.size(); ++i) (i % 3 ? odd : even).push_back(lines[i]);
  Searcher halves({make_database(folder, "odd", odd), make_database(folder, "even", even)}), whole({sample()});
  for (const TableRow& row : read_table("search_table.txt")) {
    INFO("search_table.txt:" << row.line << ": " << row.input);
    const Request request = request_of_row(row);
    const Result one = whole.search(request), two = halves.search(request);
    CHECK(ids_of(two) == ids_of(one));
    CHECK(two.total.value == one.total.value);
    if (one.hits.size() != two.hits.size()) continue;
    for (std::size_t i = 0; i < one.hits.size(); ++i) {
      CHECK(two.hits[i].score == Approx(one.hits[i].score).epsilon(1e-12));
      CHECK(two.hits[i].snippet.text == one.hits[i].snippet.text);
    }
  }
}

TEST_CASE("several databases are paged as one", "[search]") {
  const ScratchFolder folder;
  std::vector<std::string> lines = crowd_lines(), odd, even;
  for (std::size_t i = 0; i < lines.size(); ++i) (i % 2 ? odd : even).push_back(lines[i]);
  Searcher halves({make_database(folder, "odd", odd), make_database(folder, "even", even)}), whole({crowd()});
  for (const Sort sort : {Sort::relevance, Sort::newest, Sort::oldest}) {
    Request request = request_for("herring");
    request.sort = sort;
    request.snippets = false;
    request.fold_copies = false;  // families are those of one database
    const std::vector<std::string> all = ids_of(whole.search(request));
    CHECK(paged(halves, request, 33) == all);
  }
}

}  // namespace dateline
