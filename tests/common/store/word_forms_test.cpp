#include "common/store/word_forms.h"

#include <catch2/catch.hpp>
#include <cstdlib>
#include <filesystem>

namespace dateline {

TEST_CASE("word forms are found by their beginning for as long as an article has them") {
  std::string folder = (std::filesystem::temp_directory_path() / "dateline-words-XXXXXX").string();
  REQUIRE(mkdtemp(folder.data()));
  Xapian::WritableDatabase database(folder + "/words", Xapian::DB_CREATE);
  change_word_forms(database, {{"party", 2}, {"parties", 1}, {"pane", 1}, {"none", 0}});
  CHECK(word_forms(database, "part") == std::vector<std::string>{"parties", "party"});
  CHECK(word_forms(database, "") == std::vector<std::string>{"pane", "parties", "party"});
  change_word_forms(database, {{"party", -1}, {"parties", -1}});
  CHECK(word_forms(database, "part") == std::vector<std::string>{"party"});
  change_word_forms(database, {{"party", -1}});
  CHECK(word_forms(database, "part").empty());
  database.close();
  std::filesystem::remove_all(folder);
}

}  // namespace dateline
