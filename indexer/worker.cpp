#include "indexer/worker.h"

#include "common/text/utf8.h"
#include "indexer/article_ids.h"

namespace dateline {
namespace {

std::string path_id(const FileInWork& work, const Record& record) {
  if (work.key.empty()) return content_id(record.bytes);
  const std::string relative = repair_utf8(work.file.relative);
  return record.number ? relative + "#" + std::to_string(record.number) : relative;
}

}  // namespace

Worker::Worker(std::string source_name, std::optional<std::int64_t> now, const IndexKind& kind, Makes makes, std::function<Target()> target)
    : source_name_(std::move(source_name)), now_(now), makes_(makes), find_target_(std::move(target)), builder_(kind) {}

void Worker::work(Piece& piece) {
  if (makes_ == Makes::document) {
    target_ = find_target_();
    if (!compressor_ && target_.dictionary) compressor_ = std::make_unique<Compressor>(target_.dictionary);
  }
  std::unique_lock<std::mutex> in_use;
  if (target_.buffer) in_use = std::unique_lock(target_.buffer->in_use());
  for (Step& step : piece.steps)
    if (step.kind == StepKind::record) work(step);
  if (in_use) in_use.unlock();
  target_ = {};
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
  if (makes_ == Makes::document) {
    const BuiltDocument& built = builder_.build(article, target_.buffer ? target_.buffer->numbers() : nullptr);
    if (target_.buffer)
      step.bulk.emplace(std::move(article), built, target_.buffer, compressor_.get());
    else
      step.document.emplace(std::move(article), built, compressor_.get());
  } else {
    builder_.understand(article);
    step.article = std::move(article);
    step.dates = std::move(parsed.dates);
  }
}

}  // namespace dateline
