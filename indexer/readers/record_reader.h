// Splits an input into records: the cheap, serial half of reading. The costly half (parse_record) runs on many threads.
// Memory is bounded: one record and one read buffer, whatever the input's size.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/article.h"
#include "indexer/extraction/publication_date.h"
#include "indexer/readers/byte_source.h"

namespace dateline {

enum class Format { text, markdown, html, json, ndjson, csv, tsv, feed, nitf, newsml, sgml, mail, mbox, warc };
std::string_view format_name(Format format);
bool holds_many(Format format);  // its inputs can hold many records, and these are numbered

// What stands once at the beginning of an input and is true of all its records.
struct InputHead {
  std::vector<std::string> columns;  // csv, tsv: the names in the header line
  char delimiter = ',';              // csv, tsv
  std::string charset;               // XML, SGML: as declared
  std::string base;                  // feeds: the address that relative ones begin from
  Article inherited;                 // feeds: what an item has unless it says otherwise (source, language)
};

struct Record {
  Format format = Format::text;
  std::size_t number = 0;   // 1-based where holds_many(format); 0 for a file that is one article
  std::string bytes;        // the record as in the input (one JSON object, one CSV row, a whole page, a feed's item with its tags)
  std::string problem;      // set when the splitter already knows that this is no article (too large, broken): then no bytes
  std::shared_ptr<const InputHead> head;  // where the format has one
};

struct RecordLimits {
  std::size_t max_record_bytes = std::size_t{64} << 20;
};

class RecordReader {
 public:
  // `name` is the file's name or path, a hint for the format where the content leaves it open (.md, .csv; a .gz or .zst
  // ending is looked through). With `forced`, no guessing: standard input is ndjson.
  RecordReader(std::unique_ptr<ByteSource> source, std::string_view name, std::optional<Format> forced = {},
               const RecordLimits& limits = {});
  ~RecordReader();

  // The next record, or false at the end, or when paused(): records may come later. Blank lines and empty rows are no records. Throws Error{io} when the input itself cannot be read further.
  bool next(Record& record);
  bool paused() const;  // after a next() that gave nothing; only lines on standard input pause

  Format format() const;         // known from construction on
  Fingerprint fingerprint() const;  // of the raw bytes consumed so far (at least those of the records given)

 private:
  struct State;
  std::unique_ptr<State> state_;
};

// One record understood. Usually one article.
struct ParsedRecord {
  std::optional<Article> article;  // id only when the record itself has one; url is the canonical one where the page says
  std::string problem;             // why there is none
  DateLedger dates = {};           // what speaks of its date, judged
  DateContext date_context = {};   // what the judgement knew
};

struct ParseContext {
  std::string path = {};     // for Article::path and as a last resort for the dates of pages and texts (2024/03/14 in it)
  std::string url = {};      // where a page was fetched from: its address unless it names a canonical one
  std::optional<std::int64_t> now = {};  // seconds since 1970: an article cannot be newer; that of a crawl is when the page was fetched. Absent: any date may be
};

// Never throws but for memory. Bytes in other encodings are converted (BOM, declared charset, else uchardet's guess); NUL bytes dropped.
ParsedRecord parse_record(const Record& record, const ParseContext& context);

}  // namespace dateline
