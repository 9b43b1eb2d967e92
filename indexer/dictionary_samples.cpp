#include "indexer/dictionary_samples.h"

namespace dateline {
namespace {

constexpr std::size_t kEnoughSamples = 2000;
constexpr std::size_t kEnoughBytes = 6 << 20;

}  // namespace

void DictionarySamples::learn(const PreparedDocument& document, Writer& writer) {
  if (!writer.wants_dictionary()) return;
  stored_.push_back(document.stored);
  bytes_ += document.stored.size();
  if (stored_.size() < kEnoughSamples && bytes_ < kEnoughBytes) return;
  writer.set_dictionary(train_dictionary(stored_));
  clear();
}

void DictionarySamples::clear() {
  stored_.clear();
  bytes_ = 0;
}

}  // namespace dateline
