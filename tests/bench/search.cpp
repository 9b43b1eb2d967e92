// How long a search takes, query by query: the best ten of a database.
//
//   bench_search DATABASE bare|ids|words|named|all [PASSES]
//
// bare: Xapian alone, on the same stems, with the document data; phrases it finds in a database made with --positions xapian alone. ids: scored by the words, nothing but ids. words: the
// same with snippets and the names that a terminal shows. named: with all names of each article, as JSON has it. all: whom and when as well: names are recognised and scored, and the month of
// the title is wished for (around:); shown as on a terminal.
//
// 200 queries made from titles of the database, in an order by chance: 50 with all of 2 to 3 words, 50 with any, 30 of one word, 40 phrases of 2 words, 30 of 2 words in a year. All are asked
// PASSES times (1). Prints a line for each: kind, words, year of those that are dated, microseconds the first time and the last. tests/bench/search.py sums up, beside Lucene.
#include <xapian.h>

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "common/store/database.h"
#include "common/store/schema.h"
#include "common/text/stemmer.h"
#include "common/text/tokenizer.h"
#include "query/present/present.h"
#include "query/searcher.h"

namespace {

using namespace dateline;

constexpr Xapian::doccount kTitles = 20'000;  // that are read

struct Case {
  std::string kind, text, year;
  Request words, named, all;  // scored by the words alone, and by every part
  Xapian::Query bare;
};

struct Title {
  std::vector<std::string> words;  // as written
  std::vector<std::string> terms;
  std::string year, month;
};

std::vector<Title> titles_of(Database& database) {
  std::vector<Title> titles;
  Stemmer stemmer("en");
  TokenList tokens;
  const Xapian::docid step = database.xapian().get_lastdocid() / kTitles + 1;
  for (auto posting = database.xapian().postlist_begin(""); posting != database.xapian().postlist_end(""); ++posting) {
    if (*posting % step) continue;
    const Article article = database.article(*posting);
    Title title;
    tokenize(article.title, {.capitals_are_acronyms = false}, tokens);
    for (const Token& token : tokens.tokens) {
      if (!(token.flags & kWord) || token.flags & (kJoined | kPart | kMark) || token.form_length < 3) continue;
      title.words.emplace_back(tokens.form(token));
      title.terms.emplace_back(stemmer.stem(tokens.form(token)));
    }
    title.year = article.published.substr(0, 4);
    title.month = article.published.substr(0, 7);
    if (title.words.size() >= 3 && !title.year.empty()) titles.push_back(std::move(title));
  }
  return titles;
}

std::vector<Case> make_cases(const std::vector<Title>& titles) {
  std::mt19937 random(20240314);
  std::vector<Case> cases;
  const auto add = [&](const char* kind, std::size_t count, std::size_t words, Match match, bool phrase, bool year) {
    while (count > 0) {
      const Title& title = titles[random() % titles.size()];
      const std::size_t first = random() % (title.words.size() - words + 1);
      Case one{kind, {}, year ? title.year : std::string(), {}, {}, {}, {}};
      std::vector<std::string> terms(title.terms.begin() + static_cast<std::ptrdiff_t>(first), title.terms.begin() + static_cast<std::ptrdiff_t>(first + words));
      for (std::size_t i = first; i < first + words; ++i) one.text += (i > first ? " " : "") + title.words[i];
      one.words.query = phrase ? '"' + one.text + '"' : one.text;
      one.words.match = match;
      one.words.parts = {true, false, false};
      one.words.entities = kNamesShown;
      one.words.salience = kSalienceShown;
      const Xapian::Query::op join = phrase ? Xapian::Query::OP_PHRASE : match == Match::any ? Xapian::Query::OP_OR : Xapian::Query::OP_AND;
      one.bare = Xapian::Query(join, terms.begin(), terms.end());
      if (year) {
        one.words.conditions.push_back({"date", title.year});
        one.bare = Xapian::Query(Xapian::Query::OP_FILTER, one.bare, Xapian::Query(year_term(std::stoi(title.year))));
      }
      one.named = one.words;
      one.named.entities = SIZE_MAX;
      one.named.salience = 0;
      one.all = one.words;
      one.all.parts = {};
      one.all.conditions.push_back({"around", title.month});
      cases.push_back(std::move(one));
      --count;
    }
  };
  add("all", 25, 2, Match::all, false, false);
  add("all", 25, 3, Match::all, false, false);
  add("any", 25, 2, Match::any, false, false);
  add("any", 25, 3, Match::any, false, false);
  add("one", 30, 1, Match::all, false, false);
  add("phrase", 40, 2, Match::all, true, false);
  add("dated", 30, 2, Match::all, false, true);
  std::shuffle(cases.begin(), cases.end(), random);
  return cases;
}

// Of this thread's processor, which is the time it takes when everything is in memory and nobody else is at work.
double microseconds(const std::function<void()>& work) {
  const auto now = [] {
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) * 1e6 + static_cast<double>(time.tv_nsec) / 1e3;
  };
  const double start = now();
  work();
  return now() - start;
}

}  // namespace

int main(int argc, char** argv) {
  const std::string what = argc > 2 ? argv[2] : "";
  if (what != "bare" && what != "ids" && what != "words" && what != "named" && what != "all") {
    std::fprintf(stderr, "bench_search DATABASE bare|ids|words|named|all [PASSES]\n");
    return 2;
  }
  const int passes = argc > 3 ? std::atoi(argv[3]) : 1;
  Database database({argv[1]});
  Searcher searcher({argv[1]});
  const std::vector<Case> cases = make_cases(titles_of(database));
  std::size_t hits = 0, bytes = 0;
  const auto ask = [&](const Case& one) {
    if (what == "ids") hits += searcher.rank(one.words).hits.size();
    if (what == "words") hits += searcher.search(one.words).hits.size();
    if (what == "named") hits += searcher.search(one.named).hits.size();
    if (what == "all") hits += searcher.search(one.all).hits.size();
    if (what != "bare") return;
    Xapian::Enquire enquire(database.xapian());
    enquire.set_query(one.bare);
    const Xapian::MSet mset = enquire.get_mset(0, 10);
    for (auto hit = mset.begin(); hit != mset.end(); ++hit, ++hits) bytes += hit.get_document().get_data().size();
  };
  std::vector<double> first, last(cases.size());
  for (int pass = 0; pass < passes; ++pass) {
    for (std::size_t i = 0; i < cases.size(); ++i) last[i] = microseconds([&] { ask(cases[i]); });
    if (pass == 0) first = last;
  }
  for (std::size_t i = 0; i < cases.size(); ++i) std::printf("%s\t%s\t%s\t%.0f\t%.0f\n", cases[i].kind.c_str(), cases[i].text.c_str(), cases[i].year.c_str(), first[i], last[i]);
  std::fprintf(stderr, "%zu hits, %zu bytes of data\n", hits, bytes);
}
