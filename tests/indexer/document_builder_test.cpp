// Articles as documents: tables of term, wdf and positions, as common/store/schema.h lays them down.
#include "indexer/document_builder.h"

#include <algorithm>
#include <catch2/catch.hpp>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "common/date.h"
#include "common/store/schema.h"
#include "common/store/stored_article.h"

namespace dateline {
namespace {

// One term a line: "term wdf positions".
std::string table_of(const BuiltDocument& document) {
  std::map<std::string, std::string> lines;  // by term
  for (const BuiltTerm& term : document.terms) {
    std::string line = std::string(document.term(term)) + " " + std::to_string(term.wdf);
    for (std::uint32_t i = 0; i < term.positions_count; ++i) line += " " + std::to_string(document.positions[term.positions_begin + i]);
    REQUIRE(lines.emplace(document.term(term), line + "\n").second);
  }
  std::string out;
  for (const auto& [term, line] : lines) out += line;
  return out;
}

BuiltDocument built(Article article) { return DocumentBuilder({.positions = PositionForm::xapian}).build(article); }

// The lines of a document's table whose term begins so.
std::string terms(const Article& article, const std::string& start) {
  const std::string table = table_of(built(article));
  std::string out;
  for (std::size_t at = 0; at < table.size();) {
    const std::size_t end = table.find('\n', at);
    if (table.compare(at, start.size(), start) == 0) out += table.substr(at, end + 1 - at);
    at = end + 1;
  }
  return out;
}

bool has_term(const Article& article, const std::string& term) {
  const BuiltDocument document = built(article);
  return std::any_of(document.terms.begin(), document.terms.end(), [&](const BuiltTerm& t) { return document.term(t) == term; });
}

std::string words_of(const BuiltDocument& document) {
  std::set<std::string> words;
  for (const BuiltDocument::Word& word : document.words) REQUIRE(words.emplace(document.word(word)).second);
  std::string out;
  for (const std::string& word : words) out += (out.empty() ? "" : " ") + word;
  return out;
}

Article english(const std::string& title, const std::string& body) {
  Article article;
  article.language = "en";
  article.title = title;
  article.body = body;
  return article;
}

}  // namespace

TEST_CASE("a small article is these terms", "[document_builder]") {
  Article article = english("Ferry sails", "The ferry sailed.\n\nBoats sail, too.");
  article.authors = {"Ann Lee", "Tom Day"};
  article.source = "Harbor Courier";
  article.section = "Coast";
  article.tags = {"sea", "trade-union"};
  article.url = "https://www.paper.example/coast/ferry.html";
  article.published = "2024-03-14T09:30:00Z";
  CHECK(table_of(built(article)) ==
        // The title's words from 1, three times the wdf; the body's after a gap of 100, paragraphs and fields 20 apart.
        "Aann 0 149\n"
        "Aday 0 172\n"
        "Alee 0 150\n"
        "Atom 0 171\n"
        "D20240314 0\n"
        "Ksea 0 236\n"
        "Ktrade 0 257\n"
        "Ktradeunion 0 257 258\n"
        "Kunion 0 258\n"
        "Len 0\n"
        "M202403 0\n"
        "Sferri 0 1\n"
        "Ssail 0 2\n"
        "Upaper.example 0\n"
        "Upaper.example/coast 0\n"
        "Upaper.example/coast/ferry.html 0\n"
        "XCcoast 0 215\n"
        "XScourier 0 194\n"
        "XSharbor 0 193\n"
        "XVA 0\n"
        "XVAAnn Lee 0\n"
        "XVATom Day 0\n"
        "XVC 0\n"
        "XVCCoast 0\n"
        "XVK 0\n"
        "XVKsea 0\n"
        "XVKtrade-union 0\n"
        "XVS 0\n"
        "XVSHarbor Courier 0\n"
        "XVU 0\n"
        "Y2024 0\n"
        "boat 1 126\n"
        "ferri 4 1 104\n"
        "sail 5 2 105 127\n"
        "the 1 103\n"
        "too 1 128\n");
}

TEST_CASE("what the title has and the body lacks is marked, and values are whole and short enough", "[document_builder]") {
  CHECK(terms(english("Ferry sails U.S.", "A ferry."), "XO") == "XO^us 0\nXOsail 0\nXOus 0\n");
  Article article = english("Ferry", "A ferry.");
  article.source = std::string(500, 'x');
  article.tags = {std::string("a\0b", 3), std::string("a\0c", 3), ""};
  const std::string sources = terms(article, "XVSx"), tags = terms(article, "XVKa");
  CHECK(sources.size() < kMaxTermBytes);
  CHECK(sources.find("~~") != std::string::npos);
  CHECK(std::count(tags.begin(), tags.end(), '\n') == 2);
}

TEST_CASE("the length of a document counts words of title and body and nothing else", "[document_builder]") {
  Article article = english("One two", "Three four five.");
  article.authors = {"Ann Lee"};
  article.tags = {"sea"};
  article.published = "2024-03-14";
  const BuiltDocument document = built(article);
  std::uint32_t length = 0;
  for (const BuiltTerm& term : document.terms) length += term.wdf;
  CHECK(length == 2 * kTitleWdf + 3);
}

TEST_CASE("each term comes once, and its positions rise without repeats", "[document_builder]") {
  const BuiltDocument document = built(english("Sea, sea, SEA and U.S. sea-sea", "Sea sea.\n\nSea-sea #sea @sea 3.5% sea's été."));
  std::set<std::string> seen;
  for (const BuiltTerm& term : document.terms) {
    CHECK(seen.emplace(document.term(term)).second);
    for (std::uint32_t p = 1; p < term.positions_count; ++p)
      CHECK(document.positions[term.positions_begin + p - 1] < document.positions[term.positions_begin + p]);
  }
}

TEST_CASE("packed positions are those of Xapian's form, but for the title's own terms", "[document_builder]") {
  Article article = english("U.S. cease-fire, sea and SEA", "Sea sea.\n\n\n\nSea-sea #sea @sea 3.5% sea's \u00e9t\u00e9, the US cease-fire-line.");
  article.authors = {"Ann Lee", "", "Tom Day"};
  article.tags = {"sea"};
  const BuiltDocument listed = built(article), packed = DocumentBuilder().build(article);
  REQUIRE(packed.values.back().first == slot::kPositions);
  CHECK(packed.positions.empty());
  const PackedPositions positions(packed.values.back().second);
  std::map<std::uint32_t, std::vector<std::uint32_t>> found;  // by code
  positions.each([&](std::uint32_t code, std::uint32_t position) { found[code].push_back(position); });
  std::size_t terms = 0, last_in_title = 0;
  for (const BuiltTerm& term : listed.terms) {
    if (!term.positions_count) continue;
    const auto begin = listed.positions.begin() + term.positions_begin;
    const std::vector<std::uint32_t> places(begin, begin + term.positions_count);
    if (listed.term(term).substr(0, 1) == prefix::kTitle) {
      last_in_title = std::max<std::size_t>(last_in_title, places.back());
      continue;
    }
    ++terms;
    INFO(listed.term(term));
    CHECK(found[positions.code(packed_term_hash(listed.term(term), positions.seed()))] == places);
  }
  CHECK(found.size() == terms);
  CHECK(positions.title_positions() == last_in_title);
}

TEST_CASE("a compound stands at the places of its parts, and counts once", "[document_builder]") {
  CHECK(table_of(built(english("", "A cease-fire now"))) == "Len 0\nXNT 0\na 1 101\nceas 1 102\nceasefir 1 102 103\nfire 1 103\nnow 1 104\n");
}

TEST_CASE("an acronym gets a term of its own beside the word", "[document_builder]") {
  CHECK(terms(english("", "The US said"), "^") == "^us 1 102\n");
  CHECK(terms(english("", "The US said"), "us") == "us 1 102\n");
  CHECK(terms(english("", "The U.S. said"), "^") == "^us 1 102\n");
  CHECK(terms(english("", "He told us so"), "^").empty());
  CHECK(terms(english("US votes", "Text."), "S^") == "S^us 0 1\n");
  CHECK(terms(english("US votes", "Text."), "^") == "^us 3 1\n");
}

TEST_CASE("in a title all in capitals, a word is an acronym when the body writes it so", "[document_builder]") {
  CHECK(terms(english("US TELLS WHO", "The US told the WHO."), "S^") == "S^us 0 1\nS^who 0 3\n");
  CHECK(terms(english("US TELLS US", "He told us of the US."), "S^").empty());
  CHECK(terms(english("ANN TELLS US", "Ann told us."), "S^").empty());
}

TEST_CASE("marks stand beside the word itself", "[document_builder]") {
  CHECK(terms(english("", "Say #MeToo, @Reuters"), "#") == "#metoo 1 102\n");
  CHECK(terms(english("", "Say #MeToo, @Reuters"), "@") == "@reuters 1 103\n");
  CHECK(terms(english("", "Up 3.5 percent"), "3") == "3.5 1 102\n3.5% 1 102\n");
}

TEST_CASE("words are folded and stemmed in the language of the article", "[document_builder]") {
  Article german = english("", "Die Häuser");
  german.language = "de";
  CHECK(terms(german, "haus") == "haus 1 102\n");
  CHECK(has_term(german, "Lde"));
  CHECK(has_term(english("", "Die Häuser"), "hauser"));
}

TEST_CASE("names of authors, sources and tags are folded and not stemmed", "[document_builder]") {
  Article article = english("", "");
  article.authors = {"Émile Peoples"};
  article.tags = {"running"};
  CHECK(terms(article, "A") == "Aemile 0 121\nApeoples 0 122\n");
  CHECK(terms(article, "K") == "Krunning 0 183\n");
}

TEST_CASE("a phrase does not reach from one author to the next", "[document_builder]") {
  Article article = english("", "");
  article.authors = {"Ann Lee", "Tom Day", "", "Eva Ruiz"};
  CHECK(terms(article, "A") == "Aann 0 121\nAday 0 144\nAeva 0 185\nAlee 0 122\nAruiz 0 186\nAtom 0 143\n");
}

TEST_CASE("an article without a word is marked", "[document_builder]") {
  CHECK(table_of(built(english("", ""))) == "Len 0\nXE 1\nXNB 0\nXNT 0\n");
  CHECK(table_of(built(english("--", " … \n\n"))) == "Len 0\nXE 1\nXNB 0\nXNT 0\n");
  CHECK_FALSE(has_term(english("Ferry", ""), "XE"));
  Article author = english("", "");
  author.authors = {"Ann"};
  CHECK(has_term(author, "XE"));
}

TEST_CASE("a day without an hour is marked", "[document_builder]") {
  Article article = english("Ferry", "");
  article.published = "2024-03-14";
  CHECK(has_term(article, "XD"));
  CHECK(has_term(article, "D20240314"));
  article.published = "2024-03-14T00:00:00Z";
  CHECK_FALSE(has_term(article, "XD"));
}

TEST_CASE("the day is the one written, the instant that of UTC", "[document_builder]") {
  Article article = english("Ferry", "");
  article.published = "2024-03-14T23:30:00-05:00";
  const BuiltDocument document = built(article);
  CHECK(has_term(article, "D20240314"));
  CHECK_FALSE(has_term(article, "D20240315"));
  REQUIRE(document.instant);
  CHECK(*document.instant == to_instant({{2024, 3, 15}, 4 * 3600 + 1800, 0}));
  REQUIRE(document.values.size() == 1);
  CHECK(document.values[0].first == slot::kDay);
  CHECK(document.values[0].second == day_value(to_day_number({2024, 3, 14})));
}

TEST_CASE("an article without a date, or with one that is none, has no date terms and no instant", "[document_builder]") {
  for (const char* published : {"", "yesterday", "2024-13-01"}) {
    Article article = english("Ferry", "");
    article.published = published;
    const BuiltDocument document = built(article);
    CHECK_FALSE(document.instant);
    CHECK(document.values.empty());
    CHECK(table_of(document) == "Len 0\nSferri 0 1\nXNB 0\nXOferri 0\nferri 3 1\n");
  }
}

TEST_CASE("very early and late dates have their terms", "[document_builder]") {
  Article article = english("Ferry", "");
  article.published = "0001-01-01";
  CHECK(has_term(article, "Y0001"));
  article.published = "9999-12-31";
  CHECK(has_term(article, "D99991231"));
}

TEST_CASE("the language is detected when the article names none, and is stored", "[document_builder]") {
  Article article;
  article.body = "Паром снова ходит через залив, и капитан сказал, что погода была хорошей.";
  DocumentBuilder builder;
  const BuiltDocument document = builder.build(article);
  CHECK(article.language == "ru");
  CHECK(decode_article(document.data).language == "ru");
}

TEST_CASE("the stored article is the whole article", "[document_builder]") {
  Article article = english("Ferry", "It sails.");
  article.id = "f1";
  article.published = "2024-03-14";
  article.published_from = "field";
  article.published_confidence = 0.5;
  article.modified = "2024-03-15";
  article.source = "Courier";
  article.authors = {"Ann"};
  article.section = "Coast";
  article.url = "https://paper.example/x";
  article.path = "/news/x";
  article.tags = {"sea"};
  article.extra = "{\"a\":1}";
  CHECK(decode_article(built(article).data) == article);
}

TEST_CASE("long words and names are cut at a character, not refused", "[document_builder]") {
  std::string word;
  for (int i = 0; i < 400; ++i) word += "é";
  Article article = english(word, word);
  article.authors = {word};
  article.tags = {std::string(1000, 'x')};
  article.url = "https://paper.example/" + std::string(1000, 'y');
  const BuiltDocument document = built(article);
  for (const BuiltTerm& term : document.terms) CHECK(document.term(term).size() <= kMaxTermBytes);
  CHECK(document.terms.size() > 5);
}

TEST_CASE("surface words are for spelling: folded, distinct, of letters, neither short nor long", "[document_builder]") {
  CHECK(words_of(built(english("Ferries sail", "Ferries at Été, 1990 cease-fire U.S. #MeToo " + std::string(40, 'x')))) == "cease ceasefire ete ferries fire metoo sail");
}

TEST_CASE("a builder used before gives what a fresh one gives", "[document_builder]") {
  DocumentBuilder builder({.positions = PositionForm::xapian});
  Article first = english("Boats of the north", "Many words that are not in the second.\n\nAnd more."), second = english("Ferry", "It sails.");
  builder.build(first);
  const BuiltDocument document = builder.build(second);
  CHECK(table_of(document) == table_of(built(english("Ferry", "It sails."))));
  CHECK(words_of(document) == words_of(built(english("Ferry", "It sails."))));
}

}  // namespace dateline
