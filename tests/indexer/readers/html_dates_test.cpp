// What pages say of their dates, and which of it is believed.
#include <catch2/catch.hpp>
#include <algorithm>
#include <string>

#include "indexer/extraction/html_dates.h"
#include "indexer/extraction/named_date.h"
#include "indexer/extraction/script_dates.h"
#include "records.h"

namespace dateline {
namespace {

const std::string kFirst =
    "<p>The ferry between the two banks of the estuary sailed again on Monday, three weeks after a storm had torn away the landing stage on the northern side.</p>";
const std::string kSecond =
    "<p>Some forty passengers were on board the first crossing, among them the mayor, who had promised in January that the stage would be rebuilt before spring.</p>";
const std::string kText = kFirst + kSecond + kFirst + kSecond;
const std::string kHeadline = "<h1>Ferry sails again to the other bank</h1>";

std::string page(const std::string& head, const std::string& body, const std::string& language = "en") {
  return "<!doctype html><html lang=" + language + "><head><title>Ferry sails again to the other bank</title>" + head + "</head><body>" + body + "</body></html>";
}

ParsedRecord parsed(const std::string& text) { return parsed_of(text, "x.html").at(0); }
std::string published(const std::string& head, const std::string& body, const std::string& language = "en") { return parsed(page(head, body, language)).article->published; }
std::string shown(const std::string& line, const std::string& language = "en") { return published("", kHeadline + line + kText, language); }

// Why the candidate of that day was set aside.
std::string why_not(const ParsedRecord& record, const std::string& day) {
  for (const DateCandidate& one : record.dates.candidates)
    if (to_rfc3339(one.when.date) == day) return one.set_aside;
  return "not found";
}

std::string json_ld(const std::string& json) { return "<script type=\"application/ld+json\">" + json + "</script>"; }

}  // namespace

TEST_CASE("names of dates say what they are dates of", "[html_dates]") {
  for (const char* name : {"article:published_time", "datepublished", "dc.date.issued", "pubdate", "publish-date", "entry-date", "posted on ", "veroffentlicht am ", "publie le "})
    CHECK(named_date(name) == NamedDate::published);
  for (const char* name : {"article:modified_time", "og:updated_time", "last updated on ", "mis a jour le ", "aktualisiert: ", "lastpublisheddate"})
    CHECK(named_date(name) == NamedDate::modified);
  for (const char* name : {"article:expiration_time", "eventstartdate", "© ", "copyright ", "uploaddate"}) CHECK(named_date(name) == NamedDate::other);
  CHECK(named_date("datecreated") == NamedDate::created);
  CHECK(named_date("date") == NamedDate::some);
  CHECK(named_date("timestamp") == NamedDate::some);
  CHECK(named_date("publisher") == NamedDate::some);
  CHECK(named_date("headline") == NamedDate::none);
  CHECK(named_date("") == NamedDate::none);
}

TEST_CASE("scripts are read as far as they are legible", "[html_dates]") {
  const auto keys = [](const std::string& text, bool json) {
    std::string out;
    for (const ScriptDate& one : script_dates(text, json)) out += one.type + "/" + one.title + one.inside + "/" + one.key + "=" + one.value + " ";
    return out;
  };
  CHECK(keys(R"({"@type":"NewsArticle","headline":"A","datePublished":"2024-03-14"})", true) == "newsarticle/A//datepublished=2024-03-14 ");
  // The type may come after the date; objects inside are their own.
  CHECK(keys(R"({"datePublished":"2024-03-14","video":{"@type":"VideoObject","dateModified":"2024-03-01"},"@type":["Report","x"]})", true) ==
        "report///datepublished=2024-03-14 videoobject///video/datemodified=2024-03-01 ");
  // Broken: a trailing comma, a line break in a string, no end.
  CHECK(keys("{\"@type\":\"Article\",,\"description\":\"two\nlines\",\"datePublished\":\"2024-03-14\"", true) == "article///datepublished=2024-03-14 ");
  CHECK(keys("window.x = {title: 'A', publishDate: '2024-03-14', n: 1710408600};", false) == "/A//publishdate=2024-03-14 ");
  CHECK(keys(R"(push("{\"headline\":\"A\",\"datePublished\":\"2024-03-14T09:30:00Z\",\"more\":1}"))", false) == "/A//datepublished=2024-03-14T09:30:00Z ");
  CHECK(keys(R"({"published_at":1710408600})", false) == "///published_at=1710408600 ");
  CHECK(keys("", true).empty());
  CHECK(keys(std::string(100'000, '['), true).empty());
  CHECK(keys(std::string(100'000, '}'), false).empty());
}

TEST_CASE("broken JSON-LD still dates its page", "[html_dates]") {
  CHECK(published(json_ld("{\"@type\":\"NewsArticle\",\"headline\":\"A \"quoted\" word\",\"datePublished\":\"2024-03-14T09:30:00Z\",}"), kHeadline + kText) == "2024-03-14T09:30:00Z");
}

TEST_CASE("dates of what an article holds are not its own", "[html_dates]") {
  const std::string json = R"({"@type":"NewsArticle","video":{"@type":"VideoObject","datePublished":"2020-01-01"},"comment":[{"datePublished":"2024-03-16"}]})";
  CHECK(published(json_ld(json), kHeadline + kText).empty());
  CHECK(published("<meta property=article:expiration_time content=2034-03-14>", kHeadline + kText).empty());
}

TEST_CASE("the state of a page counts where it names the headline, or but one day", "[html_dates]") {
  const std::string own = R"({"title":"Ferry sails again to the other bank","publishDate":"2024-03-14"})", other = R"({"title":"Something else","publishDate":"2024-03-11"})";
  CHECK(published("", kHeadline + kText + "<script>var s=[" + other + "," + own + "]</script>") == "2024-03-14");
  CHECK(published("", kHeadline + kText + "<script>var s=[" + other + "]</script>") == "2024-03-11");
  CHECK(published("", kHeadline + kText + "<script>var s=[" + other + R"(,{"publishDate":"2024-03-12"}]</script>)").empty());
}

TEST_CASE("bylines and date lines of papers are read below the headline", "[html_dates]") {
  CHECK(shown("<p>by <a href=/ann>Ann Lee</a> | Mar 14, 2024</p>") == "2024-03-14");
  CHECK(shown("<p>Published 5:12 PM EDT, Thu March 14, 2024</p>") == "2024-03-14T17:12:00-04:00");
  CHECK(shown("<p>Posted: 03/14/24</p>") == "2024-03-14");
  CHECK(shown("<div><span>By Ann Lee</span><br><span>14th March 2024</span></div>") == "2024-03-14");
  CHECK(shown("<div class=entry-date>14.03.2024</div>") == "2024-03-14");
  CHECK(shown("<p>Veröffentlicht am 14. März 2024</p>", "de") == "2024-03-14");
  CHECK(shown("<p>Publié le 14 mars 2024 à 17h12</p>", "fr") == "2024-03-14");
  CHECK(shown("<p>Опубликовано 14 марта 2024</p>", "ru") == "2024-03-14");
}

TEST_CASE("an update beside the date is kept apart", "[html_dates]") {
  const ParsedRecord record = parsed(page("", kHeadline + "<p>Last updated on March 20, 2024. First published March 14, 2024</p>" + kText));
  CHECK(record.article->published == "2024-03-14");
  CHECK(record.article->modified == "2024-03-20");
}

TEST_CASE("dates of other articles, comments, mastheads and footers are set aside", "[html_dates]") {
  const std::string other = "<p class=date>March 20, 2024</p>";
  for (const auto& [body, why] : {std::pair(kHeadline + kText + "<div class=related-posts>" + other + "</div>", "beside the article"),
                                  std::pair(kHeadline + kText + "<div id=comments>" + other + "</div>", "in the comments"),
                                  std::pair("<nav>" + other + "</nav>" + kHeadline + kText, "in the navigation"),
                                  std::pair("<header>" + other + "</header>" + kHeadline + kText, "in the masthead"),
                                  std::pair(kHeadline + kText + "<footer>" + other + "</footer>", "in the footer"),
                                  std::pair("<article>" + kHeadline + kText + "</article><article>" + other + "</article>", "of another article"),
                                  std::pair(kHeadline + kText + "<p>© March 20, 2024</p>", "of something else")}) {
    CAPTURE(why);
    const ParsedRecord record = parsed(page("", body));
    CHECK(record.article->published.empty());
    CHECK(why_not(record, "2024-03-20") == why);
  }
}

TEST_CASE("a date in the sentences of an article is not its own", "[html_dates]") {
  const std::string told = "<p>The landing stage was built on March 14, 1984 by a company that had never before worked on water, and that was wound up soon afterwards.</p>";
  CHECK(published("", kHeadline + told + kText).empty());
}

TEST_CASE("the headline is told from the name of the site", "[html_dates]") {
  // The date stands under the article's heading, far from that of the site.
  CHECK(published("<meta property=og:title content=\"Ferry sails again to the other bank\">",
                  "<h1>The Harbor Courier of Lakeside</h1><div class=widget><h3>Ferry sails again to the other bank</h3><p class=date-header>March 14, 2024</p>" + kText +
                      "</div>") == "2024-03-14");
}

TEST_CASE("the dateline of an agency takes its year from the page", "[html_dates]") {
  const std::string line = "<p>LAKESIDE, March 14 (Meridian Wire) - The ferry between the two banks of the estuary sailed again, three weeks after a storm had torn away the stage.</p>";
  const ParsedRecord record = parsed(page("<link rel=canonical href=https://paper.example/2024/03/15/ferry>", kHeadline + line + kText));
  const auto& all = record.dates.candidates;
  const auto dateline = std::find_if(all.begin(), all.end(), [](const DateCandidate& one) { return one.from == "dateline"; });
  REQUIRE(dateline != all.end());
  CHECK(dateline->when.date == CivilDate{2024, 3, 14});
  CHECK(record.article->published == "2024-03-15");
}

TEST_CASE("which of two numbers is the month is told by the page's other dates, language and domain", "[html_dates]") {
  const std::string line = "<p class=date>03/04/2024</p>";
  CHECK(shown(line, "en-US") == "2024-03-04");
  CHECK(shown(line, "en-GB") == "2024-04-03");
  CHECK(shown(line, "fr") == "2024-04-03");
  CHECK(published("<link rel=canonical href=https://paper.co.uk/ferry>", kHeadline + line + kText) == "2024-04-03");
  CHECK(published("<link rel=canonical href=https://paper.example/2024/04/03/ferry>", kHeadline + line + kText, "en-US") == "2024-04-03");
  CHECK(published("", kHeadline + line + kText + "<div class=related><p>25/03/2024</p></div>") == "2024-04-03");
}

TEST_CASE("a date between headline and text counts even in an aside", "[html_dates]") {
  CHECK(published("", kHeadline + "<aside><p class=date>March 14, 2024</p></aside>" + kText) == "2024-03-14");
}

TEST_CASE("an article cannot be newer than now", "[html_dates]") {
  const std::string text = page("<meta name=date content=2031-03-14>", kHeadline + "<p class=date>March 14, 2024</p>" + kText);
  const Record record = records_of(text, "x.html").at(0);
  const ParsedRecord judged = parse_record(record, {"/news/x.html", {}, to_instant(parse_date("2024-06-01").value())});
  CHECK(judged.article->published == "2024-03-14");
  CHECK(why_not(judged, "2031-03-14") == "in the future");
}

TEST_CASE("pages made of dates alone are read in bounded time and space", "[html_dates]") {
  std::string many;
  for (int i = 0; i < 20'000; ++i) many += "<p class=date>March 14, 2024</p>";
  CHECK(parsed(page("", many)).dates.candidates.size() <= kMostCandidates);
  std::string wide = "<p>";
  for (int i = 0; i < 100'000; ++i) wide += "3/4/2024 ";
  CHECK(parsed(page("", wide)).dates.candidates.size() <= kMostCandidates);
}

}  // namespace dateline
