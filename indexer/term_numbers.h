// Numbers for the terms of many documents, and what each written form becomes, remembered: a form is stemmed once and not once for each time that it stands somewhere. For one thread.
#pragma once

#include <cstdint>
#include <map>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/text/stemmer.h"
#include "common/text/vocabulary.h"

namespace dateline {

class TermNumbers {
 public:
  static constexpr std::uint32_t kNone = Vocabulary::kNone;

  // A form in a language: the number of the term it is indexed as.
  struct Form {
    std::uint32_t term = kNone;
    std::uint32_t word = kNone;     // word(): found when first asked for
    std::uint32_t acronym = kNone;  // acronym(): likewise
    bool is_stem = true;            // the term is the form itself
  };

  // The forms of one language, or those that are not stemmed.
  class Language {
   public:
    explicit Language(TermNumbers& of) : of_(of) {}
    Language(TermNumbers& of, std::string_view code) : of_(of), stemmer_(std::in_place, code) {}
    // The reference holds until the next call. `hash`: Vocabulary::hash_of.
    Form& form(std::string_view form, std::uint64_t hash);
    void prefetch(std::uint64_t hash) const { forms_.prefetch(hash); }
    void prefetch_form(std::uint64_t hash) const {
      if (const std::uint32_t number = forms_.prefetch_word(hash); number != Vocabulary::kNone) __builtin_prefetch(&numbers_[number]);
    }

   private:
    friend class TermNumbers;
    TermNumbers& of_;
    std::optional<Stemmer> stemmer_;
    Vocabulary forms_;
    std::vector<Form> numbers_;  // by number of the form
  };

  TermNumbers() = default;
  TermNumbers(const TermNumbers&) = delete;

  // Of the prefix and the form, cut to kMaxTermBytes.
  std::uint32_t term(std::string_view prefix, std::string_view form);
  std::uint32_t title_term(std::uint32_t term);    // with prefix::kTitle
  std::uint32_t acronym(Form& form, std::string_view text);
  std::uint32_t word(Form& form, std::string_view text);  // among words()
  Language& language(const std::string& code);
  Language& unstemmed() { return unstemmed_; }

  const Vocabulary& terms() const { return terms_; }
  Vocabulary& terms() { return terms_; }
  const Vocabulary& words() const { return words_; }  // as written, for the spelling data
  std::size_t bytes() const;

 private:
  Vocabulary terms_, words_;
  std::vector<std::uint32_t> title_terms_;  // by number of the term
  std::map<std::string, Language> languages_;
  Language unstemmed_{*this};
  std::string text_;
};

}  // namespace dateline
