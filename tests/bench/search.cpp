// How long a search takes: the best ten with snippets, by the words alone and by whom and when as well, against bare Xapian (the same stems, the best ten and their document
// data) on the same database, in turn.
//
//   bench_search DATABASE [ROUNDS [KIND]]
//
// 200 queries made from titles of the database: 50 with all of 2 to 3 words, 50 with any, 30 of one word, 40 phrases of 2 words, 30 of 2 words in a year. Each is asked
// once to warm up and then ROUNDS times (5); a query's time is the median of its rounds. With whom and when: names are recognised and scored, and the month of the title is
// wished for (around:). Bare Xapian finds phrases in a database made with --positions xapian alone. Prints median and 99th percentile over the queries.
#include <xapian.h>

#include <time.h>

#include <algorithm>
#include <cstdio>
#include <functional>
#include <random>
#include <string>
#include <string_view>
#include <vector>

#include "common/store/database.h"
#include "common/store/schema.h"
#include "common/text/stemmer.h"
#include "common/text/tokenizer.h"
#include "query/searcher.h"

namespace {

using namespace dateline;

struct Case {
  const char* kind;
  Request words, all;  // scored by the words alone, and by every part
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
  for (auto posting = database.xapian().postlist_begin(""); posting != database.xapian().postlist_end(""); ++posting) {
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
      Case one{kind, {}, {}, {}};
      std::vector<std::string> terms(title.terms.begin() + static_cast<std::ptrdiff_t>(first), title.terms.begin() + static_cast<std::ptrdiff_t>(first + words));
      for (std::size_t i = first; i < first + words; ++i) one.words.query += (i > first ? " " : "") + title.words[i];
      if (phrase) one.words.query = '"' + one.words.query + '"';
      one.words.match = match;
      one.words.parts = {true, false, false};
      const Xapian::Query::op join = phrase ? Xapian::Query::OP_PHRASE : match == Match::any ? Xapian::Query::OP_OR : Xapian::Query::OP_AND;
      one.bare = Xapian::Query(join, terms.begin(), terms.end());
      if (year) {
        one.words.conditions.push_back({"date", title.year});
        one.bare = Xapian::Query(Xapian::Query::OP_FILTER, one.bare, Xapian::Query(year_term(std::stoi(title.year))));
      }
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

double percentile(std::vector<double> values, double share) {
  std::sort(values.begin(), values.end());
  return values[std::min(values.size() - 1, static_cast<std::size_t>(share * static_cast<double>(values.size())))];
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "bench_search DATABASE [ROUNDS [KIND]]\n");
    return 2;
  }
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  Database database({argv[1]});
  Searcher searcher({argv[1]});
  std::vector<Case> cases = make_cases(titles_of(database));
  if (argc > 3) std::erase_if(cases, [&](const Case& one) { return one.kind != std::string_view(argv[3]); });
  std::vector<double> words, all, bare;
  std::size_t hits = 0, bytes = 0;
  for (const Case& one : cases) {
    std::vector<double> words_times, all_times, bare_times;
    for (int round = 0; round <= rounds; ++round) {
      const double a = microseconds([&] { hits += searcher.search(one.words).hits.size(); });
      const double b = microseconds([&] { hits += searcher.search(one.all).hits.size(); });
      const double c = microseconds([&] {
        Xapian::Enquire enquire(database.xapian());
        enquire.set_query(one.bare);
        const Xapian::MSet mset = enquire.get_mset(0, 10);
        for (auto hit = mset.begin(); hit != mset.end(); ++hit) bytes += hit.get_document().get_data().size();
      });
      if (round == 0) continue;
      words_times.push_back(a);
      all_times.push_back(b);
      bare_times.push_back(c);
    }
    words.push_back(percentile(words_times, 0.5));
    all.push_back(percentile(all_times, 0.5));
    bare.push_back(percentile(bare_times, 0.5));
  }
  std::printf("%zu queries, %zu hits, %zu bytes of data\n", cases.size(), hits, bytes);
  const auto print = [](const char* what, const std::vector<double>& times) { std::printf("%s median %.0f us, p99 %.0f us\n", what, percentile(times, 0.5), percentile(times, 0.99)); };
  print("bare Xapian, ten hits with data:       ", bare);
  print("Dateline, ten hits with snippets, words:", words);
  print("the same with whom and when:           ", all);
  const auto ratio = [](const char* what, const std::vector<double>& one, const std::vector<double>& other) {
    std::printf("%s median %.2f, p99 %.2f\n", what, percentile(one, 0.5) / percentile(other, 0.5), percentile(one, 0.99) / percentile(other, 0.99));
  };
  for (const char* kind : {"all", "any", "one", "phrase", "dated"}) {
    std::vector<double> times, bare_times;
    std::size_t slowest = 0;
    for (std::size_t i = 0; i < cases.size(); ++i) {
      if (cases[i].kind != std::string_view(kind)) continue;
      if (times.empty() || words[i] > words[slowest]) slowest = i;
      times.push_back(words[i]);
      bare_times.push_back(bare[i]);
    }
    if (!times.empty()) std::printf("  %-7s bare: median %.0f us; words: median %.0f us, slowest %.0f us: %s\n", kind, percentile(bare_times, 0.5), percentile(times, 0.5), words[slowest], cases[slowest].words.query.c_str());
  }
  ratio("words to bare Xapian:        ", words, bare);
  ratio("with whom and when to words: ", all, words);
}
