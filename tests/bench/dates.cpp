// How fast times are found in text, beside making tokens of the same text.
//
// One core; processor time, the median of the rounds.
//
//   bench_dates FILE [ROUNDS]      FILE: articles as NDJSON, plain or compressed; all of them are held in memory
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <exception>
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/analysis/dates/dates_in_text.h"
#include "common/article_json.h"
#include "common/date.h"
#include "common/text/tokenizer.h"
#include "indexer/readers/record_reader.h"

namespace {

using namespace dateline;

// Of processor time, so that other work on the machine counts little.
double median_seconds(int rounds, const std::function<void()>& work) {
  std::vector<double> times;
  for (int round = 0; round < rounds; ++round) {
    const std::clock_t start = std::clock();
    work();
    times.push_back(static_cast<double>(std::max<std::clock_t>(1, std::clock() - start)) / CLOCKS_PER_SEC);
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

struct Text {
  std::string body, language;
  std::optional<DateTime> published;
};

std::vector<Text> read_texts(const char* path) {
  std::vector<Text> texts;
  Analyzer analyzer(AnalysisDepth::words);
  Analysis analysis;
  RecordReader reader(open_file(path), path, Format::ndjson);
  for (Record record; reader.next(record);) {
    ParsedArticle parsed = article_from_json(record.bytes);
    if (!parsed.article) continue;
    analyzer.analyze(*parsed.article, analysis);
    texts.push_back({std::move(parsed.article->body), analysis.language, parse_rfc3339(parsed.article->published)});
  }
  return texts;
}

void measure(const std::vector<Text>& texts, int rounds) {
  std::size_t bytes = 0, tokens = 0, expressions = 0;
  for (const Text& text : texts) bytes += text.body.size();
  TokenList list;
  const double tokenised = median_seconds(rounds, [&] {
    tokens = 0;
    for (const Text& text : texts) {
      tokenize(text.body, {}, list);
      tokens += list.tokens.size();
    }
  });
  std::vector<DateExpression> found;
  const double dated = median_seconds(rounds, [&] {
    expressions = 0;
    for (const Text& text : texts) {
      find_dates(text.body, text.language, text.published, found);
      expressions += found.size();
    }
  });
  const auto report = [&](const char* what, double seconds) {
    std::printf("%s: %.1f MB/s, %.0f articles/s, %.2f M tokens/s\n", what, static_cast<double>(bytes) / seconds / 1e6, static_cast<double>(texts.size()) / seconds,
                static_cast<double>(tokens) / seconds / 1e6);
  };
  std::printf("%zu articles, %.1f MB, %zu tokens, %zu expressions of time (median of %d)\n", texts.size(), static_cast<double>(bytes) / 1e6, tokens, expressions, rounds);
  report("tokens", tokenised);
  report("dates", dated);
  std::printf("dates take %.2f times what tokens take\n", dated / tokenised);
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "bench_dates FILE [ROUNDS]\n");
    return 2;
  }
  try {
    const std::vector<Text> texts = read_texts(argv[1]);
    if (texts.empty()) {
      std::fprintf(stderr, "bench_dates: no articles in %s\n", argv[1]);
      return 2;
    }
    measure(texts, std::max(1, argc > 2 ? std::atoi(argv[2]) : 5));
  } catch (const std::exception& error) {
    std::fprintf(stderr, "bench_dates: %s\n", error.what());
    return 2;
  }
}
