#include "indexer/bulk/run.h"

#include <fcntl.h>
#include <sys/mman.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "common/error.h"
#include "indexer/bulk/glass_coding.h"
#include "indexer/bulk/glass_termlist.h"

namespace dateline {
namespace {

// What has been read is let go of in pieces of this size.
constexpr std::size_t kWindowBytes = 8 << 20;

char* put(char* at, std::uint64_t number) {
  for (; number >= 0x80; number >>= 7) *at++ = static_cast<char>(number | 0x80);
  *at++ = static_cast<char>(number);
  return at;
}

std::size_t size_of(std::uint64_t number) {
  std::size_t bytes = 1;
  for (; number >= 0x80; number >>= 7) ++bytes;
  return bytes;
}

std::uint64_t get(const char*& at) {
  std::uint64_t number = 0;
  for (unsigned shift = 0;; shift += 7) {
    const auto byte = static_cast<unsigned char>(*at++);
    number |= std::uint64_t{byte & 0x7fU} << shift;
    if (byte < 0x80) return number;
  }
}

std::string_view get_string(const char*& at) {
  const std::size_t size = get(at);
  const char* begin = at;
  at += size;
  return {begin, size};
}

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
  posting.wdf = static_cast<std::uint32_t>(get(at));
  posting.positions = get_string(at);
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

TemporaryFile::TemporaryFile(const std::string& path, std::string_view bytes) : size_(bytes.size()) {
  if (!size_) return;
  const int file = ::open(path.c_str(), O_RDWR | O_CREAT | O_TRUNC | O_CLOEXEC, 0600);
  if (file >= 0) {
    ::unlink(path.c_str());
    while (!bytes.empty()) {
      const ssize_t written = ::write(file, bytes.data(), bytes.size());
      if (written < 0 && errno != EINTR) break;
      if (written > 0) bytes.remove_prefix(static_cast<std::size_t>(written));
    }
    void* mapped = bytes.empty() ? ::mmap(nullptr, size_, PROT_READ, MAP_SHARED, file, 0) : MAP_FAILED;
    if (mapped != MAP_FAILED) bytes_ = static_cast<const char*>(mapped);
  }
  const int reason = errno;
  if (file >= 0) ::close(file);
  if (!bytes_) throw Error(ErrorKind::io, path + ": " + std::strerror(reason));
}

TemporaryFile::~TemporaryFile() {
  if (bytes_) ::munmap(const_cast<char*>(bytes_), size_);
}

void TemporaryFile::done_before(const char* place) const {
  const std::size_t bytes = static_cast<std::size_t>(place - bytes_) / kWindowBytes * kWindowBytes;
  if (bytes) ::madvise(const_cast<char*>(bytes_), bytes, MADV_DONTNEED);
}

PostingReader::PostingReader(const TemporaryFile& file) : file_(file), at_(file.bytes().data()), end_(at_ + file.bytes().size()), kept_(at_) {}

bool PostingReader::next_term() {
  while (left_) next();
  if (at_ == end_) return false;
  if (static_cast<std::size_t>(at_ - kept_) >= kWindowBytes) {
    file_.done_before(at_);
    kept_ = at_;
  }
  header_.term = get_string(at_);
  header_.documents = left_ = static_cast<std::uint32_t>(get(at_));
  header_.collection_frequency = get(at_);
  posting_.docid = 0;
  return true;
}

bool PostingReader::next() {
  if (!left_) return false;
  --left_;
  posting_.docid += static_cast<std::uint32_t>(get(at_));
  posting_.wdf = static_cast<std::uint32_t>(get(at_));
  posting_.positions = get_string(at_);
  return true;
}

TermlistReader::TermlistReader(const TemporaryFile& file) : file_(file), at_(file.bytes().data()), end_(at_ + file.bytes().size()), kept_(at_) {}

bool TermlistReader::next() {
  if (at_ == end_) return false;
  if (static_cast<std::size_t>(at_ - kept_) >= kWindowBytes) {
    file_.done_before(at_);
    kept_ = at_;
  }
  docid_ = static_cast<std::uint32_t>(get(at_));
  tag_ = get_string(at_);
  return true;
}

WordReader::WordReader(const TemporaryFile& file) : at_(file.bytes().data()), end_(at_ + file.bytes().size()) {}

bool WordReader::next() {
  if (at_ == end_) return false;
  word_.word = get_string(at_);
  word_.articles = get(at_);
  word_.as_form = get(at_);
  return true;
}

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
      term.place += size_of(taken.docid - term.last_docid) + size_of(posting.wdf) + size_of(posting.positions.size()) + posting.positions.size();
      term.collection_frequency += posting.wdf;
      ++term.documents;
      term.last_docid = taken.docid;
    });
  std::uint64_t total = 0;
  for (std::uint32_t i = 0; i < terms.size(); ++i) {
    Term& term = terms[i];
    if (!term.documents) continue;
    const std::size_t size = vocabulary.word(order[i]).size();
    total += size_of(size) + size + size_of(term.documents) + size_of(term.collection_frequency) + std::exchange(term.place, 0);
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
    char* at = put(out.data() + total, word.size());
    at = std::copy(word.begin(), word.end(), at);
    at = put(at, term.documents);
    term.place = static_cast<std::uint64_t>(put(at, term.collection_frequency) - out.data());
    term.last_docid = 0;
    total = end;
  }
  std::string lists;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> own;  // rank, wdf
  glass::TermlistBuilder termlist;
  for (const Taken& taken : taken_) {
    own.clear();
    each_posting(taken.document, [&](const FlatPosting& posting) {
      own.emplace_back(rank[posting.number], posting.wdf);
      Term& term = terms[own.back().first];
      char* at = put(out.data() + term.place, taken.docid - term.last_docid);
      at = put(at, posting.wdf);
      at = put(at, posting.positions.size());
      at = std::copy(posting.positions.begin(), posting.positions.end(), at);
      term.place = static_cast<std::uint64_t>(at - out.data());
      term.last_docid = taken.docid;
    });
    std::sort(own.begin(), own.end());
    termlist.begin(taken.document.length, taken.document.terms);
    for (const auto& [of, wdf] : own) termlist.add(vocabulary.word(order[of]), wdf);
    glass::put_uint(lists, taken.docid);
    glass::put_string(lists, termlist.tag());
  }
  run.postings = std::make_unique<TemporaryFile>(path + "postings", out);
  run.termlists = std::make_unique<TemporaryFile>(path + "termlists", lists);

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
  run.words = std::make_unique<TemporaryFile>(path + "words", words);
  taken_ = {};
  return run;
}

}  // namespace dateline
