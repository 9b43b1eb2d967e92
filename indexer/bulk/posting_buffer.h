// Postings on their way from the order of documents to that of terms: a buffer takes documents while there is memory for them and becomes a run.
#pragma once

#include <cstdint>
#include <memory>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/bulk/run.h"
#include "indexer/document_builder.h"

namespace dateline {

// A document's terms as one vocabulary numbers them, in the memory of its buffer: for as long as that is there.
struct FlatDocument {
  std::string_view postings;              // for each term: its number (4 bytes), then wdf, how many bytes, and the bytes of its positions as glass has them
  std::uint32_t terms = 0, length = 0, largest_wdf = 0;
  std::string_view words;                 // for the spelling data, 4 bytes each: twice its number, and one more for a word whose stem is another
};

// Numbering is for the one thread that analyses; taking in for the one that gives documents their places. Both may go on at the same time; making a run waits until the analysing thread
// does not hold in_use(). What was made with the buffer and not taken in is good for another run.
class PostingBuffer {
 public:
  explicit PostingBuffer(std::size_t worker) : worker_(worker) {}
  std::size_t worker() const { return worker_; }  // number of the analysing thread
  std::mutex& in_use() { return in_use_; }

  // What its documents are built with.
  const std::shared_ptr<TermNumbers>& numbers() const { return numbers_; }
  FlatDocument flatten(const BuiltDocument& document);

  // `docid` above all before. `own_terms`: more of its terms, without positions and wdf.
  void take(std::uint32_t docid, const FlatDocument& document, const std::vector<std::string>& own_terms);
  // Of all that it has numbered: for the analysing thread.
  std::size_t bytes() const { return numbers_->bytes() + flat_bytes_; }

  // Of what has been taken in, at the end of the file. Error{io}.
  Run run(TemporaryFile& file);

 private:
  struct Taken {
    std::uint32_t docid, own_terms;  // how many
    FlatDocument document;
  };
  std::string_view keep(std::string_view bytes);

  std::size_t worker_;
  std::mutex in_use_;
  std::shared_ptr<TermNumbers> numbers_ = std::make_shared<TermNumbers>();
  // Of the analysing thread.
  std::vector<std::unique_ptr<char[]>> chunks_;  // what flat documents are in
  char* free_ = nullptr;                         // in the last chunk
  std::size_t free_bytes_ = 0, flat_bytes_ = 0;
  std::string scratch_, tag_;
  // Of the thread that gives them their places.
  std::vector<Taken> taken_;
  std::string own_terms_;                        // of all that were taken, one after the other, each with its length
};

}  // namespace dateline
