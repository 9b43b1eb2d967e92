// A part of a build's postings in the order of their terms, in files beside the tables to be, which are gone when they are closed. posting_buffer.h makes runs, bulk_database.h merges them into
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
  std::string_view term;
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

// Bytes of a file that is gone when they are. Error{io}.
class TemporaryFile {
 public:
  // `path` is there for a moment only.
  explicit TemporaryFile(std::string path);
  TemporaryFile(const std::string& path, std::string_view bytes);  // complete
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  void append(std::string_view bytes);
  void finish();  // nothing is appended any more, and bytes() are there
  std::string_view bytes() const { return {bytes_, size_}; }
  // What lies before is not looked at again.
  void done_before(const char* place) const;

 private:
  void write(std::string_view bytes);
  [[noreturn]] void fail() const;

  std::string path_, buffer_;
  int file_ = -1;
  const char* bytes_ = nullptr;
  std::size_t size_ = 0;
};

struct Run {
  bool has_positions = false;
  std::unique_ptr<TemporaryFile> postings, termlists, words;
};

// Reads the terms of a run in turn.
class PostingReader {
 public:
  explicit PostingReader(const TemporaryFile& file);
  bool next_term();  // false at the end. What is left of the last term's postings is passed over
  const TermHeader& header() const { return header_; }
  bool next();       // posting; false after the term's last
  const Posting& posting() const { return posting_; }

 private:
  const TemporaryFile& file_;
  const char *at_, *end_, *kept_;
  TermHeader header_;
  Posting posting_;
  std::uint32_t left_ = 0;
};

class TermlistReader {
 public:
  explicit TermlistReader(const TemporaryFile& file);
  bool next();
  std::uint32_t docid() const { return docid_; }
  std::string_view tag() const { return tag_; }
  glass::Tag form() const { return form_; }

 private:
  const TemporaryFile& file_;
  const char *at_, *end_, *kept_;
  std::uint32_t docid_ = 0;
  std::string_view tag_;
  glass::Tag form_ = glass::Tag::plain;
};

class WordReader {
 public:
  explicit WordReader(const TemporaryFile& file);
  bool next();
  const WordCount& word() const { return word_; }

 private:
  const char *at_, *end_;
  WordCount word_;
};

}  // namespace dateline
