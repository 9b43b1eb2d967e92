// What the name of a date says it is the date of: names of meta elements, keys, attributes and classes, and the words before a date.
#pragma once

#include <string_view>

namespace dateline {

enum class NamedDate {
  none,       // nothing of a date in it
  some,       // a date, of what is not said: "date", "timestamp"
  published,  // "article:published_time", "datePublished", "Posted on"
  created,    // "dateCreated", "DC.date.created"
  modified,   // "og:updated_time", "Last updated"
  other,      // of something else: "expires", "eventStart", "©"
};

// `name` is folded; punctuation in it does not count.
NamedDate named_date(std::string_view name);

}  // namespace dateline
