#include "indexer/writer_document.h"

#include <utility>

namespace dateline {

PreparedDocument::PreparedDocument(Article of, const BuiltDocument& built, Compressor* compressor) : article(std::move(of)), instant(built.instant) {
  std::string text;
  for (const BuiltTerm& term : built.terms) {
    text.assign(built.term(term));
    if (!term.positions_count) {
      document.add_term(text, term.wdf);
      continue;
    }
    for (std::uint32_t i = 0; i < term.positions_count; ++i)
      document.add_posting(text, built.positions[term.positions_begin + i], i == 0 ? term.wdf : 0);
  }
  for (const auto& [slot, value] : built.values) document.add_value(slot, value);
  for (const BuiltDocument::Word& word : built.words) {
    words.emplace_back(built.word(word));
    if (word.indexed_as_other) forms.push_back(words.back());
  }
  if (compressor)
    document.set_data(compressor->compress(built.data));
  else
    stored = built.data;
}

}  // namespace dateline
