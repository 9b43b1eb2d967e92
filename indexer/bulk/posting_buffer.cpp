#include "indexer/bulk/posting_buffer.h"

#include <algorithm>
#include <cstring>
#include <utility>

#include "indexer/bulk/deflater.h"
#include "indexer/bulk/glass_coding.h"
#include "indexer/bulk/glass_termlist.h"

namespace dateline {
namespace {

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

}  // namespace

FlatDocument PostingBuffer::flatten(const BuiltDocument& built) {
  FlatDocument flat;
  std::string tag;
  for (const BuiltTerm& term : built.terms) {
    tag.clear();
    if (term.positions_count) glass::put_positions(tag, &built.positions[term.positions_begin], term.positions_count);
    put_flat(flat.postings, term.number, term.wdf, tag);
    flat.length += term.wdf;
    flat.largest_wdf = std::max(flat.largest_wdf, term.wdf);
  }
  flat.terms = static_cast<std::uint32_t>(built.terms.size());
  flat.words.reserve(built.words.size());
  for (const BuiltDocument::Word& word : built.words) flat.words.push_back(word.number * 2 + word.indexed_as_other);
  flat_bytes_ += flat.postings.size() + flat.words.size() * sizeof flat.words[0] + sizeof(Taken);
  return flat;
}

void PostingBuffer::take(std::uint32_t docid, FlatDocument document, std::vector<std::string> own_terms) {
  taken_.push_back({docid, std::move(document), std::move(own_terms)});
}

void PostingBuffer::add_own_terms(Taken& taken) {
  for (const std::string& term : taken.own_terms) put_flat(taken.document.postings, numbers_->terms().intern(term), 0, {});
  taken.document.terms += static_cast<std::uint32_t>(taken.own_terms.size());
  taken.own_terms.clear();
}

Run PostingBuffer::run(const std::string& path) {
  const std::lock_guard lock(in_use_);
  Run run;
  for (Taken& taken : taken_) add_own_terms(taken);
  const Vocabulary& vocabulary = numbers_->terms();
  const std::vector<std::uint32_t> order = vocabulary.sorted();
  std::vector<std::uint32_t> rank(order.size());
  for (std::uint32_t i = 0; i < order.size(); ++i) rank[order[i]] = i;

  struct Term {
    std::uint64_t place = 0, collection_frequency = 0;
    std::uint32_t documents = 0, last_docid = 0;
  };
  std::vector<Term> terms(order.size());  // by rank
  // How much each will take, first ...
  for (const Taken& taken : taken_)
    each_posting(taken.document, [&](const FlatPosting& posting) {
      Term& term = terms[rank[posting.number]];
      term.place += glass::uint_bytes(taken.docid - term.last_docid) + glass::uint_bytes(posting.wdf) + glass::uint_bytes(posting.positions.size()) + posting.positions.size();
      run.has_positions |= !posting.positions.empty();
      term.collection_frequency += posting.wdf;
      ++term.documents;
      term.last_docid = taken.docid;
    });
  std::uint64_t total = 0;
  for (std::uint32_t i = 0; i < terms.size(); ++i) {
    Term& term = terms[i];
    if (!term.documents) continue;
    const std::size_t size = vocabulary.word(order[i]).size();
    total += glass::uint_bytes(size) + size + glass::uint_bytes(term.documents) + glass::uint_bytes(term.collection_frequency) + std::exchange(term.place, 0);
    term.place = total;
  }
  // ... then each posting to its place: after the term's header, one document after the other.
  std::string out(total, '\0');
  total = 0;
  for (std::uint32_t i = 0; i < terms.size(); ++i) {
    Term& term = terms[i];
    if (!term.documents) continue;
    const std::string_view word = vocabulary.word(order[i]);
    const std::uint64_t end = term.place;
    char* at = glass::put_uint(out.data() + total, word.size());
    at = std::copy(word.begin(), word.end(), at);
    at = glass::put_uint(at, term.documents);
    term.place = static_cast<std::uint64_t>(glass::put_uint(at, term.collection_frequency) - out.data());
    term.last_docid = 0;
    total = end;
  }
  run.file = std::make_unique<TemporaryFile>(path);
  auto end_part = [&file = *run.file, begin = std::uint64_t{0}]() mutable { return FilePart{&file, std::exchange(begin, file.size()), file.size()}; };
  std::string list;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> own;  // rank, wdf
  glass::TermlistBuilder termlist;
  glass::Deflater deflater;
  for (const Taken& taken : taken_) {
    own.clear();
    each_posting(taken.document, [&](const FlatPosting& posting) {
      own.emplace_back(rank[posting.number], posting.wdf);
      Term& term = terms[own.back().first];
      char* at = glass::put_uint(out.data() + term.place, taken.docid - term.last_docid);
      at = glass::put_uint(at, posting.wdf);
      at = glass::put_uint(at, posting.positions.size());
      at = std::copy(posting.positions.begin(), posting.positions.end(), at);
      term.place = static_cast<std::uint64_t>(at - out.data());
      term.last_docid = taken.docid;
    });
    std::sort(own.begin(), own.end());
    termlist.begin(taken.document.length, taken.document.terms);
    for (const auto& [of, wdf] : own) termlist.add(vocabulary.word(order[of]), wdf);
    list.clear();
    glass::put_uint(list, taken.docid);
    const std::string_view packed = termlist.tag().size() > glass::kCompressFrom ? deflater.pack(termlist.tag()) : std::string_view();
    list.push_back(packed.empty() ? '\0' : '\1');
    glass::put_string(list, packed.empty() ? std::string_view(termlist.tag()) : packed);
    run.file->append(list);
  }
  run.termlists = end_part();
  run.file->append(out);
  run.postings = end_part();

  std::vector<WordCount> counts(numbers_->words().size());
  for (const Taken& taken : taken_)
    for (const std::uint32_t word : taken.document.words) {
      ++counts[word / 2].articles;
      counts[word / 2].as_form += word & 1;
    }
  std::string words;
  for (const std::uint32_t number : numbers_->words().sorted()) {
    if (!counts[number].articles) continue;
    glass::put_string(words, numbers_->words().word(number));
    glass::put_uint(words, counts[number].articles);
    glass::put_uint(words, counts[number].as_form);
  }
  run.file->append(words);
  run.words = end_part();
  run.file->flush();
  taken_ = {};
  return run;
}

}  // namespace dateline
