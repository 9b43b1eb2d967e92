// The articles that match a query and also meet what no term says, such as to hold a text exactly as written: found by looking at each, once for a snapshot, and named by their ids, which can be
// asked of any shard: a posting source of our own would not cross the wire to a remote one.
#pragma once

#include <xapian.h>

#include <functional>
#include <map>
#include <string>
#include <vector>

#include "common/store/database.h"
#include "query/time_limit.h"

namespace dateline {

class ExactArticles {
 public:
  // Borrowed. Not for use across commits: forget() what was found.
  ExactArticles(Database& database, const TimeLimit& limit) : database_(database), limit_(limit) {}

  // Of what `superset` matches, with the scores it gives, the articles that hold `surface` in their title (`title_only`) or anywhere.
  Xapian::Query query(const Xapian::Query& superset, const std::string& surface, bool title_only);
  // The same of any condition that is told by looking at a document, by the number it has in all databases. `key` names the condition.
  using Holds = std::function<bool(Xapian::docid, const Xapian::Document&)>;
  Xapian::Query query(const Xapian::Query& superset, const std::string& key, const Holds& holds);
  void forget() { known_.clear(); }

 private:
  struct Found {
    std::vector<std::string> with, without;  // terms of ids
  };
  Found look(const Xapian::Query& superset, const Holds& holds);

  Database& database_;
  const TimeLimit& limit_;
  std::map<std::string, Xapian::Query> known_;  // bounded
};

}  // namespace dateline
