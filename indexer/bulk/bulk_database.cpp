#include "indexer/bulk/bulk_database.h"

#include <algorithm>
#include <future>
#include <map>
#include <memory>
#include <utility>

#include "indexer/bulk/glass_coding.h"
#include "indexer/bulk/glass_postlist.h"
#include "indexer/bulk/glass_spelling.h"
#include "indexer/bulk/glass_termlist.h"
#include "indexer/bulk/glass_version.h"

namespace dateline {
namespace {

constexpr std::size_t kWindowsBytes = 16 << 20, kLeastWindowBytes = 16 << 10;

// Of each run's reader: so much that many runs, too, take little memory.
std::size_t window_of(const std::vector<Run>& runs) { return std::clamp(kWindowsBytes / std::max<std::size_t>(1, runs.size()), kLeastWindowBytes, PartReader::kWindowBytes); }

// Readers, each with an entry that has been read; the one with the lowest is first.
template <typename Reader, auto Key>
class ReaderHeap {
 public:
  bool empty() const { return readers_.empty(); }
  Reader& first() const { return *readers_.front(); }

  // Nothing comes of a reader that has no (more) entries.
  void add(std::unique_ptr<Reader> reader, bool has_entry) {
    if (!has_entry) return;
    readers_.push_back(std::move(reader));
    std::push_heap(readers_.begin(), readers_.end(), later);
  }

  std::unique_ptr<Reader> take_first() {
    std::pop_heap(readers_.begin(), readers_.end(), later);
    std::unique_ptr<Reader> reader = std::move(readers_.back());
    readers_.pop_back();
    return reader;
  }

  // The first reader goes on to its next entry.
  void advance() {
    std::unique_ptr<Reader> reader = take_first();
    const bool has_entry = reader->next();
    add(std::move(reader), has_entry);
  }

 private:
  static bool later(const std::unique_ptr<Reader>& a, const std::unique_ptr<Reader>& b) { return Key(*a) > Key(*b); }
  std::vector<std::unique_ptr<Reader>> readers_;
};

constexpr auto term_of = [](const PostingReader& reader) { return reader.header().term; };
constexpr auto docid_of = [](const TermlistReader& reader) { return reader.docid(); };
constexpr auto word_of = [](const WordReader& reader) { return reader.word().word; };

// The terms of several runs in the order of their bytes, each with its postings in the order of the documents.
class MergedPostings {
 public:
  explicit MergedPostings(const std::vector<Run>& runs) {
    for (const Run& run : runs) current_.push_back(std::make_unique<PostingReader>(run.postings, window_of(runs)));
  }

  bool next_term() {
    for (auto& reader : current_) {
      const bool has_term = reader->next_term();
      waiting_.add(std::move(reader), has_term);
    }
    current_.clear();
    if (waiting_.empty()) return false;
    header_ = {waiting_.first().header().term, 0, 0};
    while (!waiting_.empty() && waiting_.first().header().term == header_.term) {
      current_.push_back(waiting_.take_first());
      header_.documents += current_.back()->header().documents;
      header_.collection_frequency += current_.back()->header().collection_frequency;
      current_.back()->next();
    }
    return true;
  }

  const TermHeader& header() const { return header_; }

  // `take` gets each posting of the term.
  template <typename Take>
  void postings(const Take& take) {
    open_.clear();
    for (const auto& reader : current_) open_.push_back(reader.get());
    while (open_.size() > 1) {
      const auto first = std::min_element(open_.begin(), open_.end(), [](const PostingReader* a, const PostingReader* b) { return a->posting().docid < b->posting().docid; });
      take((*first)->posting());
      if (!(*first)->next()) open_.erase(first);
    }
    do take(open_[0]->posting());
    while (open_[0]->next());
  }

 private:
  ReaderHeap<PostingReader, term_of> waiting_;
  std::vector<std::unique_ptr<PostingReader>> current_;  // those that have the term
  std::vector<PostingReader*> open_;                     // of them, those with postings to come
  TermHeader header_;
};

std::string write_postlist(const std::string& folder, const BulkContents& contents) {
  glass::PostlistWriter table(folder);
  for (const auto& [name, value] : contents.metadata) table.metadata(name, value);
  for (const auto& [slot, column] : contents.values)
    if (column.size()) table.value_statistics(slot, column.size(), column.lowest(), column.highest());
  for (const auto& [slot, column] : contents.values)
    for (ValueReader values(column); values.next();) table.value(slot, values.docid(), values.value());
  table.end_values();
  if (!contents.lengths.empty()) {
    table.begin_lengths();
    for (std::uint32_t i = 0; i < contents.lengths.size(); ++i) table.length(contents.before + i + 1, contents.lengths[i]);
    table.end_lengths();
  }
  MergedPostings terms(contents.runs);
  while (terms.next_term()) {
    table.begin_term(terms.header().term, terms.header().documents, terms.header().collection_frequency);
    terms.postings([&](const Posting& posting) { table.posting(posting.docid, posting.wdf); });
    table.end_term();
  }
  return table.finish();
}

std::string write_positions(const std::string& folder, const std::vector<Run>& runs) {
  glass::TableWriter table(folder + "/position.glass", 0);
  if (std::none_of(runs.begin(), runs.end(), [](const Run& run) { return run.has_positions; })) return table.finish();
  MergedPostings terms(runs);
  std::string key;
  while (terms.next_term()) {
    key.clear();
    glass::put_string_sort(key, terms.header().term);
    const std::size_t term_bytes = key.size();
    terms.postings([&](const Posting& posting) {
      if (posting.positions.empty()) return;
      key.resize(term_bytes);
      glass::put_uint_sort(key, posting.docid);
      table.add(key, posting.positions);
    });
  }
  return table.finish();
}

std::string write_termlists(const std::string& folder, const BulkContents& contents) {
  glass::TermlistWriter table(folder);
  ReaderHeap<TermlistReader, docid_of> readers;
  for (const Run& run : contents.runs) {
    auto reader = std::make_unique<TermlistReader>(run.termlists, window_of(contents.runs));
    const bool has_entry = reader->next();
    readers.add(std::move(reader), has_entry);
  }
  std::map<unsigned, ValueReader> columns;  // by slot
  for (const auto& [slot, column] : contents.values) columns.try_emplace(slot, column);
  std::vector<unsigned> slots;
  for (; !readers.empty(); readers.advance()) {
    const TermlistReader& reader = readers.first();
    slots.clear();
    for (auto& [slot, values] : columns)
      if (!values.of(reader.docid()).empty()) slots.push_back(slot);
    table.document(reader.docid(), reader.tag(), reader.form(), slots);
  }
  return table.finish();
}

glass::Statistics statistics_of(const BulkContents& contents) {
  glass::Statistics statistics;
  statistics.documents = contents.lengths.size();
  statistics.last_docid = contents.before + static_cast<std::uint32_t>(contents.lengths.size());
  for (const std::uint32_t length : contents.lengths) {
    statistics.total_length += length;
    statistics.longest = std::max(statistics.longest, length);
    if (length && (!statistics.shortest || length < statistics.shortest)) statistics.shortest = length;
  }
  statistics.largest_wdf = contents.largest_wdf;
  for (const auto& [word, frequency] : contents.words) statistics.largest_spelling = std::max(statistics.largest_spelling, frequency);
  return statistics;
}

}  // namespace

void ValueColumn::add(std::uint32_t docid, std::string_view value) {
  if (value.empty()) return;
  if (!size_ || value < lowest_) lowest_ = value;
  if (!size_ || value > highest_) highest_ = value;
  ++size_;
  entry_.clear();
  glass::put_uint(entry_, docid - std::exchange(last_docid_, docid));
  glass::put_string(entry_, value);
  file_->append(entry_);
}

bool ValueReader::next() {
  if (in_.at_end()) {
    docid_ = ~std::uint32_t{0};
    value_ = {};
    return false;
  }
  docid_ += static_cast<std::uint32_t>(in_.uint());
  value_ = in_.string();
  return true;
}

std::string_view ValueReader::of(std::uint32_t docid) {
  while (docid_ < docid) next();
  return docid_ == docid ? value_ : std::string_view();
}

MergedWords merge_words(const std::vector<Run>& runs) {
  ReaderHeap<WordReader, word_of> readers;
  for (const Run& run : runs) {
    auto reader = std::make_unique<WordReader>(run.words, window_of(runs));
    const bool has_entry = reader->next();
    readers.add(std::move(reader), has_entry);
  }
  MergedWords merged;
  for (; !readers.empty(); readers.advance()) {
    const WordCount& word = readers.first().word();
    if (merged.words.empty() || merged.words.back().first != word.word) merged.words.emplace_back(word.word, 0);
    merged.words.back().second += word.articles;
    if (word.as_form) merged.forms[merged.words.back().first] += static_cast<std::int64_t>(word.as_form);
  }
  return merged;
}

void write_bulk_database(const std::string& folder, const BulkContents& contents, const std::string& docdata) {
  glass::Roots roots;
  roots.docdata = docdata;
  auto position = std::async(std::launch::async, [&] { return write_positions(folder, contents.runs); });
  auto postlist = std::async(std::launch::async, [&] { return write_postlist(folder, contents); });
  auto termlist = std::async(std::launch::async, [&] { return write_termlists(folder, contents); });
  roots.spelling = glass::write_spelling(folder, contents.words);
  roots.position = position.get();
  roots.postlist = postlist.get();
  roots.termlist = termlist.get();
  glass::write_version(folder, roots, statistics_of(contents));
}

}  // namespace dateline
