// Markup cut into tokens, and records that are not well-formed read all the same.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "../child.h"
#include "indexer/readers/entities.h"
#include "indexer/readers/markup_scanner.h"
#include "indexer/readers/xml.h"

namespace dateline {
namespace {

// "text|<tag>|..." of a text that comes in pieces of `chunk` bytes.
std::string tokens_of(const std::string& text, std::size_t chunk = SIZE_MAX) {
  MarkupScanner scanner;
  std::string out;
  bool in_text = false;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t taken = scanner.scan(std::string_view(text).substr(at, chunk));
    const MarkupToken token = scanner.token();
    if (!out.empty() && token != MarkupToken::unfinished && !(in_text && token == MarkupToken::text)) out += '|';
    if (token == MarkupToken::text) out += in_text ? "" : "text";
    if (token == MarkupToken::start_tag) out += "<" + std::string(scanner.name()) + (scanner.closes_itself() ? "/" : "");
    if (token == MarkupToken::end_tag) out += "</" + std::string(scanner.name());
    if (token == MarkupToken::cdata) out += "cdata";
    if (token == MarkupToken::other) out += "other";
    if (token != MarkupToken::unfinished) in_text = token == MarkupToken::text;
    at += taken;
  }
  return out;
}

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

std::string text_of_root(const std::string& xml) { return text_of(XmlTree(xml).root()); }

}  // namespace

TEST_CASE("tags, CDATA, comments and declarations are told from text", "[xml]") {
  CHECK(tokens_of("<a x='1'>b</a>") == "<a|text|</a");
  CHECK(tokens_of("<?xml version='1.0'?><!DOCTYPE a [<!ENTITY b \"]>\">]><a/>") == "other|other|<a/");
  CHECK(tokens_of("<![CDATA[<b>]]]]><!-- <c> -- --><d>") == "cdata|other|<d");
  CHECK(tokens_of("<a title=\"x > y\">") == "<a");
}

TEST_CASE("tokens do not depend on where the pieces end", "[xml]") {
  const std::string text = "<?xml?><!DOCTYPE x [<!ENTITY a '>'>]><rss a=\"1>\"><item><![CDATA[ ]] > ]]]>]]></item><!-- a --- b --><x/> 1 < 2 <</rss>";
  for (std::size_t chunk : {1, 2, 3, 5}) CHECK(tokens_of(text, chunk) == tokens_of(text));
}

TEST_CASE("a less-than sign that begins no tag is text", "[xml]") {
  CHECK(tokens_of("1 < 2 <3 </ <>") == "text");
  CHECK(tokens_of("<<a>") == "text|<a");
}

TEST_CASE("a tag that is not closed ends before the next", "[xml]") {
  CHECK(tokens_of("<a href=\"x <b>c</b>") == "<a|<b|text|</b");
  CHECK(tokens_of("<a " + repeated("x", 100000) + ">b</a>").substr(0, 7) == "<a|text");
}

TEST_CASE("what is not well-formed is mended", "[xml]") {
  CHECK(mended_xml("<a><b>c</a>") == "<a><b>c</b></a>");
  CHECK(mended_xml("<a>x</b></i>") == "<a>x</a>");
  CHECK(mended_xml("<a>one<br>two<img src=x.jpg></a>") == "<a>one<br/>two<img src=\"x.jpg\"/></a>");
  CHECK(mended_xml("<a b=c d='\"' e>1 < 2</a>") == "<a b=\"c\" d=\"&quot;\" e=\"\">1 &lt; 2</a>");
  CHECK(mended_xml("<a><![CDATA[cut <b") == "<a><![CDATA[cut <b]]></a>");
  CHECK(mended_xml("<a>text <b") == "<a>text </a>");
}

TEST_CASE("stray ampersands and entities of HTML are read in XML", "[xml]") {
  CHECK(text_of_root("<a>AT&T &amp; Co&nbsp;caf&eacute; &#8217;&#146; &unknown; &lt;</a>") == "AT&T & Co caf\u00e9 \u2019\u2019 &unknown; <");
  CHECK(decode_entities("&lt;&eacute;&#65;&#x42;&") == "<\u00e9AB&");
  CHECK(decode_entities("&lt;&eacute;&#65;", true) == "&lt;\u00e9&#65;");
}

TEST_CASE("entities that a document declares are not expanded, and nothing is opened", "[xml]") {
  CHECK(text_of_root("<!DOCTYPE a [<!ENTITY b \"bbbb\"><!ENTITY c SYSTEM \"file:///etc/passwd\">]><a>x&b;&c;</a>") == "x&b;&c;");
  std::string bomb = "<!DOCTYPE l [<!ENTITY l0 \"lol\">";
  for (int i = 1; i < 10; ++i) bomb += "<!ENTITY l" + std::to_string(i) + " \"" + repeated("&l" + std::to_string(i - 1) + ";", 10) + "\">";
  CHECK(text_of_root(bomb + "]><a>&l9;</a>") == "&l9;");
}

TEST_CASE("elements nested without end are cut, whether closed or not", "[xml]") {
  CHECK(survives([] {
    const XmlTree open(repeated("<a>", 300000) + "x"), closed(repeated("<a>", 300000) + "x" + repeated("</a>", 300000));
    if (text_of(open.root()) != "x" || text_of(closed.root()) != "x") throw std::runtime_error("lost");
    inner_html(closed.root());
  }));
}

TEST_CASE("what an element holds is written for an HTML parser", "[xml]") {
  CHECK(inner_html(XmlTree("<c><x:p xmlns:x='y'>a<br/>b</x:p><script src='z'/></c>").root()).find("<p") == 0);
  CHECK(inner_html(XmlTree("<c><script src='z'/>t</c>").root()) == "<script src=\"z\"></script>t");
  CHECK(inner_html(XmlTree("<c>a &lt;b&gt; &amp; c</c>").root()) == "a &lt;b&gt; &amp; c");
}

TEST_CASE("a record without a tag is no XML, and no harm", "[xml][bug]") {
  CHECK(mended_xml("text alone").find("text alone") != std::string::npos);
  CHECK_NOTHROW(mended_xml("<"));
  CHECK_NOTHROW(mended_xml(""));
}

}  // namespace dateline
