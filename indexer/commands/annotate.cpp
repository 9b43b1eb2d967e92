// annotate: the names in tokens or text, for scoring the recogniser and for looking at what it does.
#include <iterator>
#include <string>
#include <vector>

#include "common/analysis/entities/document_tagger.h"
#include "common/analysis/entities/shipped_models.h"
#include "common/analysis/entities/tags.h"
#include "common/analysis/entities/token_text.h"
#include "common/error.h"
#include "common/exit_status.h"
#include "indexer/commands/commands.h"

namespace dateline {
namespace {

constexpr std::string_view kDocumentStart = "-DOCSTART-";

class Annotator {
 public:
  explicit Annotator(std::ostream& out) : out_(out) {}

  // Lines of a document: a token in the first field, or empty between sentences. They are printed with the document's tags when it is complete.
  void line(std::string line) {
    if (line.ends_with('\r')) line.pop_back();
    const bool starts = line.starts_with(kDocumentStart);
    if (starts) document();
    if (!starts && !line.empty()) line.resize(std::min(line.find('\t'), line.size()));
    lines_.push_back(std::move(line));
  }

  void document() {
    TokenText text;
    for (const std::string& line : lines_) {
      if (is_token(line)) text.tokens.push_back(line);
      else if (!text.tokens.empty()) text.sentence_ends.push_back(static_cast<std::uint32_t>(text.tokens.size()));
    }
    text.sentence_ends.push_back(static_cast<std::uint32_t>(text.tokens.size()));
    tag(text);
    std::size_t token = 0;
    for (const std::string& line : lines_) {
      out_ << line;
      if (is_token(line)) out_ << '\t' << tag_of(labels_.front()[token++]);
      out_ << '\n';
    }
    lines_.clear();
  }

  void running_text(const std::string& bytes) {
    TokenText text;
    cut_text(bytes, text);
    tag(text);
    std::size_t at = 0;
    for (const std::uint32_t end : text.sentence_ends) {
      for (; at < end; ++at) out_ << text.tokens[at] << '\t' << tag_of(labels_.front()[at]) << '\n';
      out_ << '\n';
    }
  }

 private:
  static bool is_token(const std::string& line) { return !line.empty() && !line.starts_with(kDocumentStart); }
  void tag(const TokenText& text) { tagger_.tag(std::span(&text, 1), labels_); }

  std::ostream& out_;
  Clusters clusters_{shipped_clusters()};
  PackedModel cased_{shipped_cased_model(), clusters_}, caseless_{shipped_caseless_model(), clusters_};
  DocumentTagger tagger_{clusters_, cased_, caseless_};
  std::vector<std::string> lines_;
  std::vector<std::vector<Label>> labels_;
};

}  // namespace

int run_annotate(const CommandContext& context) {
  if (!context.options.operands.empty()) throw Error(ErrorKind::usage, "annotate reads standard input and takes no operands: " + context.options.operands.front());
  Annotator annotator(context.out);
  if (context.options.has("conll")) {
    for (std::string line; std::getline(context.in, line);) annotator.line(std::move(line));
    annotator.document();
  } else {
    annotator.running_text(std::string(std::istreambuf_iterator<char>(context.in), {}));
  }
  return kExitSuccess;
}

}  // namespace dateline
