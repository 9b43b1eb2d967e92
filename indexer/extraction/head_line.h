// The lines around a title: who wrote it, when, for whom. Shared by raw text and pages.
#pragma once

#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "common/date.h"

namespace dateline {

struct HeadLine {
  std::vector<std::string> authors;
  std::string source;
  std::optional<DateTime> published, modified;
};

// Reads a byline or date line: "By Ann Lee and Tom Day, Lakeside Ledger", "by | Mar 14, 2024", "Published 5:12 PM EDT, Thu March 14, 2024", "Updated: ...",
// "Harbor Courier, Monday, February 12, 1990", in the languages of common/date.h. Nothing when the line is something else.
std::optional<HeadLine> read_head_line(std::string_view line);

// "LONDON, Sept 8 2022 (Meridian Wire) - ...": what the dateline that begins an article's text says. The year is 0 where it has none: "LONDON, Sept 8".
HeadLine read_dateline(std::string_view text);

// 2024/03/14, 2024/mar/14, 2024-03-14 or 20240314 in an address or a path.
std::optional<CivilDate> date_in_path(std::string_view path);

// Two to five capitalised words; particles (de, van, al) may be small.
bool looks_like_name(std::string_view text);

// Looks like the name of a paper, agency or station ("Harbor Courier"), by a word such names have.
bool is_source_name(std::string_view text);

}  // namespace dateline
