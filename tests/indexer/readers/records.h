// Readers on text in memory: records cut from it, and articles made of them.
#pragma once

#include <algorithm>
#include <cstring>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/readers/record_reader.h"

namespace dateline {

// Gives `text` in pieces of at most `chunk` bytes, as a slow pipe would.
class MemorySource : public ByteSource {
 public:
  explicit MemorySource(std::string text, std::size_t chunk = SIZE_MAX) : text_(std::move(text)), chunk_(chunk) {}
  std::size_t read(char* to, std::size_t max) override {
    const std::size_t count = std::min({max, chunk_, text_.size() - at_});
    std::memcpy(to, text_.data() + at_, count);
    at_ += count;
    return count;
  }
  Fingerprint fingerprint() const override { return {at_, ""}; }

 private:
  std::string text_;
  std::size_t chunk_, at_ = 0;
};

inline std::vector<Record> records_of(const std::string& text, const std::string& name, const RecordLimits& limits = {}, std::size_t chunk = SIZE_MAX) {
  RecordReader reader(std::make_unique<MemorySource>(text, chunk), name, {}, limits);
  std::vector<Record> records;
  Record record;
  while (reader.next(record)) records.push_back(record);
  return records;
}

// The bytes of each record; a problem as "! problem".
inline std::vector<std::string> pieces_of(const std::string& text, const std::string& name, const RecordLimits& limits = {}, std::size_t chunk = SIZE_MAX) {
  std::vector<std::string> pieces;
  for (const Record& record : records_of(text, name, limits, chunk)) pieces.push_back(record.problem.empty() ? record.bytes : "! " + record.problem);
  return pieces;
}

inline std::vector<ParsedRecord> parsed_of(const std::string& text, const std::string& name) {
  std::vector<ParsedRecord> parsed;
  for (const Record& record : records_of(text, name)) parsed.push_back(parse_record(record, {"/news/" + name}));
  return parsed;
}

// The only article of an input that holds one.
inline Article article_of(const std::string& text, const std::string& name) {
  const std::vector<ParsedRecord> parsed = parsed_of(text, name);
  if (parsed.size() != 1) throw std::runtime_error(std::to_string(parsed.size()) + " records in " + name);
  if (!parsed.front().article) throw std::runtime_error(name + ": " + parsed.front().problem);
  return *parsed.front().article;
}

inline std::string problem_of(const std::string& text, const std::string& name) {
  const std::vector<ParsedRecord> parsed = parsed_of(text, name);
  if (parsed.size() != 1) throw std::runtime_error(std::to_string(parsed.size()) + " records in " + name);
  return parsed.front().article ? "none" : parsed.front().problem;
}

}  // namespace dateline
