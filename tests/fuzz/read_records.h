// An input through a reader, as the indexer takes it: records cut on one thread, articles made of each.
#pragma once

#include <initializer_list>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

#include "common/article_json.h"
#include "common/error.h"
#include "common/text/utf8.h"
#include "tests/fuzz/target.h"
#include "tests/indexer/readers/records.h"

namespace dateline {

inline void check_record(const Record& record, const std::string& name) {
  const ParsedRecord parsed = parse_record(record, {"/news/" + name, {}, {}});
  must(parsed.article.has_value() == parsed.problem.empty(), "a record is an article or has a reason why not");
  if (parsed.article) must(is_valid_utf8(to_json(*parsed.article)), "an article is valid UTF-8");
}

inline void read_all(RecordReader& reader, const std::string& name) {
  Record record;
  while (reader.next(record)) check_record(record, name);
}

// In pieces of a size that the input chooses: the last byte.
inline void read_records(std::string_view bytes, const std::string& name, std::optional<Format> format) {
  const std::size_t piece = bytes.empty() || bytes.back() % 4 ? SIZE_MAX : 1 + static_cast<unsigned char>(bytes.back());
  try {
    RecordReader reader(std::make_unique<MemorySource>(std::string(bytes), piece), name, format);
    read_all(reader, name);
  } catch (const Error&) {  // the input cannot be read further
  }
}

// The first byte chooses among formats, each with a name that it goes by.
struct FuzzedFormat {
  Format format;
  const char* name;
};
inline int read_as_one_of(std::initializer_list<FuzzedFormat> formats, const std::uint8_t* data, std::size_t size) {
  const auto [chosen, bytes] = choose(as_text(data, size), formats.size());
  const FuzzedFormat& as = formats.begin()[chosen];
  read_records(bytes, as.name, as.format);
  return 0;
}

}  // namespace dateline
