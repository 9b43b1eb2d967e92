// Entities of stored articles under the ids and names they go by in the database that is searched.
#pragma once

#include <cstddef>
#include <cstdint>
#include <string>

#include "common/article.h"
#include "common/store/database.h"
#include "common/store/name_table.h"

namespace dateline {

// Each by the id of the entity in this database, rather than by that of the name in the article; two names of one are one. Names are on
// one line, wherever a line of the article broke in them. At most `most`, of a salience of `least` or more: the others are left out, and not looked up; mentions by those are not
// counted then.
void name_entities(Article& article, NameTable& names, std::size_t most = SIZE_MAX, double least = 0);

// The user's name for it, or the one known beforehand, or that of an article; else the words of its id. On one line.
std::string readable_name(const std::string& entity, const NameTable& names, Database& database);

}  // namespace dateline
