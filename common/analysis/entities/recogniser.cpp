#include "common/analysis/entities/recogniser.h"

#include <array>

#include "common/analysis/entities/document_tagger.h"
#include "common/analysis/entities/office_holders.h"
#include "common/analysis/entities/shipped_models.h"
#include "common/analysis/entities/tags.h"
#include "common/analysis/entities/token_text.h"

namespace dateline {
namespace {

void append_mentions(std::string_view text, const TokenText& tokens, const std::vector<Label>& labels, std::vector<Mention>& out) {
  out.clear();
  for (const LabelledSpan& span : spans_of(labels)) {
    const std::string_view first = tokens.tokens[span.first], last = tokens.tokens[span.end - 1];
    out.push_back({static_cast<std::uint32_t>(first.data() - text.data()), static_cast<std::uint32_t>(last.data() + last.size() - text.data()), span.type});
  }
}

}  // namespace

struct Recogniser::State {
  Clusters clusters{shipped_clusters()};
  PackedModel cased{shipped_cased_model(), clusters}, caseless{shipped_caseless_model(), clusters};
  DocumentTagger tagger{clusters, cased, caseless};
  std::array<TokenText, 2> texts;
  std::vector<std::vector<Label>> labels;
};

Recogniser::Recogniser() : state_(std::make_unique<State>()) {}
Recogniser::~Recogniser() = default;
Recogniser::Recogniser(Recogniser&&) noexcept = default;
Recogniser& Recogniser::operator=(Recogniser&&) noexcept = default;

void Recogniser::find(std::string_view title, std::string_view body, Mentions& out) {
  cut_text(title, state_->texts[0]);
  cut_text(body, state_->texts[1]);
  state_->tagger.tag(state_->texts, state_->labels);
  append_mentions(title, state_->texts[0], state_->labels[0], out.title);
  append_mentions(body, state_->texts[1], state_->labels[1], out.body);
  const auto find_alone = [this](std::string_view text) {
    std::vector<Mention> found;
    cut_text({}, state_->texts[0]);
    cut_text(text, state_->texts[1]);
    state_->tagger.tag(state_->texts, state_->labels);
    append_mentions(text, state_->texts[1], state_->labels[1], found);
    return found;
  };
  part_office_holders(title, find_alone, out.title);
  part_office_holders(body, find_alone, out.body);
}

}  // namespace dateline
