// Made-up random news, and the plain ways to count in it that structured answers are held against.
#pragma once

#include <algorithm>
#include <random>
#include <sstream>
#include <string>
#include <vector>

#include "common/date.h"
#include "query/structured_searcher.h"
#include "sample_search.h"

namespace dateline {

inline const std::vector<std::string>& news_words() {
  static const std::vector<std::string> words{"harbor", "ferry", "council", "budget", "storm", "bridge", "market", "school", "river", "train", "museum", "orchard"};
  return words;
}

// 300 articles of few words, so that the same ones meet; a sixth without a source, a seventh without a date, some with the word in the title alone.
inline std::vector<std::string> random_news() {
  std::mt19937 random(7);
  const auto below = [&](std::size_t n) { return static_cast<std::size_t>(random() % n); };
  const std::vector<std::string> sources{"Harbor Courier", "Harbor", "harbor courier", "Inland Post"}, authors{"Ann Lee", "Bo Dahl", "Cem Oz"}, tags{"ports", "rail", "Ports", "weather"}, sections{"World", "Local"};
  std::vector<std::string> lines;
  for (int i = 0; i < 300; ++i) {
    std::string title, body;
    for (std::size_t n = 1 + below(3); n > 0; --n) title += (title.empty() ? "" : " ") + news_words()[below(news_words().size())];
    for (std::size_t n = 3 + below(12); n > 0; --n) body += (body.empty() ? "" : " ") + news_words()[below(news_words().size())];
    std::string line = R"({"id":"n)" + std::to_string(i) + R"(","title":")" + title + R"(","body":")" + body + R"(.","language":"en")";
    if (below(6)) line += R"(,"source":")" + sources[below(sources.size())] + "\"";
    if (below(3)) line += R"(,"section":")" + sections[below(sections.size())] + "\"";
    if (const std::size_t n = below(3)) {
      line += R"(,"authors":[")" + authors[below(authors.size())] + "\"";
      if (n > 1) line += ",\"" + authors[below(authors.size())] + "\"";
      line += "]";
    }
    if (below(2)) line += R"(,"tags":[")" + tags[below(tags.size())] + R"(",")" + tags[below(tags.size())] + R"("])";
    if (below(7)) {
      DateTime when{to_civil(to_day_number({2023, 1, 1}) + static_cast<DayNumber>(below(400))), {}, {}};
      if (below(3)) when.seconds = static_cast<int>(below(86400)), when.offset_minutes = static_cast<int>(below(5)) * 60 - 120;
      line += R"(,"published":")" + to_rfc3339(when) + "\"";
    }
    if (below(2)) line += R"(,"url":"https://news.example/)" + std::to_string(i % 9) + "/" + std::to_string(i) + "\"";
    lines.push_back(line + "}");
  }
  return lines;
}

inline const std::string& news() {
  static const ScratchFolder folder;
  static const std::string path = make_database(folder, "news", random_news());
  return path;
}

inline const std::vector<Article>& all_news() {
  static const std::vector<Article> articles = [] {
    std::vector<Article> all;
    Searcher({news()}).each(request_for(""), [&](const Article& article) {
      all.push_back(article);
      return true;
    });
    return all;
  }();
  return articles;
}

inline bool has_date(const Article& article) { return !article.published.empty(); }
inline std::int64_t instant_of(const Article& article) { return to_instant(*parse_rfc3339(article.published)); }

inline std::vector<std::string> words_in(const std::string& text) {
  std::vector<std::string> words;
  std::istringstream in(text);
  for (std::string word; in >> word;) {
    if (word.back() == '.') word.pop_back();
    words.push_back(word);
  }
  return words;
}

inline bool has_word(const std::string& text, const std::string& word) {
  const std::vector<std::string> words = words_in(text);
  return std::find(words.begin(), words.end(), word) != words.end();
}

// Short ways to write clauses.
inline Clause clause(ClauseKind kind) {
  Clause one;
  one.kind = kind;
  return one;
}

inline Clause keyword(const std::string& field, std::vector<std::string> values) {
  Clause one = clause(ClauseKind::keyword);
  one.field = field;
  one.values = std::move(values);
  return one;
}

inline Clause words(const std::string& text, TextPart part = TextPart::either) {
  Clause one = clause(ClauseKind::words);
  one.text = text;
  one.part = part;
  return one;
}

inline Clause phrase(const std::string& text, TextPart part = TextPart::either, unsigned slop = 0) {
  Clause one = words(text, part);
  one.kind = ClauseKind::phrase;
  one.slop = slop;
  return one;
}

inline Clause that(Occur occur, Clause one) {
  one.occur = occur;
  return one;
}

inline Clause boolean(std::vector<Clause> children) {
  Clause one = clause(ClauseKind::boolean);
  one.children = std::move(children);
  return one;
}

inline StructuredRequest question(Clause query) {
  StructuredRequest request;
  request.query = std::move(query);
  request.size = 1000;
  request.now = kNow;
  return request;
}

inline std::vector<std::string> sorted_ids(const std::vector<StructuredHit>& hits) {
  std::vector<std::string> ids;
  for (const StructuredHit& hit : hits) ids.push_back(hit.article.id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

template <typename Holds>
std::vector<std::string> ids_that(const Holds& holds) {
  std::vector<std::string> ids;
  for (const Article& article : all_news())
    if (holds(article)) ids.push_back(article.id);
  std::sort(ids.begin(), ids.end());
  return ids;
}

inline StructuredResult ask(const StructuredRequest& request, const std::string& database = news()) {
  Searcher searcher({database});
  return StructuredSearcher(searcher).search(request);
}

template <typename Holds>
void check_matches(const Clause& query, const Holds& holds) {
  const std::vector<std::string> expected = ids_that(holds);
  const StructuredResult result = ask(question(query));
  CHECK(result.total.value == expected.size());
  CHECK(sorted_ids(result.hits) == expected);
}

}  // namespace dateline
