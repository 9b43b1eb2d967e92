// How fast text becomes terms: tokens alone, and tokens with stems.
//
//   bench_text FILE [ROUNDS]      FILE: plain text, some megabytes
#include <algorithm>
#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "common/text/stemmer.h"
#include "common/text/tokenizer.h"

namespace {

double median_seconds(int rounds, const std::function<void()>& work) {
  std::vector<double> times;
  for (int round = 0; round < rounds; ++round) {
    const auto start = std::chrono::steady_clock::now();
    work();
    times.push_back(std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count());
  }
  std::sort(times.begin(), times.end());
  return times[times.size() / 2];
}

}  // namespace

int main(int argc, char** argv) {
  using namespace dateline;
  if (argc < 2) {
    std::fprintf(stderr, "bench_text FILE [ROUNDS]\n");
    return 2;
  }
  std::ifstream file(argv[1], std::ios::binary);
  const std::string text((std::istreambuf_iterator<char>(file)), {});
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  constexpr std::size_t kArticle = 4096;
  TokenList tokens;
  std::size_t count = 0, bytes = 0;
  const auto each = [&](const std::function<void()>& then) {
    for (std::size_t at = 0; at < text.size(); at += kArticle) {
      tokenize(std::string_view(text).substr(at, kArticle), {}, tokens);
      count += tokens.tokens.size();
      then();
    }
  };
  const double megabytes = static_cast<double>(text.size()) / 1e6;
  const double tokenised = median_seconds(rounds, [&] { each([] {}); });
  Stemmer stemmer("en");
  const double stemmed = median_seconds(rounds, [&] {
    each([&] {
      for (const Token& token : tokens.tokens) bytes += stemmer.stem(tokens.form(token)).size();
    });
  });
  std::printf("%.1f MB: tokens %.1f MB/s, tokens and stems %.1f MB/s (%zu tokens, %zu bytes)\n", megabytes, megabytes / tokenised, megabytes / stemmed, count, bytes);
}
