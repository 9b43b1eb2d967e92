// Collections of newswire in SGML.
#include <catch2/catch.hpp>
#include <string>

#include "records.h"

namespace dateline {
namespace {

using Strings = std::vector<std::string>;

Article doc(const std::string& fields) {
  const std::vector<ParsedRecord> parsed = parsed_of("<DOC>\n" + fields + "\n</DOC>\n", "wire");
  REQUIRE(parsed.size() == 1);
  REQUIRE(parsed[0].article);
  return *parsed[0].article;
}

std::string published(const std::string& fields) { return doc(fields).published; }

}  // namespace

TEST_CASE("a record of Reuters-21578 is an article", "[sgml]") {
  const std::string record =
      "<REUTERS TOPICS=\"YES\" LEWISSPLIT=\"TRAIN\" OLDID=\"5544\" NEWID=\"17\">\n<DATE>26-FEB-1987 15:01:01.79</DATE>\n<TOPICS><D>cocoa</D><D>trade</D></TOPICS>\n<PLACES><D>usa</D></PLACES>\n<PEOPLE></PEOPLE>\n"
      "<UNKNOWN>\n&#5;&#5;&#5;C T</UNKNOWN>\n<TEXT>&#2;\n<TITLE>HARBOR CO &lt;HBR> SELLS FERRY</TITLE>\n<AUTHOR>    By Ann Lee, Reuters</AUTHOR>\n<DATELINE>    HARBOR, Feb 26 - </DATELINE>"
      "<BODY>Harbor Co sold\na ferry for 5 &lt; 6 mln dlrs, AT&amp;T\nsaid.\n    It had two.\n Reuter\n&#3;</BODY></TEXT>\n</REUTERS>\n";
  const std::vector<ParsedRecord> parsed = parsed_of("<!DOCTYPE lewis SYSTEM \"lewis.dtd\">\n" + record + record, "reut.sgm");
  REQUIRE(parsed.size() == 2);
  const Article& article = *parsed[1].article;
  CHECK(article.id == "17");
  CHECK(article.title == "HARBOR CO <HBR> SELLS FERRY");
  CHECK(article.body == "HARBOR, Feb 26 - Harbor Co sold a ferry for 5 < 6 mln dlrs, AT&T said.\n\nIt had two.");
  CHECK(article.published == "1987-02-26T15:01:01Z");
  CHECK(article.source == "Reuters");
  CHECK(article.authors == Strings{"Ann Lee"});
  CHECK(article.tags == Strings{"cocoa", "trade"});
  CHECK(article.extra == R"({"places":["usa"]})");
}

TEST_CASE("a record of a title alone has no text", "[sgml]") {
  const Article article = *parsed_of("<REUTERS NEWID=\"1\"><TEXT TYPE=\"BRIEF\">&#2;\n<TITLE>*****FERRY SOLD</TITLE></TEXT></REUTERS>", "x.sgm").at(0).article;
  CHECK(article.title == "*****FERRY SOLD");
  CHECK(article.body.empty());
}

TEST_CASE("documents of TREC collections are articles", "[sgml]") {
  const Article wire = doc("<DOCNO> MW880515-0042 </DOCNO>\n<HEAD>Ferry Sails</HEAD>\n<BYLINE>By ANN LEE</BYLINE>\n<DATELINE>HARBOR (MW) </DATELINE>\n<TEXT>\n   The ferry\nsailed.\n   The mayor\nwas on it.\n</TEXT>");
  CHECK(wire.id == "MW880515-0042");
  CHECK(wire.published == "1988-05-15");
  CHECK(wire.body == "HARBOR (MW) - The ferry sailed.\n\nThe mayor was on it.");
  const Article paper = doc("<DOCNO>LL1</DOCNO><DATE><P>October 18, 1989, Wednesday, Home Edition</P></DATE><HEADLINE><P>FERRY SAILS</P></HEADLINE><TEXT><P>\nThe ferry\nsailed. </P>\n<P>Two.</P></TEXT>");
  CHECK(paper.title == "FERRY SAILS");
  CHECK(paper.published == "1989-10-18");
  CHECK(paper.body == "The ferry sailed.\n\nTwo.");
  const Article journal = doc("<DOCNO>WJ1</DOCNO><HL>Ferry Is Sold\n  For a Song\n----\n  By Ann Lee</HL><SO>HARBOR JOURNAL</SO><LP>\n   Lead.</LP><TEXT>\n   More.</TEXT>");
  CHECK(journal.title == "Ferry Is Sold For a Song");
  CHECK(journal.authors == Strings{"Ann Lee"});
  CHECK(journal.source == "HARBOR JOURNAL");
  CHECK(journal.body == "Lead.\n\nMore.");
}

TEST_CASE("documents of later collections are XML, with attributes", "[sgml]") {
  const Article article = *parsed_of("<?xml version=\"1.0\"?>\n<DOCSTREAM>\n<DOC id=\"MWX_ENG_20041001.0001\" type=\"story\">\n<HEADLINE>\nFerry sails\n</HEADLINE>\n<TEXT>\n<P>\nThe ferry &amp; the mayor.\n</P>\n</TEXT>\n</DOC>\n</DOCSTREAM>", "x.xml").at(0).article;
  CHECK(article.id == "MWX_ENG_20041001.0001");
  CHECK(article.published == "2004-10-01");
  CHECK(article.body == "The ferry & the mayor.");
  const Article nested = doc("<DOCNO> X1 </DOCNO><DATE_TIME> 1998-06-01 00:01:00 </DATE_TIME><BODY><SLUG> FERRY </SLUG><HEADLINE>Ferry</HEADLINE><TEXT><P>Sails.</P></TEXT></BODY>");
  CHECK(nested.published == "1998-06-01T00:01:00Z");
  CHECK(nested.body == "Sails.");
  const Article item = *parsed_of("<?xml version=\"1.0\" encoding=\"iso-8859-1\"?>\n<newsitem itemid=\"2286\" date=\"1996-08-20\" xml:lang=\"en\"><title>X: Ferry.</title><headline>Ferry.</headline><text><p>It sails.</p></text></newsitem>", "2286.xml").at(0).article;
  CHECK(item.id == "2286");
  CHECK(item.title == "Ferry.");
  CHECK(item.published == "1996-08-20");
}

TEST_CASE("dates of collections are read as they write them", "[sgml]") {
  CHECK(published("<DATE> 5-MAR-1987 09:17:32.37</DATE>") == "1987-03-05T09:17:32Z");
  CHECK(published("<DATE>910514</DATE>") == "1991-05-14");
  CHECK(published("<DATE1> 21 March 1994 </DATE1>") == "1994-03-21");
  CHECK(published("<DOCNO> LA010189-0001 </DOCNO>").empty());
  CHECK(published("<DOCNO> XX911-3 </DOCNO>").empty());
}

TEST_CASE("lines that are all indented are no paragraphs each", "[sgml]") {
  CHECK(doc("<TEXT>\n    The ferry\n    sailed.\n\n    Two.\n</TEXT>").body == "The ferry sailed.\n\nTwo.");
  CHECK(doc("<TEXT>\nResults:\n    Net 5 mln\n    Revs 6 mln\n</TEXT>").body == "Results:\n\nNet 5 mln\n\nRevs 6 mln");
}

TEST_CASE("fields that are never closed end, and take no time", "[sgml]") {
  std::string lists = "<TOPICS>";
  for (int i = 0; i < 200000; ++i) lists += "<D>x";
  CHECK(doc(lists + "</TOPICS><TITLE>Ferry").tags.size() == 200000);
  CHECK(doc("<TITLE>Ferry\n<TEXT>Sails").title == "Ferry");
}

}  // namespace dateline
