// Opening a database: what is refused and with what advice, and following the writer from one generation to the next.
#include <xapian.h>

#include <algorithm>
#include <catch2/catch.hpp>
#include <optional>
#include <string>
#include <vector>

#include "common/error.h"
#include "common/store/check.h"
#include "common/store/database.h"
#include "common/store/manifest.h"
#include "common/store/manifest_reader.h"
#include "common/store/packed_positions.h"
#include "common/store/schema.h"
#include "common/store/stored_article.h"
#include "temporary_folder.h"

namespace dateline {
namespace {

using Strings = std::vector<std::string>;

Article article(const std::string& id, const std::string& published = "") {
  Article out;
  out.id = id;
  out.title = "Title of " + id;
  out.published = published;
  out.language = "en";
  return out;
}

// The document of an article read from standard input, as the schema has it.
Xapian::Document document_of(const Article& article) {
  Xapian::Document document;
  document.set_data(Compressor(nullptr).compress(encode_article(article)));
  for (const std::string& term : {id_term(article.id), language_term(article.language), std::string(prefix::kFile) + "-"}) document.add_boolean_term(term);
  document.add_term(std::string(prefix::kEmpty));
  const auto when = parse_rfc3339(article.published);
  const auto instant = when ? std::optional(to_instant(*when)) : std::nullopt;
  if (when) {
    for (const std::string& term : {year_term(when->date.year), month_term(when->date.year, when->date.month), day_term(when->date)}) document.add_boolean_term(term);
    if (!when->seconds) document.add_boolean_term(std::string(prefix::kDayOnly));
    document.add_value(slot::kDay, day_value(to_day_number(when->date)));
  }
  document.add_value(slot::kNewest, newest_value(instant, article.id));
  document.add_value(slot::kOldest, oldest_value(instant, article.id));
  document.add_value(slot::kTie, tie_value(article.id));
  return document;
}

struct Versions {
  std::string format = std::to_string(kFormatVersion), analysis = std::to_string(kAnalysisVersion);
};

// Writes a generation with these articles and makes it live.
void publish(const TemporaryFolder& folder, std::uint64_t generation, const std::vector<Article>& articles, const Versions& versions = {}) {
  const DatabaseDirectory directory(folder.path());
  Xapian::WritableDatabase database(directory.generation_path(generation), Xapian::DB_CREATE_OR_OPEN);
  database.set_metadata(std::string(metadata::kFormat), versions.format);
  database.set_metadata(std::string(metadata::kAnalysis), versions.analysis);
  for (const Article& article : articles) database.replace_document(id_term(article.id), document_of(article));
  database.commit();
  directory.publish(generation);
}

Strings ids(Database& database) {
  Strings out;
  for (auto posting = database.xapian().postlist_begin(""); posting != database.xapian().postlist_end(""); ++posting) {
    const StoredDocument stored = database.stored(*posting);
    CHECK(stored.provenance.origins == Strings{"-"});
    out.push_back(stored.article.id);
  }
  return out;
}

// What is said against opening it; empty when nothing is.
std::string complaint(const TemporaryFolder& folder, Accept accept = Accept::current) {
  try {
    Database database({folder.path()}, accept);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::database);
    return error.what();
  }
  return "";
}

bool contains(const std::string& text, const std::string& part) { return text.find(part) != std::string::npos; }

}  // namespace

TEST_CASE("where there is no database, the complaint says how to make one", "[database]") {
  const TemporaryFolder folder;
  CHECK(contains(complaint(folder), "dateline-index --db " + folder.path()));
}

TEST_CASE("a database of another program or another version is refused, with advice", "[database]") {
  const std::string format = std::to_string(kFormatVersion), next_format = std::to_string(kFormatVersion + 1), next_analysis = std::to_string(kAnalysisVersion + 1);
  const auto said = [](const Versions& versions, Accept accept = Accept::current) {
    const TemporaryFolder folder;
    publish(folder, 1, {}, versions);
    return complaint(folder, accept);
  };
  CHECK(said({}) == "");
  CHECK(contains(said({"", ""}), "no Dateline database"));
  CHECK(contains(said({next_format, "0"}), "newer Dateline"));
  CHECK(contains(said({format, next_analysis}), "newer Dateline"));
  CHECK(contains(said({format, "0"}), "dateline-index upgrade"));
  CHECK(said({format, "0"}, Accept::older_analysis) == "");
  CHECK(contains(said({format, next_analysis}, Accept::older_analysis), "newer Dateline"));
}

TEST_CASE("a damaged database is refused as one", "[database]") {
  const TemporaryFolder folder;
  publish(folder, 1, {article("a")});
  folder.write("gen-1/iamglass", "not glass");
  CHECK_FALSE(complaint(folder).empty());
}

TEST_CASE("articles come out as they went in, in their order", "[database]") {
  const TemporaryFolder folder;
  publish(folder, 1, {article("b", "2024-03-14"), article("a")});
  Database database({folder.path()});
  CHECK(ids(database) == Strings{"b", "a"});
  CHECK(database.article(1) == article("b", "2024-03-14"));
}

TEST_CASE("several databases are one, each with its own articles", "[database]") {
  const TemporaryFolder first, second;
  publish(first, 1, {article("a"), article("b"), article("c")});
  publish(second, 1, {article("x")});
  Database database({first.path(), second.path()});
  CHECK(database.shards() == 2);
  Strings all = ids(database);
  std::sort(all.begin(), all.end());
  CHECK(all == Strings{"a", "b", "c", "x"});
}

TEST_CASE("a reader sees the newest state at its next question, in the same generation or another", "[database]") {
  const TemporaryFolder folder;
  publish(folder, 1, {article("a")});
  Database database({folder.path()});
  publish(folder, 1, {article("b")});
  CHECK(ids(database) == Strings{"a"});
  database.with_snapshot([&] { CHECK(ids(database) == Strings{"a", "b"}); });
  publish(folder, 2, {article("c")});
  DatabaseDirectory(folder.path()).remove(1);
  database.with_snapshot([&] { CHECK(ids(database) == Strings{"c"}); });
}

TEST_CASE("what looks damaged because a writer has gone on is read again; what is damaged is told", "[database]") {
  const TemporaryFolder folder;
  publish(folder, 1, {article("a")});
  Database database({folder.path()});
  int asked = 0;
  const auto fails = [] { throw Xapian::DatabaseCorruptError("Expected block 2 to be level 1, not 0"); };
  database.with_snapshot([&] {
    if (++asked > 1) return;
    publish(folder, 1, {article("b")});
    fails();
  });
  CHECK(asked == 2);
  asked = 0;
  CHECK_THROWS_AS(database.with_snapshot([&] {
    ++asked;
    fails();
  }), Error);
  CHECK(asked == 2);
}

TEST_CASE("the status counts articles, days and languages", "[database]") {
  const TemporaryFolder folder;
  Article german = article("d", "2023-12-31T23:00:00-05:00");
  german.language = "de";
  publish(folder, 7, {article("a", "2024-03-14"), article("b"), german});
  const DatabaseStatus status = Database({folder.path()}).status().at(0);
  CHECK(status.articles == 3);
  CHECK(status.undated == 1);
  CHECK(status.first_day == "2023-12-31");
  CHECK(status.last_day == "2024-03-14");
  CHECK(status.languages == std::vector<std::pair<std::string, std::uint64_t>>{{"en", 2}, {"de", 1}});
  CHECK(status.generation == 7);
  CHECK(status.bytes_on_disk > 0);
}

TEST_CASE("check finds a sound database sound, and one never written empty", "[check]") {
  const TemporaryFolder folder;
  CHECK(check(DatabaseDirectory(folder.path())).empty);
  publish(folder, 1, {article("a", "2024-03-14"), article("b")});
  const CheckResult result = check(DatabaseDirectory(folder.path()));
  CHECK(result.faults == Strings{});
  CHECK(result.articles == 2);
  CHECK_FALSE(result.empty);
}

TEST_CASE("check names what is wrong with an article", "[check]") {
  const TemporaryFolder folder;
  Xapian::Document wrong = document_of(article("a", "2024-03-14"));
  SECTION("a day term") { wrong.remove_term(day_term({2024, 3, 14})); }
  SECTION("that its day has no hour") { wrong.remove_term(std::string(prefix::kDayOnly)); }
  SECTION("a value") { wrong.add_value(slot::kNewest, newest_value(0, "a")); }
  SECTION("a second id") { wrong.add_boolean_term(id_term("b")); }
  SECTION("no origin") { wrong.remove_term(std::string(prefix::kFile) + "-"); }
  SECTION("a file that the manifest does not know") { wrong.add_boolean_term(std::string(prefix::kFile) + file_key("/news/a") + ".1"); }
  SECTION("a word without positions") { wrong.add_term("ferri"); }
  SECTION("damaged positions") {
    wrong.add_term("ferri");
    wrong.add_value(slot::kPositions, "ferri");
  }
  SECTION("a position of no term") {
    PositionPacker packer;
    wrong.add_value(slot::kPositions, packer.pack({"ferri"}, {packed_term_hash("ferri", 0)}, {{1, 0}}, 1));
  }
  SECTION("a word that stands nowhere") {
    PositionPacker packer;
    wrong.add_term("ferri");
    wrong.add_term("sail");
    wrong.add_value(slot::kPositions, packer.pack({"ferri"}, {packed_term_hash("ferri", 0)}, {{1, 0}}, 1));
  }
  SECTION("a damaged text") { wrong.set_data(wrong.get_data().substr(0, 20)); }
  publish(folder, 1, {});
  Xapian::WritableDatabase(folder.path("gen-1"), Xapian::DB_OPEN).add_document(wrong);
  CHECK(check(DatabaseDirectory(folder.path())).faults.size() == 1);
}

TEST_CASE("the manifest is read by path and as a whole", "[manifest]") {
  const TemporaryFolder folder;
  publish(folder, 1, {});
  ManifestEntry entry;
  entry.path = "/news/a";
  entry.records = 3;
  Xapian::WritableDatabase(folder.path("gen-1"), Xapian::DB_OPEN).set_metadata(manifest_key(entry.path), encode_manifest_entry(entry));
  ManifestReader reader{DatabaseDirectory(folder.path())};
  CHECK(reader.find("/news/a") == entry);
  CHECK_FALSE(reader.find("/news/b"));
  std::vector<ManifestEntry> all;
  reader.each([&](const ManifestEntry& one) { all.push_back(one); });
  CHECK(all == std::vector<ManifestEntry>{entry});
}

}  // namespace dateline
