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
constexpr std::size_t kAhead = 4;  // tokens, that what is looked up of them is fetched before
constexpr std::size_t kMostOwnNumbers = 32 << 20;  // bytes
constexpr std::size_t kMostRoomKept = 1 << 20;     // bytes of an article whose room is kept for the next

bool spells(const Token& token) {
  return (token.flags & kWord) && !(token.flags & (kMark | kBigram)) && token.form_length >= kShortestSpelling &&
         token.form_length <= kMaxSpellingBytes;
}

}  // namespace

DocumentBuilder::Mark& DocumentBuilder::add(std::uint32_t number, std::uint32_t wdf) {
  if (marks_.size() <= number) marks_.resize(numbers_->terms().size());
  Mark& mark = marks_[number];
  if (mark.document != document_) {
    mark = {document_, static_cast<std::uint32_t>(out_.terms.size())};
    out_.terms.push_back({number, 0});
  }
  out_.terms[mark.at].wdf += wdf;
  return mark;
}

void DocumentBuilder::add_at(std::uint32_t number, std::uint32_t position, std::uint32_t wdf) { occurrences_.push_back({position, add(number, wdf).at}); }

// A joined token stands where its first and its last part do.
void DocumentBuilder::add_token(std::uint32_t number, const Token& token, std::uint32_t before, std::uint32_t wdf) {
  add_at(number, before + token.position, wdf);
  if (token.last_position != token.position) add_at(number, before + token.last_position, 0);
}

void DocumentBuilder::add_text(const TokenList& tokens, const std::string& code, bool title) {
  const std::uint32_t wdf = title ? kTitleWdf : 1;
  std::size_t paragraph = 0;
  TermNumbers::Language& language = numbers_->language(code);
  const auto put = [&](std::uint32_t term, const Token& token) {
    add_token(term, token, end_, wdf);
    if (!title)
      marks_[term].in_body = true;
    else if (form_ == PositionForm::packed)
      add(numbers_->title_term(term), 0);
    else
      add_token(numbers_->title_term(term), token, end_, 0);
  };
  const auto forms_of = [&](const Token& token) -> TermNumbers::Language& { return token.flags & kWord ? language : numbers_->unstemmed(); };
  hashes_.clear();
  for (const Token& token : tokens.tokens) {
    hashes_.push_back(Vocabulary::hash_of(tokens.form(token)));
    forms_of(token).prefetch(hashes_.back());
  }
  for (std::size_t i = 0; i < tokens.tokens.size(); ++i) {
    for (; paragraph < tokens.paragraph_ends.size() && tokens.paragraph_ends[paragraph] <= i; ++paragraph) end_ += kParagraphGap;
    if (i + kAhead < tokens.tokens.size()) forms_of(tokens.tokens[i + kAhead]).prefetch_form(hashes_[i + kAhead]);
    const Token& token = tokens.tokens[i];
    const std::string_view text = tokens.form(token);
    TermNumbers::Form& form = forms_of(token).form(text, hashes_[i]);
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
  end_ += tokens.positions + (title ? kTitleGap : kFieldGap);
}

void DocumentBuilder::add_field(std::string_view prefix, const std::vector<std::string>& values) {
  for (const std::string& value : values) {
    tokenize(value, {.capitals_are_acronyms = false}, field_tokens_);
    for (const Token& token : field_tokens_.tokens) add_token(numbers_->term(prefix, field_tokens_.form(token)), token, end_, 0);
    end_ += field_tokens_.positions + kFieldGap;
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
    const BuiltTerm& term = out_.terms[i];
    if (term.wdf && !marks_[term.number].in_body) add_flag(prefix::kOnlyInTitle, std::string(out_.term(term)));
  }
}

// By position, each once: they come in the order of the text, which is nearly always that.
void DocumentBuilder::sort_occurrences() {
  const auto before = [](const Occurrence& a, const Occurrence& b) { return a.position != b.position ? a.position < b.position : a.term < b.term; };
  const auto same = [](const Occurrence& a, const Occurrence& b) { return a.position == b.position && a.term == b.term; };
  for (auto one = occurrences_.begin(); one != occurrences_.end(); ++one)
    if (one != occurrences_.begin() && before(*one, *(one - 1))) std::rotate(std::upper_bound(occurrences_.begin(), one, *one, before), one, one + 1);
  occurrences_.erase(std::unique(occurrences_.begin(), occurrences_.end(), same), occurrences_.end());
}

// Each term's positions side by side.
void DocumentBuilder::list_positions() {
  for (const Occurrence& occurrence : occurrences_) ++out_.terms[occurrence.term].positions_count;
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
}

void DocumentBuilder::pack_positions() {
  constexpr std::uint32_t kNowhere = ~std::uint32_t{0};
  packed_as_.assign(out_.terms.size(), kNowhere);
  packed_terms_.clear();
  packed_hashes_.clear();
  for (Occurrence& occurrence : occurrences_) {
    std::uint32_t& as = packed_as_[occurrence.term];
    if (as == kNowhere) {
      as = static_cast<std::uint32_t>(packed_terms_.size());
      packed_terms_.push_back(out_.term(out_.terms[occurrence.term]));
      packed_hashes_.push_back(numbers_->terms().hash(out_.terms[occurrence.term].number));
    }
    occurrence.term = as;
  }
  std::string packed = packer_.pack(packed_terms_, packed_hashes_, occurrences_, title_end_);
  if (!packed.empty()) out_.values.emplace_back(slot::kPositions, std::move(packed));
}

void DocumentBuilder::understand(Article& article) {
  analyzer_.analyze(article, analysis_);
  article.language = analysis_.language;
  article.entities = analysis_.entities;
  article.dates = analysis_.dates;
}

const BuiltDocument& DocumentBuilder::build(Article& article, std::shared_ptr<TermNumbers> numbers) {
  if (!numbers) {
    if (!own_numbers_ || own_numbers_->bytes() > kMostOwnNumbers) own_numbers_ = std::make_shared<TermNumbers>();
    numbers = own_numbers_;
  }
  if (numbers_ != numbers) {
    numbers_ = std::move(numbers);
    marks_.clear();
    word_marks_.clear();
  }
  if (out_.data.size() > kMostRoomKept) out_ = {};
  out_.numbers = numbers_;
  out_.terms.clear();
  out_.positions.clear();
  out_.words.clear();
  out_.values.clear();
  out_.instant.reset();
  occurrences_.clear();
  end_ = 0;
  ++document_;
  understand(article);

  add_text(analysis_.title, article.language, true);
  title_end_ = end_ - kTitleGap;
  add_text(analysis_.body, article.language, false);
  add_only_in_title();
  if (out_.terms.empty()) add(numbers_->term(prefix::kEmpty, {}), 1);
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
  sort_occurrences();
  form_ == PositionForm::packed ? pack_positions() : list_positions();
  out_.data = encode_article(article);
  return out_;
}

}  // namespace dateline
