#include "indexer/term_numbers.h"

#include "common/store/schema.h"

namespace dateline {

TermNumbers::Form& TermNumbers::Language::form(std::string_view form, std::uint64_t hash) {
  const std::uint32_t number = forms_.intern(form, hash);
  if (number == numbers_.size()) {
    const std::string_view stem = stemmer_ ? stemmer_->stem(form) : form;
    Form made;
    made.is_stem = stem == form;
    made.term = of_.term({}, stem);
    numbers_.push_back(made);
  }
  return numbers_[number];
}

std::uint32_t TermNumbers::term(std::string_view prefix, std::string_view form) {
  if (prefix.empty() && form.size() <= kMaxTermBytes) return terms_.intern(form);
  text_.assign(prefix).append(form);
  return terms_.intern(text_.size() <= kMaxTermBytes ? text_ : capped_term(text_));
}

std::uint32_t TermNumbers::title_term(std::uint32_t term) {
  if (title_terms_.size() <= term) title_terms_.resize(terms_.size(), kNone);
  if (title_terms_[term] == kNone) {
    const std::uint32_t number = this->term(prefix::kTitle, std::string(terms_.word(term)));
    title_terms_[term] = number;
  }
  return title_terms_[term];
}

std::uint32_t TermNumbers::acronym(Form& form, std::string_view text) {
  if (form.acronym == kNone) form.acronym = term(std::string_view(&prefix::kAcronym, 1), text);
  return form.acronym;
}

std::uint32_t TermNumbers::word(Form& form, std::string_view text) {
  if (form.word == kNone) form.word = words_.intern(text);
  return form.word;
}

TermNumbers::Language& TermNumbers::language(const std::string& code) { return languages_.try_emplace(code, *this, code).first->second; }

std::size_t TermNumbers::bytes() const {
  std::size_t bytes = terms_.bytes() + words_.bytes() + title_terms_.capacity() * sizeof(std::uint32_t);
  const auto of = [](const Language& language) { return language.forms_.bytes() + language.numbers_.capacity() * sizeof(Form); };
  bytes += of(unstemmed_);
  for (const auto& [code, language] : languages_) bytes += of(language);
  return bytes;
}

}  // namespace dateline
