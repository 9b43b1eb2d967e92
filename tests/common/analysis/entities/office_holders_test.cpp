// Offices that ran into names.
#include "common/analysis/entities/office_holders.h"

#include <catch2/catch.hpp>
#include <string>

namespace dateline {
namespace {

// What becomes of the mentions in [org brackets] and {person brackets}, when a reader of the rest finds `person` in it.
std::string parted(std::string text, const std::string& person) {
  std::vector<Mention> mentions;
  for (std::size_t at = text.find_first_of("[{"); at != std::string::npos; at = text.find_first_of("[{")) {
    const EntityType type = text[at] == '[' ? EntityType::org : EntityType::person;
    text.erase(at, 1);
    const std::size_t end = text.find_first_of("]}");
    text.erase(end, 1);
    mentions.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(end), type});
  }
  const FindMentions find = [&](std::string_view rest) {
    std::vector<Mention> found;
    if (const std::size_t at = rest.find(person); at != std::string_view::npos)
      found.push_back({static_cast<std::uint32_t>(at), static_cast<std::uint32_t>(at + person.size()), EntityType::person});
    return found;
  };
  part_office_holders(text, find, mentions);
  std::string said;
  for (const Mention& mention : mentions) said += (said.empty() ? "" : ", ") + (to_string(mention.type) + (" " + text.substr(mention.begin, mention.end - mention.begin)));
  return said;
}

}  // namespace

TEST_CASE("an office that ran into a name leaves the person", "[office_holders]") {
  CHECK(parted("The [Director of Public Health Anna Brook] said", "Anna Brook") == "person Anna Brook");
  CHECK(parted("Director of [Public Health Anna Brook] told us", "Anna Brook") == "person Anna Brook");
  CHECK(parted("Secretary of the [Harbour Board Anna] {Brook} told us", "Anna Brook") == "person Anna Brook");
  CHECK(parted("Director of [Public Health Anna Brook]", "Anna Brook") == "person Anna Brook");
}

TEST_CASE("what is no office, or names nobody, stays as it is", "[office_holders]") {
  CHECK(parted("Friends of [Public Health Anna Brook] said", "Anna Brook") == "org Public Health Anna Brook");
  CHECK(parted("Director of [Public Health Board] said Anna Brook", "Anna Brook") == "org Public Health Board");
  CHECK(parted("Director of [Public Health Brook] said", "Brook") == "org Public Health Brook");
  CHECK(parted("Director of [Health] Anna Brook said", "Anna Brook") == "org Health");
  CHECK(parted("[Director] of", "Director") == "org Director");
  CHECK(parted("of [Public Health Anna Brook]. Anna Brook", "Anna Brook") == "org Public Health Anna Brook");
}

}  // namespace dateline
