// The analyser of words: tokenizer_table.txt line by line, and what must hold of every text at all.
#include <catch2/catch.hpp>
#include <random>
#include <string>
#include <vector>

#include "common/text/fold.h"
#include "common/text/tokenizer.h"
#include "common/text/utf8.h"
#include "token_notation.h"

namespace dateline {
namespace {

TokenList tokens_of(const std::string& text) {
  TokenList list;
  tokenize(text, {.capitals_are_acronyms = !is_all_capitals(text)}, list);
  return list;
}

std::vector<std::string> forms_of(const std::string& text) {
  const TokenList list = tokens_of(text);
  std::vector<std::string> forms;
  for (const Token& token : list.tokens) forms.emplace_back(list.form(token));
  return forms;
}

// What the token marks in the text.
std::string marked(const std::string& text, const Token& token) { return text.substr(token.begin, token.end - token.begin); }

// The shape that the indexer and the query builder rely on.
void check_shape(const std::string& text, const TokenList& list) {
  std::uint32_t position = 0;
  for (const Token& token : list.tokens) {
    const std::string form(list.form(token));
    CAPTURE(form, token.begin, token.end);
    REQUIRE(token.begin < token.end);
    REQUIRE(token.end <= text.size());
    REQUIRE(count_code_points(repair_utf8(text.substr(token.begin, token.end - token.begin))) == token.cp_end - token.cp_begin);
    REQUIRE_FALSE(form.empty());
    REQUIRE(form.size() <= kMaxFormBytes);
    REQUIRE(is_valid_utf8(form));
    REQUIRE(token.last_position >= token.position);
    REQUIRE(token.last_position <= list.positions);
    if (token.flags & kJoined) {
      REQUIRE(token.last_position == position);
    } else if (token.flags & kMark) {
      REQUIRE(token.position == position);
    } else {
      REQUIRE(token.position == position + 1);
      REQUIRE(token.last_position == token.position);
      position = token.position;
    }
  }
  REQUIRE(list.positions == position);
  std::uint32_t last = 0;
  for (std::uint32_t end : list.sentence_ends) {
    REQUIRE(end > last);
    last = end;
  }
  REQUIRE(last == list.tokens.size());
}

// The byte at which each code point begins, and the text's size at the end.
std::vector<std::size_t> code_point_begins(const std::string& text) {
  std::vector<std::size_t> begins;
  for (std::size_t at = 0; at < text.size(); decode_utf8(text, at)) begins.push_back(at);
  begins.push_back(text.size());
  return begins;
}

}  // namespace

TEST_CASE("every line of the table of the analyser gives the tokens it names", "[tokenizer]") {
  const std::vector<TokenizerRow> rows = read_tokenizer_table();
  REQUIRE(rows.size() >= 100);
  for (const TokenizerRow& row : rows) {
    INFO("tokenizer_table.txt:" << row.line << ": " << row.written);
    CHECK(notation(tokens_of(row.text)) == row.tokens);
  }
}

TEST_CASE("positions rise by one and offsets stay within the text on every line of the table", "[tokenizer]") {
  for (const TokenizerRow& row : read_tokenizer_table()) {
    INFO("tokenizer_table.txt:" << row.line << ": " << row.written);
    check_shape(row.text, tokens_of(row.text));
  }
}

TEST_CASE("bytes and code points of a token name the same piece of the text", "[tokenizer]") {
  for (const TokenizerRow& row : read_tokenizer_table()) {
    INFO("tokenizer_table.txt:" << row.line << ": " << row.written);
    const std::vector<std::size_t> begins = code_point_begins(row.text);
    for (const Token& token : tokens_of(row.text).tokens) {
      REQUIRE(token.cp_end < begins.size());
      CHECK(begins[token.cp_begin] == token.begin);
      CHECK(begins[token.cp_end] == token.end);
    }
  }
}

TEST_CASE("a plain word's form is the fold of the piece of text it marks", "[tokenizer]") {
  const std::string text = "Erdoğan traf in Łódź auf die Straße, ἀρετή, ЁЛКА, 東京; ﬁnance";
  const TokenList list = tokens_of(text);
  REQUIRE(list.tokens.size() == 11);
  for (const Token& token : list.tokens) CHECK(list.form(token) == fold(marked(text, token)));
}

TEST_CASE("a highlighter marks the word without its possessive, and a compound as a whole", "[tokenizer]") {
  const auto pieces = [](const std::string& text) {
    std::vector<std::string> out;
    for (const Token& token : tokens_of(text).tokens) out.push_back(marked(text, token));
    return out;
  };
  using Pieces = std::vector<std::string>;
  CHECK(pieces("“Russia’s” boat") == Pieces{"Russia", "boat"});
  CHECK(pieces("the U.S.’s boat") == Pieces{"the", "U.S.", "boat"});
  CHECK(pieces("(cease-fire).") == Pieces{"cease", "fire", "cease-fire"});
  CHECK(pieces("O’Neill’s boat") == Pieces{"O", "Neill", "O’Neill", "boat"});
  CHECK(pieces("é #MeToo!") == Pieces{"é", "MeToo", "#MeToo"});
  CHECK(pieces("up 3.5 %, 2 percent") == Pieces{"up", "3.5", "3.5 %", "2", "2", "percent"});
  CHECK(pieces("東京タ") == Pieces{"東京", "京タ"});
}

TEST_CASE("a date in digits is found by its year, month and day", "[tokenizer]") {
  const TokenList list = tokens_of("on 2024-03-14 at");
  REQUIRE(list.tokens.size() >= 5);
  CHECK(list.form(list.tokens[1]) == "2024");
  CHECK(list.form(list.tokens[2]) == "03");
  CHECK(list.form(list.tokens[3]) == "14");
  CHECK(list.positions == 5);
}

TEST_CASE("case and accents make no difference to the forms", "[tokenizer]") {
  const std::vector<std::vector<std::string>> variants = {
      {"Erdoğan visits Łódź", "ERDOĞAN VISITS ŁÓDŹ", "erdogan visits lodz", "Erdog\xCC\x86"
       "an visits Ło\xCC\x81"
       "dz\xCC\x81"},
      {"Straße nach Köln", "STRASSE NACH KÖLN", "strasse nach koln", "Straße nach Ko\xCC\x88ln"},
      {"Ἑλλάδα", "ΕΛΛΑΔΑ", "ελλάδα", "Ελλα\xCC\x81"
       "δα"},
      {"Ёлка в Москве", "ЁЛКА В МОСКВЕ", "елка в москве", "е\xCC\x88лка в москве"},
      {"vượt qua", "VƯỢT QUA", "vuot qua", "vu\xCC\x9Bo\xCC\x9B\xCC\xA3t qua"},
      {"إيران", "ايران", "ا\xD9\x95يران"},
      {"cease‑fire’s end", "Cease-Fire's end", "CEASE‐FIRE’S END"}};
  for (const auto& same : variants)
    for (const std::string& variant : same) {
      CAPTURE(same.front(), variant);
      CHECK(forms_of(variant) == forms_of(same.front()));
    }
}

TEST_CASE("short й stays й, which is a letter of its own", "[tokenizer]") {
  CHECK(forms_of("Кличко й Край") == std::vector<std::string>{"кличко", "й", "край"});
  CHECK(forms_of("край") != forms_of("краи"));
}

TEST_CASE("capitals are acronyms only where the options say so", "[tokenizer]") {
  TokenList list;
  tokenize("US and U.S.", {.capitals_are_acronyms = false}, list);
  CHECK(notation(list) == "us/C and us/Ca");
  tokenize("US and U.S.", {}, list);
  CHECK(notation(list) == "us/Ca and us/Ca");
}

TEST_CASE("a text is all in capitals when its cased letters are", "[tokenizer]") {
  CHECK(is_all_capitals("WHEAT PRICES RISE 3.5% IN ŁÓDŹ"));
  CHECK(is_all_capitals("ЦЕНЫ НА ХЛЕБ"));
  CHECK(is_all_capitals("WHEAT PRICES RISE AGAIN AS McKAY WARNS OF A DRY SPRING"));
  CHECK_FALSE(is_all_capitals("Wheat Prices Rise"));
  CHECK_FALSE(is_all_capitals("NATO meets"));
  CHECK_FALSE(is_all_capitals(""));
  CHECK_FALSE(is_all_capitals("2024 — 東京"));
}

TEST_CASE("a word without end is cut at a code point, and what follows keeps its place", "[tokenizer]") {
  std::string text = "x";
  for (int i = 0; i < 100; ++i) text += "ж";
  text += " wheat";
  const TokenList list = tokens_of(text);
  REQUIRE(list.tokens.size() == 2);
  CHECK(list.form(list.tokens[0]).size() == kMaxFormBytes - 1);
  CHECK(is_valid_utf8(list.form(list.tokens[0])));
  CHECK(marked(text, list.tokens[1]) == "wheat");
  CHECK(list.tokens[1].cp_begin == 102);
}

TEST_CASE("a list is used again without anything of the text before", "[tokenizer]") {
  TokenList used, fresh;
  tokenize("Wheat prices. Rise!\n\nAgain: 3.5%, cease-fire, #MeToo", {}, used);
  tokenize("one boat", {}, used);
  tokenize("one boat", {}, fresh);
  CHECK(notation(used) == notation(fresh));
  CHECK(used.positions == 2);
  CHECK(used.sentence_ends == fresh.sentence_ends);
  CHECK(used.paragraph_ends == std::vector<std::uint32_t>{2});
  CHECK(used.forms == fresh.forms);
}

TEST_CASE("random bytes are read without a fault, and every offset lies within the text", "[tokenizer]") {
  std::mt19937 random(20240314);
  std::uniform_int_distribution<int> byte(0, 255), length(0, 300);
  for (int i = 0; i < 4000; ++i) {
    std::string text;
    for (int n = length(random); n > 0; --n) text.push_back(static_cast<char>(byte(random)));
    CAPTURE(i);
    check_shape(text, tokens_of(text));
  }
}

TEST_CASE("random pieces of words keep the promised shape", "[tokenizer]") {
  const std::vector<std::string> pieces = {"a",  "B",  "US", "é",      "e\xCC\x81", "7",      "3,000", "3.5",  "%",   " percent", "#", "@", "'", "’", "-", "‑",
                                           "–",  ".",  ",",  "U.S.",   "'s",        "don't",  "_",     "&",    " ",   " ",        "\n", "\n\n", "東", "京",
                                           "ไ", "한", "م", "\xD9\x8E", "\xC2\xAD", "\xE2\x80\x8D", "\xFF", "\xC3", "😀", "!", "?", "…", "。", "(", ")", "\""};
  std::mt19937 random(7);
  std::uniform_int_distribution<std::size_t> pick(0, pieces.size() - 1), length(1, 30);
  for (int i = 0; i < 8000; ++i) {
    std::string text;
    for (std::size_t n = length(random); n > 0; --n) text += pieces[pick(random)];
    CAPTURE(i, text);
    check_shape(text, tokens_of(text));
  }
}

}  // namespace dateline
