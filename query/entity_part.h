// The entity part of a score: how much an article is about somebody or something that the query names.
#pragma once

#include <xapian.h>

#include <string>
#include <vector>

#include "common/store/name_table.h"
#include "common/store/schema.h"
#include "query/result.h"

namespace dateline {

// An id under which articles name an entity, and how far it is the one meant.
struct MeantForm {
  NameForm form;
  std::string bearer;  // its name; of an ambiguous name where nothing fuller is said: that name
  std::uint64_t articles = 0;
  double share = 1;  // 0 to 1: of an ambiguous name, the square of how likely this bearer is meant beside the most likely
};

// Somebody or something a query asks about, and all that is needed to rank by it.
struct AskedEntity {
  QueryEntity entity;
  std::vector<MeantForm> forms;  // that the database has, the most frequent first
  double weight = 0;             // of an article wholly about it
  std::uint64_t articles = 0;    // that name it (of an ambiguous name: its likeliest bearer); one that does so by two of the forms counts twice
};

// `named` is what `text` means in this database. The weight is kEntityWeight times the inverse document frequency ln(1 + N / n), n articles of N naming it (of an ambiguous name:
// its likeliest bearer), so that a country weighs little beside a minister.
// `shares`: of named.candidates, how likely each is meant beside the most likely.
AskedEntity asked_entity(const Named& named, QueryEntity entity, const std::vector<double>& shares, NameTable& names, const Xapian::Database& database);
inline constexpr double kEntityWeight = 1.0;

// Articles that name it, without a weight.
Xapian::Query naming_query(const AskedEntity& asked);

// Articles that name it, each with its part: the band of salience (schema.h), in eighths of the weight, made up of constants for its binary digits. So the engine knows that no article gets
// more than the whole weight, and can prune by it; and the part is the same in every shard. Only the kBandedForms most frequent forms are looked at so closely; by another (of the Fed:
// "Federal Reserve Bank of Boston") an article counts as one that mentions it, in the lowest band. By several forms at once it gets the digits of all.
Xapian::Query entity_query(const AskedEntity& asked);
inline constexpr std::size_t kBandedForms = 4;

struct EntityPart {
  double score = 0;
  int band = 0;        // 0: the article does not name it
  std::string bearer;  // by which it is in that band
};

// The same for one article, from the entities it was stored with.
EntityPart entity_part(const AskedEntity& asked, const Article& stored);

// The forms it goes by in that article, which is as it is stored; none when it is not named there.
std::vector<std::string> forms_in(const AskedEntity& asked, const Article& stored);

}  // namespace dateline
