// Damaged and hostile inputs through every reader: mutated_inputs CORPUS [COUNT [SEED]].
//
// COUNT inputs are made from the files of CORPUS: bits flipped, bytes overwritten, pieces cut out, doubled or taken from another file, ends cut off; packed anew by
// gzip or zstd, or not; and every fortieth is a bomb (nesting, entities, packed zeros, one endless line). Each is read in a process of its own. It must end by itself within
// kSeconds, within the memory readers promise, and give articles or a reason; else the input is written to the current folder and the run fails.
#include <sys/mman.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <unistd.h>

#include <algorithm>
#include <csignal>
#include <cstdint>
#include <cstdlib>
#include <cstdio>
#include <cstring>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <map>
#include <random>
#include <string>
#include <tuple>
#include <vector>

#include "common/error.h"
#include "indexer/readers/record_reader.h"
#include "tests/packed.h"

namespace {

namespace fs = std::filesystem;
using dateline::Record;
using dateline::RecordReader;
using dateline::deflated;
using dateline::zstd;

constexpr unsigned kSeconds = 60;
// In all, with what this program itself holds: the parser of pages may take 256 MiB, a record is at most 64 MiB and is held a few times while it is converted.
constexpr long kMostMegabytes = 700;

struct Input {
  std::string name, bytes;
};

std::vector<Input> read_corpus(const fs::path& folder) {
  std::vector<Input> inputs;
  for (const auto& entry : fs::recursive_directory_iterator(folder))
    if (entry.is_regular_file()) {
      std::ifstream in(entry.path(), std::ios::binary);
      inputs.push_back({entry.path().filename().string(), {std::istreambuf_iterator<char>(in), {}}});
    }
  std::sort(inputs.begin(), inputs.end(), [](const Input& a, const Input& b) { return std::tie(a.name, a.bytes) < std::tie(b.name, b.bytes); });
  return inputs;
}

std::string repeated(const std::string& text, std::size_t bytes) {
  std::string out;
  while (out.size() < bytes) out += text;
  return out;
}

std::string entity_bomb() {
  std::string out = "<?xml version=\"1.0\"?><!DOCTYPE rss [<!ENTITY a0 \"ha\">";
  for (int i = 1; i < 40; ++i) out += "<!ENTITY a" + std::to_string(i) + " \"" + repeated("&a" + std::to_string(i - 1) + ";", 40) + "\">";
  return out + "]><rss version=\"2.0\"><channel><title>x</title><item><title>&a39;</title><description>&a39;</description></item></channel></rss>";
}

// One kind of bomb for each number.
Input bomb(std::size_t number) {
  const std::size_t megabyte = 1 << 20;
  switch (number % 14) {
    case 0: return {"bomb.html", "<html><body>" + repeated("<div>", 100'000) + "<p>text"};
    case 1: return {"bomb.html", "<html><body>" + repeated("<div><b id=1><i class=x>", 200'000)};
    case 2: return {"bomb.json", repeated("[", 2 * megabyte)};
    case 3: return {"bomb.jsonl", "{\"title\":" + repeated("{\"a\":", megabyte) + "\n{\"title\":\"x\"}\n"};
    case 4: return {"bomb.xml", entity_bomb()};
    case 5: return {"bomb.xml", "<rss version=\"2.0\"><channel>" + repeated("<item>", megabyte)};
    case 6: return {"bomb.txt.gz", deflated(std::string(200 * megabyte, '\0'))};
    case 7: return {"bomb.jsonl.zst", zstd(std::string(200 * megabyte, ' '))};
    case 8: return {"bomb.jsonl", std::string(100 * megabyte, 'x')};
    case 9: return {"bomb.txt", std::string(100 * megabyte, 'x')};
    case 10: return {"bomb.csv", "title,body\n\"" + repeated("a,b\n", 100 * megabyte)};
    case 11: return {"bomb.html", "<html><head><script type=\"application/ld+json\">" + repeated("{\"@graph\":[", megabyte) + "</script><p>x"};
    case 12: return {"bomb.eml", "Subject: x\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n" + repeated("--b\r\nContent-Type: multipart/mixed; boundary=b\r\n\r\n", megabyte)};
    default: return {"bomb.md", "---\n" + repeated("a: &a [*a, *a]\n", megabyte) + "---\nx\n"};
  }
}

class Mutator {
 public:
  Mutator(const std::vector<Input>& corpus, std::uint64_t seed) : corpus_(corpus), random_(seed) {}

  Input make(std::size_t number) {
    if (number % 40 == 39) return bomb(number / 40);
    Input input = pick();
    for (std::size_t i = 1 + below(4); i > 0 && !input.bytes.empty(); --i) damage(input.bytes);
    switch (below(12)) {
      case 0: return {input.name + ".gz", deflated(input.bytes)};
      case 1: return {input.name + ".zst", zstd(input.bytes)};
      case 2: {
        std::string packed = deflated(input.bytes);
        damage(packed);
        return {input.name + ".gz", packed};
      }
      default: return input;
    }
  }

 private:
  std::size_t below(std::size_t limit) { return limit ? random_() % limit : 0; }
  const Input& pick() { return corpus_[below(corpus_.size())]; }

  void damage(std::string& bytes) {
    const std::size_t at = below(bytes.size()), length = 1 + below(std::min<std::size_t>(bytes.size() - at, 1 + below(2000)));
    switch (below(8)) {
      case 0: bytes[at] = static_cast<char>(bytes[at] ^ (1 << below(8))); break;
      case 1: for (std::size_t i = 0; i < length; ++i) bytes[at + i] = static_cast<char>(random_()); break;
      case 2: bytes.resize(at); break;
      case 3: bytes.erase(at, length); break;
      case 4: bytes.insert(at, bytes.substr(below(bytes.size()), length)); break;
      case 5: bytes.insert(at, pick().bytes.substr(0, 4000)); break;
      case 6: bytes.insert(at, std::string(1 + below(5000), "<\"{[&\0\n ,'>]}"[below(13)])); break;
      default: {
        const std::string& other = pick().bytes;
        bytes = bytes.substr(0, at) + other.substr(below(other.size()));
      }
    }
  }

  const std::vector<Input>& corpus_;
  std::mt19937_64 random_;
};

// What became of an input, told by the process that read it.
struct Outcome {
  std::uint64_t articles = 0, problems = 0;
  bool table = false;
  char reason[120] = {};
};

void note(Outcome& outcome, const std::string& reason) {
  if (!outcome.problems++) std::snprintf(outcome.reason, sizeof outcome.reason, "%s", reason.substr(0, reason.find_first_of(":(")).c_str());
}

// Through a file, as the indexer reads: decompression and its limits take part.
void read(const fs::path& file, const std::string& name, Outcome& outcome) {
  try {
    RecordReader reader(dateline::open_file(file.string()), name);
    outcome.table = reader.format() == dateline::Format::csv || reader.format() == dateline::Format::tsv;
    Record record;
    while (reader.next(record)) {
      const dateline::ParsedRecord parsed = dateline::parse_record(record, {name});
      if (parsed.article)
        ++outcome.articles;
      else
        note(outcome, parsed.problem);
    }
  } catch (const dateline::Error& error) {
    const std::string what = error.what();
    note(outcome, what.substr(what.find(": ") + 2));
  }
}

}  // namespace

int main(int count_of_arguments, char** arguments) {
  if (count_of_arguments < 2) {
    std::cerr << "usage: mutated_inputs CORPUS [COUNT [SEED]]\n";
    return 2;
  }
  const std::size_t count = count_of_arguments > 2 ? std::stoul(arguments[2]) : 600;
  const std::uint64_t seed = count_of_arguments > 3 ? std::stoull(arguments[3]) : 1;
  const std::vector<Input> corpus = read_corpus(arguments[1]);
  Mutator mutator(corpus, seed);
  auto* outcome = static_cast<Outcome*>(::mmap(nullptr, sizeof(Outcome), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0));
  const fs::path file = fs::temp_directory_path() / ("mutated_inputs." + std::to_string(::getpid()));

  std::map<std::string, std::size_t> reasons;
  std::size_t with_articles = 0, with_reason = 0, failed = 0;
  long highest = 0;
  for (std::size_t number = 0; number < count; ++number) {
    const Input input = mutator.make(number);
    std::ofstream(file, std::ios::binary) << input.bytes;
    *outcome = Outcome();
    const pid_t child = ::fork();
    if (child == 0) {
      ::alarm(kSeconds);
      read(file, input.name, *outcome);
      ::_exit(0);
    }
    int status = 0;
    rusage used{};
    ::wait4(child, &status, 0, &used);
    highest = std::max(highest, used.ru_maxrss >> 10);
    // A table of a header alone is an empty answer, which has nothing to tell.
    const bool header_alone = outcome->table && std::count(input.bytes.begin(), input.bytes.end(), '\n') <= 1;
    const bool told = outcome->articles || outcome->problems || input.bytes.empty() || header_alone;
    std::string fault;
    if (!WIFEXITED(status) || WEXITSTATUS(status)) fault = WIFSIGNALED(status) ? std::string("ended by signal: ") + ::strsignal(WTERMSIG(status)) : "ended by a sanitiser";
    else if (!told) fault = "gave neither article nor reason";
#ifndef DATELINE_SANITIZED
    else if ((used.ru_maxrss >> 10) > kMostMegabytes) fault = "took " + std::to_string(used.ru_maxrss >> 10) + " MB";
#endif
    if (!fault.empty()) {
      ++failed;
      const std::string kept = "mutated-" + std::to_string(seed) + "-" + std::to_string(number) + "-" + input.name;
      std::ofstream(kept, std::ios::binary) << input.bytes;
      std::cout << kept << " (" << input.bytes.size() << " bytes): " << fault << "\n";
    }
    with_articles += outcome->articles > 0;
    with_reason += outcome->problems > 0;
    if (outcome->problems) ++reasons[outcome->reason];
  }
  fs::remove(file);
  std::cout << count << " inputs from " << corpus.size() << " files: " << with_articles << " gave articles, " << with_reason << " a reason; " << failed << " failed; at most " << highest << " MB\n";
  for (const auto& [reason, times] : reasons) std::cout << "  " << times << "  " << reason << "\n";
  return failed > 0;
}
