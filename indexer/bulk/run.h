// Postings on their way from the order of documents to that of terms: a buffer takes documents while there is memory for them and becomes a run, a file in the order of its terms; the
// runs of a build are merged into the tables. A run lies beside the tables to be and is gone when it is closed.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/document_builder.h"

namespace dateline {

// A document's terms as one vocabulary numbers them.
struct FlatDocument {
  std::string postings;                   // for each term: its number (4 bytes), then wdf, how many bytes, and the bytes of its positions as glass has them
  std::uint32_t terms = 0, length = 0, largest_wdf = 0;
  std::vector<std::uint32_t> words;       // for the spelling data: twice their number, and one more for a word whose stem is another
};

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

// Bytes of a file that is gone when they are.
class TemporaryFile {
 public:
  // Error{io}. `path` is there for a moment only.
  TemporaryFile(const std::string& path, std::string_view bytes);
  ~TemporaryFile();
  TemporaryFile(const TemporaryFile&) = delete;
  std::string_view bytes() const { return {bytes_, size_}; }
  // What lies before is not looked at again.
  void done_before(const char* place) const;

 private:
  const char* bytes_ = nullptr;
  std::size_t size_ = 0;
};

struct Run {
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

 private:
  const TemporaryFile& file_;
  const char *at_, *end_, *kept_;
  std::uint32_t docid_ = 0;
  std::string_view tag_;
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

// Numbering is for the one thread that analyses; taking in for the one that gives documents their places. Both may go on at the same time; making a run waits until the analysing thread
// does not hold in_use(), and leaves the buffer empty.
class PostingBuffer {
 public:
  explicit PostingBuffer(std::size_t worker) : worker_(worker) {}
  std::size_t worker() const { return worker_; }  // number of the analysing thread
  std::mutex& in_use() { return in_use_; }

  // What its documents are built with.
  const std::shared_ptr<TermNumbers>& numbers() const { return numbers_; }
  FlatDocument flatten(const BuiltDocument& document);

  // `docid` above all before. `own_terms`: more of its terms, without positions and wdf.
  void take(std::uint32_t docid, FlatDocument document, std::vector<std::string> own_terms);
  // Of all that it has numbered: for the analysing thread.
  std::size_t bytes() const { return numbers_->bytes() + flat_bytes_; }

  // Of what has been taken in. `path`: the beginning of the file names. Error{io}.
  Run run(const std::string& path);

 private:
  struct Taken {
    std::uint32_t docid;
    FlatDocument document;
    std::vector<std::string> own_terms;
  };
  void add_own_terms(Taken& taken);

  std::size_t worker_;
  std::mutex in_use_;
  std::shared_ptr<TermNumbers> numbers_ = std::make_shared<TermNumbers>();
  std::vector<Taken> taken_;
  std::size_t flat_bytes_ = 0;
};

}  // namespace dateline
