#include "indexer/document_builder.h"

#include <algorithm>
#include <functional>
#include <set>
#include <utility>

#include "common/date.h"
#include "common/store/schema.h"
#include "common/store/stored_article.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

constexpr std::size_t kShortestSpelling = 3;
constexpr std::size_t kMostOwnNumbers = 32 << 20;  // bytes

bool spells(const Token& token) {
  return (token.flags & kWord) && !(token.flags & (kMark | kBigram)) && token.form_length >= kShortestSpelling &&
         token.form_length <= kMaxSpellingBytes;
}

}  // namespace

void DocumentBuilder::add(std::uint32_t number, std::uint32_t position, std::uint32_t wdf) {
  if (marks_.size() <= number) marks_.resize(numbers_->terms().size());
  Mark& mark = marks_[number];
  if (mark.document != document_) {
    mark = {document_, static_cast<std::uint32_t>(out_.terms.size())};
    out_.terms.push_back({number, 0, 0, 0});
  }
  BuiltTerm& term = out_.terms[mark.at];
  term.wdf += wdf;
  if (!position) return;
  ++term.positions_count;
  occurrences_.push_back({mark.at, position});
}

void DocumentBuilder::add_text(const TokenList& tokens, const std::string& code, std::uint32_t base, bool title) {
  const std::uint32_t wdf = title ? kTitleWdf : 1;
  std::uint32_t gap = 0;
  std::size_t paragraph = 0;
  TermNumbers::Language& language = numbers_->language(code);
  const auto put = [&](std::uint32_t term, const Token& token) {
    add(term, base + gap + token.position, wdf);
    if (token.last_position != token.position) add(term, base + gap + token.last_position, 0);
    if (!title) return;
    const std::uint32_t in_title = numbers_->title_term(term);
    add(in_title, token.position, 0);
    if (token.last_position != token.position) add(in_title, token.last_position, 0);
  };
  for (std::size_t i = 0; i < tokens.tokens.size(); ++i) {
    for (; paragraph < tokens.paragraph_ends.size() && tokens.paragraph_ends[paragraph] <= i; ++paragraph) gap += kParagraphGap;
    const Token& token = tokens.tokens[i];
    const std::string_view text = tokens.form(token);
    TermNumbers::Form& form = (token.flags & kWord ? language : numbers_->unstemmed()).form(text);
    put(form.term, token);
    if (token.flags & kAcronym) put(numbers_->acronym(form, text), token);
    if (spells(token)) {
      const std::uint32_t word = numbers_->word(form, text);
      if (word_marks_.size() <= word) word_marks_.resize(numbers_->words().size());
      if (std::exchange(word_marks_[word].document, document_) != document_) {
        word_marks_[word].at = static_cast<std::uint32_t>(out_.words.size());
        out_.words.push_back({word, false});
      }
      out_.words[word_marks_[word].at].indexed_as_other |= !form.is_stem;
    }
  }
}

void DocumentBuilder::add_field(std::string_view prefix, const std::vector<std::string>& values) {
  std::uint32_t base = 0;
  for (const std::string& value : values) {
    tokenize(value, {.capitals_are_acronyms = false}, field_tokens_);
    for (const Token& token : field_tokens_.tokens) {
      const std::uint32_t term = numbers_->term(prefix, field_tokens_.form(token));
      add(term, base + token.position, 0);
      if (token.last_position != token.position) add(term, base + token.last_position, 0);
    }
    base += field_tokens_.positions + kFieldGap;
  }
}

void DocumentBuilder::add_whole(std::string_view prefix, const std::vector<std::string>& values) {
  bool any = false;
  for (const std::string& value : values) {
    if (value.empty()) continue;
    any = true;
    add_flag({}, whole_term(prefix, value));
  }
  if (any) add_flag(prefix, {});
}

// Words of the title that the body does not have.
void DocumentBuilder::add_only_in_title() {
  for (std::size_t i = 0, end = out_.terms.size(); i < end; ++i) {
    const BuiltTerm term = out_.terms[i];
    if (term.wdf == 0 || term.positions_count == 0) continue;
    if (out_.positions[term.positions_begin + term.positions_count - 1] > analysis_.title.positions) continue;
    add_flag(prefix::kOnlyInTitle, std::string(out_.term(term)));
  }
}

// Each term's positions side by side: they come in the order of the text, which is nearly always theirs.
void DocumentBuilder::place_positions() {
  std::uint32_t begin = 0;
  for (BuiltTerm& term : out_.terms) {
    term.positions_begin = begin;
    begin += std::exchange(term.positions_count, 0);
  }
  out_.positions.resize(begin);
  for (const Occurrence& occurrence : occurrences_) {
    BuiltTerm& term = out_.terms[occurrence.term];
    out_.positions[term.positions_begin + term.positions_count++] = occurrence.position;
  }
  for (BuiltTerm& term : out_.terms) {
    const auto first = out_.positions.begin() + term.positions_begin, last = first + term.positions_count;
    if (std::adjacent_find(first, last, std::greater_equal<>()) == last) continue;
    std::sort(first, last);
    term.positions_count = static_cast<std::uint32_t>(std::unique(first, last) - first);
  }
}

void DocumentBuilder::understand(Article& article) {
  analyzer_.analyze(article, analysis_);
  article.language = analysis_.language;
  article.entities = analysis_.entities;
  article.dates = analysis_.dates;
}

BuiltDocument DocumentBuilder::build(Article& article, std::shared_ptr<TermNumbers> numbers) {
  if (!numbers) {
    if (!own_numbers_ || own_numbers_->bytes() > kMostOwnNumbers) own_numbers_ = std::make_shared<TermNumbers>();
    numbers = own_numbers_;
  }
  if (numbers_ != numbers) {
    numbers_ = std::move(numbers);
    marks_.clear();
    word_marks_.clear();
  }
  out_ = {};
  out_.numbers = numbers_;
  occurrences_.clear();
  ++document_;
  understand(article);

  add_text(analysis_.title, article.language, 0, true);
  add_text(analysis_.body, article.language, analysis_.title.positions + kTitleGap, false);
  if (out_.terms.empty()) add(numbers_->term(prefix::kEmpty, {}), 0, 1);
  if (analysis_.title.tokens.empty()) add_flag(prefix::kNoTitle, {});
  if (analysis_.body.tokens.empty()) add_flag(prefix::kNoBody, {});
  add_field(prefix::kAuthor, article.authors);
  add_field(prefix::kSource, {article.source});
  add_field(prefix::kSection, {article.section});
  add_field(prefix::kTag, article.tags);
  add_whole(prefix::kWholeAuthor, article.authors);
  add_whole(prefix::kWholeSource, {article.source});
  add_whole(prefix::kWholeSection, {article.section});
  add_whole(prefix::kWholeTag, article.tags);
  if (!article.url.empty()) add_flag(prefix::kAnyUrl, {});
  add_flag(prefix::kLanguage, article.language);
  for (const std::string& term : spoken_of_terms(article.dates)) add_flag({}, term);
  std::set<std::string_view> types;
  for (const ArticleEntity& entity : article.entities) {
    types.insert(entity.type);
    const std::string term = entity_term(entity.id);
    add_flag({}, term);
    add_flag({}, entity_band_term(term, salience_band(entity.salience)));
  }
  for (const std::string_view type : types) add_flag(prefix::kAnyEntity, type);
  for (const std::string& term : url_terms(article.url)) add_flag(prefix::kUrl, term);
  if (!analysis_.sketch.sketch.empty()) out_.values.emplace_back(slot::kSketch, sketch_value(analysis_.sketch));
  if (const auto when = parse_rfc3339(article.published)) {
    add_flag({}, year_term(when->date.year));
    add_flag({}, month_term(when->date.year, when->date.month));
    add_flag({}, day_term(when->date));
    if (!when->seconds) add_flag(prefix::kDayOnly, {});
    out_.instant = to_instant(*when);
    out_.values.emplace_back(slot::kDay, day_value(to_day_number(when->date)));
  }
  place_positions();
  add_only_in_title();
  out_.data = encode_article(article);
  return std::move(out_);
}

}  // namespace dateline
