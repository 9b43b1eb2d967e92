// How fast pages become articles on one core, beside the parser alone.
//
//   bench_extraction DIR [ROUNDS]      DIR: saved pages, looked for below it too
#include <algorithm>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <filesystem>
#include <fstream>
#include <functional>
#include <iterator>
#include <string>
#include <vector>

#include "indexer/extraction/encoding.h"
#include "indexer/extraction/html_blocks.h"
#include "indexer/extraction/html_body.h"
#include "indexer/extraction/html_metadata.h"
#include "indexer/extraction/html_tree.h"

namespace {

// Of processor time, so that neighbours on the machine do not count; the best of the rounds.
double seconds(int rounds, const std::function<void()>& work) {
  double best = 0;
  for (int round = 0; round < rounds; ++round) {
    const std::clock_t start = std::clock();
    work();
    const double taken = static_cast<double>(std::clock() - start) / CLOCKS_PER_SEC;
    best = round == 0 ? taken : std::min(best, taken);
  }
  return best;
}

}  // namespace

int main(int argc, char** argv) {
  using namespace dateline;
  if (argc < 2) {
    std::fprintf(stderr, "bench_extraction DIR [ROUNDS]\n");
    return 2;
  }
  std::vector<std::string> pages;
  std::size_t bytes = 0;
  for (const auto& entry : std::filesystem::recursive_directory_iterator(argv[1])) {
    if (!entry.is_regular_file()) continue;
    std::ifstream file(entry.path(), std::ios::binary);
    const std::string raw((std::istreambuf_iterator<char>(file)), {});
    pages.push_back(to_utf8(raw, declared_charset(raw)));
    bytes += pages.back().size();
  }
  if (pages.empty()) {
    std::fprintf(stderr, "bench_extraction: no pages below %s\n", argv[1]);
    return 2;
  }
  const int rounds = argc > 2 ? std::atoi(argv[2]) : 5;
  std::size_t held = 0;  // keeps the work from being optimised away
  const double plain = seconds(rounds, [&] {
    for (const std::string& page : pages) {
      GumboOutput* output = gumbo_parse_with_options(&kGumboDefaultOptions, page.data(), page.size());
      held += output->root != nullptr;
      gumbo_destroy_output(&kGumboDefaultOptions, output);
    }
  });
  const double tree = seconds(rounds, [&] {
    for (const std::string& page : pages) held += HtmlTree(page).root() != nullptr;
  });
  const double blocks = seconds(rounds, [&] {
    for (const std::string& page : pages)
      if (const HtmlTree parsed(page); parsed.root()) held += page_blocks(*parsed.root()).blocks.size();
  });
  const double whole = seconds(rounds, [&] {
    for (const std::string& page : pages) {
      const HtmlTree parsed(page);
      if (!parsed.root()) continue;
      const PageBlocks found = page_blocks(*parsed.root());
      const Article article = html_metadata(*parsed.root(), found);
      held += html_body(found, article).size();
    }
  });
  const double count = static_cast<double>(pages.size());
  std::printf("%zu pages, %.1f MB. Pages a second: plain parse %.0f, our tree %.0f, tree and blocks %.0f, whole extraction %.0f. Extraction takes %.2f times the plain parse. (%zu)\n",
              pages.size(), static_cast<double>(bytes) / 1e6, count / plain, count / tree, count / blocks, count / whole, whole / plain, held);
}
