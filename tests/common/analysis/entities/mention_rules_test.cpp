// What is plain from the letters of a mention.
#include "common/analysis/entities/mention_rules.h"

#include <catch2/catch.hpp>
#include <string>

#include "common/analysis/entities/entity_linker.h"

namespace dateline {
namespace {

// The mentions that `found` in [brackets of the text] comes to: "org Visa, org MasterCard".
std::string settled(std::string text, EntityType type) {
  const std::size_t begin = text.find('[');
  text.erase(begin, 1);
  const std::size_t end = text.find(']');
  text.erase(end, 1);
  std::vector<Mention> mentions;
  settle_mention(text, {static_cast<std::uint32_t>(begin), static_cast<std::uint32_t>(end), type}, mentions);
  std::string line;
  for (const Mention& mention : mentions)
    line += std::string(line.empty() ? "" : ", ") + to_string(mention.type) + " " + text.substr(mention.begin, mention.end - mention.begin);
  return line;
}

}  // namespace

TEST_CASE("a ticker is no part of a name, and no name", "[mentions]") {
  CHECK(settled("like [Visa ( V.N ), MasterCard] ( MA.N )", EntityType::person) == "person Visa, person MasterCard");
  CHECK(settled("shares of [Aurora Ltd <AUR.L>] fell", EntityType::org) == "org Aurora Ltd");
  CHECK(settled("Aurora ( [AUR.L] ) fell", EntityType::place).empty());
  CHECK(settled("of [Aurora Partners LP AURP.O], a", EntityType::person) == "person Aurora Partners LP");
  CHECK(settled("the [U.S.] said", EntityType::place) == "place U.S.");
  CHECK(settled("the [Aurora Fund (AF)] said", EntityType::org) == "org Aurora Fund (AF");
  CHECK(settled("the Don [Imus \"Imus] in the Morning\"", EntityType::person) == "person Imus");
  CHECK(settled("from [Vale, Brook] and", EntityType::person) == "person Vale, person Brook");
  CHECK(settled("from [Alan Brook, Jr.] and", EntityType::person) == "person Alan Brook, Jr.");
  CHECK(settled("of [Vale, Brook] and", EntityType::org) == "org Vale, Brook");
  CHECK(settled("with [Maurice \"Hank\" Vale] today", EntityType::person) == "person Maurice \"Hank\" Vale");
}

TEST_CASE("a tail after a hyphen is no part of a name", "[mentions]") {
  CHECK(settled("a [Hong Kong-based] firm", EntityType::misc) == "place Hong Kong");
  CHECK(settled("a [Hong Kong-based] firm", EntityType::person) == "place Hong Kong");
  CHECK(settled("an [Aurora-owned] mill", EntityType::org) == "org Aurora");
  CHECK(settled("in [Stratford-upon-Avon] today", EntityType::place) == "place Stratford-upon-Avon");
  CHECK(settled("a [-based] firm", EntityType::misc) == "misc -based");
}

TEST_CASE("a last word tells a firm or a place from a person", "[mentions]") {
  CHECK(settled("the [Financial Stability Facility] lends", EntityType::person) == "org Financial Stability Facility");
  CHECK(settled("on [Curtis Island] today", EntityType::person) == "place Curtis Island");
  CHECK(settled("Mr. [Bank] said", EntityType::person) == "person Bank");
  CHECK(settled("said [Anna Vale]", EntityType::person) == "person Anna Vale");
}

TEST_CASE("credits are found in brackets and on lines of their own", "[mentions]") {
  const auto credits = [](const std::string& body) {
    std::string found;
    for (const Stretch& credit : credit_lines(body)) found += "[" + body.substr(credit.begin, credit.end - credit.begin) + "]";
    return found;
  };
  CHECK(credits("It rained. ( With additional reporting by Anna Vale in Morra; Editing by Peter Brook) Then it stopped.") ==
        "[( With additional reporting by Anna Vale in Morra; Editing by Peter Brook]");
  CHECK(credits("It rained.\n\nReporting and writing by Anna Vale,\nin Morra\n\nThe end") == "[Reporting and writing by Anna Vale,\nin Morra]");
  CHECK(credits("The report was edited by Anna Vale. (It was reported on Monday by Peter Brook and others)").empty());
  CHECK(credits("(Anna Vale said so) Reporting is hard").empty());
  CHECK(credits("(writing by") == "[(writing by]");
}

TEST_CASE("where a name is based is another name", "[mentions]") {
  CHECK(settled("said [Morra-based Vale], which", EntityType::person) == "place Morra, person Vale");
  CHECK(settled("the [Port-au-Vale-based Brook Lines]", EntityType::org) == "place Port-au-Vale, org Brook Lines");
  CHECK(settled("the [Morra-led Vale Group]", EntityType::org) == "org Morra-led Vale Group");
  CHECK(settled("[-based Vale]", EntityType::org) == "org -based Vale");
  CHECK(settled("[Morra-based ]", EntityType::org) == "place Morra");
}

TEST_CASE("two known by themselves and joined are two", "[mentions]") {
  CHECK(settled("the [World Bank and International Monetary Fund] met", EntityType::org) == "org World Bank, org International Monetary Fund");
  CHECK(settled("to [Bosnia and Herzegovina] on", EntityType::place) == "place Bosnia and Herzegovina");
  CHECK(settled("the [Vale and Brook Bank] met", EntityType::org) == "org Vale and Brook Bank");
}

TEST_CASE("the agency of a dateline is no name the article is about", "[mentions]") {
  const auto first = [](const std::string& body) {
    const std::vector<Stretch> found = credit_lines(body);
    return found.empty() ? std::string() : body.substr(found.front().begin, found.front().end - found.front().begin);
  };
  CHECK(first("MORRA, March 14 (Reuters) - The bridge is open.") == "(Reuters");
  CHECK(first("MORRA (AP) \u2014 The bridge is open.") == "(AP");
  CHECK(first("The bridge (Morra) is open - at last.").empty());
  CHECK(first("A line.\nMORRA (AP) - The bridge is open.").empty());
  CHECK(first("(").empty());
}

}  // namespace dateline
