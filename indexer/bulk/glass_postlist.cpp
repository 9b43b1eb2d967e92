#include "indexer/bulk/glass_postlist.h"

#include "indexer/bulk/glass_coding.h"

namespace dateline::glass {
namespace {

constexpr std::size_t kChunkBytes = 2000;  // of entries, as Xapian has it: a chunk is one item of a block

constexpr std::string_view kMetadata("\0\xc0", 2), kStatistics("\0\xd0", 2), kValues("\0\xd8", 2), kLengths("\0\xe0", 2);

}  // namespace

PostlistWriter::PostlistWriter(const std::string& folder) : table_(folder + "/postlist.glass", 0) { table_.keep_empty(); }

void PostlistWriter::metadata(std::string_view name, std::string_view value) {
  key_.assign(kMetadata).append(name);
  table_.add(key_, value);
}

void PostlistWriter::value_statistics(unsigned slot, std::uint64_t documents, std::string_view lower, std::string_view upper) {
  key_.assign(kStatistics);
  put_uint_last(key_, slot);
  tag_.clear();
  put_uint(tag_, documents);
  put_string(tag_, lower);
  if (upper != lower) tag_.append(upper);
  table_.add(key_, tag_);
}

void PostlistWriter::write_values() {
  if (chunk_.empty()) return;
  key_.assign(kValues);
  put_uint(key_, slot_);
  put_uint_sort(key_, chunk_begin_);
  table_.add(key_, chunk_);
  chunk_.clear();
}

void PostlistWriter::value(unsigned slot, std::uint32_t docid, std::string_view value) {
  if (slot != slot_ || chunk_.size() >= kChunkBytes) {
    write_values();
    slot_ = slot;
  }
  if (chunk_.empty())
    chunk_begin_ = docid;
  else
    put_uint(chunk_, docid - last_docid_ - 1);
  put_string(chunk_, value);
  last_docid_ = docid;
}

void PostlistWriter::end_values() { write_values(); }

void PostlistWriter::begin_list(std::string first_key, std::string later_key, std::uint64_t documents, std::uint64_t collection_frequency) {
  first_key_ = std::move(first_key);
  later_key_ = std::move(later_key);
  header_.clear();
  put_uint(header_, documents);
  put_uint(header_, collection_frequency);
  chunk_.clear();
  first_chunk_ = true;
}

void PostlistWriter::entry(std::uint32_t docid, std::uint32_t number) {
  if (chunk_.size() >= kChunkBytes) write_chunk(false);
  if (chunk_.empty())
    chunk_begin_ = docid;
  else
    put_uint(chunk_, docid - last_docid_ - 1);
  put_uint(chunk_, number);
  last_docid_ = docid;
}

void PostlistWriter::write_chunk(bool last) {
  if (chunk_.empty()) return;
  tag_.clear();
  if (first_chunk_) {
    tag_ = header_;
    put_uint(tag_, chunk_begin_ - 1);
  }
  tag_.push_back(last ? '1' : '0');
  put_uint(tag_, last_docid_ - chunk_begin_);
  tag_.append(chunk_);
  if (first_chunk_) {
    table_.add(first_key_, tag_);
  } else {
    key_ = later_key_;
    put_uint_sort(key_, chunk_begin_);
    table_.add(key_, tag_);
  }
  first_chunk_ = false;
  chunk_.clear();
}

void PostlistWriter::begin_lengths() { begin_list(std::string(kLengths), std::string(kLengths), 0, 0); }
void PostlistWriter::length(std::uint32_t docid, std::uint32_t length) { entry(docid, length); }
void PostlistWriter::end_lengths() { write_chunk(true); }

void PostlistWriter::begin_term(std::string_view term, std::uint32_t documents, std::uint64_t collection_frequency) {
  std::string first, later;
  put_open_string_sort(first, term);
  put_string_sort(later, term);
  begin_list(std::move(first), std::move(later), documents, collection_frequency);
}

void PostlistWriter::posting(std::uint32_t docid, std::uint32_t wdf) { entry(docid, wdf); }
void PostlistWriter::end_term() { write_chunk(true); }

}  // namespace dateline::glass
