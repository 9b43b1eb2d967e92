// NITF, NewsML and ninjs.
#include <catch2/catch.hpp>
#include <string>

#include "records.h"

namespace dateline {
namespace {

using Strings = std::vector<std::string>;

const std::string kNitf =
    "<nitf><head><title>FERRY</title><docdata><doc-id id-string=\"mw-1\"/><date.issue norm=\"20240314T093000Z\"/><key-list><keyword key=\"ferries\"/></key-list></docdata>"
    "<pubdata name=\"Harbor Courier\" position.section=\"Coast\" ex-ref=\"https://courier.example/a\"/></head><body><body.head><hedline><hl1>Ferry sails</hl1><hl2>After a storm</hl2></hedline>"
    "<byline>By <person>Ann Lee</person></byline></body.head><body.content><media><media-caption>A ferry.</media-caption></media><block><p>The <b>ferry</b> sailed.</p><hl2>Mayor</hl2>"
    "<p>The mayor was on it.</p></block></body.content></body></nitf>";

std::string g2(const std::string& meta, const std::string& about, const std::string& contents) {
  return "<newsItem xmlns=\"http://iptc.org/std/nar/2006-10-01/\" guid=\"urn:newsml:wire.example:1\" version=\"2\" xml:lang=\"en\"><itemMeta><itemClass qcode=\"ninat:text\"/><provider literal=\"Meridian Wire\"/>" + meta +
         "</itemMeta><contentMeta>" + about + "</contentMeta><contentSet>" + contents + "</contentSet></newsItem>";
}

Article g2_article(const std::string& meta, const std::string& about, const std::string& contents) { return article_of(g2(meta, about, contents), "item.xml"); }

}  // namespace

TEST_CASE("a document of NITF is an article", "[nitf]") {
  const Article article = article_of("<?xml version=\"1.0\"?><!DOCTYPE nitf SYSTEM \"nitf.dtd\">" + kNitf, "a.xml");
  CHECK(article.id == "mw-1");
  CHECK(article.title == "Ferry sails");
  CHECK(article.body == "The ferry sailed.\n\nMayor\n\nThe mayor was on it.");
  CHECK(article.published == "2024-03-14T09:30:00Z");
  CHECK(article.published_from == "field");
  CHECK(article.authors == Strings{"Ann Lee"});
  CHECK(article.source == "Harbor Courier");
  CHECK(article.section == "Coast");
  CHECK(article.url == "https://courier.example/a");
  CHECK(article.tags == Strings{"ferries"});
}

TEST_CASE("NITF without a head has its title, date and text from what there is", "[nitf]") {
  const Article article = article_of("<nitf><head><title>Ferry</title></head><body><body.head><byline>By Ann Lee and Tom Day</byline><dateline><story.date norm=\"20240314\"/></dateline>"
                                     "<abstract><p>It sails.</p></abstract></body.head></body></nitf>", "a.xml");
  CHECK(article.title == "Ferry");
  CHECK(article.authors == Strings{"Ann Lee", "Tom Day"});
  CHECK(article.published == "2024-03-14");
  CHECK(article.body == "It sails.");
}

TEST_CASE("a news item of NewsML-G2 is an article", "[newsml]") {
  const Article article = g2_article("<versionCreated>2024-03-15T10:00:00Z</versionCreated><firstCreated>2024-03-14T09:30:00+01:00</firstCreated><pubStatus qcode=\"stat:usable\"/>",
                                     "<subject><name>ferries</name></subject><slugline>FERRY/</slugline><headline>Ferry sails</headline><by>By Ann Lee</by><language tag=\"en-GB\"/>",
                                     "<inlineXML contenttype=\"application/xhtml+xml\"><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>no</title></head><body><p>One.</p><p>Two.</p></body></html></inlineXML>");
  CHECK(article.id == "urn:newsml:wire.example:1");
  CHECK(article.title == "Ferry sails");
  CHECK(article.body == "One.\n\nTwo.");
  CHECK(article.published == "2024-03-14T09:30:00+01:00");
  CHECK(article.modified == "2024-03-15T10:00:00Z");
  CHECK(article.source == "Meridian Wire");
  CHECK(article.authors == Strings{"Ann Lee"});
  CHECK(article.tags == Strings{"ferries"});
  CHECK(article.language == "en-GB");
}

TEST_CASE("the content of a news item may be NITF, or marked-up or plain text", "[newsml]") {
  CHECK(g2_article("", "", "<inlineXML contenttype=\"application/nitf+xml\">" + kNitf + "</inlineXML>").body == "The ferry sailed.\n\nMayor\n\nThe mayor was on it.");
  CHECK(g2_article("", "", "<inlineXML contenttype=\"application/nitf+xml\">" + kNitf + "</inlineXML>").id == "urn:newsml:wire.example:1");
  CHECK(g2_article("", "", "<inlineData contenttype=\"text/plain\">One.\n\nTwo &lt;p&gt;.</inlineData>").body == "One.\n\nTwo <p>.");
  CHECK(g2_article("", "", "<inlineData contenttype=\"text/html\">&lt;p&gt;One.&lt;/p&gt;&lt;p&gt;Two.&lt;/p&gt;</inlineData>").body == "One.\n\nTwo.");
  CHECK(g2_article("", "<description>Only this.</description>", "<remoteContent href=\"x\"/>").body == "Only this.");
}

TEST_CASE("a news message holds many items; packages are passed over", "[newsml]") {
  const std::string message = "<?xml version=\"1.0\"?><newsMessage><itemSet><packageItem guid=\"p\"><itemRef/></packageItem>" + g2("", "<headline>a</headline>", "") + g2("", "<headline>b</headline>", "") + "</itemSet></newsMessage>";
  const std::vector<ParsedRecord> parsed = parsed_of(message, "m.xml");
  REQUIRE(parsed.size() == 2);
  CHECK(parsed[1].article->title == "b");
}

TEST_CASE("pictures and withdrawn items are said to be none", "[newsml]") {
  CHECK_THAT(problem_of("<newsItem guid=\"a\"><itemMeta><itemClass qcode=\"ninat:picture\"/></itemMeta></newsItem>", "p.xml"), Catch::Contains("picture"));
  CHECK_THAT(problem_of("<newsItem guid=\"a\"><itemMeta><pubStatus qcode=\"stat:canceled\"/></itemMeta></newsItem>", "p.xml"), Catch::Contains("canceled"));
}

TEST_CASE("an item of NewsML 1 is an article", "[newsml]") {
  const Article article = article_of(
      "<?xml version=\"1.0\"?><NewsML><NewsEnvelope/><NewsItem><Identification><NewsIdentifier><ProviderId>wire.example</ProviderId><PublicIdentifier>urn:newsml:wire.example:20240314:1:1</PublicIdentifier></NewsIdentifier></Identification>"
      "<NewsManagement><FirstCreated>20240314T093000Z</FirstCreated><ThisRevisionCreated>20240315T093000Z</ThisRevisionCreated><Status FormalName=\"Usable\"/></NewsManagement>"
      "<NewsComponent><NewsLines><HeadLine>Ferry sails</HeadLine><ByLine>By Ann Lee</ByLine></NewsLines><AdministrativeMetadata><Provider><Party FormalName=\"Meridian Wire\"/></Provider></AdministrativeMetadata>"
      "<DescriptiveMetadata><Language FormalName=\"en\"/></DescriptiveMetadata><NewsComponent><ContentItem><DataContent><p>One.</p><p>Two.</p></DataContent></ContentItem></NewsComponent></NewsComponent></NewsItem></NewsML>", "n.xml");
  CHECK(article.id == "urn:newsml:wire.example:20240314:1:1");
  CHECK(article.title == "Ferry sails");
  CHECK(article.body == "One.\n\nTwo.");
  CHECK(article.published == "2024-03-14T09:30:00Z");
  CHECK(article.modified == "2024-03-15T09:30:00Z");
  CHECK(article.source == "Meridian Wire");
  CHECK(article.language == "en");
}

TEST_CASE("ninjs is JSON with keys of its own", "[ninjs]") {
  const Article article = article_of(R"({"uri":"http://wire.example/1","versioncreated":"2024-03-15T10:00:00Z","firstcreated":"2024-03-14T09:30:00Z","headline":"Ferry sails","byline":"By Ann Lee and Tom Day",
      "body_xhtml":"<p>One.</p><p>Two.</p>","language":"en","located":"Harbor","subject":[{"name":"ferries","code":"1"},{"name":"ferries"}],"infosource":[{"name":"Meridian Wire"}]})", "n.json");
  CHECK(article.id == "http://wire.example/1");
  CHECK(article.title == "Ferry sails");
  CHECK(article.body == "One.\n\nTwo.");
  CHECK(article.published == "2024-03-14T09:30:00Z");
  CHECK(article.modified == "2024-03-15T10:00:00Z");
  CHECK(article.authors == Strings{"Ann Lee", "Tom Day"});
  CHECK(article.source == "Meridian Wire");
  CHECK(article.tags == Strings{"ferries"});
  CHECK(article.extra == R"({"located":"Harbor"})");
}

TEST_CASE("ninjs 2 has its headlines and bodies in lists", "[ninjs]") {
  const Article article = article_of(R"({"uri":"wire.example/1","versioncreated":"2024-03-14T09:30:00Z","headlines":[{"role":"short","value":"Ferry"},{"role":"main","value":"Ferry sails"}],
      "bodies":[{"contentType":"text/plain","value":"Plain"},{"contentType":"text/html","value":"<p>One.</p><p>Two.</p>"}],"by":"Ann Lee"})", "n.json");
  CHECK(article.title == "Ferry sails");
  CHECK(article.body == "One.\n\nTwo.");
  CHECK(article.published == "2024-03-14T09:30:00Z");
  CHECK(article.modified.empty());
  CHECK(article.authors == Strings{"Ann Lee"});
}

TEST_CASE("JSON with a uri is no ninjs for that alone", "[ninjs]") {
  const Article article = article_of(R"({"id":"a","uri":"https://x.example/a","title":"T","body":" kept as it is "})", "n.json");
  CHECK(article.id == "a");
  CHECK(article.body == " kept as it is ");
}

}  // namespace dateline
