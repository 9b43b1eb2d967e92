#include "indexer/worker.h"

#include "common/text/utf8.h"
#include "indexer/article_ids.h"
#include "indexer/shard_of.h"

namespace dateline {
namespace {

std::string path_id(const FileInWork& work, const Record& record) {
  if (work.key.empty()) return content_id(record.bytes);
  const std::string relative = repair_utf8(work.file.relative);
  return record.number ? relative + "#" + std::to_string(record.number) : relative;
}

}  // namespace

Worker::Worker(std::string source_name, std::optional<std::int64_t> now, const IndexKind& kind, Makes makes, ShardBy by, std::function<std::vector<Target>()> targets)
    : source_name_(std::move(source_name)), now_(now), makes_(makes), by_(by), find_targets_(std::move(targets)), builder_(kind) {}

void Worker::work(Piece& piece) {
  std::vector<std::unique_lock<std::mutex>> in_use;
  if (makes_ == Makes::document) {
    targets_ = find_targets_();
    compressors_.resize(targets_.size());
    for (std::size_t shard = 0; shard < targets_.size(); ++shard) {
      const Target& target = targets_[shard];
      if (!compressors_[shard] && target.dictionary) compressors_[shard] = std::make_unique<Compressor>(target.dictionary);
      if (target.buffer) in_use.emplace_back(target.buffer->in_use());
    }
  }
  for (Step& step : piece.steps)
    if (step.kind == StepKind::record) work(step);
  in_use.clear();
  targets_.clear();
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
    step.shard = shard_of(article, by_, targets_.size());
    const std::shared_ptr<PostingBuffer>& buffer = targets_[step.shard].buffer;
    const BuiltDocument& built = builder_.build(article, buffer ? buffer->numbers() : nullptr);
    if (buffer)
      step.bulk.emplace(std::move(article), built, buffer, compressors_[step.shard].get());
    else
      step.document.emplace(std::move(article), built, compressors_[step.shard].get());
  } else {
    builder_.understand(article);
    step.article = std::move(article);
    step.dates = std::move(parsed.dates);
  }
}

}  // namespace dateline
