#include "indexer/bulk/glass_termlist.h"

#include <algorithm>

#include "indexer/bulk/glass_coding.h"

namespace dateline::glass {

void TermlistBuilder::begin(std::uint64_t document_length, std::uint32_t terms) {
  tag_.clear();
  last_ = {};
  if (!terms) return;
  put_uint(tag_, document_length);
  put_uint(tag_, terms);
}

void TermlistBuilder::add(std::string_view term, std::uint32_t wdf) {
  if (last_.empty()) {
    tag_.push_back(static_cast<char>(term.size()));
    tag_.append(term);
    put_uint(tag_, wdf);
  } else {
    const auto shared = static_cast<std::size_t>(std::mismatch(term.begin(), term.end(), last_.begin(), last_.end()).first - term.begin());
    // The wdf goes into the byte that says what is shared, where it has room.
    const std::uint64_t both = (std::uint64_t{wdf} + 1) * (last_.size() + 1) + shared;
    const bool packed = both < 256;
    tag_.push_back(static_cast<char>(packed ? both : shared));
    tag_.push_back(static_cast<char>(term.size() - shared));
    tag_.append(term.substr(shared));
    if (!packed) put_uint(tag_, wdf);
  }
  last_ = term;
}

TermlistWriter::TermlistWriter(const std::string& folder) : table_(folder + "/termlist.glass", kCompressFrom) { table_.keep_empty(); }

void TermlistWriter::document(std::uint32_t docid, std::string_view tag, Tag form, const std::vector<unsigned>& slots) {
  key_.clear();
  put_uint_sort(key_, docid);
  table_.add(key_, tag, form);
  if (slots.empty()) return;
  key_.push_back('\0');
  tag_.clear();
  put_uint(tag_, slots[0]);
  for (std::size_t i = 1; i < slots.size(); ++i) put_uint(tag_, slots[i] - slots[i - 1] - 1);
  table_.add(key_, tag_);
}

}  // namespace dateline::glass
