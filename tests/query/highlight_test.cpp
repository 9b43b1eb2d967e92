// Marks and passages: where the words asked for stand in a text.
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "common/text/terminal_escape.h"
#include "common/text/utf8.h"
#include "query/highlight.h"

namespace dateline {
namespace {

std::vector<std::string> marked(std::string_view text, const std::vector<std::pair<std::size_t, std::size_t>>& ranges) {
  std::vector<std::string> words;
  for (const auto& [begin, end] : ranges) words.emplace_back(text.substr(begin, end - begin));
  return words;
}

std::vector<std::string> title_marks(const TermWeights& weights, const std::string& title, const std::string& language = "en") {
  return marked(title, Highlighter(weights).matches(title, language));
}

std::vector<std::string> marks_of(const Snippet& snippet) { return marked(snippet.text, snippet.matches); }

std::string filler(std::size_t sentences) {
  std::string text;
  for (std::size_t i = 0; i < sentences; ++i) text += "The council met on another grey afternoon and agreed on nothing at all. ";
  return text;
}

std::size_t length_of(std::string_view text) {
  std::size_t count = 0;
  for (std::size_t at = 0; at < text.size(); ++count) decode_utf8(text, at);
  return count;
}

void check_snippet(const Snippet& snippet) {
  std::size_t last = 0;
  for (const auto& [begin, end] : snippet.matches) {
    CHECK(begin >= last);
    CHECK(begin < end);
    CHECK(end <= snippet.text.size());
    last = end;
  }
  CHECK(is_valid_utf8(snippet.text));
  CHECK(snippet.text.find_first_of("\n\r\t") == std::string::npos);
  CHECK(snippet.text.find("  ") == std::string::npos);
}

}  // namespace

TEST_CASE("words of a title are marked in every form that has the stem", "[highlight]") {
  CHECK(title_marks({{"harvest", 1}}, "Harvest: the harvesting of Harvests") == std::vector<std::string>{"Harvest", "harvesting", "Harvests"});
  CHECK(title_marks({{"erdogan", 1}}, "Erdoğan, ERDOĞAN and Erdogan") == std::vector<std::string>{"Erdoğan", "ERDOĞAN", "Erdogan"});
  CHECK(title_marks({{"wheat", 1}}, "Rye only").empty());
  CHECK(title_marks({}, "Rye only").empty());
  CHECK(title_marks({{"rye", 1}}, "").empty());
}

TEST_CASE("a word is stemmed as the article's language has it", "[highlight]") {
  CHECK(title_marks({{"haus", 1}}, "Die Häuser", "de") == std::vector<std::string>{"Häuser"});
  CHECK(title_marks({{"haus", 1}}, "Die Häuser", "en").empty());
}

TEST_CASE("an acronym is marked where it is one, and not where it is a word", "[highlight]") {
  CHECK(title_marks({{"^us", 1}}, "The US told us about U.S. exports") == std::vector<std::string>{"US", "U.S."});
}

TEST_CASE("a compound is marked as one, by its joined form and by its parts", "[highlight]") {
  CHECK(title_marks({{"ceasefir", 1}}, "A cease-fire holds") == std::vector<std::string>{"cease-fire"});
  CHECK(title_marks({{"fire", 1}}, "A cease-fire holds") == std::vector<std::string>{"fire"});
  CHECK(title_marks({{"ceasefir", 1}, {"fire", 1}, {"ceas", 1}}, "A cease-fire holds") == std::vector<std::string>{"cease-fire"});
}

TEST_CASE("a mark stands at the bytes of the text, whatever comes before", "[highlight]") {
  CHECK(title_marks({{"rye", 1}}, "東京 “Ünïcödé” — rye 🌾 rye") == std::vector<std::string>{"rye", "rye"});
}

TEST_CASE("a short text is its own passage", "[highlight]") {
  Highlighter highlighter({{"barley", 1}});
  const Snippet snippet = highlighter.snippet("Farmers cut barley.\n\nThe  rest\twaits.", "en", 240);
  CHECK(snippet.text == "Farmers cut barley. The rest waits.");
  CHECK(snippet.from_start);
  CHECK(snippet.to_end);
  CHECK(marks_of(snippet) == std::vector<std::string>{"barley"});
}

TEST_CASE("a text without a match shows its beginning", "[highlight]") {
  const std::string body = "First words. " + filler(50);
  const Snippet snippet = Highlighter({{"barley", 1}}).snippet(body, "en", 100);
  CHECK(snippet.text.rfind("First words.", 0) == 0);
  CHECK(snippet.from_start);
  CHECK_FALSE(snippet.to_end);
  CHECK(snippet.matches.empty());
  check_snippet(snippet);
}

TEST_CASE("an empty text has an empty passage", "[highlight]") {
  for (const std::string body : {"", " \n\n ", "..."}) {
    const Snippet snippet = Highlighter({{"barley", 1}}).snippet(body, "en", 100);
    CHECK(snippet.matches.empty());
    check_snippet(snippet);
  }
}

TEST_CASE("the passage is found deep in a long text, and says that it is from within", "[highlight]") {
  const std::string body = filler(80) + "Then barley came up. " + filler(80);
  const Snippet snippet = Highlighter({{"barley", 1}}).snippet(body, "en", 200);
  CHECK(marks_of(snippet) == std::vector<std::string>{"barley"});
  CHECK(snippet.text.rfind("Then barley", 0) == 0);  // from the beginning of its sentence
  CHECK_FALSE(snippet.from_start);
  CHECK_FALSE(snippet.to_end);
  CHECK(length_of(snippet.text) <= 230);
  check_snippet(snippet);
}

TEST_CASE("the passage with two words asked for is better than one with one of them twice", "[highlight]") {
  const std::string body = "Barley and barley again. " + filler(20) + "The toll on barley rose. " + filler(20);
  const Snippet snippet = Highlighter({{"barley", 1}, {"toll", 1}}).snippet(body, "en", 120);
  CHECK(marks_of(snippet) == std::vector<std::string>{"toll", "barley"});
}

TEST_CASE("the passage with the rarer word is the better one", "[highlight]") {
  const std::string body = "Some barley was cut. " + filler(20) + "A toll was raised. " + filler(20);
  CHECK(marks_of(Highlighter({{"barley", 1}, {"toll", 5}}).snippet(body, "en", 120)) == std::vector<std::string>{"toll"});
  CHECK(marks_of(Highlighter({{"barley", 5}, {"toll", 1}}).snippet(body, "en", 120)) == std::vector<std::string>{"barley"});
}

TEST_CASE("a name asked for is marked as a whole, by whichever form the article has", "[highlight]") {
  const std::vector<NameForms> names{{{"Kiev", "Capital  of Rain"}, 2}};
  CHECK(marked("Talks in Kiev end", Highlighter({{"talk", 1}, {"kyiv", 1}}).matches("Talks in Kiev end", "en", names)) == std::vector<std::string>{"Talks", "Kiev"});
  const std::string body = "Barley rose. " + filler(20) + "In the Capital\nof Rain barley fell. " + filler(20);
  Highlighter highlighter({{"barley", 1}, {"kyiv", 1}, {"capit", 1}});
  CHECK(marks_of(highlighter.snippet(body, "en", 120, names)) == std::vector<std::string>{"Capital of Rain", "barley"});
  CHECK(marks_of(highlighter.snippet(body, "en", 120)) != marks_of(highlighter.snippet(body, "en", 120, names)));
  CHECK(marks_of(highlighter.snippet("kiev and Kievan, the Capital of Rainbows.", "en", 120, names)) == std::vector<std::string>{"Capital"});
}

TEST_CASE("two forms of one name tell no more than the name", "[highlight]") {
  const std::string body = "Holm, Anna Holm and Holm. " + filler(20) + "Holm cut barley. " + filler(20);
  CHECK(marks_of(Highlighter({{"barley", 1}, {"holm", 1}}).snippet(body, "en", 120, {{{"Holm", "Anna Holm"}, 1}})) == std::vector<std::string>{"Holm", "barley"});
}

TEST_CASE("of equal passages the first is shown", "[highlight]") {
  const std::string body = filler(5) + "Then barley one. " + filler(20) + "Then barley two. " + filler(20);
  CHECK(Highlighter({{"barley", 1}}).snippet(body, "en", 120).text.find("barley one") != std::string::npos);
}

TEST_CASE("a match far into a long sentence is in its passage all the same", "[highlight]") {
  std::string body = "It began";
  for (int i = 0; i < 200; ++i) body += " and went on";
  body += " until barley came";
  for (int i = 0; i < 200; ++i) body += " and went on";
  const Snippet snippet = Highlighter({{"barley", 1}}).snippet(body, "en", 150);
  CHECK(marks_of(snippet) == std::vector<std::string>{"barley"});
  CHECK(snippet.text.rfind("barley") < 60);
  check_snippet(snippet);
}

TEST_CASE("the last word of a text can be the match", "[highlight]") {
  const std::string body = filler(50) + "All of it barley";
  const Snippet snippet = Highlighter({{"barley", 1}}).snippet(body, "en", 100);
  CHECK(marks_of(snippet) == std::vector<std::string>{"barley"});
  CHECK(snippet.to_end);
}

TEST_CASE("the quote or bracket before the first word belongs to the passage", "[highlight]") {
  const std::string body = filler(20) + "“Barley (mostly) fell,” he said. " + filler(20);
  CHECK(Highlighter({{"barley", 1}}).snippet(body, "en", 100).text.rfind("“Barley", 0) == 0);
}

TEST_CASE("passages of any text are valid, on one line, with marks in order", "[highlight]") {
  static const std::vector<std::string> pieces{"barley", "toll",  "cease-fire", "U.S.", "東京の麦",  "Ünï", "🌾",   "\n\n", "\n", " ", " ", " ",
                                               ". ",     "“",     "”",          "#rye", "3.5%",     "(",   ")",    "—",    "\t", "a", "élève", "\xC2\xA0"};
  std::mt19937 random(5);
  std::uniform_int_distribution<std::size_t> pick(0, pieces.size() - 1), length(0, 120), width(1, 80);
  for (int i = 0; i < 2000; ++i) {
    std::string body;
    for (std::size_t n = length(random); n > 0; --n) body += pieces[pick(random)];
    const std::size_t columns = width(random);
    CAPTURE(i, body, columns);
    Highlighter highlighter({{"barley", 1}, {"toll", 2}, {"ceasefir", 1}, {"fire", 1}, {"^us", 1}, {"#rye", 1}, {"rye", 1}, {"3.5%", 1}});
    check_snippet(highlighter.snippet(body, "en", columns));
  }
}

TEST_CASE("a text of one endless word gives a passage of bounded length", "[highlight]") {
  const Snippet snippet = Highlighter({{"barley", 1}}).snippet(std::string(100'000, 'x') + " barley", "en", 100);
  CHECK(snippet.text.size() <= 500);
  const Snippet wide = Highlighter({{"barley", 1}}).snippet("a " + std::string(100'000, 'x'), "en", 100);
  CHECK(wide.text.size() <= 500);
}

TEST_CASE("a passage of a script without spaces does not run on to the end of its paragraph", "[highlight]") {
  std::string body;
  for (int i = 0; i < 40; ++i) body += "港の市場は朝の五時に開く。";
  body += "灯台は冬に閉まる。";
  for (int i = 0; i < 40; ++i) body += "船は夕方に戻る。";
  const Snippet snippet = Highlighter({{"灯台", 1}}).snippet(body, "ja", 60);
  CHECK(marks_of(snippet) == std::vector<std::string>{"灯台"});
  CHECK(length_of(snippet.text) <= 80);
  CHECK_FALSE(snippet.from_start);
  CHECK_FALSE(snippet.to_end);
  check_snippet(snippet);
}

TEST_CASE("a passage of wide letters has as many columns as one of narrow letters, and its match", "[highlight]") {
  std::string wide;
  for (int i = 0; i < 40; ++i) wide += "船は夕方に戻る。";
  const Snippet snippet = Highlighter({{"灯台", 1}}).snippet(wide + "灯台は冬に閉まる。" + wide, "ja", 200);
  CHECK(marks_of(snippet) == std::vector<std::string>{"灯台"});
  CHECK(display_width(snippet.text) <= 210);
  CHECK(display_width(snippet.text) > 150);
  std::string clause;  // without an end for long
  for (int i = 0; i < 12; ++i) clause += "船は夕方に";
  CHECK(marks_of(Highlighter({{"灯台", 1}}).snippet(wide + clause + "灯台", "ja", 100)) == std::vector<std::string>{"灯台"});
}

TEST_CASE("an exact form is there letter by letter, between the edges of words", "[highlight]") {
  CHECK(holds_surface("The Polish butcher", "Polish"));
  CHECK_FALSE(holds_surface("The Polish butcher", "polish"));
  CHECK_FALSE(holds_surface("The Polishing", "Polish"));
  CHECK_FALSE(holds_surface("unPolish", "Polish"));
  CHECK(holds_surface("(Polish)", "Polish"));
  CHECK(holds_surface("Polish", "Polish"));
  CHECK(holds_surface("Polishing, then Polish.", "Polish"));
  CHECK(holds_surface("the US, they", "US"));
  CHECK_FALSE(holds_surface("the USA", "US"));
  CHECK(holds_surface("Erdoğan's", "Erdoğan"));
  CHECK_FALSE(holds_surface("Erdogan", "Erdoğan"));
  CHECK(holds_surface("told  us\tthat", "told us"));
  CHECK(holds_surface("told us", " told   us "));
  CHECK(holds_surface("3.5% growth", "3.5%"));
  CHECK_FALSE(holds_surface("13.5% growth", "3.5%"));
  CHECK_FALSE(holds_surface("anything", ""));
  CHECK_FALSE(holds_surface("", "a"));
  CHECK_FALSE(holds_surface("Brücken", "Brücke"));
}

}  // namespace dateline
