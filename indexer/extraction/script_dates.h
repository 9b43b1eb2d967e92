// Dates in a page's scripts: JSON-LD, and the state that pages carry along as JSON or JavaScript.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// A string or number under a key that names a date (named_date.h), and what the object around it says of itself.
struct ScriptDate {
  std::string key;     // folded: "datepublished"
  std::string value;
  std::string type;    // "@type", folded; of a list, the first
  std::string title;   // "headline", "title" or "name"
  std::string inside;  // the keys above the object, folded, outermost first, each after a "/": "/@graph", "/video"
};

// Reads what is legible, in one pass: broken JSON, trailing commas, line breaks in strings and unquoted keys do not matter; JSON inside strings is read too. At
// most a few hundred dates. `json_ld`: a string may hold line breaks, a key is never bare.
std::vector<ScriptDate> script_dates(std::string_view text, bool json_ld);

}  // namespace dateline
