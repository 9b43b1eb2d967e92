// One splitter per kind of input: a stream of bytes becomes records.
#pragma once

#include <memory>
#include <string_view>

#include "indexer/readers/char_stream.h"
#include "indexer/readers/record_reader.h"

namespace dateline {

class Splitter {
 public:
  virtual ~Splitter() = default;
  // The next record's bytes or problem (and head); false at the end. The number is the caller's to give.
  virtual bool next(Record& record) = 0;
};

// Lines; blank ones are passed over. A line over the limit is a problem and read past.
std::unique_ptr<Splitter> split_lines(CharStream& stream, const RecordLimits& limits);
// Top-level JSON values; of a top-level array (or an object that is only a wrapper for one: "articles", "items", "results", "docs", "documents",
// "data", "hits", "response") each element that is an object.
std::unique_ptr<Splitter> split_json(CharStream& stream, const RecordLimits& limits);
// Rows of RFC 4180, without the header, which every record points to.
std::unique_ptr<Splitter> split_csv(CharStream& stream, char delimiter, const RecordLimits& limits);
// Elements of these names, with their tags, wherever they stand; what is between them is passed over. Strict about nothing: a tag that is not closed ends before
// the next "<", and an element that is not closed ends where the next one begins (or, where they nest, at the end).
struct ElementNames {
  std::vector<std::string_view> names;  // without namespace prefix; the first one found with a prefix, or without, fixes it for the input
  bool nest = false;                    // an element may hold others of its name, which are no records of their own
  bool ignore_case = false;
  InputHead (*read_head)(std::string_view before_the_first) = nullptr;
};
std::unique_ptr<Splitter> split_elements(CharStream& stream, const ElementNames& elements, const RecordLimits& limits);
// Messages after "From " lines (RFC 4155), without these, and with ">From " made "From " again.
std::unique_ptr<Splitter> split_mbox(CharStream& stream, const RecordLimits& limits);
// Records of ISO 28500 that are successful HTTP responses with a page in them, from their WARC/1.x line on. The others are passed over.
std::unique_ptr<Splitter> split_warc(CharStream& stream, const RecordLimits& limits);
// The whole input as one record.
std::unique_ptr<Splitter> whole_input(CharStream& stream, const RecordLimits& limits);

// The delimiter of a header line that names an article's fields (at least a title or body among them), or 0.
char csv_delimiter(std::string_view header_line);
// The cells of one row as it stands in the input.
std::vector<std::string> csv_cells(std::string_view row, char delimiter);

}  // namespace dateline
