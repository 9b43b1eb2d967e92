// Pages as articles: what they say of themselves, and their text.
#include <catch2/catch.hpp>
#include <string>

#include "indexer/extraction/html_tree.h"
#include "../child.h"
#include "records.h"

namespace dateline {
namespace {

const std::string kFirst =
    "The ferry between the two banks of the estuary sailed again on Monday, three weeks after a storm had torn away the landing stage on the northern side.";
const std::string kSecond =
    "Some forty passengers were on board the first crossing, among them the mayor, who had promised in January that the stage would be rebuilt before spring.";
const std::string kThird =
    "The company that runs the boats said it would keep to the winter timetable for now and decide in April whether a second vessel could be afforded.";
const std::string kBody = kFirst + "\n\n" + kSecond + "\n\n" + kThird;
const std::string kParagraphs = "<p>" + kFirst + "</p>\n<p>" + kSecond + "</p>\n<p>" + kThird + "</p>";

std::string page(const std::string& head, const std::string& body) { return "<!doctype html><html><head>" + head + "</head><body>" + body + "</body></html>"; }

Article read(const std::string& head, const std::string& body = "<article>" + kParagraphs + "</article>") { return article_of(page(head, body), "x.html"); }

std::string json_ld(const std::string& json) { return "<script type=\"application/ld+json\">" + json + "</script>"; }

std::string body_of(const std::string& body) { return read("<title>Ferry sails again</title>", body).body; }

std::string repeated(const std::string& text, std::size_t times) {
  std::string out;
  for (std::size_t i = 0; i < times; ++i) out += text;
  return out;
}

}  // namespace

TEST_CASE("a page's JSON-LD says what its article is", "[html]") {
  const Article article = read(json_ld(R"({"@context":"https://schema.org","@type":"NewsArticle","headline":"Ferry sails again","datePublished":"2024-03-14T09:30:00Z",
      "dateModified":"2024-03-15","author":[{"@type":"Person","name":"Ann Lee"},{"@type":"Person","name":"Tom Day"}],"publisher":{"@type":"Organization","name":"Harbor Courier"},
      "articleSection":"Coast","url":"https://paper.example/ferry"})"));
  CHECK(article.title == "Ferry sails again");
  CHECK(article.published == "2024-03-14T09:30:00Z");
  CHECK(article.published_from == "jsonld");
  CHECK(article.modified == "2024-03-15");
  CHECK(article.authors == std::vector<std::string>{"Ann Lee", "Tom Day"});
  CHECK(article.source == "Harbor Courier");
  CHECK(article.section == "Coast");
  CHECK(article.url == "https://paper.example/ferry");
  CHECK(article.body == kBody);
}

TEST_CASE("the article is found in a graph, a list, or as the main entity", "[html]") {
  for (const char* json : {R"({"@graph":[{"@type":"WebSite","name":"x"},{"@type":"Article","headline":"Ferry"}]})", R"([{"@type":"Person"},{"@type":["Thing","ReportageNewsArticle"],"headline":"Ferry"}])",
                           R"({"@type":"WebPage","mainEntity":{"@type":"BlogPosting","headline":"Ferry"}})", R"({"@type":"Report","headline":["Ferry"]})"})
    CHECK(read("<title>Other</title>" + json_ld(json)).title == "Ferry");
}

TEST_CASE("JSON-LD that is no article, or no JSON, is passed over", "[html]") {
  for (const char* json : {R"({"@type":"Organization","name":"x","headline":"Wrong"})", "{not json", "", "[]", "17", R"({"@type":17})"})
    CHECK(read("<title>Ferry</title>" + json_ld(json)).title == "Ferry");
  CHECK(read(json_ld("{\"@type\":\"BreadcrumbList\"}") + json_ld(R"({"@type":"Article","headline":"Ferry"})")).title == "Ferry");
}

TEST_CASE("authors in JSON-LD may be names, objects or one of them; addresses are none", "[html]") {
  CHECK(read(json_ld(R"({"@type":"Article","author":"Ann Lee"})")).authors == std::vector<std::string>{"Ann Lee"});
  CHECK(read(json_ld(R"({"@type":"Article","author":["Ann Lee",{"name":"Tom Day"},{"@id":"x"}]})")).authors == std::vector<std::string>{"Ann Lee", "Tom Day"});
  CHECK(read(json_ld(R"({"@type":"Article","author":"https://paper.example/ann"})")).authors.empty());
}

TEST_CASE("meta elements say title, paper, section, day, tags", "[html]") {
  const Article article = read(
      "<title>Ferry sails again - Harbor Courier</title>"
      "<meta property=\"og:title\" content=\"Ferry sails again | Harbor Courier\"><meta property='og:site_name' content='Harbor Courier'>"
      "<meta property=\"article:published_time\" content=\"2024-03-14T10:30:00+01:00\"><meta property=\"article:modified_time\" content=\"2024-03-15T08:00:00+01:00\">"
      "<meta property=\"article:section\" content=\"Coast\"><meta property=\"article:tag\" content=\"ferry\"><meta property=\"article:tag\" content=\"storm\">"
      "<meta name=\"author\" content=\"Ann Lee\"><link rel=\"canonical\" href=\"https://paper.example/ferry\"><meta property=\"og:url\" content=\"https://paper.example/other\">");
  CHECK(article.title == "Ferry sails again");
  CHECK(article.source == "Harbor Courier");
  CHECK(article.published == "2024-03-14T10:30:00+01:00");
  CHECK(article.published_from == "meta");
  CHECK(article.modified == "2024-03-15T08:00:00+01:00");
  CHECK(article.section == "Coast");
  CHECK(article.tags == std::vector<std::string>{"ferry", "storm"});
  CHECK(article.authors == std::vector<std::string>{"Ann Lee"});
  CHECK(article.url == "https://paper.example/ferry");
}

TEST_CASE("the many names of a date in meta elements are known", "[html]") {
  for (const char* name : {"datePublished", "pubdate", "publish-date", "DC.date.issued", "parsely-pub-date", "sailthru.date", "date"}) {
    CAPTURE(name);
    CHECK(read("<meta name=\"" + std::string(name) + "\" content=\"March 14, 2024\">").published == "2024-03-14");
  }
}

TEST_CASE("microdata and <time> say when", "[html]") {
  const std::string rest = kParagraphs + "</article>";
  CHECK(read("", "<article><span itemprop=\"datePublished\" content=\"2024-03-14\">yesterday</span>" + rest).published == "2024-03-14");
  CHECK(read("", "<article><meta itemprop=\"datePublished\" content=\"2024-03-14\">" + rest).published == "2024-03-14");
  const Article timed = read("", "<article><time datetime=\"2024-03-14T09:30:00Z\">on Thursday</time>" + rest);
  CHECK(timed.published == "2024-03-14T09:30:00Z");
  CHECK(timed.published_from == "time");
  CHECK(read("", "<article><time>March 14, 2024</time>" + rest).published == "2024-03-14");
}

TEST_CASE("the byline on the page says who and when, when nothing better does", "[html]") {
  const Article article = read("<title>Ferry</title>", "<article><div class=\"article-meta\">By Ann Lee | March 14, 2024</div>" + kParagraphs + "</article>");
  CHECK(article.authors == std::vector<std::string>{"Ann Lee"});
  CHECK(article.published == "2024-03-14");
  CHECK(article.published_from == "byline");
  CHECK(read("", "<article><span itemprop=\"author\">Ann Lee</span>" + kParagraphs + "</article>").authors == std::vector<std::string>{"Ann Lee"});
}

TEST_CASE("the best evidence of the date wins", "[html]") {
  const Article article = read(json_ld(R"({"@type":"Article","datePublished":"2024-03-14"})") + "<meta name=\"date\" content=\"2024-03-15\">",
                               "<article><time datetime=\"2024-03-16\"></time>" + kParagraphs + "</article>");
  CHECK(article.published == "2024-03-14");
  CHECK(article.published_from == "jsonld");
}

TEST_CASE("a page without any date takes that of its address", "[html]") {
  const Article article = read("<link rel=canonical href=https://paper.example/2024/03/14/ferry>");
  CHECK(article.published == "2024-03-14");
  CHECK(article.published_from == "url");
}

TEST_CASE("the title is the heading, or the title element without the site", "[html]") {
  CHECK(read("<title>Ferry sails again to the other bank | Harbor Courier</title>").title == "Ferry sails again to the other bank");
  CHECK(read("<title>Ferry sails again to the other bank — Harbor Courier</title>").title == "Ferry sails again to the other bank");
  CHECK(read("<title>Harbor Courier</title>", "<article><h1>Ferry  sails\nagain</h1>" + kParagraphs + "</article>").title == "Ferry sails again");
  CHECK(read("", "<svg><title>Logo</title></svg><article>" + kParagraphs + "</article>").title.empty());
}

TEST_CASE("entities in titles and text are characters", "[html]") {
  const Article article = read("<title>Ferry &amp; bridge&#8230; both</title>", "<article><p>Caf&eacute;s &lt;open&gt; again. " + kFirst + "</p><p>" + kSecond + "</p></article>");
  CHECK(article.title == "Ferry & bridge… both");
  CHECK_THAT(article.body, Catch::StartsWith("Cafés <open> again."));
}

TEST_CASE("the language is that of the page", "[html]") {
  CHECK(article_of("<html lang=\"de-AT\"><body>" + kParagraphs + "</body></html>", "x.html").language == "de");
  CHECK(article_of("<html lang=\"x\"><body>" + kParagraphs + "</body></html>", "x.html").language.empty());
}

TEST_CASE("an address that is none is left out", "[html]") {
  CHECK(read("<link rel=\"canonical\" href=\"/ferry\">").url.empty());
  CHECK(read("<link rel=\"canonical\" href=\"javascript:x\">").url.empty());
}

TEST_CASE("menus, captions, comments and advertisements are no text", "[html]") {
  const std::string menu = "<nav><ul><li><a href=a>Home</a></li><li><a href=b>News of the whole long region and its towns</a></li></ul></nav>";
  for (const std::string aside :
       {"<aside>A box on another matter that is quite long enough to be taken for a paragraph of the text.</aside>", "<figure><img src=x><figcaption>The old landing stage in winter, seen from the south.</figcaption></figure>",
        "<div class=\"ad-slot\">Buy a boat for the summer now and pay for it in the winter, says this box.</div>", "<div class=\"newsletter-signup\">Every morning in your post: our letter on what happens at the coast.</div>",
        "<script>var text = 'The ferry between the two banks';</script>", "<style>p { color: red; }</style>", "<noscript>Please switch on the scripts of your browser, without which nothing works here.</noscript>",
        "<form><label>Your address, so that we may write to you whenever something happens</label><input></form>", "<div class=\"share-bar\"><a href=x>Tell your friends about this story on all of the networks</a></div>",
        "<p>Advertisement</p>", "<p>Photo: Eva Ruiz</p>", "<p class=\"byline\">By Ann Lee</p>"}) {
    CAPTURE(aside);
    CHECK(body_of(menu + "<article><h1>Ferry sails again</h1><p>" + kFirst + "</p>" + aside + "<p>" + kSecond + "</p><p>" + kThird + "</p></article><footer>Harbor Courier, 1 Quay Street, all rights reserved.</footer>") == kBody);
  }
  std::string comments = "<section id=\"comments\">";
  for (int i = 0; i < 30; ++i) comments += "<p>I was on that boat and I tell you that the mayor was not, whatever he may have said about it, number " + std::to_string(i) + ".</p>";
  CHECK(body_of("<article>" + kParagraphs + "</article>" + comments + "</section>") == kBody);
}

TEST_CASE("a list of links beside the text is no text", "[html]") {
  std::string links = "<div>";
  for (int i = 0; i < 40; ++i) links += "<p><a href=x>Another story about the ferry and the storm of January, number " + std::to_string(i) + "</a></p>";
  CHECK(body_of(links + "</div><div>" + kParagraphs + "</div>") == kBody);
}

TEST_CASE("links, emphasis and spans within a paragraph stay in it", "[html]") {
  CHECK(body_of("<article><p>" + kFirst + " <a href=x>See</a> <b>this</b><i>!</i></p><p>" + kSecond + "</p></article>") == kFirst + " See this!\n\n" + kSecond);
}

TEST_CASE("a double line break ends a paragraph, a single one does not", "[html]") {
  CHECK(body_of("<div>" + kFirst + "<br><br>" + kSecond + "<br>\n<br/>\n" + kThird + "</div>") == kBody);
  CHECK(body_of("<article><p>" + kFirst + "<br>" + kSecond + "</p></article>") == kFirst + " " + kSecond);
}

TEST_CASE("the title above the text is not repeated in it", "[html]") {
  CHECK(body_of("<article><h1>FERRY SAILS AGAIN</h1><p>By Ann Lee</p>" + kParagraphs + "</article>") == kBody);
}

TEST_CASE("headings between paragraphs are text", "[html]") {
  CHECK(body_of("<article><p>" + kFirst + "</p><h2>A mayor's promise</h2><p>" + kSecond + "</p></article>") == kFirst + "\n\nA mayor's promise\n\n" + kSecond);
}

TEST_CASE("a tiny page gives what it has", "[html]") {
  CHECK(read("<title>Ferry</title>", "<p>It sails.</p>").body == "It sails.");
  CHECK(read("<title>Ferry</title>", "").title == "Ferry");
  CHECK(read("<title>Ferry</title>", "").body.empty());
  CHECK(article_of("<html></html>", "x.html").title.empty());
  CHECK(article_of("<p>It sails", "x.html").body == "It sails");
}

TEST_CASE("a page without article elements is read by its paragraphs", "[html]") {
  CHECK(body_of("<div id=main><div>" + kParagraphs + "</div></div>") == kBody);
  CHECK(body_of("<table><tr><td>" + kParagraphs + "</td></tr></table>") == kBody);
}

TEST_CASE("broken markup is read as browsers do", "[html]") {
  CHECK(article_of("<html><title>Ferry<body><div><p>" + kFirst + "<p>" + kSecond + "</i></b></div>", "x.html").body.empty());  // an unclosed title takes it all
  CHECK(article_of("<html><title>Ferry</title><body><div><p>" + kFirst + "<p>" + kSecond + "</i></b></div>", "x.html").body == kFirst + "\n\n" + kSecond);
  CHECK(article_of("<div><p>" + kFirst + "<p>" + kSecond + "<", "x.html").body.size() > 200);
}

TEST_CASE("what is nested too deeply to be followed is taken as text", "[html]") {
  std::string deep = "<html><body>", bold = deep;
  for (int i = 0; i < 20000; ++i) deep += "<div>";
  for (int i = 0; i < 5000; ++i) bold += "<b><i>";
  for (const std::string& start : {deep, bold}) {
    const std::string body = article_of(start + kFirst + "<script>var hidden;</script>", "x.html").body;
    CHECK_THAT(body, Catch::Contains("ferry"));
    CHECK_THAT(body, !Catch::Contains("hidden"));
  }
}

TEST_CASE("many paragraphs, list items and cells one after another are not deep", "[html]") {
  std::string wide = "<html><body><article>";
  for (int i = 0; i < 5000; ++i) wide += "<p>The ferry sailed for the time number " + std::to_string(i) + ", and nobody counted any more.";
  wide += "<ul>";
  for (int i = 0; i < 5000; ++i) wide += "<li>one<br>two";
  CHECK(article_of(wide, "x.html").body.size() > 200000);
}

TEST_CASE("the tree: attributes and text of elements", "[html]") {
  const std::string text = "<p class=x ID=y>a<b>b</b><script>c</script> d</p>";
  const HtmlTree tree(text);
  REQUIRE(tree.root());
  std::string found;
  each_element(*tree.root(), [&](const GumboNode& node) {
    if (is_element(node, GUMBO_TAG_P)) {
      found = text_in(node);
      CHECK(attribute(node, "class") == "x");
      CHECK(attribute(node, "id") == "y");
      CHECK(attribute(node, "none").empty());
    }
    return true;
  });
  CHECK(found == "ab d");
}

TEST_CASE("a class such as overflow-hidden does not make a page's text invisible", "[html][bug]") {
  CHECK(body_of("<div class=\"relative overflow-hidden\"><div>" + kParagraphs + "</div></div>").size() > 200);
}

TEST_CASE("a class such as commentary or shareholder-news does not make a page's text an aside", "[html][bug]") {
  CHECK(body_of("<div class=\"commentary\"><div>" + kParagraphs + "</div></div>").size() > 200);
  CHECK(body_of("<div class=\"shareholder-news\"><div>" + kParagraphs + "</div></div>").size() > 200);
}

TEST_CASE("the menu in the other cell of a layout table is no text", "[html][bug]") {
  CHECK_THAT(body_of("<table><tr><td><a href=a>Home</a></td><td>" + kParagraphs + "</td></tr></table>"), Catch::StartsWith("The ferry"));
}

TEST_CASE("a page with many drawings is not nested too deeply", "[html][bug]") {
  std::string drawing = "<svg>";
  for (int i = 0; i < 2500; ++i) drawing += "<path d=\"M0 0\"/>";
  CHECK(body_of(drawing + "</svg><article>" + kParagraphs + "</article>").size() > 200);
}

TEST_CASE("a page with a long script is not nested too deeply", "[html][bug]") {
  std::string script = "<script>";
  for (int i = 0; i < 2500; ++i) script += "for(i=0;i<n;i++)f(i);";
  CHECK(body_of(script + "</script><article>" + kParagraphs + "</article>").size() > 200);
}

TEST_CASE("a page whose table bodies and columns are never closed is not nested too deeply", "[html][bug]") {
  std::string tables;
  for (int i = 0; i < 1200; ++i) tables += "<table><thead><tr><th>a<tbody><tr><td>b</table>";
  CHECK(body_of(tables + "<article>" + kParagraphs + "</article>").size() > 200);
}

TEST_CASE("a page whose JSON-LD is nested without end does not crash the reader", "[html][bug]") {
  const std::string deep = repeated("[", 200000) + repeated("]", 200000);
  CHECK(survives([&] { parsed_of("<html><head><script type=\"application/ld+json\">{\"@type\":\"Article\",\"headline\":" + deep + "}</script></head><body>x</body></html>", "x.html"); }));
  CHECK(survives([&] { parsed_of("<html><head><script type=\"application/ld+json\">{\"@type\":" + deep + "}</script></head><body>x</body></html>", "x.html"); }));
}

TEST_CASE("end tags that close nothing do not hide how deep a page is nested", "[html][bug]") {
  CHECK(survives([&] { parsed_of("<html><body>" + repeated("<div></x>", 30000) + "<p>text</p>", "x.html"); }));
}

TEST_CASE("a page of less than a megabyte with many errors takes no gigabytes", "[html][bug]") {
  CHECK(survives([&] { parsed_of("<html><body>" + repeated("<div>", 1900) + repeated("</x>", 200000) + "<p>text</p>", "x.html"); }, 20, 1000));
}

TEST_CASE("a page that ends within a tag is a page, and does not end the run", "[html]") {
  CHECK(article_of("<html><head><title>Ferry</title></head><body><p>The ferry sails again.</p><div class=\"x", "x.html").title == "Ferry");
}

TEST_CASE("elements that only look closed count as nested: a page of <div/> does not crash the reader", "[html]") {
  CHECK(survives([&] { parsed_of("<html><body>" + repeated("<div/>", 20000) + "<p>text</p>", "x.html"); }));
}

TEST_CASE("the word script in a comment, or a style in a drawing, does not hide how deep a page is nested", "[html]") {
  CHECK(survives([&] { parsed_of("<html><body><!-- <script> -->" + repeated("<div>", 20000) + "<p>text", "x.html"); }));
  CHECK(survives([&] { parsed_of("<html><body><svg><style>" + repeated("<div>", 20000) + "<p>text", "x.html"); }));
}

TEST_CASE("bold that is opened in every block and never closed takes no gigabytes", "[html]") {
  std::string page = "<html><body>";
  for (int i = 0; i < 4000; ++i) page += "<div><b id=" + std::to_string(i) + "></div>";
  CHECK(survives([&] { parsed_of(page, "x.html"); }, 30, 1000));
}

}  // namespace dateline
