// Result -> text on a stream: one function per output format. Nothing here asks a database or reads the environment.
#pragma once

#include <cstddef>
#include <ostream>
#include <string>
#include <vector>

#include "common/article.h"
#include "query/request.h"
#include "query/result.h"
#include "query/searcher.h"

namespace dateline {

// How text for people looks.
struct Screen {
  bool colour = false;
  std::size_t width = 80;  // columns
  bool terminal = false;   // then texts from right to left are set apart from what stands beside them (layout.h), which a file need not hold
};

// Hits.

// Which of a hit's names present_text shows.
inline constexpr std::size_t kNamesShown = 4;
inline constexpr double kSalienceShown = 0.3;  // at least

void present_text(const Result& result, const Screen& screen, bool explain, std::ostream& out);
// One object, one line. `fields` picks the keys of each hit (hit_fields()); empty: the usual ones.
void present_json(const Result& result, const std::vector<std::string>& fields, bool explain, std::ostream& out);
// A hit a line.
void present_ndjson(const Result& result, const std::vector<std::string>& fields, bool explain, std::ostream& out);
// A header and a row a hit, as RFC 4180 has it: CRLF, quotes where needed. Lists are joined by "; ".
void present_csv(const Result& result, const std::vector<std::string>& fields, std::ostream& out);
// An id a line, or ended by NUL.
void present_ids(const Result& result, bool nul, std::ostream& out);
// qid Q0 id rank score run, as trec_eval reads it.
void present_trec(const Result& result, const std::string& query_id, const std::string& run_name, std::ostream& out);

// Background reading. As text, ndjson, csv and ids: as hits.

void present_related_json(const Result& result, const std::vector<std::string>& fields, std::ostream& out);

// Hits over time.

// `normalised`: against the articles of each period (Bucket::articles), rather than the bare counts.

void present_timeline_text(const Result& result, bool normalised, const Screen& screen, std::ostream& out);
void present_timeline_json(const Result& result, bool normalised, std::ostream& out);
void present_timeline_csv(const Result& result, bool normalised, std::ostream& out);
void present_timeline_svg(const Result& result, bool normalised, std::ostream& out);

// Whom and what hits name.

void present_entities_text(const Result& result, const Screen& screen, std::ostream& out);
void present_entities_json(const Result& result, std::ostream& out);

// A number, an article, completions.

void present_count_json(const Result& result, std::ostream& out);
void present_article(const Article& article, const Screen& screen, std::ostream& out);
void present_completions_json(const std::vector<Completion>& completions, std::ostream& out);

}  // namespace dateline
