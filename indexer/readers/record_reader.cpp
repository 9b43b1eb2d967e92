#include "indexer/readers/record_reader.h"

#include <algorithm>
#include <array>

#include "indexer/readers/feed.h"
#include "indexer/readers/format.h"
#include "indexer/readers/newsml.h"
#include "indexer/readers/plain_source.h"
#include "indexer/readers/sgml.h"
#include "indexer/readers/splitters.h"

namespace dateline {
namespace {

constexpr std::size_t kHeadBytes = 64 * 1024;  // enough to tell the format

// An empty list in JSON or a table without rows is somebody's empty answer; a feed or an archive without any article is most likely damaged, or not what was meant.
bool must_hold_some(Format format) {
  return format == Format::feed || format == Format::newsml || format == Format::sgml || format == Format::mbox || format == Format::warc;
}

}  // namespace

bool holds_many(Format format) {
  switch (format) {
    case Format::text:
    case Format::markdown:
    case Format::html:
    case Format::nitf:
    case Format::mail: return false;
    case Format::json:
    case Format::ndjson:
    case Format::csv:
    case Format::tsv:
    case Format::feed:
    case Format::newsml:
    case Format::sgml:
    case Format::mbox:
    case Format::warc: return true;
  }
  return false;
}

struct RecordReader::State {
  CharStream stream;
  RecordLimits limits;
  Format format = Format::text;
  std::string problem;  // of the whole input
  std::unique_ptr<Splitter> splitter;
  std::size_t number = 0;

  State(std::unique_ptr<ByteSource> source, const RecordLimits& given) : stream(plain_source(std::move(source))), limits(given) {}
};

RecordReader::RecordReader(std::unique_ptr<ByteSource> source, std::string_view name, std::optional<Format> forced, const RecordLimits& limits)
    : state_(std::make_unique<State>(std::move(source), limits)) {
  State& state = *state_;
  char delimiter = ',';
  if (forced) {
    state.format = *forced;
  } else {
    const std::string_view head = state.stream.peek(kHeadBytes);
    const Guess guess = guess_format(head, name);
    state.format = guess.format;
    state.problem = guess.problem;
    delimiter = guess.delimiter;
  }
  const bool skips_mark = state.format == Format::json || state.format == Format::mbox;
  if (skips_mark && state.stream.peek(3) == "\xEF\xBB\xBF") state.stream.skip(3);
  switch (state.format) {
    case Format::ndjson: state.splitter = split_lines(state.stream, limits); break;
    case Format::json: state.splitter = split_json(state.stream, limits); break;
    case Format::csv:
    case Format::tsv: state.splitter = split_csv(state.stream, delimiter, limits); break;
    case Format::feed: state.splitter = split_elements(state.stream, feed_elements(), limits); break;
    case Format::newsml: state.splitter = split_elements(state.stream, newsml_elements(), limits); break;
    case Format::sgml: state.splitter = split_elements(state.stream, sgml_elements(), limits); break;
    case Format::mbox: state.splitter = split_mbox(state.stream, limits); break;
    case Format::warc: state.splitter = split_warc(state.stream, limits); break;
    case Format::text:
    case Format::markdown:
    case Format::html:
    case Format::nitf:
    case Format::mail: state.splitter = whole_input(state.stream, limits); break;
  }
}

RecordReader::~RecordReader() = default;

bool RecordReader::paused() const { return state_->stream.paused(); }

bool RecordReader::next(Record& record) {
  State& state = *state_;
  record = Record();
  if (!state.problem.empty()) {
    if (state.number++) return false;
    // Read to the end all the same, for the fingerprint.
    for (std::string_view window = state.stream.window(); !window.empty(); window = state.stream.window()) state.stream.skip(window.size());
    record.problem = state.problem;
    return true;
  }
  if (!state.splitter->next(record)) {
    if (state.number > 0 || !must_hold_some(state.format)) return false;
    ++state.number;
    record.problem = "no article in it: a " + std::string(format_name(state.format)) + " without any";
    return true;
  }
  record.format = state.format;
  ++state.number;
  record.number = holds_many(state.format) ? state.number : 0;
  return true;
}

Format RecordReader::format() const { return state_->format; }

Fingerprint RecordReader::fingerprint() const { return state_->stream.fingerprint(); }

}  // namespace dateline
