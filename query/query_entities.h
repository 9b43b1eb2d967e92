// Names in the free text of a query: "putin ceasefire" asks about Vladimir Putin without saying person:. Found by looking up, longest first, the words side by side
// among the names of the database; taken for a name when about as many articles name that entity as have the words (after the link probability of Mihalcea and
// Csomai, Wikify!, CIKM 2007), so that "may" is the month where hardly any article with the word names Theresa May. Counts alone decide, which are the same however a
// database is split. Of several bearers of a name the commonest is meant, or the one that the other words of the query go with (Baker beside treasury).
#pragma once

#include <xapian.h>

#include <functional>
#include <string>
#include <vector>

#include "common/store/database.h"
#include "common/store/name_table.h"
#include "query/entity_part.h"
#include "query/result.h"
#include "query/syntax.h"

namespace dateline {

struct QueryEntityLookup {
  NameTable& names;
  Database& database;
  std::function<Xapian::Query(const Node& leaf)> text_query;  // that a word or phrase of the free text makes
  std::function<std::string(const std::string& entity)> readable;  // its name as written
};

// `text`: as the query says it.
QueryEntity query_entity(const Named& named, const std::string& text, const std::function<std::string(const std::string& entity)>& readable);

// In the order of the query; no word in two of them. Negations, fields and dates have none. Words side by side that name one become the children of a
// NodeKind::name in `root`, which says which; a quoted name stays the phrase it is.
std::vector<AskedEntity> recognise_names(Node& root, const QueryEntityLookup& lookup);

}  // namespace dateline
