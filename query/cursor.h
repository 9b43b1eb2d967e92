// Where a page of results ended: what --search-after takes. It names the last hit's place in the order, so that a page neither repeats nor skips a hit
// when the database has grown meanwhile.
#pragma once

#include <xapian.h>

#include <cstddef>
#include <string>

#include "query/request.h"

namespace dateline {

struct Cursor {
  std::size_t rank = 0;     // of the last hit, 1-based: how deep to look
  std::string score;        // relevance: sortable_serialise of the score; otherwise the sort value
  std::string tie;          // relevance: the value of slot::kTie
};

std::string write_cursor(Sort sort, std::size_t rank, const Xapian::MSetIterator& hit);
// Error{usage} for what is no cursor, or one of another order.
Cursor read_cursor(const std::string& text, Sort sort);
bool comes_after(const Cursor& cursor, Sort sort, const Xapian::MSetIterator& hit);

}  // namespace dateline
