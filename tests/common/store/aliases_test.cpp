// The user's own list of names.
#include "common/store/aliases.h"

#include <catch2/catch.hpp>

#include "common/error.h"
#include "temporary_folder.h"

namespace dateline {
namespace {

std::string refusal(const std::string& text) {
  try {
    parse_aliases(text);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::usage);
    return error.what();
  }
  return {};
}

}  // namespace

TEST_CASE("a line of the list is an entity and its other names", "[aliases]") {
  const std::vector<AliasEntry> entries = parse_aliases("# our own\r\n\r\n person | Adm. John Kirby | Kirby ; Admiral Kirby;;person:J. Kirby\r\norg|Kremlin|place:Kremlin; A: B\r\nmisc|Prix Morra");
  REQUIRE(entries.size() == 3);
  CHECK(entries[0].id == "person:john-kirby");
  CHECK(entries[0].name == "Adm. John Kirby");
  CHECK(entries[0].ids == std::vector<std::string>{"person:kirby", "person:j-kirby"});
  CHECK(entries[1].ids == std::vector<std::string>{"place:kremlin", "org:a-b"});
  CHECK(entries[2].ids.empty());
  CHECK(parse_aliases("").empty());
}

TEST_CASE("a list that cannot be meant is refused with its line", "[aliases]") {
  CHECK(refusal("person|A Holm\ncity|Morra") == "line 2: \"city\" is no type; person, org, place and misc are");
  CHECK(refusal("person") == "line 1: a line is: type | name | other names, cut by ;");
  CHECK(refusal("person|A Holm|B|C") == "line 1: a line is: type | name | other names, cut by ;");
  CHECK(refusal("person|President") == "line 1: \"President\" is no name");
  CHECK(refusal("person|Anna Holm|Holm\nperson|Peter Holm|Holm") == "line 2: person:holm is in line 1 too");
  CHECK(refusal("person|" + std::string(300, 'x')) == "line 1: \"" + std::string(300, 'x') + "\" is too long for a name");
}

TEST_CASE("a new list takes the place of the old one, a faulty one of none", "[aliases]") {
  TemporaryFolder folder;
  Xapian::WritableDatabase database(folder.path() + "/index", Xapian::DB_CREATE_OR_OVERWRITE);
  const std::string text = "person|Anna Holm|Holm\n# kept as it is\n";
  set_aliases(database, text);
  CHECK(alias_text(database) == text);
  CHECK(aliased_entity(database, "person:holm") == "person:anna-holm");
  CHECK(aliased_entity(database, "person:anna-holm") == "person:anna-holm");
  CHECK(aliased_entity(database, "person:peter-holm") == std::nullopt);
  CHECK(aliased_entity(database, "person:" + std::string(400, 'x')) == std::nullopt);
  REQUIRE(alias_entry(database, "person:anna-holm"));
  CHECK(alias_entry(database, "person:anna-holm")->name == "Anna Holm");
  CHECK_THROWS_AS(set_aliases(database, "nobody"), Error);
  CHECK(alias_text(database) == text);
  set_aliases(database, "");
  CHECK(database.metadata_keys_begin() == database.metadata_keys_end());
}

}  // namespace dateline
