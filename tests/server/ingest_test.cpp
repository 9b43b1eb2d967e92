#include "server/service/ingest.h"

#include <catch2/catch.hpp>
#include <chrono>
#include <filesystem>
#include <future>

#include "../query/scratch_database.h"
#include "indexer/article_writer.h"
#include "server/service/databases.h"

using namespace dateline;

namespace {

IngestLimits unhurried() {
  IngestLimits limits;
  limits.commit_seconds = limits.busy_commit_seconds = 1000;
  return limits;
}

Change put(const std::string& id, const std::string& body) {
  Article article;
  article.id = id;
  article.title = "About " + id;
  article.body = body;
  return PutArticle{std::move(article)};
}

// The folder as a kill at this moment would leave it.
std::string as_killed(const ScratchFolder& folder, const std::string& name) {
  const std::string copy = folder / (name + "-killed");
  std::filesystem::copy(folder / name, copy, std::filesystem::copy_options::recursive);
  return copy;
}

std::string body_in(const std::string& database, const std::string& id) {
  const std::optional<Article> article = ArticleWriter(database).article(id);
  return article ? article->body : "none";
}

bool answered(std::future<void>& answer) { return answer.wait_for(std::chrono::milliseconds(300)) == std::future_status::ready; }

}  // namespace

TEST_CASE("what was answered without a commit outlives a kill") {
  const ScratchFolder folder;
  Ingest ingest(DatabaseDirectory(folder / "db"), unhurried());
  ingest.apply({put("a", "first"), put("b", "to go")}, Until::applied);
  ingest.apply({put("a", "second"), RemoveArticle{"b"}}, Until::applied);
  ingest.apply({ModifyArticle{"a", [](std::optional<Article> article) {
                                article->body += " and third";
                                return article;
                              }}},
               Until::applied);
  REQUIRE(ingest.state().commits == 0);
  const std::string killed = as_killed(folder, "db");
  CHECK(body_in(killed, "a") == "second and third");
  CHECK(body_in(killed, "b") == "none");
}

TEST_CASE("a server that starts brings in what another acknowledged before its end") {
  const ScratchFolder folder;
  Ingest ingest(DatabaseDirectory(folder / "db"), unhurried());
  ingest.apply({put("a", "a harbour seal")}, Until::applied);
  as_killed(folder, "db");
  Databases databases({"", {folder / "db-killed"}, false, {}});
  CHECK(databases.settle_journals().empty());
  CHECK(databases.searcher({"db-killed"})->status().front().articles == 1);

  Databases readers({"", {folder / "db"}, true, {}});  // reads only, and may not write
  CHECK(readers.settle_journals().empty());
}

TEST_CASE("an article like one that waits for its commit is not answered before that") {
  const ScratchFolder folder;
  std::future<void> first, like_it;
  {
    Ingest ingest(DatabaseDirectory(folder / "db"), unhurried());
    first = std::async(std::launch::async, [&] { ingest.apply({put("a", "first")}, Until::committed); });
    REQUIRE_FALSE(answered(first));
    like_it = std::async(std::launch::async, [&] { ingest.apply({put("a", "first")}, Until::applied); });
    CHECK_FALSE(answered(like_it));
    ingest.apply({put("b", "another")}, Until::applied);  // which rests on nothing, is
    CHECK(body_in(as_killed(folder, "db"), "b") == "another");
  }
  CHECK_NOTHROW(first.get());
  CHECK_NOTHROW(like_it.get());
  CHECK(body_in(folder / "db", "a") == "first");
}

TEST_CASE("a database that has nothing in its journal has none once its writer is done") {
  const ScratchFolder folder;
  {
    Ingest ingest(DatabaseDirectory(folder / "db"), unhurried());
    ingest.apply({put("a", "first")}, Until::applied);
    CHECK(std::filesystem::exists(folder / "db/journal"));
    ingest.apply({}, Until::applied);
  }
  CHECK_FALSE(std::filesystem::exists(folder / "db/journal"));
  CHECK(body_in(folder / "db", "a") == "first");
}
