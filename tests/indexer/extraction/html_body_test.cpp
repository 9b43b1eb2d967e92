// Which blocks of a page are its article.
#include <catch2/catch.hpp>
#include <string>

#include "indexer/extraction/html_body.h"
#include "indexer/extraction/html_tree.h"

namespace dateline {
namespace {

const std::string kFirst = "The ferry between the two banks of the estuary sailed again on Monday, three weeks after a storm had torn away the landing stage on the northern side.";
const std::string kSecond = "Some forty passengers were on board the first crossing, among them the mayor, who had promised in January that the stage would be rebuilt before spring.";
const std::string kThird = "The company that runs the boats said it would keep to the winter timetable for now and decide in April whether a second vessel could be afforded.";
const std::string kBody = kFirst + "\n\n" + kSecond + "\n\n" + kThird;

std::string p(const std::string& text) { return "<p>" + text + "</p>"; }
const std::string kParagraphs = p(kFirst) + p(kSecond) + p(kThird);

std::string body_of(const std::string& html, const Article& told = {}) {
  const std::string page = "<!doctype html><html><body>" + html + "</body></html>";
  const HtmlTree tree(page);
  return html_body(page_blocks(*tree.root()), told);
}

std::string article(const std::string& inner) { return "<main><article><h1>Ferry sails again</h1>" + inner + "</article></main>"; }

}  // namespace

TEST_CASE("a name that frames does not count for what holds the headline and the text", "[body]") {
  CHECK(body_of("<div class=\"content-nav\"><h1>Ferry sails again</h1>" + kParagraphs + "</div><footer><p>Harbor Courier, 1 Quay Street, is a paper of the coast and all its towns.</p></footer>") == kBody);
  CHECK(body_of("<div class=paywall><div class=article-body>" + kParagraphs + "</div></div>") == kBody);
  CHECK(body_of("<section class=\"article with-sidebar\"><div>" + kParagraphs + "</div></section>") == kBody);
}

TEST_CASE("lists of other articles are left out, called so or not", "[body]") {
  std::string cards;
  for (int i = 0; i < 5; ++i)
    cards += "<div><h3><a href=x>What the storm of January did to harbour number " + std::to_string(i) + "</a></h3>"
             "<p>A few lines on it, which are quite long enough to be taken for a paragraph of some other text than this.</p></div>";
  CHECK(body_of(article(kParagraphs) + "<div>" + cards + "</div>") == kBody);
  CHECK(body_of("<main><article><h1>Ferry sails again</h1>" + kParagraphs + "<div>" + cards + "</div></article></main>") == kBody);
}

TEST_CASE("the lines below a headline that stands apart are text", "[body]") {
  const std::string standfirst = "Three weeks after the storm the two banks are joined again";
  CHECK(body_of("<header><h1>Ferry sails again</h1><p>" + standfirst + "</p><p>By Ann Lee</p></header><div class=story-body>" + kParagraphs + "</div>") == standfirst + "\n\n" + kBody);
  CHECK(body_of("<header><h1>Ferry sails again</h1><p>Published Thursday 14 March 2024 at ten in the morning by Ann Lee</p></header><div class=story-body>" + kParagraphs + "</div>") == kBody);
}

TEST_CASE("a paragraph goes on after a note that opens in place, and is none without a visible character", "[body]") {
  const std::string broken = "<p>The stage was torn away in January (<span>1<div class=\"tooltip\" hidden><ul><li><a href=x>Source</a></li></ul></div></span>). " + kFirst + "</p>";
  const std::string body = body_of(article(broken + p("\u200B") + p("\u200D") + p(kSecond) + p(kThird)));
  CHECK(body.find("\n\n).") == std::string::npos);
  CHECK(body.find("). The ferry") != std::string::npos);
  CHECK(body.find("\u200B") == std::string::npos);
  CHECK(body.find("\u200D") == std::string::npos);
}

TEST_CASE("what stands above the headline is left out", "[body]") {
  CHECK(body_of("<article><p>Coast</p><p>Tuesday</p><h1>Ferry sails again</h1>" + kParagraphs + "</article>") == kBody);
}

TEST_CASE("headings with nothing under them are left out", "[body]") {
  CHECK(body_of(article(kParagraphs + "<h2>Our other letters</h2>")) == kBody);
  CHECK(body_of(article(p(kFirst) + "<h2>Winter timetable</h2>" + p(kSecond) + p(kThird))) == kFirst + "\n\nWinter timetable\n\n" + kSecond + "\n\n" + kThird);
}

TEST_CASE("answers folded away are text, hidden notes are none", "[body]") {
  CHECK(body_of(article(p(kFirst) + "<h2>Who was on board?</h2><div class=\"faq accordion\" style=\"display:none\">" + p(kSecond) + "</div>" + p(kThird))) ==
        kFirst + "\n\nWho was on board?\n\n" + kSecond + "\n\n" + kThird);
  CHECK(body_of(article(kParagraphs + "<div style=\"display: none\"><p>We ask you to think of what it costs to print a paper on a coast such as ours.</p></div>")) == kBody);
}

TEST_CASE("a page that is put together by scripts is read", "[body]") {
  CHECK(body_of("<main><h1>Ferry sails again</h1><div>Loading</div></main><div hidden id=S:1>" + kParagraphs + "</div>") == kBody);
}

TEST_CASE("lines on the authors are left out", "[body]") {
  Article told;
  told.authors = {"Ann Lee"};
  CHECK(body_of(article(kParagraphs + p("Ann Lee is a reporter who has written on boats and harbours of this coast for ten years.")), told) == kBody);
  CHECK(body_of(article(kParagraphs + p("Ann Leeman is a pilot who has brought boats into the harbours of this coast for ten years.")), told) != kBody);
}

TEST_CASE("text said twice in a row for two sizes of screen is kept once", "[body]") {
  CHECK(body_of(article("<p class=wide>" + kFirst + "</p><p class=narrow>" + kFirst + "</p>" + p(kSecond) + p(kThird))) == kBody);
}

TEST_CASE("the page's data tells what between the paragraphs is no part of the article", "[body]") {
  Article told;
  std::string more;
  for (int i = 0; i < 6; ++i) more += "\n\nOn day " + std::to_string(i) + " of the repair the men of the yard set " + std::to_string(i + 7) + " new piles into the bed of the river, and the tide took none of them away again.";
  told.body = kBody + more;
  std::string html;
  for (std::size_t at = 0; at < more.size();) {
    const std::size_t begin = more.find_first_not_of('\n', at), end = std::min(more.find('\n', begin), more.size());
    html += p(more.substr(begin, end - begin));
    at = end;
  }
  CHECK(body_of(article(p(kFirst) + p("Take part in our great reader survey about boats this week and win one of ten jackets.") + p(kSecond) + p(kThird) + html), told) == kBody + more);
}

TEST_CASE("where the page shows a teaser only, the text of its data serves", "[body]") {
  Article told;
  told.body = kBody;
  CHECK(body_of("<article><h1>Ferry sails again</h1><p>Passengers cheered as the boat left.</p></article>", told) == kBody);
}

TEST_CASE("data that is cut short takes nothing away", "[body]") {
  Article told;
  told.body = kFirst.substr(0, 100) + "...";
  CHECK(body_of(article(kParagraphs), told) == kBody);
}

TEST_CASE("cells of a layout are blocks, rows of a table are lines", "[body]") {
  CHECK(body_of("<table><tr><td><a href=x>Home</a> <a href=y>Coast</a></td><td>" + kFirst + "<br><br>" + kSecond + "<br><br>" + kThird + "</td></tr></table>") == kBody);
  CHECK(body_of(article(p(kFirst) + "<table><tr><td>Monday</td><td>12</td></tr><tr><td>Tuesday</td><td>14</td></tr></table>" + p(kSecond) + p(kThird))) ==
        kFirst + "\n\nMonday 12\n\nTuesday 14\n\n" + kSecond + "\n\n" + kThird);
}

TEST_CASE("pages nested without end, or of one endless line, are survived", "[body]") {
  std::string deep;
  for (int i = 0; i < 20000; ++i) deep += "<div class=related>";
  body_of(deep + kParagraphs);
  body_of("<p>" + std::string(2000000, 'x') + "</p>");
  std::string rows;
  for (int i = 0; i < 20000; ++i) rows += "<tr><td><a href=x>y</a></td></tr>";
  body_of("<table>" + rows + "</table>");
}

}  // namespace dateline
