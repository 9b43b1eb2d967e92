// A name written out before its acronym begins where the first letter does.
#include "common/analysis/entities/acronym_spans.h"

#include <catch2/catch.hpp>
#include <string>

namespace dateline {
namespace {

// The [bracketed] stretches of the text as mentions of a type, fitted: "Asian Development Bank (org), ADB (org)".
std::string fitted(std::string text, EntityType type) {
  std::vector<Mention> mentions;
  for (std::size_t begin; (begin = text.find('[')) != text.npos;) {
    text.erase(begin, 1);
    const std::size_t end = text.find(']');
    text.erase(end, 1);
    mentions.push_back({static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), type});
  }
  fit_to_acronyms(text, mentions);
  std::string said;
  for (const Mention& mention : mentions) said += (said.empty() ? "" : ", ") + text.substr(mention.begin, mention.end - mention.begin) + " (" + to_string(mention.type) + ")";
  return said;
}

}  // namespace

TEST_CASE("a name grows to the first letter of its acronym, and takes in what stood there", "[acronym_spans]") {
  CHECK(fitted("The Asian [Development Bank] ([ADB]) lent", EntityType::org) == "Asian Development Bank (org), ADB (org)");
  CHECK(fitted("The [Asian] [Development Bank] (ADB) lent", EntityType::misc) == "Asian Development Bank (org)");
  CHECK(fitted("Harbour [Board of Trade]\n(HBT) said", EntityType::place) == "Harbour Board of Trade (org)");
  CHECK(fitted("Morra Board of [Trade] (M.B.O.T.) said", EntityType::org) == "Morra Board of Trade (org)");
}

TEST_CASE("what stands before the first letter is another name", "[acronym_spans]") {
  CHECK(fitted("the [United Nations Food and Agriculture Organization] (FAO) said", EntityType::org) == "United Nations (org), Food and Agriculture Organization (org)");
}

TEST_CASE("a name that the letters do not fit stays", "[acronym_spans]") {
  CHECK(fitted("the [Harbour Board] (MHB) said", EntityType::org) == "Harbour Board (org)");
  CHECK(fitted("the new [Harbour Board] (NHB) said", EntityType::org) == "Harbour Board (org)");
  CHECK(fitted("[Anna Holm] (AH) said", EntityType::person) == "Anna Holm (person)");
  CHECK(fitted("[Bank] (B) and [Board] (ABCDEFGHI) and [Fund] (F", EntityType::org) == "Bank (org), Board (org), Fund (org)");
  CHECK(fitted("[Bank] (AB)", EntityType::org) == "Bank (org)");
  CHECK(fitted("a loan to Africa.\n\n[Development Bank] (ADB)", EntityType::org) == "Development Bank (org)");
  CHECK(fitted("a loan to Asia. [Development Bank] (ADB)", EntityType::org) == "Development Bank (org)");
  CHECK(fitted("[Asian Bank] ()", EntityType::org) == "Asian Bank (org)");
  CHECK(fitted("(AB) [Asian Bank]", EntityType::org) == "Asian Bank (org)");
}

}  // namespace dateline
