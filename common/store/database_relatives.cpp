#include "common/store/database_relatives.h"

#include "common/store/family_index.h"
#include "common/store/schema.h"

namespace dateline {

std::vector<std::uint32_t> sketch_keys_of(const Xapian::Document& document) {
  return sketch_of_value(document.get_value(slot::kSketch)).keys;
}

Relative relative_of(const Xapian::Document& document) {
  Relative relative;
  relative.sketch = sketch_of_value(document.get_value(slot::kSketch)).sketch;
  if (const std::string day = document.get_value(slot::kDay); !day.empty()) relative.day = day_of_value(day);
  relative.hash = hash_of_tie(document.get_value(slot::kTie));
  relative.family = family_of_value(document.get_value(slot::kFamily));
  return relative;
}

Relative DatabaseRelatives::relative(ArticleNumber article) { return relative_of(database_.get_document(article)); }

std::vector<std::uint32_t> DatabaseRelatives::keys(ArticleNumber article) { return sketch_keys_of(database_.get_document(article)); }

std::size_t DatabaseRelatives::holders(std::uint32_t key) { return index_.holders(key); }

std::vector<ArticleNumber> DatabaseRelatives::articles(std::uint32_t key) { return index_.articles(key); }

std::vector<ArticleNumber> DatabaseRelatives::members(FamilyId family) { return family_members(database_, family); }

}  // namespace dateline
