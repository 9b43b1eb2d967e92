// The article: what readers produce, the database keeps and every answer shows. Plain values, std types only.
// All strings are valid UTF-8. An empty string or vector means "not known".
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace dateline {

// Somebody or something the article names.
struct ArticleEntity {
  std::string id;                     // type and key (name_key.h): "person:jake-sullivan"
  std::string name;                   // the fullest form the article gives, or the usual one where that is known
  std::string type;                   // person, org, place, misc
  std::uint32_t mentions = 0;
  double salience = 0;                // how much the article is about it: 0 to 1
  bool in_title = false;
  std::vector<std::string> surfaces;  // the forms it goes by, in the order they appear

  friend bool operator==(const ArticleEntity&, const ArticleEntity&) = default;
};

// A time the article speaks of (docs/dates.md).
struct ArticleDate {
  std::uint32_t begin = 0, end = 0;  // code points of the body, end exclusive
  std::string type;                  // TIMEX3: DATE, TIME, DURATION, SET
  std::string value;                 // TIMEX3: "2024-03-11", "2023-Q4", "P3M"; empty when it cannot be told
  std::string mod;                   // TIMEX3: START, END, APPROX ...; mostly empty
  std::string from, to;              // first and last day, RFC 3339; empty when it has none

  friend bool operator==(const ArticleDate&, const ArticleDate&) = default;
};

struct Article {
  std::string id;         // stable external id; unique in a database
  std::string title;      // plain text, one line
  std::string body;       // plain text; paragraphs separated by "\n\n" where the source has them
  std::string published;  // RFC 3339 date or date-time, as precise as known; empty when unknown
  std::string published_from;         // evidence that won: jsonld, meta, time, url, byline, dateline, feed, field, path
  double published_confidence = 0;    // 0 to 1; meaningful only when published_from is set
  std::string modified;               // RFC 3339, when the source says so
  std::string source;                 // publisher
  std::vector<std::string> authors;
  std::string section;
  std::string language;               // ISO 639-1, "und" when unsure
  std::string url;
  std::string path;                   // the file it was read from
  std::vector<std::string> tags;      // the input's own
  std::vector<ArticleEntity> entities;  // the most salient first
  std::vector<ArticleDate> dates;       // in the order of the body
  std::vector<std::string> copies;    // ids of its near-duplicates, rising: filled in by who asks a database, never stored
  std::string extra;                  // unknown keys of the input: one JSON object as text, or empty

  friend bool operator==(const Article&, const Article&) = default;
};

}  // namespace dateline
