#include "indexer/destination.h"

#include <algorithm>

#include "common/store/schema.h"

namespace dateline {
namespace {

constexpr std::uint64_t kMostLateBytes = 32 << 20;
constexpr std::uint64_t kMuchOfDatabase = 20;  // a part of so many

void count(Report& report, Outcome outcome) {
  switch (outcome) {
    case Outcome::added: ++report.added; break;
    case Outcome::replaced: ++report.replaced; break;
    case Outcome::unchanged: ++report.unchanged; break;
    case Outcome::kept_newer: ++report.kept_newer; break;
    case Outcome::renamed: ++report.renamed; break;
    case Outcome::repeated: ++report.repeated; break;
  }
}

}  // namespace

Destination::Destination(const DatabaseDirectory& directory, const WantedKind& wanted, const DestinationLimits& limits, Report& report) : directory_(directory), limits_(limits), report_(report) {
  const std::optional<std::uint64_t> live = directory_.live_generation();
  if (live) {
    generation_ = *live;
    writer_.emplace(Writer::open_live(directory_, wanted));
    kind_ = writer_->kind();
    if (writer_->articles()) {
      dictionary_ = writer_->dictionary();
      return;
    }
    writer_.reset();
  } else {
    kind_ = wanted.over({});
    // What a killed first run left was never visible.
    for (const std::uint64_t generation : directory_.generations()) directory_.remove(generation);
  }
  was_empty_ = true;
  ++generation_;
  if (live) {
    Database empty({directory_.path()});
    start(std::make_shared<BulkWriter>(directory_, generation_, empty.xapian().get_metadata(std::string(metadata::kUuid)), kind_, limits_.memory));
    bulk_->copy_tables(empty.xapian());
  } else {
    start(std::make_shared<BulkWriter>(directory_, generation_, std::string(), kind_, limits_.memory));
  }
}

void Destination::start(std::shared_ptr<BulkWriter> bulk) {
  bulk_ = std::move(bulk);
  const std::lock_guard lock(mutex_);
  shared_bulk_ = bulk_;
}

void Destination::set_dictionary(const std::string& bytes) {
  if (bulk_)
    bulk_->set_dictionary(bytes);
  else
    writer_->set_dictionary(bytes);
  const std::lock_guard lock(mutex_);
  dictionary_ = bulk_ ? bulk_->dictionary() : writer_->dictionary();
}

Worker::Target Destination::target(std::size_t worker) {
  const std::lock_guard lock(mutex_);
  return {dictionary_, shared_bulk_ ? shared_bulk_->buffer(worker) : nullptr};
}

void Destination::add(Step step) {
  if (!bulk_) {
    write(step);
    return;
  }
  // What was made for the Writer before the gathering began waits for it.
  if (step.bulk) {
    const bool taken = is_segment_ && writer_->concerns(step.bulk->article.id);
    if (bulk_->add(*step.bulk, step.id_kind, step.path_id, origin_of(step), taken)) {
      count(report_, Outcome::added);
      return;
    }
  }
  late_bytes_ += step.text_bytes + sizeof step;
  late_.push_back({std::move(step), {}, 0});
}

void Destination::add_anew(Step step) {
  build(step);
  if (bulk_) {
    late_bytes_ += step.text_bytes + sizeof step;
    late_.push_back({std::move(step), {}, 0});
  } else {
    write(step);
  }
}

// For the Writer, which compresses it as this database does.
void Destination::build(Step& step) {
  if (!builder_) builder_.emplace(kind_);
  Article article = std::move(step.bulk ? step.bulk->article : step.document->article);
  step.bulk.reset();
  const BuiltDocument& built = builder_->build(article);
  step.document.emplace(std::move(article), built, nullptr);
}

void Destination::write(Step& step) {
  if (!step.document) build(step);
  ++written_;
  written_bytes_ += step.text_bytes;
  count(report_, writer_->add(*step.document, step.id_kind, step.path_id, origin_of(step)));
}

void Destination::put_manifest(const ManifestEntry& entry) {
  if (bulk_)
    bulk_->put_manifest(entry);
  else
    writer_->put_manifest(entry);
}

void Destination::drop_earlier_readings(const std::string& file_key, std::uint64_t reading) {
  if (bulk_)
    late_.push_back({std::nullopt, file_key, reading});
  else
    report_.removed += writer_->drop_earlier_readings(file_key, reading);
}

bool Destination::full() const { return bulk_->full() || late_bytes_ >= kMostLateBytes; }

// The generation with all that has been gathered, and what waits for it, becomes the live one.
void Destination::write_bulk() {
  {
    const std::lock_guard lock(mutex_);
    shared_bulk_.reset();
  }
  if (is_segment_) {
    const std::uint64_t segment = generation_ + 1, merged = generation_ + 2;
    const SegmentRest rest = bulk_->finish_segment();
    writer_->close();
    merge_generations(directory_, generation_, segment, merged);
    directory_.remove(segment);
    generation_ = merged;
    writer_.emplace(Writer::open(directory_, generation_));
    writer_->adopt(rest);
  } else {
    bulk_->finish();
    writer_.emplace(Writer::open(directory_, generation_));
  }
  bulk_.reset();
  for (Late& late : std::exchange(late_, {})) {
    if (late.step)
      write(*late.step);
    else
      drop_earlier_readings(late.file_key, late.reading);
  }
  late_bytes_ = 0;
  writer_->commit();
  directory_.publish(generation_);
  directory_.remove_old(kGenerationGraceSeconds);
}

void Destination::commit() {
  if (!bulk_) {
    writer_->commit();
    return;
  }
  try {
    write_bulk();
  } catch (...) {
    writer_.reset();
    directory_.remove_unpublished();
    throw;
  }
}

bool Destination::much() const { return written_bytes_ >= std::max(limits_.gather_bytes, directory_.bytes_on_disk(generation_) / kMuchOfDatabase); }

void Destination::gather() {
  is_segment_ = true;
  written_bytes_ = 0;
  start(std::make_shared<BulkWriter>(directory_.generation_path(generation_ + 1), writer_->last_docid(), writer_->dictionary(), kind_, limits_.memory));
}

}  // namespace dateline
