#include "server/elastic/field_clauses.h"

#include <algorithm>
#include <charconv>
#include <cmath>

#include "common/text/tokenizer.h"
#include "server/elastic/error.h"
#include "server/elastic/json.h"

namespace dateline {
namespace {

ElasticError too_many() { return {400, "too_many_clauses", "maxClauseCount is set to " + std::to_string(kMostClauses)}; }

std::size_t count_words(std::string_view text) {
  TokenList tokens;
  tokenize(text, {}, tokens);
  return tokens.positions;
}

// The words of a text as a query string of ours can quote them: what is white space to a reader parts them.
std::vector<std::string> written_words(std::string_view text) {
  std::vector<std::string> words;
  std::string word;
  const auto end = [&] {
    while (!word.empty() && word.front() == '=') word.erase(0, 1);  // ="exact" is another question
    if (count_words(word) > 0) words.push_back(word);
    word.clear();
  };
  for (char c : text) {
    if (c == ' ' || (c >= '\t' && c <= '\r') || c == '"') end();
    else word.push_back(c);
  }
  end();
  if (words.size() > kMostClauses) throw too_many();
  return words;
}

Clause language_clause(std::string query) {
  Clause clause;
  clause.kind = ClauseKind::language;
  clause.text = std::move(query);
  clause.match = Match::all;
  return clause;
}

ElasticError cannot(const std::string& query, const Field& field, const std::string& why = "") {
  return not_supported("[" + query + "] on field [" + field.name + "]", why);
}

// Words of authors, source, section and tags.
Clause worded_match(const Field& field, const std::string& text, const TextMatch& match) {
  const std::vector<std::string> words = written_words(text);
  if (words.empty()) return match.zero_terms_all ? everything_clause() : nothing_clause();
  if (match.kind == TextMatch::Kind::phrase || match.kind == TextMatch::Kind::phrase_prefix) {
    if (match.slop > 0) throw cannot("slop", field, "its words are matched side by side");
    if (match.kind == TextMatch::Kind::phrase_prefix && words.size() > 1) throw cannot("match_phrase_prefix", field);
  }
  const bool last_begins = match.kind == TextMatch::Kind::phrase_prefix || match.kind == TextMatch::Kind::word_prefix;
  if (match.kind == TextMatch::Kind::phrase) {
    std::string phrase;
    for (const std::string& word : words) phrase += (phrase.empty() ? "" : " ") + word;
    return language_clause(field.engine + ":\"" + phrase + "\"");
  }
  std::vector<Clause> clauses;
  for (const std::string& word : words) {
    const bool begins = last_begins && &word == &words.back();
    clauses.push_back(begins ? prefix_clause(field, word, true) : language_clause(field.engine + ":\"" + word + "\""));
  }
  return boolean_of(std::move(clauses), Occur::should, match.least);
}

}  // namespace

std::vector<LeastRule> all_of_them() { return {{0, 100, true}}; }

std::vector<LeastRule> read_least(std::string_view text) {
  const auto bad = [&] { return illegal_argument("minimum_should_match [" + std::string(text) + "] cannot be read"); };
  const auto number = [&](std::string_view digits, int& value) {
    const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
    if (digits.empty() || error != std::errc() || end != digits.data() + digits.size()) throw bad();
  };
  std::vector<LeastRule> rules;
  std::string_view rest = text;
  while (!rest.empty()) {
    const std::size_t space = std::min(rest.find(' '), rest.size());
    std::string_view one = rest.substr(0, space);
    rest.remove_prefix(std::min(space + 1, rest.size()));
    if (one.empty()) continue;
    LeastRule rule;
    if (const std::size_t less = one.find('<'); less != std::string_view::npos) {
      int above = 0;
      number(one.substr(0, less), above);
      if (above < 0) throw bad();
      rule.above = static_cast<std::size_t>(above);
      one.remove_prefix(less + 1);
    } else if (!rules.empty() || !rest.empty()) {
      throw bad();
    }
    if (!one.empty() && one.back() == '%') {
      rule.percent = true;
      one.remove_suffix(1);
    }
    number(one, rule.value);
    if (!rules.empty() && rules.back().above >= rule.above) throw bad();
    rules.push_back(rule);
  }
  if (rules.empty()) throw bad();
  return rules;
}

Clause everything_clause() { return {}; }

Clause nothing_clause() {
  Clause clause;
  clause.kind = ClauseKind::nothing;
  return clause;
}

Clause boolean_of(std::vector<Clause> children, Occur occur, std::vector<LeastRule> least) {
  if (children.empty()) return nothing_clause();
  if (children.size() == 1) {
    children.front().occur = Occur::must;
    return std::move(children.front());
  }
  Clause clause;
  clause.kind = ClauseKind::boolean;
  for (Clause& child : children) child.occur = occur;
  clause.least = std::move(least);
  clause.children = std::move(children);
  return clause;
}

Clause match_clause(const Field& field, const std::string& text, const TextMatch& match) {
  switch (field.kind) {
    case FieldKind::text: {
      if (count_words(text) == 0) return match.zero_terms_all ? everything_clause() : nothing_clause();
      Clause clause;
      const bool phrase = match.kind == TextMatch::Kind::phrase || match.kind == TextMatch::Kind::phrase_prefix;
      clause.kind = phrase ? ClauseKind::phrase : ClauseKind::words;
      clause.text = text;
      clause.part = field.part;
      clause.prefix_last = match.kind == TextMatch::Kind::phrase_prefix || match.kind == TextMatch::Kind::word_prefix;
      if (phrase) clause.slop = match.slop;
      else clause.least = match.least;
      return clause;
    }
    case FieldKind::worded: return worded_match(field, text, match);
    case FieldKind::keyword:
      if (match.kind == TextMatch::Kind::phrase_prefix || match.kind == TextMatch::Kind::word_prefix) return prefix_clause(field, text, false);
      return term_clause(field, text, false, match.dates);
    default:
      try {
        return term_clause(field, text, false, match.dates);
      } catch (const ElasticError&) {
        if (match.lenient) return nothing_clause();
        throw;
      }
  }
}

Clause term_clause(const Field& field, const std::string& value, bool ignore_case, const DateReading& dates) {
  switch (field.kind) {
    case FieldKind::text: {
      TextMatch match;
      match.kind = TextMatch::Kind::phrase;
      return match_clause(field, value, match);
    }
    case FieldKind::worded:
    case FieldKind::keyword: {
      Clause clause;
      clause.field = field.engine;
      if (ignore_case) {
        clause.kind = ClauseKind::keyword_pattern;
        clause.ignore_case = true;
        for (char c : value) {
          if (c == '*' || c == '?' || c == '\\') clause.text.push_back('\\');
          clause.text.push_back(c);
        }
      } else {
        clause.kind = ClauseKind::keyword;
        clause.values = {value};
      }
      return clause;
    }
    case FieldKind::date:
    case FieldKind::spoken_of:
    case FieldKind::length: return range_clause(field, Bound{value, true}, Bound{value, true}, dates);
  }
  throw cannot("term", field);
}

Clause terms_clause(const Field& field, const std::vector<std::string>& values, const DateReading& dates) {
  if (field.kind == FieldKind::keyword || field.kind == FieldKind::worded) {
    if (values.empty()) return nothing_clause();
    Clause clause;
    clause.kind = ClauseKind::keyword;
    clause.field = field.engine;
    clause.values = values;
    return clause;
  }
  std::vector<Clause> clauses;
  for (const std::string& value : values) clauses.push_back(term_clause(field, value, false, dates));
  return boolean_of(std::move(clauses), Occur::should);
}

Clause prefix_clause(const Field& field, const std::string& text, bool ignore_case) {
  Clause clause;
  clause.text = text;
  clause.ignore_case = ignore_case;
  if (field.kind == FieldKind::text) {
    if (text.empty()) return exists_clause(field);
    clause.kind = ClauseKind::word_prefix;
    clause.part = field.part;
  } else if (field.kind == FieldKind::keyword || field.kind == FieldKind::worded) {
    clause.kind = ClauseKind::keyword_prefix;
    clause.field = field.engine;
  } else {
    throw cannot("prefix", field);
  }
  return clause;
}

Clause pattern_clause(const Field& field, const std::string& pattern, bool ignore_case) {
  if (pattern.find_first_not_of('*') == std::string::npos && !pattern.empty()) return exists_clause(field);
  Clause clause;
  clause.text = pattern;
  clause.ignore_case = ignore_case;
  if (field.kind == FieldKind::text) {
    clause.kind = ClauseKind::word_pattern;
    clause.part = field.part;
  } else if (field.kind == FieldKind::keyword || field.kind == FieldKind::worded) {
    clause.kind = ClauseKind::keyword_pattern;
    clause.field = field.engine;
  } else {
    throw cannot("wildcard", field);
  }
  return clause;
}

Clause exists_clause(const Field& field) {
  Clause clause;
  clause.kind = ClauseKind::exists;
  switch (field.kind) {
    case FieldKind::text: {
      if (field.part != TextPart::either) {
        clause.field = field.part == TextPart::title ? "title" : "body";
        return clause;
      }
      return everything_clause();  // an article has a title or a body or, at least, an id
    }
    case FieldKind::worded:
    case FieldKind::keyword: clause.field = field.engine; return clause;
    case FieldKind::date: clause.field = "published"; return clause;
    case FieldKind::length: return everything_clause();
    default: throw cannot("exists", field);
  }
}

namespace {

// Words: whole numbers, so that what a bound has beyond one counts to the side that it is of.
Clause length_clause(const std::optional<Bound>& from, const std::optional<Bound>& to) {
  if (!from && !to) return everything_clause();
  constexpr double kLongest = 1e15;
  const auto number = [&](const Bound& bound) { return std::clamp(number_value(Json(bound.text), "[length]"), -kLongest, kLongest); };
  const auto first = [&](const Bound& bound, bool with) { return static_cast<std::int64_t>(with ? std::ceil(number(bound)) : std::floor(number(bound)) + 1); };
  Clause clause;
  clause.kind = ClauseKind::lengths;
  if (from) clause.from = first(*from, from->inclusive);
  if (to) clause.to = first(*to, !to->inclusive);
  if (clause.from && clause.to && *clause.from >= *clause.to) return nothing_clause();
  return clause;
}

}  // namespace

Clause range_clause(const Field& field, const std::optional<Bound>& from, const std::optional<Bound>& to, const DateReading& dates) {
  if (field.kind == FieldKind::length) return length_clause(from, to);
  if (field.kind != FieldKind::date && field.kind != FieldKind::spoken_of) throw cannot("range", field, "ranges are of [published], [dates] and [length]");
  Clause clause;
  clause.kind = field.kind == FieldKind::date ? ClauseKind::instants : ClauseKind::spoken_of;
  // Articles are dated to the second: what is left of one counts to the side that the bound is of.
  if (from) clause.from = from->inclusive ? ceil_second(read_date(from->text, dates, false)) : floor_second(read_date(from->text, dates, true)) + 1;
  if (to) clause.to = to->inclusive ? floor_second(read_date(to->text, dates, true)) + 1 : ceil_second(read_date(to->text, dates, false));
  if (!from && !to) return exists_clause(field);
  if (clause.from && clause.to && *clause.from >= *clause.to) return nothing_clause();
  return clause;
}

namespace {

std::size_t count_clauses(const Clause& clause) {
  std::size_t count = 1;
  if (clause.kind == ClauseKind::words || clause.kind == ClauseKind::phrase) count = count_words(clause.text);
  for (const Clause& child : clause.children) count += count_clauses(child);
  return count;
}

}  // namespace

void check_clause_count(const Clause& clause) {
  if (count_clauses(clause) > kMostClauses) throw too_many();
}

}  // namespace dateline
