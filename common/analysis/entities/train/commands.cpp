#include "common/analysis/entities/train/commands.h"

#include <cstdio>
#include <fstream>
#include <optional>

#include "common/analysis/entities/document_tagger.h"
#include "common/analysis/entities/shipped_models.h"
#include "common/analysis/entities/tags.h"
#include "common/analysis/entities/train/from_text.h"
#include "common/analysis/entities/train/learner.h"
#include "common/analysis/entities/train/pack.h"
#include "common/analysis/entities/train/scores.h"
#include "common/analysis/entities/train/word_vectors.h"
#include "common/error.h"

namespace dateline {
namespace {

constexpr std::size_t kFolds = 5;

Bytes as_bytes(const std::string& text) { return std::as_bytes(std::span(text)); }

// A packed file named by an option, or the one built in.
class PackedFile {
 public:
  PackedFile(const ParsedOptions& options, std::string_view option, Bytes built_in) : bytes_(built_in) {
    if (!options.has(option)) return;
    read_ = read_whole(options.get(option));
    bytes_ = as_bytes(read_);
  }
  Bytes bytes() const { return bytes_; }

 private:
  std::string read_;
  Bytes bytes_;
};

void write_whole(const std::string& path, std::string_view bytes) {
  if (path.empty()) throw Error(ErrorKind::usage, "where to? Name a file with --out");
  std::ofstream file(path, std::ios::binary);
  file << bytes;
  file.flush();
  if (!file) throw Error(ErrorKind::io, "cannot write " + path);
}

const std::string& only_operand(const ParsedOptions& options) {
  if (options.operands.size() != 1) throw Error(ErrorKind::usage, options.command + " takes one file; see dateline-train " + options.command + " --help");
  return options.operands.front();
}

std::vector<LabelledDocument> read_sets(const std::vector<std::string>& paths) {
  std::vector<LabelledDocument> all;
  for (const std::string& path : paths)
    for (LabelledDocument& document : read_labelled(path)) all.push_back(std::move(document));
  return all;
}

std::string train(const ParsedOptions& options, const std::vector<LabelledDocument>& documents, const Clusters& clusters, std::ostream& out) {
  const auto seed = static_cast<std::uint64_t>(options.number("seed", 1, 1, 1 << 30));
  const bool caseless = options.has("caseless");
  const Examples examples = make_examples(documents, clusters, {.caseless = caseless, .least_count = static_cast<std::uint32_t>(options.number("least", 2, 1, 1000)), .seed = seed});
  LearnerOptions learning;
  learning.epochs = static_cast<int>(options.number("epochs", 12, 1, 1000));
  learning.seed = seed;
  learning.on_epoch = [&](int epoch, double loss) {
    char line[80];
    std::snprintf(line, sizeof line, "round %d: loss %.4f\n", epoch, loss);
    out << line << std::flush;
  };
  out << documents.size() << " documents, " << examples.labels.size() << " words to decide, " << examples.hashes.size() << " features\n";
  const LearnedModel model = learn(examples, learning);
  return pack_model(model, examples.hashes, clusters, {.caseless = caseless, .prune = static_cast<float>(options.number("prune", 50, 0, 100000)) / 1000});
}

void score_documents(const std::vector<LabelledDocument>& documents, DocumentTagger& tagger, SpanScores& scores) {
  std::vector<std::vector<Label>> found;
  for (const LabelledDocument& document : documents) {
    const TokenText text = document.text();
    tagger.tag(std::span(&text, 1), found);
    scores.add(spans_of(document.labels), spans_of(found.front()));
  }
}

void run_clusters(const ParsedOptions& options, std::ostream& out) {
  const WordVectors vectors = read_vectors(only_operand(options), static_cast<std::size_t>(options.number("words", 100000, kClusterCounts.back(), 10000000)));
  out << vectors.words.size() << " words of " << vectors.dimensions << " dimensions\n";
  ClusterOptions clustering;
  clustering.seed = static_cast<std::uint64_t>(options.number("seed", 1, 1, 1 << 30));
  clustering.on_round = [&](std::uint32_t clusters, int round) { out << clusters << " clusters: round " << round << "\n" << std::flush; };
  write_whole(options.get("out"), pack_clusters(cluster_words(vectors, clustering)));
}

void run_model(const ParsedOptions& options, std::ostream& out) {
  if (options.operands.empty()) throw Error(ErrorKind::usage, "model takes labelled files; see dateline-train --help");
  const PackedFile file(options, "clusters", shipped_clusters());
  write_whole(options.get("out"), train(options, read_sets(options.operands), Clusters(file.bytes()), out));
}

void run_score(const ParsedOptions& options, std::ostream& out) {
  const PackedFile words(options, "clusters", shipped_clusters()), with_case(options, "cased-model", shipped_cased_model()),
      without_case(options, "caseless-model", shipped_caseless_model());
  const Clusters clusters(words.bytes());
  const PackedModel cased(with_case.bytes(), clusters), caseless(without_case.bytes(), clusters);
  DocumentTagger tagger(clusters, cased, caseless);
  for (const std::string& path : options.operands) {
    SpanScores scores;
    std::vector<LabelledDocument> documents = read_labelled(path);
    if (options.has("from-text")) score_from_text(documents, tagger, scores);
    else score_documents(documents, tagger, scores);
    out << path << "\n" << scores.table();
  }
}

void run_folds(const ParsedOptions& options, std::ostream& out) {
  const PackedFile file(options, "clusters", shipped_clusters());
  const Clusters clusters(file.bytes());
  const std::vector<LabelledDocument> documents = read_labelled(only_operand(options)), others = read_sets(options.all("with"));
  SpanScores scores;
  for (std::size_t fold = 0; fold < kFolds; ++fold) {
    std::vector<LabelledDocument> learned = others, held;
    for (std::size_t n = 0; n < documents.size(); ++n) (n % kFolds == fold ? held : learned).push_back(documents[n]);
    const std::string packed = train(options, learned, clusters, out);
    const PackedModel model(as_bytes(packed), clusters);
    DocumentTagger tagger(clusters, model, model);
    score_documents(held, tagger, scores);
    out << scores.table() << std::flush;
  }
}

}  // namespace

void run_train_command(const ParsedOptions& options, std::ostream& out) {
  if (options.command == "clusters") run_clusters(options, out);
  else if (options.command == "score") run_score(options, out);
  else if (options.command == "folds") run_folds(options, out);
  else run_model(options, out);
}

}  // namespace dateline
