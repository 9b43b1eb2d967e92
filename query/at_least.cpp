#include "query/at_least.h"

#include <algorithm>
#include <map>
#include <string>

#include "common/error.h"
#include "query/clause.h"
#include "query/no_match.h"

namespace dateline {
namespace {

using Xapian::Query;

class Halves {
 public:
  explicit Halves(const std::vector<Query>& conditions) : conditions_(conditions) {}

  // How many conditions it takes to say it.
  std::size_t length(std::size_t least, std::size_t of) {
    if (least == 0) return 0;
    if (least > of) return 0;
    if (least == 1 || least == of) return of;
    if (const auto known = lengths_.find({least, of}); known != lengths_.end()) return known->second;
    std::size_t sum = 0;
    const std::size_t half = of / 2;
    for (std::size_t left = 0; left <= std::min(least, half); ++left)
      if (least - left <= of - half) sum += length(left, half) + length(least - left, of - half);
    return lengths_[{least, of}] = std::min(sum, kMostSpelledOut + 1);
  }

  Query query(std::size_t least, std::size_t first, std::size_t of) const {
    const auto begin = conditions_.begin() + static_cast<std::ptrdiff_t>(first), end = begin + static_cast<std::ptrdiff_t>(of);
    if (least == 1) return Query(Query::OP_OR, begin, end);
    if (least == of) return Query(Query::OP_AND, begin, end);
    const std::size_t half = of / 2;
    std::vector<Query> ways;
    for (std::size_t left = 0; left <= std::min(least, half); ++left) {
      const std::size_t right = least - left;
      if (right > of - half) continue;
      if (left == 0) ways.push_back(query(right, first + half, of - half));
      else if (right == 0) ways.push_back(query(left, first, half));
      else ways.emplace_back(Query::OP_AND, query(left, first, half), query(right, first + half, of - half));
    }
    return Query(Query::OP_OR, ways.begin(), ways.end());
  }

 private:
  const std::vector<Query>& conditions_;
  std::map<std::pair<std::size_t, std::size_t>, std::size_t> lengths_;
};

}  // namespace

std::size_t least_of(const std::vector<LeastRule>& rules, std::size_t clauses) {
  const LeastRule* holds = nullptr;
  for (const LeastRule& rule : rules)
    if (clauses > rule.above) holds = &rule;
  if (!holds) return clauses;
  const auto all = static_cast<std::int64_t>(clauses);
  const std::int64_t value = holds->percent ? all * holds->value / 100 : holds->value;
  return static_cast<std::size_t>(std::clamp<std::int64_t>(value < 0 ? all + value : value, 0, all));
}

Query at_least(std::size_t least, const std::vector<Query>& conditions, const Query& scored) {
  if (least > conditions.size()) return no_match();
  if (least <= 1) return scored;
  if (least == conditions.size()) return Query(Query::OP_AND, conditions.begin(), conditions.end());
  Halves halves(conditions);
  if (halves.length(least, conditions.size()) > kMostSpelledOut)
    throw Error(ErrorKind::usage, "at least " + std::to_string(least) + " of " + std::to_string(conditions.size()) + " clauses are too many to tell apart; ask for fewer");
  return Query(Query::OP_FILTER, scored, halves.query(least, 0, conditions.size()));
}

}  // namespace dateline
