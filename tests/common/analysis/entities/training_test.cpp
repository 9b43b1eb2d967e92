// Learning from a handful of sentences written for it.
#include <unistd.h>

#include <catch2/catch.hpp>
#include <cstdio>
#include <filesystem>
#include <fstream>

#include "common/analysis/entities/document_tagger.h"
#include "common/analysis/entities/shipped_models.h"
#include "common/analysis/entities/tags.h"
#include "common/analysis/entities/train/labelled.h"
#include "common/analysis/entities/train/learner.h"
#include "common/analysis/entities/train/pack.h"
#include "common/error.h"

using namespace dateline;

namespace {

class ScratchFile {
 public:
  explicit ScratchFile(const std::string& text) : path_(std::filesystem::temp_directory_path() / ("dateline_train_" + std::to_string(::getpid()) + ".tsv")) {
    std::ofstream(path_) << text;
  }
  ~ScratchFile() { std::filesystem::remove(path_); }
  std::string path() const { return path_.string(); }

 private:
  std::filesystem::path path_;
};

// Towns end in -ville and people in -son.
std::string labelled_lines() {
  std::string out;
  for (const char* start : {"Al", "Ber", "Cor", "Dun", "El", "Far", "Gor", "Hal"}) {
    const std::string s = start;
    out += "-DOCSTART-\tO\n\nMayor\tO\n" + s + "son\tB-PER\nleft\tO\n" + s + "ville\tB-LOC\n.\tO\n\n";
    out += "In\tO\n" + s + "ville\tI-LOC\n,\tO\n" + s + "a\tB-PER\n" + s + "son\tI-PER\nspoke\tO\n.\tO\n\n";
  }
  return out;
}

std::string trained(const std::vector<LabelledDocument>& documents, const Clusters& clusters) {
  const Examples examples = make_examples(documents, clusters, {});
  return pack_model(learn(examples, {}), examples.hashes, clusters, {});
}

}  // namespace

TEST_CASE("labelled files are read by document and sentence") {
  const ScratchFile file(labelled_lines());
  const std::vector<LabelledDocument> documents = read_labelled(file.path());
  REQUIRE(documents.size() == 8);
  CHECK(documents[0].tokens.size() == 12);
  CHECK(documents[0].sentence_ends == std::vector<std::uint32_t>{5, 12});
  CHECK(spans_of(documents[0].labels) == std::vector<LabelledSpan>{{1, 2, EntityType::person}, {3, 4, EntityType::place}, {6, 7, EntityType::place}, {8, 10, EntityType::person}});
}

TEST_CASE("a line that makes no sense is named") {
  CHECK_THROWS_WITH(read_labelled(ScratchFile("Oslo\tB-LOC\nrain\n").path()), Catch::Contains(":2:"));
  CHECK_THROWS_WITH(read_labelled(ScratchFile("Oslo\tB-TOWN\n").path()), Catch::Contains("PER, ORG, LOC or MISC"));
  CHECK_THROWS_AS(read_labelled("no such file"), Error);
}

TEST_CASE("what is learned carries over to new words; the same input gives the same bytes") {
  const ScratchFile file(labelled_lines());
  const std::vector<LabelledDocument> documents = read_labelled(file.path());
  const Clusters clusters(shipped_clusters());
  const std::string packed = trained(documents, clusters);
  CHECK(packed == trained(documents, clusters));

  const PackedModel model(std::as_bytes(std::span(packed)), clusters);
  DocumentTagger tagger(clusters, model, model);
  TokenText text{{"Mayor", "Wilson", "left", "Wilville", "."}, {5}};
  std::vector<std::vector<Label>> labels;
  tagger.tag(std::span(&text, 1), labels);
  CHECK(spans_of(labels[0]) == std::vector<LabelledSpan>{{1, 2, EntityType::person}, {3, 4, EntityType::place}});
}

TEST_CASE("an endless sentence is cut, not kept whole") {
  const ScratchFile file(labelled_lines());
  const Clusters clusters(shipped_clusters());
  const std::string packed = trained(read_labelled(file.path()), clusters);
  const PackedModel model(std::as_bytes(std::span(packed)), clusters);
  DocumentTagger tagger(clusters, model, model);
  TokenText text;
  text.tokens.assign(5000, "Wilson");
  text.sentence_ends = {5000};
  std::vector<std::vector<Label>> labels;
  tagger.tag(std::span(&text, 1), labels);
  CHECK(labels[0].size() == 5000);
}
