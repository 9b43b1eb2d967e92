#include "indexer/document_builder.h"

#include <algorithm>
#include <set>

#include "common/date.h"
#include "common/store/schema.h"
#include "common/store/stored_article.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

constexpr std::size_t kShortestSpelling = 3;

bool spells(const Token& token) {
  return (token.flags & kWord) && !(token.flags & (kMark | kBigram)) && token.form_length >= kShortestSpelling &&
         token.form_length <= kMaxSpellingBytes;
}

}  // namespace

void DocumentBuilder::add(std::string_view prefix, std::string_view form, std::uint32_t position, std::uint32_t wdf) {
  const auto begin = static_cast<std::uint32_t>(text_.size());
  text_.append(prefix).append(form);
  if (text_.size() - begin > kMaxTermBytes) text_.resize(begin + cut_utf8(std::string_view(text_).substr(begin), kMaxTermBytes).size());
  postings_.push_back({begin, static_cast<std::uint32_t>(text_.size()) - begin, position, wdf});
}

void DocumentBuilder::add_text(const TokenList& tokens, Stemmer& stemmer, std::uint32_t base, bool title, BuiltDocument& out) {
  const std::uint32_t wdf = title ? kTitleWdf : 1;
  std::uint32_t gap = 0;
  std::size_t paragraph = 0;
  std::string acronym;
  const auto put = [&](std::string_view term, const Token& token) {
    add({}, term, base + gap + token.position, wdf);
    if (token.last_position != token.position) add({}, term, base + gap + token.last_position, 0);
    if (!title) return;
    add(prefix::kTitle, term, token.position, 0);
    if (token.last_position != token.position) add(prefix::kTitle, term, token.last_position, 0);
  };
  for (std::size_t i = 0; i < tokens.tokens.size(); ++i) {
    for (; paragraph < tokens.paragraph_ends.size() && tokens.paragraph_ends[paragraph] <= i; ++paragraph) gap += kParagraphGap;
    const Token& token = tokens.tokens[i];
    const std::string_view form = tokens.form(token);
    const std::string_view stem = token.flags & kWord ? stemmer.stem(form) : form;
    const bool is_stem = stem == form;
    put(stem, token);
    if (token.flags & kAcronym) {
      acronym.assign(1, prefix::kAcronym).append(form);
      put(acronym, token);
    }
    if (spells(token)) {
      out.words.emplace_back(static_cast<std::uint32_t>(text_.size()), token.form_length);
      if (!is_stem) out.forms.push_back(out.words.back());
      text_.append(form);
    }
  }
}

void DocumentBuilder::add_field(std::string_view prefix, const std::vector<std::string>& values) {
  std::uint32_t base = 0;
  for (const std::string& value : values) {
    tokenize(value, {.capitals_are_acronyms = false}, field_tokens_);
    for (const Token& token : field_tokens_.tokens) {
      const std::string_view form = field_tokens_.form(token);
      add(prefix, form, base + token.position, 0);
      if (token.last_position != token.position) add(prefix, form, base + token.last_position, 0);
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

// Words of the title that the body does not have. The XO terms stand side by side in the order of the words.
void DocumentBuilder::add_only_in_title(BuiltDocument& out) {
  std::vector<BuiltTerm> only;
  for (const BuiltTerm& term : out.terms) {
    if (term.wdf == 0 || term.positions_count == 0) continue;
    if (out.positions[term.positions_begin + term.positions_count - 1] > analysis_.title.positions) continue;
    const std::string word(text_of(term));
    only.push_back({static_cast<std::uint32_t>(text_.size()), 0, 0, static_cast<std::uint32_t>(out.positions.size()), 0});
    text_.append(prefix::kOnlyInTitle).append(word);
    only.back().text_length = static_cast<std::uint32_t>(text_.size()) - only.back().text_begin;
  }
  const auto place = std::lower_bound(out.terms.begin(), out.terms.end(), prefix::kOnlyInTitle, [&](const BuiltTerm& term, std::string_view bound) { return text_of(term) < bound; });
  out.terms.insert(place, only.begin(), only.end());
}

void DocumentBuilder::sort_postings(BuiltDocument& out) {
  const auto text = [this](const Posting& p) { return std::string_view(text_).substr(p.text_begin, p.text_length); };
  std::sort(postings_.begin(), postings_.end(), [&](const Posting& a, const Posting& b) {
    const int order = text(a).compare(text(b));
    return order ? order < 0 : a.position < b.position;
  });
  for (const Posting& posting : postings_) {
    if (out.terms.empty() ||
        std::string_view(text_).substr(out.terms.back().text_begin, out.terms.back().text_length) != text(posting))
      out.terms.push_back({posting.text_begin, posting.text_length, 0, static_cast<std::uint32_t>(out.positions.size()), 0});
    BuiltTerm& term = out.terms.back();
    term.wdf += posting.wdf;
    if (!posting.position || (term.positions_count && out.positions.back() == posting.position)) continue;
    out.positions.push_back(posting.position);
    ++term.positions_count;
  }
}

Stemmer& DocumentBuilder::stemmer(const std::string& language) {
  return stemmers_.try_emplace(language, language).first->second;
}

void DocumentBuilder::understand(Article& article) {
  analyzer_.analyze(article, analysis_);
  article.language = analysis_.language;
  article.entities = analysis_.entities;
  article.dates = analysis_.dates;
}

BuiltDocument DocumentBuilder::build(Article& article) {
  BuiltDocument out;
  text_.clear();
  postings_.clear();
  understand(article);

  Stemmer& words = stemmer(article.language);
  add_text(analysis_.title, words, 0, true, out);
  add_text(analysis_.body, words, analysis_.title.positions + kTitleGap, false, out);
  if (postings_.empty()) add(prefix::kEmpty, {}, 0, 1);
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
  if (!analysis_.sketch.sketch.empty()) out.values.emplace_back(slot::kSketch, sketch_value(analysis_.sketch));
  if (const auto when = parse_rfc3339(article.published)) {
    add_flag({}, year_term(when->date.year));
    add_flag({}, month_term(when->date.year, when->date.month));
    add_flag({}, day_term(when->date));
    if (!when->seconds) add_flag(prefix::kDayOnly, {});
    out.instant = to_instant(*when);
    out.values.emplace_back(slot::kDay, day_value(to_day_number(when->date)));
  }
  sort_postings(out);
  add_only_in_title(out);

  const auto word = [this](const std::pair<std::uint32_t, std::uint32_t>& w) {
    return std::string_view(text_).substr(w.first, w.second);
  };
  for (auto* distinct : {&out.words, &out.forms}) {
    std::sort(distinct->begin(), distinct->end(), [&](const auto& a, const auto& b) { return word(a) < word(b); });
    distinct->erase(std::unique(distinct->begin(), distinct->end(), [&](const auto& a, const auto& b) { return word(a) == word(b); }), distinct->end());
  }
  out.text = text_;
  out.data = encode_article(article);
  return out;
}

}  // namespace dateline
