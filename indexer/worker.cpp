#include "indexer/worker.h"

#include <xxhash.h>

#include <cstdio>

#include "common/text/utf8.h"

namespace dateline {
namespace {

// An address can be an id when it names more than a site: "https://example.org/" is shared by all its pages.
bool names_a_page(std::string_view url) {
  const auto scheme = url.find("://");
  if (scheme == url.npos || scheme == 0) return false;
  const auto slash = url.find_first_of("/?", scheme + 3);
  return slash != url.npos && slash > scheme + 3 && slash + 1 < url.size();
}

// Standard input has no path: a record without an id is known by its content, so that sending it twice adds nothing.
std::string content_id(const Record& record) {
  char out[24];
  std::snprintf(out, sizeof out, "stdin-%016llx",
                static_cast<unsigned long long>(XXH3_64bits(record.bytes.data(), record.bytes.size())));
  return out;
}

std::string path_id(const FileInWork& work, const Record& record) {
  if (work.key.empty()) return content_id(record);
  const std::string relative = repair_utf8(work.file.relative);
  return record.number ? relative + "#" + std::to_string(record.number) : relative;
}

}  // namespace

Worker::Worker(std::string source_name, std::optional<std::int64_t> now, AnalysisDepth depth, bool build, std::function<std::shared_ptr<const Dictionary>()> dictionary)
    : source_name_(std::move(source_name)), now_(now), build_(build), find_dictionary_(std::move(dictionary)), builder_(depth) {}

void Worker::work(Piece& piece) {
  if (build_ && !dictionary_ && (dictionary_ = find_dictionary_())) compressor_ = std::make_unique<Compressor>(dictionary_);
  for (Step& step : piece.steps)
    if (step.kind == StepKind::record) work(step);
}

void Worker::work(Step& step) {
  step.problem = step.record.problem;
  if (!step.problem.empty()) return;
  ParsedRecord parsed = parse_record(step.record, {step.file->key.empty() ? std::string() : repair_utf8(step.file->file.path), {}, now_});
  if (!parsed.article) {
    step.problem = std::move(parsed.problem);
    return;
  }
  Article& article = *parsed.article;
  step.path_id = path_id(*step.file, step.record);
  if (!article.id.empty()) {
    step.id_kind = IdKind::given;
  } else if (names_a_page(article.url)) {
    step.id_kind = IdKind::canonical;
    article.id = article.url;
  } else {
    step.id_kind = IdKind::path;
    article.id = step.path_id;
  }
  if (article.source.empty()) article.source = source_name_;
  step.empty = article.title.empty() && article.body.empty();
  step.undated = article.published.empty();
  step.text_bytes = article.title.size() + article.body.size();
  step.record.bytes = {};
  if (build_) {
    const BuiltDocument built = builder_.build(article);
    step.document.emplace(std::move(article), built, compressor_.get());
  } else {
    builder_.understand(article);
    step.article = std::move(article);
    step.dates = std::move(parsed.dates);
  }
}

}  // namespace dateline
