#include "query/keyword_query.h"

#include <algorithm>
#include <array>

#include "common/analysis/entities/entity_type.h"
#include "common/error.h"
#include "common/store/match_all.h"
#include "common/store/schema.h"
#include "common/text/fold.h"
#include "query/clause.h"
#include "query/no_match.h"
#include "query/syntax_fields.h"

namespace dateline {
namespace {

using Xapian::Query;

constexpr std::array<std::string_view, 7> kPlainFields = {"source", "author", "section", "tag", "lang", "id", "url"};

bool is_entity_id(const std::string& value, std::string_view field) {
  const auto type = entity_type(type_in_id(value));
  return type && value.find(':') != value.npos && (field == "entity" || field == to_string(*type));
}

Query any_of(const std::vector<Query>& ways) { return ways.empty() ? no_match() : Query(Query::OP_OR, ways.begin(), ways.end()); }

Query entity_named(const std::string& field, const std::string& value, SearchSession& session) {
  if (is_entity_id(value, field)) return forms_query(session.names().forms_of(value));
  std::vector<Query> ways;
  for (const EntityType type : kEntityTypes)
    if (field == "entity" || field == to_string(type)) ways.push_back(forms_query(session.names().named(type, value).forms));
  return any_of(ways);
}

Query url_holding(const Query& superset, const std::string& condition, const std::function<bool(const std::string&)>& holds, SearchSession& session) {
  return session.exact().query(superset, "u" + condition, [&](Xapian::docid, const Xapian::Document& document) { return holds(session.database().article_of(document).url); });
}

Query url_is(const std::string& url, SearchSession& session) {
  const std::string address = url_query_term(url);
  if (address.empty()) return no_match();
  return url_holding(Query(std::string(prefix::kUrl) + address), url, [&](const std::string& other) { return other == url; }, session);
}

// The articles of the site, or of the part of it that the pattern's beginning names whole.
Query url_pattern(const std::string& pattern, bool ignore_case, SearchSession& session) {
  std::string head = pattern_head(pattern);
  const std::size_t scheme = head.find("://");
  const std::size_t slash = head.find('/', scheme == head.npos ? 0 : scheme + 3);
  const bool any = pattern == "*";
  if (slash == head.npos && !any) throw Error(ErrorKind::usage, "url: '" + pattern + "' must begin with a whole site, as https://example.com/*");
  const Query superset = any ? Query(std::string(prefix::kAnyUrl)) : Query(std::string(prefix::kUrl) + url_query_term(head.substr(0, head.rfind('/'))));
  return any ? superset : url_holding(superset, (ignore_case ? "i" : "p") + pattern, [&](const std::string& other) { return matches_pattern(pattern, other, ignore_case); }, session);
}

[[noreturn]] void too_many(const std::string& field, const std::string& pattern) {
  throw Error(ErrorKind::usage, field + ": '" + pattern + "' stands for more than " + std::to_string(kMostPatternTerms) + " values; ask for a longer beginning");
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

std::size_t code_point(std::string_view text, std::size_t at) {
  std::size_t end = at + 1;
  while (end < text.size() && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) ++end;
  return end;
}

// "Jerome P*" as the keys of names have it: "jerome-p*".
std::string key_pattern(const std::string& pattern) {
  std::string key = fold(pattern);
  for (char& c : key)
    if (c == ' ') c = '-';
  return key;
}

Query entity_pattern(const std::string& field, const std::string& pattern, SearchSession& session) {
  const bool by_id = entity_type(pattern.substr(0, pattern.find(':'))).has_value() && pattern.find(':') != pattern.npos;
  std::vector<Query> ways;
  std::size_t terms = 0;
  for (const EntityType type : kEntityTypes) {
    if (field != "entity" && field != to_string(type)) continue;
    const std::string whole = by_id ? pattern : entity_id(type, key_pattern(pattern));
    if (by_id && pattern.substr(0, pattern.find(':')) != to_string(type)) continue;
    const std::string start = std::string(prefix::kEntity) + pattern_head(whole);
    const Xapian::Database& database = session.database().xapian();
    for (auto term = database.allterms_begin(start); term != database.allterms_end(start); ++term) {
      const std::string one = *term;
      if (is_entity_band_term(one) || !matches_pattern(whole, std::string_view(one).substr(prefix::kEntity.size()), false)) continue;
      if (++terms > kMostPatternTerms) too_many(field, pattern);
      ways.emplace_back(one);
    }
  }
  return any_of(ways);
}

}  // namespace

bool is_keyword_field(std::string_view field) {
  return std::find(kPlainFields.begin(), kPlainFields.end(), field) != kPlainFields.end() || is_entity_field(field);
}

void check_keyword_field(std::string_view field) {
  if (is_keyword_field(field)) return;
  throw Error(ErrorKind::usage, "no keyword field '" + std::string(field) + "'; there are source, author, section, tag, lang, id, url, person, org, place and entity");
}

std::string value_prefix(std::string_view field) {
  if (field == "source") return std::string(prefix::kWholeSource);
  if (field == "author") return std::string(prefix::kWholeAuthor);
  if (field == "section") return std::string(prefix::kWholeSection);
  if (field == "tag") return std::string(prefix::kWholeTag);
  if (field == "lang") return std::string(prefix::kLanguage);
  if (field == "id") return std::string(prefix::kId);
  return {};
}

std::vector<std::string> values_in_article(const Article& article, std::string_view field) {
  if (field == "author") return article.authors;
  if (field == "tag") return article.tags;
  const std::string& value = field == "source" ? article.source : field == "section" ? article.section : field == "lang" ? article.language : field == "id" ? article.id : article.url;
  return value.empty() ? std::vector<std::string>() : std::vector<std::string>{value};
}

std::string value_in_term(const std::string& field, const std::string& term, Database& database) {
  const std::string prefix = value_prefix(field);
  if (!is_shortened(term)) return term.substr(prefix.size());
  const Xapian::Database& xapian = database.xapian();
  if (const auto posting = xapian.postlist_begin(term); posting != xapian.postlist_end(term))
    for (std::string& value : values_in_article(database.article(*posting), field))
      if ((field == "id" ? id_term(value) : whole_term(prefix, value)) == term) return std::move(value);
  return term.substr(prefix.size());
}

bool matches_pattern(std::string_view pattern, std::string_view text, bool ignore_case) {
  std::size_t p = 0, t = 0, star = pattern.npos, star_text = 0;
  const auto same = [&](char a, char b) { return ignore_case ? lower(a) == lower(b) : a == b; };
  while (t < text.size()) {
    if (p < pattern.size() && pattern[p] == '*') {
      star = ++p;
      star_text = t;
      continue;
    }
    if (p < pattern.size() && pattern[p] == '?') {
      ++p;
      t = code_point(text, t);
      continue;
    }
    const std::size_t literal = p < pattern.size() && pattern[p] == '\\' && p + 1 < pattern.size() ? p + 1 : p;
    if (literal < pattern.size() && same(pattern[literal], text[t])) {
      p = literal + 1;
      ++t;
      continue;
    }
    if (star == pattern.npos) return false;
    p = star;
    t = star_text = code_point(text, star_text);
  }
  while (p < pattern.size() && pattern[p] == '*') ++p;
  return p == pattern.size();
}

std::string pattern_head(std::string_view pattern) {
  std::string head;
  for (std::size_t at = 0; at < pattern.size() && pattern[at] != '*' && pattern[at] != '?'; ++at) {
    if (pattern[at] == '\\' && at + 1 < pattern.size()) ++at;
    head.push_back(pattern[at]);
  }
  return head;
}

Query keyword_query(const std::string& field, const std::vector<std::string>& values, SearchSession& session) {
  check_keyword_field(field);
  std::vector<Query> ways;
  for (const std::string& value : values) {
    if (value.empty()) continue;  // no article has an empty one
    if (is_entity_field(field)) ways.push_back(entity_named(field, value, session));
    else if (field == "url") ways.push_back(url_is(value, session));
    else if (field == "id") ways.emplace_back(id_term(value));
    else if (field == "lang") ways.emplace_back(capped_term(language_term(value)));
    else ways.emplace_back(whole_term(value_prefix(field), value));
  }
  return any_of(ways);
}

Query keyword_pattern_query(const std::string& field, const std::string& pattern, bool ignore_case, SearchSession& session) {
  check_keyword_field(field);
  if (is_entity_field(field)) return entity_pattern(field, pattern, session);
  if (field == "url") return url_pattern(pattern, ignore_case, session);
  const std::string prefix = value_prefix(field);
  // A shortened term has the beginning of its value alone.
  constexpr std::size_t kSureBytes = 100;
  const std::string start = prefix + (ignore_case ? std::string() : pattern_head(pattern).substr(0, kSureBytes));
  const Xapian::Database& database = session.database().xapian();
  std::vector<Query> ways;
  for (auto term = database.allterms_begin(start); term != database.allterms_end(start); ++term) {
    const std::string one = *term;
    if (one.size() == prefix.size() || !matches_pattern(pattern, value_in_term(field, one, session.database()), ignore_case)) continue;
    if (ways.size() == kMostPatternTerms) too_many(field, pattern);
    ways.emplace_back(one);
  }
  return any_of(ways);
}

Query exists_query(const std::string& field, SearchSession& session) {
  const auto without = [](std::string_view flag) { return Query(Query::OP_AND_NOT, match_all(), Query(std::string(flag))); };
  if (field == "title") return without(prefix::kNoTitle);
  if (field == "body") return without(prefix::kNoBody);
  if (field == "id" || field == "lang") return match_all();
  if (field == "url") return Query(std::string(prefix::kAnyUrl));
  if (field == "published") {
    const std::string years(prefix::kYear);
    const Xapian::Database& database = session.database().xapian();
    return any_of(std::vector<Query>(database.allterms_begin(years), database.allterms_end(years)));
  }
  check_keyword_field(field);
  if (!is_entity_field(field)) return Query(value_prefix(field));
  std::vector<Query> ways;
  for (const EntityType type : kEntityTypes)
    if (field == "entity" || field == to_string(type)) ways.emplace_back(std::string(prefix::kAnyEntity) + to_string(type));
  return any_of(ways);
}

}  // namespace dateline
