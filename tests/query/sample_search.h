// The sample articles, asked through the library, and a crowd of articles that score alike.
#pragma once

#include <catch2/catch.hpp>
#include <sstream>
#include <string>
#include <vector>

#include "common/date.h"
#include "common/error.h"
#include "query/searcher.h"
#include "scratch_database.h"
#include "table.h"

namespace dateline {

inline const std::int64_t kNow = to_instant({{2024, 3, 14}, 12 * 3600, 0});

// articles.ndjson, indexed once.
inline const std::string& sample() {
  static const ScratchFolder folder;
  static const std::string path = make_database(folder, "sample", sample_lines());
  return path;
}

// A few hundred short articles, many of which score the same or were published at the same moment; every tenth has no date.
inline std::vector<std::string> crowd_lines() {
  std::vector<std::string> lines;
  for (int i = 0; i < 400; ++i) {
    const std::string id = "crowd-" + std::to_string(i);
    std::string body = "A short report on the herring season";
    for (int n = 0; n < i % 5; ++n) body += " and more herring";
    if (i % 7 == 0) body += " with mackerel";
    const std::string day = (i % 9 < 8 ? "0" : "1") + std::to_string((i % 9 + 2) % 10);
    const std::string date = i % 10 == 9 ? "" : R"(,"published":"2024-02-)" + day + R"(T08:00:00Z")";
    lines.push_back(R"({"id":")" + id + R"(","title":"Season report","language":"en","body":")" + body + R"(.")" + date + "}");
  }
  return lines;
}

inline const std::string& crowd() {
  static const ScratchFolder folder;
  static const std::string path = make_database(folder, "crowd", crowd_lines());
  return path;
}

inline Request request_for(const std::string& query) {
  Request request;
  request.query = query;
  request.now = kNow;
  request.limit = 1000;
  return request;
}

inline std::vector<std::string> ids_of(const Result& result) {
  std::vector<std::string> ids;
  for (const Hit& hit : result.hits) ids.push_back(hit.article.id);
  return ids;
}

inline int minutes_of(const std::string& zone) {
  if (zone == "Z") return 0;
  const int minutes = std::stoi(zone.substr(1, 2)) * 60 + std::stoi(zone.substr(4, 2));
  return zone[0] == '-' ? -minutes : minutes;
}

// "{name=value; name=value} query", as in search_table.txt.
inline Request request_of_row(const TableRow& row) {
  std::string text = row.input;
  std::vector<std::string> options;
  if (text[0] == '{') {
    const std::size_t end = text.find('}');
    std::istringstream list(text.substr(1, end - 1));
    for (std::string option; std::getline(list, option, ';');) options.push_back(trimmed(option));
    text = trimmed(text.substr(end + 1));
  }
  Request request = request_for(text);
  request.match = Match::all;
  for (const std::string& option : options) {
    const std::string name = option.substr(0, option.find('=')), value = option.substr(option.find('=') + 1);
    if (name == "match")
      request.match = value == "any" ? Match::any : Match::automatic;
    else if (name == "tz")
      request.timezone_minutes = minutes_of(value);
    else if (name == "words-lang")
      request.stem_languages = {value};
    else
      request.conditions.push_back({name, value});
  }
  return request;
}

inline ErrorKind kind_of_error(const Request& request) {
  Searcher searcher({sample()});
  try {
    searcher.search(request);
  } catch (const Error& error) {
    return error.kind();
  }
  FAIL("no error");
  return ErrorKind::usage;
}

}  // namespace dateline
