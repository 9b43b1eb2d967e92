// A part of a build's postings in the order of their terms, in a file beside the tables to be, which is gone when it is closed. posting_buffer.h makes runs, bulk_database.h merges them into
// the tables.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <string_view>

#include "indexer/bulk/glass_table.h"

namespace dateline {

// What a run knows of a term before its postings.
struct TermHeader {
  std::string_view term;  // until the next
  std::uint32_t documents = 0;
  std::uint64_t collection_frequency = 0;
};

struct Posting {
  std::uint32_t docid = 0, wdf = 0;
  std::string_view positions;  // empty: none
};

struct WordCount {
  std::string_view word;
  std::uint64_t articles = 0, as_form = 0;  // as_form: where its stem is another word
};

// A file that is gone when it is closed: written from one thread, then read by any. Error{io}.
class TemporaryFile {
 public:
  explicit TemporaryFile(std::string path);  // is there for a moment only
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  void append(std::string_view bytes);
  std::uint64_t size() const { return size_; }  // of what has been appended
  void flush();                                 // what has been appended can be read
  void read(std::uint64_t offset, char* into, std::size_t bytes) const;

 private:
  void write(std::string_view bytes);
  [[noreturn]] void fail(const char* what) const;

  std::string path_, buffer_;
  int file_ = -1;
  std::uint64_t size_ = 0;
};

struct FilePart {
  const TemporaryFile* file = nullptr;
  std::uint64_t begin = 0, end = 0;
};

// Reads numbers and strings, as glass_coding.h puts them, from one end of a part to the other. What it holds in memory is a window.
class PartReader {
 public:
  static constexpr std::size_t kWindowBytes = 256 << 10;

  explicit PartReader(const FilePart& part, std::size_t window = kWindowBytes) : part_(part), window_bytes_(window) {}
  PartReader(const PartReader&) = delete;
  bool at_end() const { return at_ == end_ && part_.begin == part_.end; }
  std::uint64_t uint();
  std::string_view string();  // until the next call

 private:
  void need(std::size_t bytes) {
    if (static_cast<std::size_t>(end_ - at_) < bytes) fill(bytes);
  }
  void fill(std::size_t bytes);

  FilePart part_;  // what has not come into the window
  std::size_t window_bytes_;
  std::string window_;
  const char *at_ = nullptr, *end_ = nullptr;
};

struct Run {
  bool has_positions = false;
  FilePart postings, termlists, words;
};

// Reads the terms of a run in turn.
class PostingReader {
 public:
  PostingReader(const FilePart& part, std::size_t window) : in_(part, window) {}
  bool next_term();  // false at the end. What is left of the last term's postings is passed over
  const TermHeader& header() const { return header_; }
  bool next();       // posting; false after the term's last
  const Posting& posting() const { return posting_; }

 private:
  PartReader in_;
  std::string term_;
  TermHeader header_;
  Posting posting_;
  std::uint32_t left_ = 0;
};

class TermlistReader {
 public:
  TermlistReader(const FilePart& part, std::size_t window) : in_(part, window) {}
  bool next();
  std::uint32_t docid() const { return docid_; }
  std::string_view tag() const { return tag_; }
  glass::Tag form() const { return form_; }

 private:
  PartReader in_;
  std::uint32_t docid_ = 0;
  std::string_view tag_;
  glass::Tag form_ = glass::Tag::plain;
};

class WordReader {
 public:
  WordReader(const FilePart& part, std::size_t window) : in_(part, window) {}
  bool next();
  const WordCount& word() const { return word_; }

 private:
  PartReader in_;
  std::string text_;
  WordCount word_;
};

}  // namespace dateline
