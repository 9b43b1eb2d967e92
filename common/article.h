// The article: what readers produce, the database keeps and every answer shows. Plain values, std types only.
// All strings are valid UTF-8. An empty string or vector means "not known".
#pragma once

#include <string>
#include <vector>

namespace dateline {

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
  std::vector<std::string> copies;    // ids of its near-duplicates, rising: filled in by who asks a database, never stored
  std::string extra;                  // unknown keys of the input: one JSON object as text, or empty

  friend bool operator==(const Article&, const Article&) = default;
};

}  // namespace dateline
