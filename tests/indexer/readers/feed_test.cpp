// RSS and Atom: items cut from feeds, and the articles in them.
#include <catch2/catch.hpp>
#include <string>

#include "records.h"

namespace dateline {
namespace {

using Strings = std::vector<std::string>;

std::string rss(const std::string& items, const std::string& channel = "<title>Harbor Courier</title><link>https://courier.example/</link><language>en-us</language>") {
  return "<?xml version=\"1.0\"?>\n<rss version=\"2.0\" xmlns:content=\"http://purl.org/rss/1.0/modules/content/\" xmlns:dc=\"http://purl.org/dc/elements/1.1/\">\n<channel>" + channel + items +
         "</channel></rss>\n";
}

Article item(const std::string& fields) {
  const std::vector<ParsedRecord> parsed = parsed_of(rss("<item>" + fields + "</item>"), "feed.xml");
  REQUIRE(parsed.size() == 1);
  REQUIRE(parsed[0].article);
  return *parsed[0].article;
}

Article entry(const std::string& fields) {
  const std::vector<ParsedRecord> parsed =
      parsed_of("<feed xmlns=\"http://www.w3.org/2005/Atom\" xml:lang=\"en\" xml:base=\"https://ledger.example/news/\"><title>Ledger</title><entry>" + fields + "</entry></feed>", "feed.xml");
  REQUIRE(parsed.size() == 1);
  REQUIRE(parsed[0].article);
  return *parsed[0].article;
}

}  // namespace

TEST_CASE("each item of a feed is a record, with what the feed says before it", "[feed]") {
  const std::vector<Record> records = records_of(rss("<item><title>a</title></item>\n<item><title>b</title></item>"), "feed.xml");
  REQUIRE(records.size() == 2);
  CHECK(records[0].format == Format::feed);
  CHECK(records[1].number == 2);
  CHECK(records[1].bytes == "<item><title>b</title></item>");
  CHECK(records[0].head->inherited.source == "Harbor Courier");
  CHECK(records[0].head == records[1].head);
}

TEST_CASE("items do not depend on how the bytes arrive", "[feed]") {
  const std::string feed = rss("<item x='>'><title><![CDATA[</item>]]></title></item><!-- <item> --><item/><item><a>unclosed<item>last</item>");
  CHECK(pieces_of(feed, "feed.xml") == Strings{"<item x='>'><title><![CDATA[</item>]]></title></item>", "<item><a>unclosed", "<item>last</item>"});
  for (std::size_t chunk : {1, 2, 7}) CHECK(pieces_of(feed, "feed.xml", {}, chunk) == pieces_of(feed, "feed.xml"));
}

TEST_CASE("an item that is too large is a problem, and the next one is read", "[feed]") {
  const Strings found = pieces_of(rss("<item>" + std::string(3000, 'x') + "</item><item>b</item>"), "feed.xml", {1000});
  REQUIRE(found.size() == 2);
  CHECK_THAT(found[0], Catch::StartsWith("! record too large"));
  CHECK(found[1] == "<item>b</item>");
}

TEST_CASE("an item of RSS 2.0 is an article", "[feed]") {
  const Article article = item(
      "<title>Ferry sails &amp;#8211; again</title><link>https://courier.example/2024/ferry</link><guid isPermaLink=\"false\">https://courier.example/?p=7</guid>"
      "<pubDate>Thu, 14 Mar 2024 09:30:00 +0100</pubDate><dc:creator><![CDATA[Ann Lee and Tom Day]]></dc:creator><category>Coast</category><category><![CDATA[Ferries]]></category>"
      "<description>Teaser &#8230;</description><content:encoded><![CDATA[<p>The ferry sailed.</p><p>The mayor was on it.</p><p>The post <a href='x'>Ferry</a> appeared first on <a href='y'>Courier</a>.</p>]]></content:encoded>");
  CHECK(article.title == "Ferry sails \u2013 again");
  CHECK(article.url == "https://courier.example/2024/ferry");
  CHECK(article.id == "https://courier.example/?p=7");
  CHECK(article.published == "2024-03-14T09:30:00+01:00");
  CHECK(article.published_from == "feed");
  CHECK(article.authors == Strings{"Ann Lee", "Tom Day"});
  CHECK(article.tags == Strings{"Coast", "Ferries"});
  CHECK(article.body == "The ferry sailed.\n\nThe mayor was on it.");
  CHECK(article.source == "Harbor Courier");
  CHECK(article.language == "en-us");
}

TEST_CASE("a guid names an article only when it does so everywhere", "[feed]") {
  CHECK(item("<link>https://courier.example/a</link><guid>https://courier.example/a</guid>").id.empty());
  CHECK(item("<link>https://courier.example/a</link><guid isPermaLink=\"false\">1234</guid>").id.empty());
  CHECK(item("<guid isPermaLink=\"false\">1234</guid>").id == "1234");
  CHECK(item("<link>https://courier.example/a</link><guid isPermaLink=\"false\">tag:courier.example,2024:a</guid>").id == "tag:courier.example,2024:a");
  CHECK(item("<link>https://courier.example/a</link><guid isPermaLink=\"false\">5f0c3a52-90f1-4d55-9d3c-1c39f4b7a111</guid>").id == "5f0c3a52-90f1-4d55-9d3c-1c39f4b7a111");
  CHECK(item("<guid>https://courier.example/a</guid>").url == "https://courier.example/a");
}

TEST_CASE("a teaser is the text when there is nothing better", "[feed]") {
  CHECK(item("<description>&lt;p&gt;One &amp;amp; two.&lt;/p&gt;&lt;p&gt;Three.&lt;/p&gt;</description>").body == "One & two.\n\nThree.");
  CHECK(item("<description>Plain, of 5 &lt; 6 tons.</description>").body == "Plain, of 5 < 6 tons.");
  CHECK(item("<description></description><media:description>A picture's</media:description>").body == "A picture's");
}

TEST_CASE("markup left open in a description is read", "[feed]") {
  const Article article = item("<title>A & B&nbsp;C</title><description>One<br>two <b>three</description><pubDate>2024-03-14</pubDate>");
  CHECK(article.title == "A & B C");
  CHECK(article.body == "One two three");
  CHECK(article.published == "2024-03-14");
}

TEST_CASE("a feed that was cut short gives what it has", "[feed]") {
  const std::vector<ParsedRecord> parsed = parsed_of("<rss><channel><title>T</title><item><title>Whole</title></item><item><title>Ferry</title><description><![CDATA[<p>The ferry sai", "feed.xml");
  REQUIRE(parsed.size() == 2);
  CHECK(parsed[1].article->title == "Ferry");
  CHECK(parsed[1].article->body == "The ferry sai");
}

TEST_CASE("relative addresses begin from the feed's", "[feed]") {
  CHECK(item("<link>/a/b</link>").url == "https://courier.example/a/b");
  CHECK(entry("<link href=\"b?c=1\"/>").url == "https://ledger.example/news/b?c=1");
  CHECK(entry("<link href=\"//other.example/x\"/>").url == "https://other.example/x");
}

TEST_CASE("an author of RSS is the name behind the address", "[feed]") {
  CHECK(item("<author>ann@courier.example (Ann Lee)</author>").authors == Strings{"Ann Lee"});
  CHECK(item("<author>ann@courier.example</author>").authors.empty());
  CHECK(item("<source url=\"https://wire.example/rss\">Meridian Wire</source>").source == "Meridian Wire");
}

TEST_CASE("an entry of Atom is an article", "[feed]") {
  const Article article = entry(
      "<title type=\"html\">Rates &amp;amp; hikes</title><id>tag:ledger.example,2024:1</id><link rel=\"self\" href=\"x\"/><link rel=\"alternate\" type=\"text/html\" href=\"one.html\"/>"
      "<published>2024-03-14T09:30:00Z</published><updated>2024-03-15T00:00:00Z</updated><author><name>Ann Lee</name><email>ann@x.example</email></author><category term=\"eco\" label=\"Economy\"/>"
      "<summary>short</summary><content type=\"xhtml\"><div xmlns=\"http://www.w3.org/1999/xhtml\"><p>One <b>bold</b> <i>word</i>.</p><script/><p>Two<br/>lines.</p></div></content>");
  CHECK(article.title == "Rates & hikes");
  CHECK(article.id == "tag:ledger.example,2024:1");
  CHECK(article.url == "https://ledger.example/news/one.html");
  CHECK(article.published == "2024-03-14T09:30:00Z");
  CHECK(article.modified == "2024-03-15T00:00:00Z");
  CHECK(article.authors == Strings{"Ann Lee"});
  CHECK(article.tags == Strings{"Economy"});
  CHECK(article.body == "One bold word.\n\nTwo lines.");
  CHECK(article.language == "en");
}

TEST_CASE("text in Atom is HTML only where it says so", "[feed]") {
  CHECK(entry("<title type=\"text\">Tags &lt;b&gt; &amp;amp; more</title>").title == "Tags <b> &amp; more");
  CHECK(entry("<content type=\"text\">One &lt;p&gt;\n\nTwo</content>").body == "One <p>\n\nTwo");
  CHECK(entry("<content type=\"html\">&lt;p&gt;One&lt;/p&gt;&lt;p&gt;Two&lt;/p&gt;</content>").body == "One\n\nTwo");
}

TEST_CASE("an entry that was only updated is dated by that, less surely", "[feed]") {
  const Article article = entry("<updated>2024-03-15T00:00:00Z</updated>");
  CHECK(article.published == "2024-03-15T00:00:00Z");
  CHECK(article.published_confidence < 0.7);
}

TEST_CASE("RSS 1.0 in Latin 1, and with a prefix of its own, is read", "[feed]") {
  const std::string plain = "<?xml version=\"1.0\" encoding=\"ISO-8859-1\"?><rdf:RDF xmlns=\"http://purl.org/rss/1.0/\"><channel rdf:about=\"x\"><title>Le Journal</title><dc:language>fr</dc:language><items><rdf:Seq/></items></channel>"
                            "<item rdf:about=\"https://journal.example/a\"><title>\xC9t\xE9</title><dc:date>2024-03-14T09:30+01:00</dc:date><dc:creator>Anne Lie</dc:creator></item></rdf:RDF>";
  const Article article = *parsed_of(plain, "x.rdf").at(0).article;
  CHECK(article.title == "\u00c9t\u00e9");
  CHECK(article.url == "https://journal.example/a");
  CHECK(article.source == "Le Journal");
  CHECK(article.language == "fr");
  CHECK(article.published == "2024-03-14T09:30:00+01:00");
  const Article prefixed = *parsed_of("<rdf:RDF><rss:channel><rss:title>J</rss:title></rss:channel><rss:item><rss:title>A</rss:title><rss:link>https://j.example/b</rss:link></rss:item></rdf:RDF>", "x.rdf").at(0).article;
  CHECK(prefixed.title == "A");
  CHECK(prefixed.source == "J");
  CHECK(prefixed.url == "https://j.example/b");
}

TEST_CASE("an item without a date may have one in its address, never in the feed's name", "[feed]") {
  const auto dated = [](const std::string& link) { return parsed_of(rss("<item><link>" + link + "</link></item>"), "2019-05-05.xml").at(0).article->published; };
  CHECK(dated("https://courier.example/2024/03/14/a") == "2024-03-14");
  CHECK(dated("https://courier.example/a").empty());
}

TEST_CASE("a feed without items says so", "[feed]") {
  CHECK_THAT(problem_of(rss(""), "feed.xml"), Catch::StartsWith("no article in it"));
  CHECK_THAT(problem_of("WARC/1.0\r\nWARC-Type: warcinfo\r\nContent-Length: 0\r\n\r\n\r\n\r\n", "a.warc"), Catch::StartsWith("no article in it"));
}

TEST_CASE("XML that is no feed or news format is said to be none", "[feed]") {
  CHECK_THAT(problem_of("<?xml version=\"1.0\"?><urlset><url/></urlset>", "sitemap.xml"), Catch::Contains("<urlset>"));
  CHECK(records_of("<?xml version=\"1.0\"?><!DOCTYPE html><html><body>x</body></html>", "x.xml").at(0).format == Format::html);
}

}  // namespace dateline
