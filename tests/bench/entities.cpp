// How fast names are found: tokens per second from tokens (the tagger alone) and from text (with our own tokeniser), with an empty memory of words and a full one.
//
// One core; processor time.
//
//   bench_entities FILE [ROUNDS]      FILE: a labelled file, some 100,000 tokens
#include <sys/resource.h>

#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <optional>
#include <string>
#include <vector>

#include "common/analysis/entities/document_tagger.h"
#include "common/analysis/entities/recogniser.h"
#include "common/analysis/entities/shipped_models.h"
#include "common/analysis/entities/train/labelled.h"

namespace {

using namespace dateline;

// Of the processor, so that other work on the machine counts little.
double seconds_of(const auto& work) {
  const std::clock_t start = std::clock();
  work();
  return static_cast<double>(std::max<std::clock_t>(1, std::clock() - start)) / CLOCKS_PER_SEC;
}

// The first round starts with nothing remembered.
void report(const char* what, int rounds, std::size_t tokens, const auto& round) {
  std::vector<double> times;
  for (int n = 0; n < rounds; ++n) times.push_back(seconds_of(round));
  const double cold = times.front(), warm = *std::min_element(times.begin(), times.end());
  std::printf("%s: %.2f M tokens/s cold, %.2f M warm (best of %d)\n", what, static_cast<double>(tokens) / cold / 1e6, static_cast<double>(tokens) / warm / 1e6, rounds);
}

long peak_kilobytes() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return usage.ru_maxrss;
}

}  // namespace

int main(int argc, char** argv) {
  if (argc < 2) {
    std::fprintf(stderr, "bench_entities FILE [ROUNDS]\n");
    return 2;
  }
  const int rounds = std::max(2, argc > 2 ? std::atoi(argv[2]) : 10);
  const std::vector<LabelledDocument> documents = read_labelled(argv[1]);
  std::vector<TokenText> texts;
  std::vector<std::string> written;
  std::size_t tokens = 0;
  for (const LabelledDocument& document : documents) {
    texts.push_back(document.text());
    tokens += document.tokens.size();
    std::string text;
    std::size_t at = 0;
    for (const std::uint32_t end : document.sentence_ends) {
      for (; at < end; ++at) text += document.tokens[at] + " ";
      text += "\n\n";
    }
    written.push_back(std::move(text));
  }
  const long before = peak_kilobytes();
  const Clusters clusters(shipped_clusters());
  const PackedModel cased(shipped_cased_model(), clusters), caseless(shipped_caseless_model(), clusters);
  DocumentTagger tagger(clusters, cased, caseless);
  std::vector<std::vector<Label>> labels;
  report("tagger", rounds, tokens, [&] {
    for (const TokenText& text : texts) tagger.tag(std::span(&text, 1), labels);
  });
  std::optional<Recogniser> recogniser;
  Mentions mentions;
  std::printf("loading: %.2f ms\n", 1e3 * seconds_of([&] { recogniser.emplace(); }));
  report("text", rounds, tokens, [&] {
    for (const std::string& text : written) recogniser->find("", text, mentions);
  });
  std::printf("%zu tokens; models %.2f MB; peak %.1f MB more than the texts\n", tokens,
              static_cast<double>(shipped_clusters().size() + shipped_cased_model().size() + shipped_caseless_model().size()) / 1e6,
              static_cast<double>(peak_kilobytes() - before) / 1e3);
}
