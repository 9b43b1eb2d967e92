#include "common/store/stored_article.h"

#include <bit>

#include "common/store/fields.h"

namespace dateline {
namespace {

// On disk: never renumber, only add.
enum Tag : std::uint8_t {
  kId = 1,
  kTitle = 2,
  kBody = 3,
  kPublished = 4,
  kPublishedFrom = 5,
  kPublishedConfidence = 6,  // bits of the double
  kModified = 7,
  kSource = 8,
  kAuthor = 9,  // one field per author
  kSection = 10,
  kLanguage = 11,
  kUrl = 12,
  kPath = 13,
  kTagWord = 14,  // one field per tag
  kExtra = 15,
};

}  // namespace

std::string encode_article(const Article& article) {
  std::string out;
  out.reserve(article.body.size() + article.title.size() + article.extra.size() + 256);
  const auto text = [&](Tag tag, const std::string& value) {
    if (!value.empty()) append_field(out, tag, std::string_view(value));
  };
  text(kId, article.id);
  text(kTitle, article.title);
  text(kPublished, article.published);
  text(kPublishedFrom, article.published_from);
  if (article.published_confidence != 0)
    append_field(out, kPublishedConfidence, std::bit_cast<std::uint64_t>(article.published_confidence));
  text(kModified, article.modified);
  text(kSource, article.source);
  for (const std::string& author : article.authors) append_field(out, kAuthor, std::string_view(author));
  text(kSection, article.section);
  text(kLanguage, article.language);
  text(kUrl, article.url);
  text(kPath, article.path);
  for (const std::string& tag : article.tags) append_field(out, kTagWord, std::string_view(tag));
  text(kExtra, article.extra);
  text(kBody, article.body);
  return out;
}

Article decode_article(std::string_view bytes) {
  Article article;
  FieldReader fields(bytes);
  while (fields.next()) {
    switch (fields.tag()) {
      case kId: article.id = fields.text(); break;
      case kTitle: article.title = fields.text(); break;
      case kBody: article.body = fields.text(); break;
      case kPublished: article.published = fields.text(); break;
      case kPublishedFrom: article.published_from = fields.text(); break;
      case kPublishedConfidence: article.published_confidence = std::bit_cast<double>(fields.number()); break;
      case kModified: article.modified = fields.text(); break;
      case kSource: article.source = fields.text(); break;
      case kAuthor: article.authors.push_back(fields.text()); break;
      case kSection: article.section = fields.text(); break;
      case kLanguage: article.language = fields.text(); break;
      case kUrl: article.url = fields.text(); break;
      case kPath: article.path = fields.text(); break;
      case kTagWord: article.tags.push_back(fields.text()); break;
      case kExtra: article.extra = fields.text(); break;
      default: break;
    }
  }
  return article;
}

}  // namespace dateline
