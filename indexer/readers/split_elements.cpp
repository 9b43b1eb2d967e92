#include <algorithm>

#include "indexer/readers/markup_scanner.h"
#include "indexer/readers/splitters.h"

namespace dateline {
namespace {

constexpr std::size_t kLargestHead = 256 * 1024;

bool same_name(std::string_view left, std::string_view right, bool ignore_case) {
  return std::equal(left.begin(), left.end(), right.begin(), right.end(), [&](char a, char b) {
    const auto lower = [&](char c) { return ignore_case && c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; };
    return lower(a) == lower(b);
  });
}

class Elements : public Splitter {
 public:
  Elements(CharStream& stream, const ElementNames& elements, const RecordLimits& limits) : stream_(stream), elements_(elements), limits_(limits) {}

  bool next(Record& record) override {
    record.bytes = std::move(begun_);
    begun_.clear();
    large_ = false;
    for (;;) {
      const std::string_view window = stream_.window();
      if (window.empty()) break;
      const std::size_t taken = scanner_.scan(window);
      const std::string_view bytes = window.substr(0, taken);
      if (depth_ > 0) add(record, bytes);
      else if (!head_ && before_.size() + taken <= kLargestHead) before_.append(bytes);
      stream_.skip(taken);
      if (scanner_.token() == MarkupToken::start_tag && is_record(scanner_.name()) && begins(record)) return give(record);
      if (scanner_.token() == MarkupToken::end_tag && depth_ > 0 && is_record(scanner_.name()) && --depth_ == 0) return give(record);
    }
    if (depth_ == 0) return false;
    depth_ = 0;
    return give(record);
  }

 private:
  bool is_record(std::string_view name) {
    if (!name_.empty()) return same_name(name, name_, elements_.ignore_case);
    return std::any_of(elements_.names.begin(), elements_.names.end(),
                       [&](std::string_view wanted) { return same_name(local_name(name), wanted, elements_.ignore_case); });
  }

  // At the start tag of a record; true when that ends the one before it.
  bool begins(Record& record) {
    if (scanner_.closes_itself()) return false;
    if (depth_ > 0 && elements_.nest) {
      ++depth_;
      return false;
    }
    if (!head_) read_head();
    if (name_.empty()) name_ = scanner_.name();
    if (depth_ == 0) {
      record.bytes = scanner_.tag();
      depth_ = 1;
      return false;
    }
    begun_ = scanner_.tag();
    if (!large_) record.bytes.resize(record.bytes.size() - begun_.size());
    return true;
  }

  void read_head() {
    const std::size_t tag = std::min(scanner_.tag().size(), before_.size());
    before_.resize(before_.size() - tag);
    head_ = std::make_shared<const InputHead>(elements_.read_head ? elements_.read_head(before_) : InputHead());
    before_ = {};
  }

  void add(Record& record, std::string_view bytes) {
    large_ |= record.bytes.size() + bytes.size() > limits_.max_record_bytes;
    if (large_) record.bytes.clear();
    else record.bytes.append(bytes);
  }

  bool give(Record& record) {
    record.head = head_;
    if (large_) record.problem = "record too large (over " + std::to_string(limits_.max_record_bytes >> 20) + " MiB)";
    return true;
  }

  CharStream& stream_;
  ElementNames elements_;
  RecordLimits limits_;
  MarkupScanner scanner_;
  std::string name_;    // as the records of this input have it
  std::string before_;  // what stands before the first record, while there is none
  std::string begun_;   // start tag of the next record, when that ended the one before
  std::shared_ptr<const InputHead> head_;
  std::size_t depth_ = 0;
  bool large_ = false;
};

}  // namespace

std::unique_ptr<Splitter> split_elements(CharStream& stream, const ElementNames& elements, const RecordLimits& limits) {
  return std::make_unique<Elements>(stream, elements, limits);
}

}  // namespace dateline
