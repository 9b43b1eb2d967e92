#include "query/word_terms.h"

#include <algorithm>

#include "common/store/schema.h"

namespace dateline {

WordTerms::WordTerms(const Xapian::Database& database, const std::vector<std::string>& languages, const std::vector<std::string>& others) : database_(database), others_(others) {
  for (const std::string& language : languages) stemmers_.emplace_back(language);
  if (stemmers_.empty()) stemmers_.emplace_back("und");
  reads_english_ = languages.empty() || std::find(languages.begin(), languages.end(), "en") != languages.end();
}

Alternatives WordTerms::alternatives(const TokenList& tokens, const Token& token, const WordField& field) {
  const std::string form(tokens.form(token));
  if (!field.text) return {field.prefix + form};
  if (token.flags & kAcronym) {
    const std::string acronym = field.prefix + prefix::kAcronym + form;
    if (database_.term_exists(acronym)) return {acronym};
  }
  if (!(token.flags & kWord)) return {field.prefix + form};
  Alternatives found;
  const auto add = [&](std::vector<Stemmer>& stemmers) {
    for (Stemmer& stemmer : stemmers) {
      std::string term = field.prefix + std::string(stemmer.stem(form));
      if (std::find(found.begin(), found.end(), term) == found.end()) found.push_back(std::move(term));
    }
  };
  add(stemmers_);
  const auto is_missing = [this](const std::string& term) { return !database_.term_exists(term); };
  if (std::all_of(found.begin(), found.end(), is_missing)) {
    if (other_stemmers_.empty())
      for (const std::string& language : others_) other_stemmers_.emplace_back(language);
    add(other_stemmers_);
  }
  // One that no article has is kept only when there is no other.
  const auto kept = std::remove_if(found.begin(), found.end(), is_missing);
  found.erase(kept == found.begin() ? kept + 1 : kept, found.end());
  return found;
}

WordPlaces WordTerms::places(const std::string& text, bool capitals_are_acronyms, const WordField& field) {
  TokenList tokens;
  tokenize(text, {.capitals_are_acronyms = capitals_are_acronyms}, tokens);
  WordPlaces out;
  for (const Token& token : tokens.tokens) {
    if (token.flags & kMark) {  // the exact form: #metoo rather than metoo
      out.parts.back() = out.joined.back() = alternatives(tokens, token, field);
    } else if (token.flags & kJoined) {
      out.compound = true;
      out.joined.resize(out.joined.size() - std::min<std::size_t>(out.joined.size(), token.last_position - token.position + 1));
      out.joined.push_back(alternatives(tokens, token, field));
    } else {
      out.parts.push_back(alternatives(tokens, token, field));
      out.joined.push_back(out.parts.back());
    }
  }
  return out;
}

std::set<std::string> WordTerms::beginning_with(const std::string& start, const WordField& field, const FormsOf& forms) {
  std::set<std::string> terms;
  if (field.text)
    for (const std::string& word : forms(start))
      for (Stemmer& stemmer : stemmers_) terms.insert(field.prefix + std::string(stemmer.stem(word)));
  const std::string whole = field.prefix + start;
  for (auto term = database_.allterms_begin(whole); term != database_.allterms_end(whole); ++term) terms.insert(*term);
  return terms;
}

std::vector<std::string> WordTerms::stems(const std::string& word) {
  std::vector<std::string> found;
  for (Stemmer& stemmer : stemmers_) found.emplace_back(stemmer.stem(word));
  return found;
}

}  // namespace dateline
