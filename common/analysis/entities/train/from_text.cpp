#include "common/analysis/entities/train/from_text.h"

#include <string>

#include "common/analysis/entities/tags.h"
#include "common/analysis/entities/token_text.h"

namespace dateline {
namespace {

bool is_one_of(std::string_view token, std::initializer_list<std::string_view> tokens) {
  for (const std::string_view one : tokens)
    if (token == one) return true;
  return false;
}

// Writes tokens as a newspaper would: no blank before a comma, none within brackets and quotes.
class Writer {
 public:
  // Where the token begins.
  std::size_t write(std::string_view token) {
    const bool quote = token == "\"" || token == "'";
    const bool closes = is_one_of(token, {",", ".", ";", ":", "!", "?", ")", "]", "'s", "n't", "'re", "'ve", "'ll", "'d", "'m", "%"}) || (quote && quoted_);
    if (!glued_ && !closes && !text_.empty() && text_.back() != '\n') text_ += ' ';
    glued_ = is_one_of(token, {"(", "[", "$"}) || (quote && !quoted_);
    if (quote) quoted_ = !quoted_;
    text_ += token;
    return text_.size() - token.size();
  }
  void end_sentence(bool paragraph) {
    text_ += paragraph ? "\n\n" : " ";
    glued_ = true;
    quoted_ = false;
  }
  const std::string& text() const { return text_; }

 private:
  std::string text_;
  bool glued_ = true, quoted_ = false;
};

}  // namespace

void score_from_text(const std::vector<LabelledDocument>& documents, DocumentTagger& tagger, SpanScores& scores) {
  std::vector<std::vector<Label>> labels;
  for (const LabelledDocument& document : documents) {
    Writer writer;
    std::vector<std::size_t> begins;
    std::size_t sentence = 0;
    for (std::size_t n = 0; n < document.tokens.size(); ++n) {
      begins.push_back(writer.write(document.tokens[n]));
      if (n + 1 != document.sentence_ends[sentence]) continue;
      writer.end_sentence(!is_one_of(document.tokens[n], {".", "!", "?", "\""}));
      ++sentence;
    }
    std::vector<LabelledSpan> gold = spans_of(document.labels);
    for (LabelledSpan& span : gold) {
      span.end = begins[span.end - 1] + document.tokens[span.end - 1].size();
      span.first = begins[span.first];
    }
    TokenText tokens;
    cut_text(writer.text(), tokens);
    tagger.tag(std::span(&tokens, 1), labels);
    std::vector<LabelledSpan> found = spans_of(labels.front());
    const auto offset = [&](std::string_view token) { return static_cast<std::size_t>(token.data() - writer.text().data()); };
    for (LabelledSpan& span : found) {
      span.end = offset(tokens.tokens[span.end - 1]) + tokens.tokens[span.end - 1].size();
      span.first = offset(tokens.tokens[span.first]);
    }
    scores.add(gold, found);
  }
}

}  // namespace dateline
