// Random sequences of operations on a real database and on a model of it, which must agree after each: model [--seed S] [--sequences N] [--operations M].
//
// Sequence number i has the seed S + i. At its end the database must be sound, hold what the model holds, and answer as one that is built afresh of its export. Of a sequence that fails, operations are
// left out as long as it still fails; what is left is printed, with the seed that gives it again.
#include <unistd.h>

#include <algorithm>
#include <cstdint>
#include <cstdlib>
#include <filesystem>
#include <iostream>
#include <map>
#include <optional>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "generator.h"
#include "indexer/readers/record_reader.h"
#include "model.h"
#include "real_database.h"

namespace dateline {
namespace {

namespace fs = std::filesystem;

const std::vector<std::string> kRanked{"storm", "market port", "camp OR team", "stom", "person:\"Anna Holm\"", "\"film dock\" fund", "nils berg says"};

struct Failure {
  std::size_t at;  // the operation, or how many there are: at the end
  std::string said;
};

// Databases of both kinds; what analyses is kept from one sequence to the next, because it is slow to make.
class Runner {
 public:
  explicit Runner(std::string folder) : folder_(std::move(folder)) {}

  std::optional<Failure> run(std::uint64_t seed, const std::vector<Operation>& operations) {
    fs::remove_all(folder_);
    const IndexKind kind{seed % 2 ? AnalysisDepth::words : AnalysisDepth::full, seed % 3 ? PositionForm::packed : PositionForm::xapian};
    DocumentBuilder& builder = builders_.try_emplace({kind.depth, kind.positions}, kind).first->second;
    std::size_t at = 0;
    try {
      RealDatabase real(folder_, kind, builder);
      Model model(RealDatabase::files_in(folder_), kind.depth, builder);
      for (; at < operations.size(); ++at) agree(model.apply(operations[at]), real.apply(operations[at]));
      at_the_end(model, real, kind, builder);
    } catch (const std::exception& error) {
      return Failure{at, error.what()};
    }
    return {};
  }

 private:
  static void agree(const std::string& wanted, const std::string& said) {
    if (wanted == said) return;
    const auto differs = std::mismatch(wanted.begin(), wanted.end(), said.begin(), said.end()).first - wanted.begin();
    throw std::runtime_error("  the model says:    " + wanted + "\n  the database says: " + said + "\n  from byte " + std::to_string(differs));
  }
  static void agree(const std::vector<std::string>& wanted, const std::vector<std::string>& said) {
    const auto [a, b] = std::mismatch(wanted.begin(), wanted.end(), said.begin(), said.end());
    agree(a == wanted.end() ? "" : *a, b == said.end() ? "" : *b);
  }

  void at_the_end(Model& model, RealDatabase& real, const IndexKind& kind, DocumentBuilder& builder) {
    Operation commit, show_all;
    commit.kind = Operation::Kind::commit;
    show_all.kind = Operation::Kind::show;
    real.commit();
    model.apply(commit);
    agree(model.apply(show_all), real.apply(show_all));
    agree(model.status(), real.status());
    agree(model.manifest(), real.manifest());
    agree({}, real.faults());

    const std::vector<std::string> exported = real.exported();
    RealDatabase afresh(folder_ + "/afresh", kind, builder);
    Operation aliases, all_at_once;
    aliases.kind = Operation::Kind::aliases;
    aliases.text = model.alias_text();
    afresh.apply(aliases);
    all_at_once.kind = Operation::Kind::batch;
    for (const std::string& line : exported) all_at_once.articles.push_back(*parse_record({Format::ndjson, 0, line, {}, nullptr}, {}).article);
    if (!exported.empty()) afresh.apply(all_at_once);
    agree(exported, afresh.exported());
    for (const std::string& query : kRanked) agree(afresh.ranked(query), real.ranked(query));
  }

  std::string folder_;
  std::map<std::pair<AnalysisDepth, PositionForm>, DocumentBuilder> builders_;
};

// Without what it does not need to fail.
std::vector<Operation> shortened(Runner& runner, std::uint64_t seed, std::vector<Operation> operations) {
  for (std::size_t step = std::max<std::size_t>(1, operations.size() / 2);; step = std::max<std::size_t>(1, step / 2)) {
    bool shorter = false;
    for (std::size_t at = 0; at < operations.size();) {
      std::vector<Operation> fewer = operations;
      fewer.erase(fewer.begin() + static_cast<std::ptrdiff_t>(at), fewer.begin() + static_cast<std::ptrdiff_t>(std::min(at + step, fewer.size())));
      if (runner.run(seed, fewer)) {
        operations = std::move(fewer);
        shorter = true;
      } else {
        at += step;
      }
    }
    if (step == 1 && !shorter) return operations;
  }
}

// Where the machine has memory for files, they need not wait for a disk.
std::string folder_for_databases() {
  std::error_code error;
  const std::string base = !std::getenv("TMPDIR") && fs::is_directory("/dev/shm", error) ? "/dev/shm" : fs::temp_directory_path().string();
  std::string pattern = base + "/dateline-model-XXXXXX";
  if (!mkdtemp(pattern.data())) throw std::runtime_error("cannot make a folder in " + base);
  return pattern;
}

int run(std::uint64_t seed, std::uint64_t sequences, std::size_t operations) {
  const std::string folder = folder_for_databases();
  Runner runner(folder + "/sequence");
  int status = 0;
  for (std::uint64_t number = 0; number < sequences && !status; ++number) {
    const std::vector<Operation> sequence = Generator(seed + number).sequence(operations);
    const std::optional<Failure> failure = runner.run(seed + number, sequence);
    if (!failure) continue;
    status = 1;
    const std::vector<Operation> least = shortened(runner, seed + number, sequence);
    const Failure last = runner.run(seed + number, least).value_or(*failure);
    std::cout << "after " << number << " sequences, --seed " << seed + number << " --sequences 1 --operations " << operations << " fails at operation " << failure->at + 1 << ":\n" << failure->said << "\nthe least of it that fails:\n";
    for (const Operation& operation : least) std::cout << "  " << describe(operation) << "\n";
    std::cout << (last.at < least.size() ? "where it ends" : "and then, when the database is looked at as a whole") << ":\n" << last.said << "\n";
  }
  fs::remove_all(folder);
  if (!status) std::cout << sequences << " sequences of " << operations << " operations, from seed " << seed << ": the database did as the model does\n";
  return status;
}

}  // namespace
}  // namespace dateline

int main(int argc, char** argv) {
  std::uint64_t seed = 1, sequences = 100;
  std::size_t operations = 20;
  for (int i = 1; i + 1 < argc; i += 2) {
    const std::string name = argv[i];
    (name == "--seed" ? seed : name == "--sequences" ? sequences : operations) = std::strtoull(argv[i + 1], nullptr, 10);
  }
  return dateline::run(seed, sequences, operations);
}
