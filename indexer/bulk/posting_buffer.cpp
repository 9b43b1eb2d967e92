#include "indexer/bulk/posting_buffer.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "indexer/bulk/deflater.h"
#include "indexer/bulk/glass_coding.h"
#include "indexer/bulk/glass_termlist.h"

namespace dateline {
namespace {

constexpr std::size_t kChunkBytes = 1 << 20;

// One term of a flat document.
struct FlatPosting {
  std::uint32_t number;
  std::uint32_t wdf;
  std::string_view positions;
};

FlatPosting get_flat(const char*& at) {
  FlatPosting posting;
  std::memcpy(&posting.number, at, sizeof posting.number);
  at += sizeof posting.number;
  posting.wdf = static_cast<std::uint32_t>(glass::get_uint(at));
  posting.positions = glass::get_string(at);
  return posting;
}

void put_flat(std::string& out, std::uint32_t number, std::uint32_t wdf, std::string_view positions) {
  out.append(reinterpret_cast<const char*>(&number), sizeof number);
  glass::put_uint(out, wdf);
  glass::put_string(out, positions);
}

template <typename Take>
void each_posting(const FlatDocument& document, const Take& take) {
  const char* at = document.postings.data();
  for (const char* end = at + document.postings.size(); at < end;) take(get_flat(at));
}

template <typename Take>
void each_word(const FlatDocument& document, const Take& take) {
  for (std::size_t at = 0; at < document.words.size(); at += sizeof(std::uint32_t)) {
    std::uint32_t word;
    std::memcpy(&word, document.words.data() + at, sizeof word);
    take(word);
  }
}

}  // namespace

// Pieces of one size, which leave no holes behind when they go.
std::string_view PostingBuffer::keep(std::string_view bytes) {
  if (bytes.size() > free_bytes_) {
    free_bytes_ = std::max(kChunkBytes, bytes.size());
    free_ = chunks_.emplace_back(new char[free_bytes_]).get();
  }
  std::copy(bytes.begin(), bytes.end(), free_);
  const std::string_view kept(free_, bytes.size());
  free_ += bytes.size();
  free_bytes_ -= bytes.size();
  flat_bytes_ += bytes.size();
  return kept;
}

FlatDocument PostingBuffer::flatten(const BuiltDocument& built) {
  FlatDocument flat;
  scratch_.clear();
  for (const BuiltTerm& term : built.terms) {
    tag_.clear();
    if (term.positions_count) glass::put_positions(tag_, &built.positions[term.positions_begin], term.positions_count);
    put_flat(scratch_, term.number, term.wdf, tag_);
    flat.length += term.wdf;
    flat.largest_wdf = std::max(flat.largest_wdf, term.wdf);
  }
  flat.terms = static_cast<std::uint32_t>(built.terms.size());
  flat.postings = keep(scratch_);
  scratch_.clear();
  for (const BuiltDocument::Word& word : built.words) {
    const std::uint32_t number = word.number * 2 + word.indexed_as_other;
    scratch_.append(reinterpret_cast<const char*>(&number), sizeof number);
  }
  flat.words = keep(scratch_);
  flat_bytes_ += sizeof(Taken);
  return flat;
}

void PostingBuffer::take(std::uint32_t docid, const FlatDocument& document, const std::vector<std::string>& own_terms) {
  for (const std::string& term : own_terms) glass::put_string(own_terms_, term);
  taken_.push_back({docid, static_cast<std::uint32_t>(own_terms.size()), document});
}

Run PostingBuffer::run(TemporaryFile& file) {
  const std::lock_guard lock(in_use_);
  Run run;
  std::vector<std::uint32_t> own_terms;  // numbers
  for (const char* at = own_terms_.data(); at < own_terms_.data() + own_terms_.size();) own_terms.push_back(numbers_->terms().intern(glass::get_string(at)));
  const Vocabulary& vocabulary = numbers_->terms();
  const std::vector<std::uint32_t> order = vocabulary.sorted();
  std::vector<std::uint32_t> rank(order.size());
  // The words once more in their order: those of a document's list lie in one direction.
  std::string sorted_text;
  std::vector<std::uint32_t> sorted_ends{0};
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    rank[order[i]] = i;
    sorted_text.append(vocabulary.word(order[i]));
    sorted_ends.push_back(static_cast<std::uint32_t>(sorted_text.size()));
  }
  const auto word = [&](std::uint32_t of_rank) { return std::string_view(sorted_text.data() + sorted_ends[of_rank], sorted_ends[of_rank + 1] - sorted_ends[of_rank]); };

  struct Term {
    std::uint64_t place = 0, collection_frequency = 0;
    std::uint32_t documents = 0, last_docid = 0;
  };
  std::vector<Term> terms(order.size());  // by number: the frequent ones are beside each other
  const auto each_of = [own = own_terms.data()](const Taken& taken, const auto& take) mutable {
    each_posting(taken.document, take);
    for (std::uint32_t i = 0; i < taken.own_terms; ++i) take(FlatPosting{*own++, 0, {}});
  };
  // How much each will take, first ...
  for (auto each = each_of; const Taken& taken : taken_)
    each(taken, [&](const FlatPosting& posting) {
      Term& term = terms[posting.number];
      term.place += glass::uint_bytes(taken.docid - term.last_docid) + glass::uint_bytes(posting.wdf) + glass::uint_bytes(posting.positions.size()) + posting.positions.size();
      run.has_positions |= !posting.positions.empty();
      term.collection_frequency += posting.wdf;
      ++term.documents;
      term.last_docid = taken.docid;
    });
  std::uint64_t total = 0;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    Term& term = terms[order[i]];
    if (!term.documents) continue;
    const std::size_t size = word(i).size();
    total += glass::uint_bytes(size) + size + glass::uint_bytes(term.documents) + glass::uint_bytes(term.collection_frequency) + std::exchange(term.place, 0);
    term.place = total;
  }
  // ... then each posting to its place: after the term's header, one document after the other.
  std::string out(total, '\0');
  total = 0;
  for (std::uint32_t i = 0; i < order.size(); ++i) {
    Term& term = terms[order[i]];
    if (!term.documents) continue;
    const std::uint64_t end = term.place;
    char* at = glass::put_uint(out.data() + total, word(i).size());
    at = std::copy(word(i).begin(), word(i).end(), at);
    at = glass::put_uint(at, term.documents);
    term.place = static_cast<std::uint64_t>(glass::put_uint(at, term.collection_frequency) - out.data());
    term.last_docid = 0;
    total = end;
  }
  auto end_part = [&file, begin = file.size()]() mutable { return FilePart{&file, std::exchange(begin, file.size()), file.size()}; };
  std::string list;
  std::vector<std::uint64_t> own;  // rank, and below it wdf
  glass::TermlistBuilder termlist;
  glass::Deflater deflater;
  for (auto each = each_of; const Taken& taken : taken_) {
    own.clear();
    each(taken, [&](const FlatPosting& posting) {
      own.push_back(std::uint64_t{rank[posting.number]} << 32 | posting.wdf);
      Term& term = terms[posting.number];
      char* at = glass::put_uint(out.data() + term.place, taken.docid - term.last_docid);
      at = glass::put_uint(at, posting.wdf);
      at = glass::put_uint(at, posting.positions.size());
      at = std::copy(posting.positions.begin(), posting.positions.end(), at);
      term.place = static_cast<std::uint64_t>(at - out.data());
      term.last_docid = taken.docid;
    });
    std::sort(own.begin(), own.end());
    termlist.begin(taken.document.length, taken.document.terms + taken.own_terms);
    for (const std::uint64_t one : own) termlist.add(word(static_cast<std::uint32_t>(one >> 32)), static_cast<std::uint32_t>(one));
    list.clear();
    glass::put_uint(list, taken.docid);
    const std::string_view packed = termlist.tag().size() > glass::kCompressFrom ? deflater.pack(termlist.tag()) : std::string_view();
    list.push_back(packed.empty() ? '\0' : '\1');
    glass::put_string(list, packed.empty() ? std::string_view(termlist.tag()) : packed);
    file.append(list);
  }
  run.termlists = end_part();
  file.append(out);
  run.postings = end_part();

  std::vector<WordCount> counts(numbers_->words().size());
  for (const Taken& taken : taken_)
    each_word(taken.document, [&](std::uint32_t word) {
      ++counts[word / 2].articles;
      counts[word / 2].as_form += word & 1;
    });
  std::string words;
  for (const std::uint32_t number : numbers_->words().sorted()) {
    if (!counts[number].articles) continue;
    glass::put_string(words, numbers_->words().word(number));
    glass::put_uint(words, counts[number].articles);
    glass::put_uint(words, counts[number].as_form);
  }
  file.append(words);
  run.words = end_part();
  file.flush();
  taken_ = {};
  own_terms_ = {};
  return run;
}

}  // namespace dateline
