// All articles that a query matches, one after the other, while a writer goes on: an export.
#pragma once

#include <xapian.h>

#include <cstdint>
#include <functional>

#include "common/article.h"
#include "query/search_session.h"

namespace dateline {

// Gives each article that was there at the beginning and matches when it is read, whole, once, until `take` returns false; returns how many. `query` is asked for again in each
// snapshot; it is called within one. Goes on after the last article given when a writer commits: it neither decodes nor matches anew what was given. While articles are taken no
// snapshot of a local database is held: `take` may be slow. Another generation renumbers: then what was given is known by the hash of its id.
std::uint64_t each_match(SearchSession& session, const std::function<Xapian::Query()>& query, const std::function<bool(const Article&)>& take);

}  // namespace dateline
