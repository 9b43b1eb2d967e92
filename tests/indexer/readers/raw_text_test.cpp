#include "indexer/extraction/raw_text.h"

#include <catch2/catch.hpp>
#include <string>

#include "indexer/extraction/lines.h"
#include "indexer/extraction/page_text.h"
#include "records.h"

namespace dateline {
namespace {

// With its dates judged by nothing but the text.
Article text_article(std::string_view text) {
  DateLedger dates;
  Article article = article_from_text(text, dates);
  decide(dates, {});
  set_dates(article, dates);
  return article;
}

const std::string kFirst =
    "The ferry between the two banks of the estuary sailed again on Monday, three weeks after a storm had torn away the landing stage on the northern side.";
const std::string kSecond =
    "Some forty passengers were on board the first crossing, among them the mayor, who had promised in January that the stage would be rebuilt before spring.";
const std::string kThird =
    "The company that runs the boats said it would keep to the winter timetable for now and decide in April whether a second vessel could be afforded.";
const std::string kBody = kFirst + "\n\n" + kSecond + "\n\n" + kThird;

Article read(const std::string& text) { return text_article(text); }

}  // namespace

TEST_CASE("the first line is the title, the rest the text", "[raw_text]") {
  const Article article = read("Ferry sails again\n\n" + kBody + "\n");
  CHECK(article.title == "Ferry sails again");
  CHECK(article.body == kBody);
  CHECK(article.authors.empty());
  CHECK(article.published.empty());
  CHECK(article.source.empty());
}

TEST_CASE("a headline that comes twice is one, and is no part of the text", "[raw_text]") {
  const Article article = read("Ferry sails again at last\n\nFerry sails again at last\n\nBy Ann Lee\n\n" + kBody);
  CHECK(article.title == "Ferry sails again at last");
  CHECK(article.body == kBody);
  CHECK(article.authors == std::vector<std::string>{"Ann Lee"});
}

TEST_CASE("of a menu and a doubled headline, the headline is the title", "[raw_text]") {
  const Article article = read("Home | World | Sport | Weather\n\nRiver News\n\nFerry sails again at last\n\nFerry sails again at last\n\n" + kBody);
  CHECK(article.title == "Ferry sails again at last");
  CHECK(article.body == kBody);
}

TEST_CASE("byline and date line stand between title and text", "[raw_text]") {
  const Article article = read("Ferry sails again\n\nBy Ann Lee and Tom Day\nMarch 14, 2024\nUpdated: March 15, 2024\n\n" + kBody);
  CHECK(article.authors == std::vector<std::string>{"Ann Lee", "Tom Day"});
  CHECK(article.published == "2024-03-14");
  CHECK(article.published_from == "byline");
  CHECK(article.published_confidence > 0.5);
  CHECK(article.modified == "2024-03-15");
  CHECK(article.body == kBody);
}

TEST_CASE("byline and date may share a line, or stand above the title", "[raw_text]") {
  CHECK(read("Ferry sails again\nBy Ann Lee | Mar 14, 2024\n\n" + kBody).published == "2024-03-14");
  CHECK(read("Ferry sails again\nAnn Lee - March 14, 2024\n\n" + kBody).authors == std::vector<std::string>{"Ann Lee"});
  const Article above = read("March 14, 2024\nHarbor Courier\n\nFerry sails again\n\n" + kBody);
  CHECK(above.title == "Ferry sails again");
  CHECK(above.published == "2024-03-14");
  CHECK(above.source == "Harbor Courier");
}

TEST_CASE("a dateline names agency and day when the head does not", "[raw_text]") {
  const Article article = read("Ferry sails again\n\nBREMEN, March 14, 2024 (Meridian Wire) - " + kBody);
  CHECK(article.source == "Meridian Wire");
  CHECK(article.published == "2024-03-14");
  CHECK(article.published_from == "dateline");
  CHECK_THAT(article.body, Catch::StartsWith("BREMEN, March 14, 2024 (Meridian Wire) - The ferry"));
}

TEST_CASE("the head wins over the dateline", "[raw_text]") {
  const Article article = read("Ferry sails again\nBy Ann Lee, Harbor Courier\nMarch 15, 2024\n\nBREMEN, March 14, 2024 (Meridian Wire) - " + kBody);
  CHECK(article.source == "Harbor Courier");
  CHECK(article.published == "2024-03-15");
}

TEST_CASE("a date below the text is the article's when its head has none", "[raw_text]") {
  const Article signed_off = read("FERRY SAILS AGAIN\n\nHARWICH, MARCH 14 (MERIDIAN WIRE) - " + kBody + "\n\nMARCH 14, 1969\n");
  CHECK(signed_off.published == "1969-03-14");
  CHECK(signed_off.body.find("1969") == std::string::npos);
  CHECK(read("Ferry sails again\n\n14 March 2024\n\n" + kBody + "\n\n15 March 2024\n").published == "2024-03-14");
}

TEST_CASE("a wrapped paragraph of two lines in capitals is one", "[raw_text]") {
  const Article article = read("FERRY SAILS AGAIN\n\n" + kFirst + "\n\nTHE COMPANY WILL DECIDE IN APRIL WHETHER A SECOND VESSEL CAN BE\nAFFORDED FOR THE SUMMER.\n");
  CHECK(article.body == kFirst + "\n\nTHE COMPANY WILL DECIDE IN APRIL WHETHER A SECOND VESSEL CAN BE AFFORDED FOR THE SUMMER.");
}

TEST_CASE("captions, notices and menus are left out", "[raw_text]") {
  for (const char* line : {"FILE PHOTO: The old landing stage in winter.", "Photo: Eva Ruiz", "The mayor on Monday. (Credit: Eva Ruiz)", "Advertisement", "Share this article",
                           "Sign up for our newsletter and never miss a story", "Subscribe now for 1 euro a week", "4 min read", "Read more: The storm of January",
                           "Copyright 2024 River News", "All rights reserved.", "Home > News > Region", "Listen to this article", "Originally published in River News."}) {
    CAPTURE(line);
    CHECK(read("Ferry sails again\n\n" + kFirst + "\n\n" + line + "\n\n" + kSecond + "\n\n" + kThird).body == kBody);
    CHECK(read("Ferry sails again\n\n" + std::string(line) + "\n\n" + kBody).body == kBody);
  }
}

TEST_CASE("words of a notice within a long paragraph are text", "[raw_text]") {
  const std::string paragraph = kFirst + " Read more in print, said a sign, which was an advertisement: all rights reserved, the photo: getty images.";
  REQUIRE(paragraph.size() < 320);
  const std::string longer = kSecond + " " + kThird + " The sign read: sign up for our newsletter, subscribe now, all rights reserved, and nobody minded at all.";
  CHECK_THAT(read("Ferry sails again\n\n" + longer + "\n\n" + kBody).body, Catch::StartsWith(longer));
}

TEST_CASE("what follows a heading such as Related Articles is no text", "[raw_text]") {
  for (const char* heading : {"Related Articles", "You might also like", "Read next:", "MOST READ", "About the author", "Leggi anche", "Читайте также"}) {
    CAPTURE(heading);
    const Article article = read("Ferry sails again\n\n" + kBody + "\n\n" + heading + "\n\nStorm tears away the stage\n\nA mayor and her promises\n");
    CHECK(article.body == kBody);
  }
}

TEST_CASE("a heading like that in the middle costs its links, not the rest of the text", "[raw_text]") {
  const Article article = read("Ferry sails again\n\n" + kFirst + "\n\nRelated Articles\n\nStorm tears away the stage\n\nA mayor and her promises\n\n" + kSecond + "\n\n" + kThird);
  CHECK(article.body == kBody);
}

TEST_CASE("a note on the author gives the name when no byline does", "[raw_text]") {
  const std::string note = "Ann Lee has covered the coast for River News since 2011.";
  CHECK(read("Ferry sails again\n\n" + kBody + "\n\nAbout Ann Lee\n\n" + note).authors == std::vector<std::string>{"Ann Lee"});
  CHECK(read("Ferry sails again\n\n" + kBody + "\n\nAbout the author\n\n" + note).authors == std::vector<std::string>{"Ann Lee"});
  CHECK(read("Ferry sails again\n\n" + kBody + "\n\nAbout the author\n\n" + note).body == kBody);
  CHECK(read("Ferry sails again\nBy Tom Day\n\n" + kBody + "\n\nAbout the author\n\n" + note).authors == std::vector<std::string>{"Tom Day"});
}

TEST_CASE("wrapped lines are joined to paragraphs again", "[raw_text]") {
  const Article article = read(
      "Ferry sails again\n\n"
      "The ferry between the two banks of the estuary sailed again on\n"
      "Monday, three weeks after a storm had torn away the landing\n"
      "stage on the northern side of the water.\n\n"
      "Some forty passengers were on board the first crossing, among\n"
      "them the mayor, who had promised in January that it would be\n"
      "rebuilt.\n");
  CHECK(article.title == "Ferry sails again");
  CHECK(article.body ==
        "The ferry between the two banks of the estuary sailed again on Monday, three weeks after a storm had torn away the landing stage on the northern side of the water.\n\n"
        "Some forty passengers were on board the first crossing, among them the mayor, who had promised in January that it would be rebuilt.");
}

TEST_CASE("paragraphs that are a line each stay apart without blank lines between", "[raw_text]") {
  const Article article = read("Ferry sails again\n\n" + kFirst + " " + kSecond + "\n" + kThird + " " + kFirst + "\n");
  CHECK(article.body == kFirst + " " + kSecond + "\n\n" + kThird + " " + kFirst);
}

TEST_CASE("list items stay apart", "[raw_text]") {
  const Article article = read("Ferry sails again\n\n" + kFirst + "\n\n- the landing stage was rebuilt in time;\n- the boats were painted;\n- the fares went up.\n");
  CHECK_THAT(article.body, Catch::EndsWith("\n\n- the landing stage was rebuilt in time;\n\n- the boats were painted;\n\n- the fares went up."));
}

TEST_CASE("text that begins at once has no title", "[raw_text]") {
  const Article article = read(kBody + " And that is all there is to say of it, at least until the summer comes and the guests return.");
  CHECK(article.title.empty());
  CHECK_THAT(article.body, Catch::StartsWith(kFirst));
}

TEST_CASE("a wire's slug is no title", "[raw_text]") {
  CHECK(read("URGENT\n\nFerry sails again\n\n" + kBody).title == "Ferry sails again");
  CHECK(read("a0512\nBC-Ferry-Sails, 1st Ld\n\nFerry sails again\n\n" + kBody).title == "Ferry sails again");
}

TEST_CASE("odd line ends and spaces are made plain", "[raw_text]") {
  const Article article = read("Ferry\xC2\xA0sails   again\r\n\r\n" + kFirst + "\r\n\r\n" + kSecond + "\xE2\x80\xA9" + kThird + "\r\n");
  CHECK(article.title == "Ferry sails again");
  CHECK(article.body == kBody);
  CHECK(read("Ferry sails again\r\r" + kFirst + "\r\r" + kSecond).body == kFirst + "\n\n" + kSecond);
}

TEST_CASE("empty and tiny texts are articles", "[raw_text]") {
  CHECK(read("") == Article());
  CHECK(read(" \n\n\t\n") == Article());
  CHECK(read("Ferry").title == "Ferry");
  CHECK(read("Ferry").body.empty());
}

TEST_CASE("a subtitle between title and text is kept", "[raw_text]") {
  CHECK(read("Ferry sails again\n\nThe landing stage is rebuilt after January's storm\n\n" + kBody).body == "The landing stage is rebuilt after January's storm\n\n" + kBody);
}

TEST_CASE("a text file without a date takes that of its path", "[raw_text]") {
  std::vector<Record> records = records_of("Ferry sails again\n\n" + kBody, "ferry.txt");
  REQUIRE(records.size() == 1);
  const ParsedRecord parsed = parse_record(records[0], {"/news/2024/03/14/ferry.txt"});
  REQUIRE(parsed.article);
  CHECK(parsed.article->published == "2024-03-14");
  CHECK(parsed.article->published_from == "path");
  CHECK(parsed.article->published_confidence < 0.5);
  CHECK(parsed.article->path == "/news/2024/03/14/ferry.txt");
}

TEST_CASE("lines: what is a caption, a notice, navigation", "[raw_text][lines]") {
  CHECK(is_caption("FILE PHOTO: The old stage."));
  CHECK(is_caption("The mayor waits. Photo: Eva Ruiz"));
  CHECK_FALSE(is_caption("The photograph showed a mayor who waited for the ferry."));
  CHECK(is_notice("** Share this **"));
  CHECK(is_notice("Tweet"));
  CHECK_FALSE(is_notice("Tweets from the mayor caused a stir on Monday."));
  CHECK_FALSE(is_notice("Printing works closes"));
  CHECK(is_navigation("Home | World | Sport"));
  CHECK(is_navigation("News > Region > Coast"));
  CHECK_FALSE(is_navigation("Ferry sails | River News"));
  CHECK_FALSE(is_navigation("One side | the other side of the water | a third and last side that is very long."));
}

TEST_CASE("lines: white space of every kind is trimmed and joined", "[raw_text][lines]") {
  CHECK(trimmed("\xC2\xA0 \t a b \r\n\xC2\xA0") == "a b");
  CHECK(trimmed(" \t ").empty());
  CHECK(one_line("  a\n\n b\t\xC2\xA0 c ") == "a b c");
  CHECK(plain_lines("a \r\nb\xE2\x80\x8B" "c\xE2\x80\xA8" "d") == "a\nbc\nd");
}

TEST_CASE("what follows the heading Comments or Lees ook is no text", "[raw_text][bug]") {
  const std::string body =
      "The ferry between the two banks of the estuary sailed again on Monday, three weeks after a storm had torn away the landing stage on the northern side.";
  for (const char* heading : {"Comments", "Lees ook", "Leave a comment"})
    CHECK(text_article("Ferry sails again\n\n" + body + "\n\n" + heading + "\n\nStorm tears away the stage\n").body == body);
}

TEST_CASE("a paragraph wrapped over two lines near the top is one", "[raw_text][bug]") {
  CHECK(text_article("Ferry sails again\n\n"
                          "Some forty passengers were on board the first crossing, among\n"
                          "them the mayor, who had promised that it would be rebuilt.\n")
            .body == "Some forty passengers were on board the first crossing, among them the mayor, who had promised that it would be rebuilt.");
}

namespace {

const std::string kMenu = "Skip to content\nHome\nNews\nSport\nTides\nMy account\nRiver towns in the spotlight today\nWeather\nContact us\n";
const std::string kFooter = "Home\nImprint\nPrivacy\nJobs\nAbout us\nContact\nNewsletter\nFollow us\n";

}  // namespace

TEST_CASE("of a whole page's text, the article's lines are kept", "[raw_text][page_text]") {
  const Article article = read(kMenu + "\nNews\n\nThe ferry between the banks sails again after the storm\n\nA landing stage that was torn away is back in its place.\n\nBy Ann Lee\nMarch 14, 2024\n\n" + kBody + "\n\n" + kFooter);
  CHECK(article.title == "The ferry between the banks sails again after the storm");
  CHECK(article.authors == std::vector<std::string>{"Ann Lee"});
  CHECK(article.published == "2024-03-14");
  CHECK(article.body == "A landing stage that was torn away is back in its place.\n\n" + kBody);
}

TEST_CASE("a list of links in the middle of a page's text is left out, a subhead is not", "[raw_text][page_text]") {
  const std::string links = "Storm tears away the stage\nA mayor and her promises\nBoats for sale\nTides of the week\n";
  const Article article = read(kMenu + "\nFerry sails again\n\n" + kFirst + "\n\n" + links + "\n" + kSecond + "\n\nA second vessel\n\n" + kThird + "\n\n" + kFooter);
  CHECK(article.body == kFirst + "\n\n" + kSecond + "\n\nA second vessel\n\n" + kThird);
}

TEST_CASE("an article alone is no page, however short its lines", "[raw_text][page_text]") {
  CHECK_FALSE(read_page_text("Ferry sails again\n\n" + kBody + "\n"));
  CHECK_FALSE(read_page_text("Gold\n1,943.10\nSilver\n23.02\nCopper\n3.8\nTin\n25,310\n"));
  CHECK_FALSE(read_page_text(""));
}

TEST_CASE("a page's text without spaces between its words is read as well", "[raw_text][page_text]") {
  const std::string sentence = "港の渡し船は月曜日、嵐で桟橋が失われてから三週間ぶりに運航を再開し、約四十人の乗客が最初の便に乗り込んだ。";
  CHECK(read(kMenu + "\n渡し船が運航を再開\n\n" + sentence + "\n\n" + sentence + "\n\n" + kFooter).body == sentence + "\n\n" + sentence);
}

}  // namespace dateline
