#include "server/elastic/multi_match.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "server/elastic/error.h"

namespace dateline {
namespace {

std::vector<std::string> split_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  for (char c : text) {
    const bool blank = c == ' ' || (c >= '\t' && c <= '\r');
    if (!blank) word.push_back(c);
    if (blank && !word.empty()) words.push_back(std::move(word)), word.clear();
  }
  if (!word.empty()) words.push_back(std::move(word));
  return words;
}

// Title and body as one text, where these are all that is asked.
bool is_whole_text(const std::vector<BoostedField>& fields) {
  const auto has = [&](TextPart part) {
    return std::any_of(fields.begin(), fields.end(), [&](const BoostedField& one) { return one.field.kind == FieldKind::text && one.field.part == part; });
  };
  const bool plain = std::all_of(fields.begin(), fields.end(), [&](const BoostedField& one) { return one.field.kind == FieldKind::text && one.boost == fields.front().boost; });
  return plain && has(TextPart::title) && has(TextPart::body);
}

}  // namespace

std::vector<BoostedField> read_fields(const std::vector<std::string>& names) {
  std::vector<BoostedField> fields;
  for (const std::string& name : names) {
    const std::size_t caret = name.find('^');
    double boost = 1;
    if (caret != std::string::npos) {
      const char* begin = name.data() + caret + 1;
      const char* end = name.data() + name.size();
      const auto [read, error] = std::from_chars(begin, end, boost);
      if (error != std::errc() || read != end || !(boost >= 0) || !std::isfinite(boost)) throw illegal_argument("boost of field [" + name + "] cannot be read");
    }
    for (Field& field : resolve_fields(std::string_view(name).substr(0, caret))) fields.push_back({std::move(field), boost});
  }
  if (fields.size() > 64) throw illegal_argument("field expansion matches too many fields: " + std::to_string(fields.size()));
  return fields;
}

MultiMatch::Type multi_match_type(const std::string& name) {
  using Type = MultiMatch::Type;
  if (name == "best_fields") return Type::best_fields;
  if (name == "most_fields") return Type::most_fields;
  if (name == "cross_fields") return Type::cross_fields;
  if (name == "phrase") return Type::phrase;
  if (name == "phrase_prefix") return Type::phrase_prefix;
  if (name == "bool_prefix") return Type::bool_prefix;
  throw parsing_error("failed to parse [multi_match] query type [" + name + "]. unknown type.");
}

Clause best_of_fields(const std::vector<BoostedField>& fields, double tie_breaker, const std::function<Clause(const Field&)>& ask) {
  Clause best;
  best.kind = ClauseKind::best_of;
  best.tie_breaker = tie_breaker;
  for (const BoostedField& one : fields) {
    Clause clause = ask(one.field);
    if (clause.kind == ClauseKind::nothing) continue;
    clause.boost *= one.boost;
    best.children.push_back(std::move(clause));
  }
  if (best.children.empty()) return nothing_clause();
  return best.children.size() == 1 ? best.children.front() : best;
}

Clause multi_match_clause(const std::vector<BoostedField>& fields, const std::string& text, const MultiMatch& how) {
  using Type = MultiMatch::Type;
  TextMatch match = how.match;
  if (how.type == Type::phrase) match.kind = TextMatch::Kind::phrase;
  if (how.type == Type::phrase_prefix) match.kind = TextMatch::Kind::phrase_prefix;
  if (how.type == Type::bool_prefix) match.kind = TextMatch::Kind::word_prefix;
  const auto ask = [&](const std::string& words) { return [&match, words](const Field& field) { return match_clause(field, words, match); }; };
  switch (how.type) {
    case Type::most_fields:
    case Type::bool_prefix: return best_of_fields(fields, 1, ask(text));  // the sum of all
    case Type::cross_fields: {
      if (is_whole_text(fields)) {
        Clause clause = match_clause(resolve_field("*"), text, match);
        clause.boost *= fields.front().boost;
        return clause;
      }
      // Each word in any of the fields.
      std::vector<Clause> words;
      for (const std::string& word : split_words(text)) {
        Clause clause = best_of_fields(fields, how.tie_breaker, ask(word));
        if (clause.kind != ClauseKind::nothing) words.push_back(std::move(clause));
        if (words.size() > kMostClauses) throw ElasticError(400, "too_many_clauses", "maxClauseCount is set to " + std::to_string(kMostClauses));
      }
      if (words.empty()) return match.zero_terms_all ? everything_clause() : nothing_clause();
      return boolean_of(std::move(words), Occur::should, match.least);
    }
    default: return best_of_fields(fields, how.tie_breaker, ask(text));
  }
}

}  // namespace dateline
