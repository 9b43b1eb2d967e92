#include <cmath>

#include "server/elastic/error.h"
#include "server/elastic/query_kinds.h"
#include "server/elastic/query_string.h"
#include "server/elastic/simple_query_string.h"

namespace dateline {
namespace {

bool is_and(JsonObject& object, std::string_view key) {
  std::string text = object.text(key).value_or("or");
  for (char& c : text) c = static_cast<char>(c | 32);
  if (text != "and" && text != "or") throw illegal_argument(object.where() + " [" + std::string(key) + "] must be and or or, not [" + text + "]");
  return text == "and";
}

// Words are matched by their stems; a word with a wrong letter is another word. 0 asks for just that.
void refuse_fuzziness(JsonObject& object) {
  if (const std::optional<std::string> text = object.text("fuzziness"); text && *text != "0")
    throw not_supported(object.where() + " [fuzziness] [" + *text + "]", "words are matched by their stems, not by their spelling; leave it out or give 0");
  for (const char* harmless : {"prefix_length", "max_expansions", "fuzzy_transpositions", "fuzzy_rewrite"}) object.ignore(harmless);
}

// What all kinds of text queries may say and we have one answer to.
void read_common(JsonObject& object, TextMatch& match) {
  match.lenient = object.boolean("lenient").value_or(false);
  if (const std::optional<std::string> zero = object.text("zero_terms_query")) {
    if (*zero != "none" && *zero != "all" && *zero != "NONE" && *zero != "ALL") throw illegal_argument(object.where() + " [zero_terms_query] must be none or all");
    match.zero_terms_all = *zero == "all" || *zero == "ALL";
  }
  object.refuse({"analyzer", "cutoff_frequency"});
  object.ignore("auto_generate_synonyms_phrase_query");
}

unsigned read_slop(JsonObject& object, std::string_view key = "slop") {
  return static_cast<unsigned>(std::min<std::size_t>(object.size(key).value_or(0), 10000));
}

// {"title": "text"} or {"title": {"query": "text", ...}}.
template <class Read>
Clause read_field_query(const Json& json, const std::string& query, const DslContext& context, Read read) {
  const auto [name, given] = one_field(json, query);
  const Field field = resolve_field(name);
  TextMatch match;
  match.dates.now = context.now;
  if (!given->is_object()) {
    const Json wrapped{{"query", *given}};
    JsonObject object(wrapped, "[" + query + "] query");
    const std::string text = text_value(object.need("query"), object.where() + " [query]");
    read(object, match);
    return match_clause(field, text, match);
  }
  JsonObject object(*given, "[" + query + "] query");
  const std::string text = text_value(object.need("query"), object.where() + " [query]");
  read(object, match);
  read_common(object, match);
  Clause boosts;
  read_boost(object, boosts);
  object.done();
  Clause clause = match_clause(field, text, match);
  clause.boost *= boosts.boost;
  return clause;
}

void read_words(JsonObject& object, TextMatch& match) {
  match.least = read_least(object);
  if (is_and(object, "operator")) match.least = all_of_them();
  refuse_fuzziness(object);
}

std::vector<std::string> field_names(JsonObject& object) {
  const Json* fields = object.find("fields");
  return fields ? text_list(*fields, object.where() + " [fields]") : std::vector<std::string>();
}

// What query_string and simple_query_string share.
QueryStringOptions read_string_options(JsonObject& object, const DslContext& context) {
  QueryStringOptions options;
  options.how.match.dates.now = context.now;
  std::vector<std::string> names = field_names(object);
  if (const std::optional<std::string> one = object.text("default_field")) {
    if (!names.empty()) throw parsing_error(object.where() + " cannot have both [fields] and [default_field]");
    names = {*one};
  }
  if (names.empty()) names = {"*"};
  options.fields = read_fields(names);
  options.all = is_and(object, "default_operator");
  options.least = read_least(object);
  options.phrase_slop = read_slop(object, "phrase_slop");
  options.how.match.slop = options.phrase_slop;
  if (const std::optional<std::string> zone = object.text("time_zone")) {
    options.how.match.dates.zone = time_zone(*zone);
  }
  read_common(object, options.how.match);
  refuse_fuzziness(object);
  object.refuse({"quote_field_suffix", "quote_analyzer"});
  for (const char* harmless : {"fuzzy_prefix_length", "fuzzy_max_expansions", "analyze_wildcard", "rewrite", "max_determinized_states", "enable_position_increments"}) object.ignore(harmless);
  return options;
}

}  // namespace

Clause read_match(const Json& json, const DslContext& context) { return read_field_query(json, "match", context, read_words); }

Clause read_match_bool_prefix(const Json& json, const DslContext& context) {
  return read_field_query(json, "match_bool_prefix", context, [](JsonObject& object, TextMatch& match) {
    match.kind = TextMatch::Kind::word_prefix;
    read_words(object, match);
  });
}

Clause read_match_phrase(const Json& json, const DslContext& context) {
  return read_field_query(json, "match_phrase", context, [](JsonObject& object, TextMatch& match) {
    match.kind = TextMatch::Kind::phrase;
    match.slop = read_slop(object);
  });
}

Clause read_match_phrase_prefix(const Json& json, const DslContext& context) {
  return read_field_query(json, "match_phrase_prefix", context, [](JsonObject& object, TextMatch& match) {
    match.kind = TextMatch::Kind::phrase_prefix;
    match.slop = read_slop(object);
    object.ignore("max_expansions");
  });
}

Clause read_multi_match(const Json& json, const DslContext& context) {
  JsonObject object(json, "[multi_match] query");
  const std::string text = text_value(object.need("query"), object.where() + " [query]");
  std::vector<std::string> names = field_names(object);
  if (names.empty()) names = {"*"};
  MultiMatch how;
  how.match.dates.now = context.now;
  if (const std::optional<std::string> type = object.text("type")) how.type = multi_match_type(*type);
  how.tie_breaker = object.number("tie_breaker").value_or(0);
  read_words(object, how.match);
  how.match.slop = read_slop(object);
  read_common(object, how.match);
  Clause boosts;
  read_boost(object, boosts);
  object.done();
  Clause clause = multi_match_clause(read_fields(names), text, how);
  clause.boost *= boosts.boost;
  return clause;
}

Clause read_query_string(const Json& json, const DslContext& context) {
  JsonObject object(json, "[query_string] query");
  std::string text = text_value(object.need("query"), object.where() + " [query]");
  QueryStringOptions options = read_string_options(object, context);
  if (const std::optional<std::string> type = object.text("type")) options.how.type = multi_match_type(*type);
  options.how.tie_breaker = object.number("tie_breaker").value_or(0);
  options.leading_wildcard = object.boolean("allow_leading_wildcard").value_or(true);
  if (object.boolean("escape").value_or(false)) {
    std::string escaped;
    for (char c : text) {
      if (std::string_view("+-=&|><!(){}[]^\"~*?:\\/").find(c) != std::string_view::npos) escaped += '\\';
      escaped += c;
    }
    text = escaped;
  }
  Clause boosts;
  read_boost(object, boosts);
  object.done();
  Clause clause = query_string_clause(text, options);
  clause.boost *= boosts.boost;
  return clause;
}

Clause read_simple_query_string(const Json& json, const DslContext& context) {
  JsonObject object(json, "[simple_query_string] query");
  const std::string text = text_value(object.need("query"), object.where() + " [query]");
  const QueryStringOptions options = read_string_options(object, context);
  SimpleFlags flags;
  if (const Json* given = object.find("flags"); given && *given != -1) flags = read_simple_flags(text_value(*given, "[simple_query_string] query [flags]"));
  Clause boosts;
  read_boost(object, boosts);
  object.done();
  Clause clause = simple_query_string_clause(text, flags, options);
  clause.boost *= boosts.boost;
  return clause;
}

}  // namespace dateline
