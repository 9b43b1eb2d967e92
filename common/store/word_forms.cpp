#include "common/store/word_forms.h"

#include "common/error.h"
#include "common/store/fields.h"
#include "common/store/schema.h"

namespace dateline {

std::vector<std::string> word_forms(const Xapian::Database& database, std::string_view start) {
  std::vector<std::string> words;
  const std::string from = std::string(metadata::kWordForm).append(start);
  for (auto key = database.metadata_keys_begin(from); key != database.metadata_keys_end(from); ++key) words.push_back((*key).substr(metadata::kWordForm.size()));
  return words;
}

void change_word_forms(MetadataTable table, const std::unordered_map<std::string, std::int64_t>& changes) {
  for (const auto& [word, by] : changes) {
    if (!by) continue;
    const std::string key = std::string(metadata::kWordForm).append(word);
    const std::string stored = table.get(key);
    std::string_view bytes = stored;
    std::uint64_t before = 0;
    if (!bytes.empty() && !take_varint(bytes, before)) throw Error(ErrorKind::database, "the number under " + key + " is malformed");
    const std::int64_t articles = static_cast<std::int64_t>(before) + by;
    std::string now;
    if (articles > 0) append_varint(now, static_cast<std::uint64_t>(articles));
    table.set(key, now);
  }
}

}  // namespace dateline
