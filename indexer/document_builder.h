// Article + Analysis -> a document as the schema lays it down, as plain values: terms with wdf and positions, values, data. Any writer
// takes it.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/analysis/analyzer.h"
#include "common/article.h"
#include "common/text/stemmer.h"

namespace dateline {

struct BuiltTerm {
  std::uint32_t text_begin, text_length;          // into BuiltDocument::text
  std::uint32_t wdf;
  std::uint32_t positions_begin, positions_count;  // into BuiltDocument::positions; rising, without repeats
};

struct BuiltDocument {
  std::string text;                       // of all terms and words
  std::vector<BuiltTerm> terms;           // rising by bytes; without the Q and XF terms, which are the writer's to give
  std::vector<std::uint32_t> positions;
  std::vector<std::pair<std::uint32_t, std::uint32_t>> words;  // surface words for spelling: begin, length in `text`; distinct
  std::vector<std::pair<std::uint32_t, std::uint32_t>> forms;  // those of them whose stem is another word
  std::vector<std::pair<unsigned, std::string>> values;        // slot, value; without those that depend on the id
  std::optional<std::int64_t> instant;    // of publication, seconds since 1970; none when unknown
  std::string data;                       // the stored article, not compressed

  std::string_view term(const BuiltTerm& t) const { return std::string_view(text).substr(t.text_begin, t.text_length); }
};

// One per thread. Stores the article whole, with its id as it stands.
class DocumentBuilder {
 public:
  explicit DocumentBuilder(AnalysisDepth depth = AnalysisDepth::full) : analyzer_(depth) {}
  // Fills in what the analysis says of the article: its language, entities and dates.
  void understand(Article& article);
  // Understands it first.
  BuiltDocument build(Article& article);

 private:
  struct Posting {
    std::uint32_t text_begin, text_length, position, wdf;
  };
  void add(std::string_view prefix, std::string_view form, std::uint32_t position, std::uint32_t wdf);
  void add_text(const TokenList& tokens, Stemmer& stemmer, std::uint32_t base, bool title, BuiltDocument& out);
  void add_field(std::string_view prefix, const std::vector<std::string>& values);
  void add_whole(std::string_view prefix, const std::vector<std::string>& values);
  void add_only_in_title(BuiltDocument& out);
  std::string_view text_of(const BuiltTerm& term) const { return std::string_view(text_).substr(term.text_begin, term.text_length); }
  void add_flag(std::string_view prefix, std::string_view form) { add(prefix, form, 0, 0); }
  void sort_postings(BuiltDocument& out);
  Stemmer& stemmer(const std::string& language);

  Analyzer analyzer_;
  Analysis analysis_;
  TokenList field_tokens_;
  std::string text_;
  std::vector<Posting> postings_;
  std::map<std::string, Stemmer> stemmers_;
};

}  // namespace dateline
