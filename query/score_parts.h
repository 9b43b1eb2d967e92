// The parts of a hit's score and how each comes about. Each is computed by itself, from the article and what the query asks: none is what the others leave over.
#pragma once

#include <xapian.h>

#include <string>
#include <unordered_map>
#include <vector>

#include "common/store/database.h"
#include "query/query_builder.h"
#include "query/ranking.h"
#include "query/result.h"

namespace dateline {

// The text parts of articles, given by their id terms; 0 (absent) of those no word of which scores.
std::unordered_map<Xapian::docid, double> text_parts(const Xapian::Query& text, const std::vector<std::string>& id_terms, Database& database);

// Hit::parts.entity and .date, and with `explain` their lines. The hit has its article as it is stored, its names not yet those of the database.
void add_entity_and_date(const Scoring& scoring, const ScoreParts& parts, bool explain, Hit& hit);

// The lines of the text part. Each leaf's score comes from the engine, asked for this article and this leaf alone. A document of several databases knows its number in its own
// alone: `docid` is that in all.
void explain_text(const BuiltQuery& built, Xapian::docid docid, const Xapian::Document& document, Database& database, Hit& hit);

}  // namespace dateline
