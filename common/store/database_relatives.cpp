#include "common/store/database_relatives.h"

#include "common/store/schema.h"

namespace dateline {

std::vector<std::uint32_t> sketch_keys_of(const Xapian::Document& document) {
  std::vector<std::uint32_t> keys;
  const std::string start(prefix::kSketchKey);
  auto term = document.termlist_begin();
  for (term.skip_to(start); term != document.termlist_end() && (*term).rfind(start, 0) == 0; ++term) keys.push_back(key_of_term(*term));
  return keys;
}

Relative relative_of(const Xapian::Document& document) {
  Relative relative;
  relative.sketch = sketch_of_value(document.get_value(slot::kSketch));
  if (const std::string day = document.get_value(slot::kDay); !day.empty()) relative.day = day_of_value(day);
  relative.hash = hash_of_tie(document.get_value(slot::kTie));
  relative.family = family_of_value(document.get_value(slot::kFamily));
  return relative;
}

Relative DatabaseRelatives::relative(ArticleNumber article) { return relative_of(database_.get_document(article)); }

std::vector<std::uint32_t> DatabaseRelatives::keys(ArticleNumber article) { return sketch_keys_of(database_.get_document(article)); }

// One walk over the sorted terms: neighbours lie in the same block, so that hardly one is read twice.
std::vector<std::size_t> DatabaseRelatives::holders(const std::vector<std::uint32_t>& keys) {
  std::vector<std::size_t> counts;
  counts.reserve(keys.size());
  auto term = database_.allterms_begin(std::string(prefix::kSketchKey));
  const auto end = database_.allterms_end(std::string(prefix::kSketchKey));
  for (const std::uint32_t key : keys) {
    const std::string wanted = sketch_term(key);
    if (term != end) term.skip_to(wanted);
    counts.push_back(term != end && *term == wanted ? term.get_termfreq() : 0);
  }
  return counts;
}

std::vector<ArticleNumber> DatabaseRelatives::articles(std::uint32_t key) { return with_term(sketch_term(key)); }

std::vector<ArticleNumber> DatabaseRelatives::members(FamilyId family) { return with_term(family_term(family)); }

std::vector<ArticleNumber> DatabaseRelatives::with_term(const std::string& term) const {
  return {database_.postlist_begin(term), database_.postlist_end(term)};
}

}  // namespace dateline
