#include "common/store/stored_article.h"

#include <bit>
#include <cmath>
#include <optional>

#include "common/analysis/entities/entity_type.h"
#include "common/date.h"
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
  kEntity = 16,  // one field per entity, of EntityTag fields
  kDate = 17,    // one field per expression of time, of DateTag fields
};

enum EntityTag : std::uint8_t { kEntityId = 1, kEntityName = 2, kMentions = 3, kSalience = 4, kInTitle = 5, kSurface = 6, kEntityType = 7 /* of an id made of the name */ };

constexpr double kSalienceSteps = 1000;  // stored to three digits

// jake-sullivan of Jake Sullivan: the usual key, which need not be written down. Empty for a name of more than plain letters.
std::string plain_key(std::string_view name) {
  std::string key(name);
  for (char& c : key) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c | 0x20);
    else if (c == ' ') c = '-';
    else if (c < 'a' || c > 'z') return {};
  }
  return key;
}

std::string encode_entity(const ArticleEntity& entity) {
  std::string out;
  const std::optional<EntityType> type = entity_type(type_in_id(entity.id));
  if (type && entity.id == entity_id(*type, plain_key(entity.name)))
    append_field(out, kEntityType, static_cast<std::uint64_t>(*type));
  else
    append_field(out, kEntityId, std::string_view(entity.id));
  append_field(out, kEntityName, std::string_view(entity.name));
  append_field(out, kMentions, std::uint64_t{entity.mentions});
  append_field(out, kSalience, static_cast<std::uint64_t>(std::llround(entity.salience * kSalienceSteps)));
  if (entity.in_title) append_field(out, kInTitle, std::uint64_t{1});
  // The usual case, one form that is the name, needs no field.
  if (entity.surfaces != std::vector<std::string>{entity.name})
    for (const std::string& surface : entity.surfaces) append_field(out, kSurface, std::string_view(surface));
  return out;
}

ArticleEntity decode_entity(std::string_view bytes) {
  ArticleEntity entity;
  std::optional<std::uint64_t> type;
  FieldReader fields(bytes);
  while (fields.next()) {
    switch (fields.tag()) {
      case kEntityId: entity.id = fields.text(); break;
      case kEntityType: type = fields.number(); break;
      case kEntityName: entity.name = fields.text(); break;
      case kMentions: entity.mentions = static_cast<std::uint32_t>(fields.number()); break;
      case kSalience: entity.salience = static_cast<double>(fields.number()) / kSalienceSteps; break;
      case kInTitle: entity.in_title = true; break;
      case kSurface: entity.surfaces.push_back(fields.text()); break;
      default: break;
    }
  }
  if (type && *type < kEntityTypes.size()) entity.id = entity_id(kEntityTypes[*type], plain_key(entity.name));
  entity.type = type_in_id(entity.id);
  if (entity.surfaces.empty()) entity.surfaces.push_back(entity.name);
  return entity;
}

enum DateTag : std::uint8_t { kBegin = 1, kEnd = 2, kType = 3, kValue = 4, kMod = 5, kFrom = 6, kTo = 7 };

std::string encode_date(const ArticleDate& date) {
  std::string out;
  const auto text = [&](DateTag tag, const std::string& value) {
    if (!value.empty()) append_field(out, tag, std::string_view(value));
  };
  append_field(out, kBegin, std::uint64_t{date.begin});
  append_field(out, kEnd, std::uint64_t{date.end});
  text(kType, date.type);
  text(kValue, date.value);
  text(kMod, date.mod);
  if (date.from != date.value) text(kFrom, date.from);  // a day is its own first and last
  if (date.to != date.value) text(kTo, date.to);
  return out;
}

ArticleDate decode_date(std::string_view bytes) {
  constexpr std::size_t kDay = 10;  // bytes of 2024-03-14
  ArticleDate date;
  FieldReader fields(bytes);
  while (fields.next()) {
    switch (fields.tag()) {
      case kBegin: date.begin = static_cast<std::uint32_t>(fields.number()); break;
      case kEnd: date.end = static_cast<std::uint32_t>(fields.number()); break;
      case kType: date.type = fields.text(); break;
      case kValue: date.value = fields.text(); break;
      case kMod: date.mod = fields.text(); break;
      case kFrom: date.from = fields.text(); break;
      case kTo: date.to = fields.text(); break;
      default: break;
    }
  }
  const bool day = date.value.size() == kDay && parse_rfc3339(date.value).has_value();
  if (date.from.empty() && day) date.from = date.value;
  if (date.to.empty() && day) date.to = date.value;
  return date;
}

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
  for (const ArticleDate& date : article.dates) append_field(out, kDate, std::string_view(encode_date(date)));
  for (const ArticleEntity& entity : article.entities) append_field(out, kEntity, std::string_view(encode_entity(entity)));
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
      case kDate: article.dates.push_back(decode_date(fields.bytes())); break;
      case kEntity: article.entities.push_back(decode_entity(fields.bytes())); break;
      default: break;
    }
  }
  return article;
}

}  // namespace dateline
