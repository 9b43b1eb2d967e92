// Article + Analysis -> a document as the schema lays it down, as plain values: terms with wdf and positions, values, data. Any writer
// takes it.
#pragma once

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/article.h"
#include "common/store/index_kind.h"
#include "common/store/packed_positions.h"
#include "indexer/term_numbers.h"

namespace dateline {

struct BuiltTerm {
  std::uint32_t number;                            // among BuiltDocument::numbers' terms
  std::uint32_t wdf;
  std::uint32_t positions_begin = 0, positions_count = 0;  // into BuiltDocument::positions, rising, without repeats: of PositionForm::xapian
};

struct BuiltDocument {
  // A word of title or body as it is written.
  struct Word {
    std::uint32_t number;   // among numbers' words
    bool indexed_as_other;  // its stem is another word
  };

  std::shared_ptr<const TermNumbers> numbers;
  std::vector<BuiltTerm> terms;           // each once, in no order; without the Q and XF terms, which are the writer's to give
  std::vector<std::uint32_t> positions;   // those of PositionForm::packed are among the values
  std::vector<Word> words;                // for the spelling data: each once, in no order
  std::vector<std::pair<unsigned, std::string>> values;        // slot, value; without those that depend on the id
  std::optional<std::int64_t> instant;    // of publication, seconds since 1970; none when unknown
  std::string data;                       // the stored article, not compressed

  std::string_view term(const BuiltTerm& t) const { return numbers->terms().word(t.number); }
  std::string_view word(const Word& w) const { return numbers->words().word(w.number); }
};

// One per thread. Stores the article whole, with its id as it stands.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(const IndexKind& kind = {}) : analyzer_(kind.depth), form_(kind.positions) {}
  // Fills in what the analysis says of the article: its language, entities and dates.
  void understand(Article& article);
  // Understands it first. `numbers`, of this thread, are added to; without them it has its own. Holds until the next call.
  const BuiltDocument& build(Article& article, std::shared_ptr<TermNumbers> numbers = nullptr);

 private:
  // Where a term of the document under way is, if `document` is its number.
  struct Mark {
    std::uint64_t document = 0;
    std::uint32_t at = 0;
    bool in_body = false;
  };
  using Occurrence = PositionPacker::Place;  // term: index in BuiltDocument::terms
  Mark& add(std::uint32_t number, std::uint32_t wdf);
  void add_at(std::uint32_t number, std::uint32_t position, std::uint32_t wdf);
  void add_token(std::uint32_t number, const Token& token, std::uint32_t before, std::uint32_t wdf);
  void add_text(const TokenList& tokens, const std::string& language, bool title);
  void add_field(std::string_view prefix, const std::vector<std::string>& values);
  void add_whole(std::string_view prefix, const std::vector<std::string>& values);
  void add_only_in_title();
  void add_flag(std::string_view prefix, std::string_view form) { add(numbers_->term(prefix, form), 0); }
  void sort_occurrences();
  void list_positions();
  void pack_positions();

  Analyzer analyzer_;
  Analysis analysis_;
  TokenList field_tokens_;
  std::shared_ptr<TermNumbers> own_numbers_, numbers_;  // numbers_: those in use
  BuiltDocument out_;                                   // under way
  std::uint64_t document_ = 0;
  std::vector<Mark> marks_, word_marks_;                // by number of the term, of the word
  std::vector<std::uint64_t> hashes_;                   // of the tokens of a text
  std::vector<Occurrence> occurrences_;
  std::uint32_t end_ = 0, title_end_ = 0;               // of the positions so far, with a gap; of the title's, without
  PositionForm form_;
  PositionPacker packer_;
  // Of the terms that stand somewhere, for the packer.
  std::vector<std::uint32_t> packed_as_;                // by index in BuiltDocument::terms
  std::vector<std::string_view> packed_terms_;
  std::vector<std::uint64_t> packed_hashes_;
};

}  // namespace dateline
