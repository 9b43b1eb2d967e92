// _field_caps and _analyze: what there is to search, and what a text becomes.
#include <algorithm>

#include "common/text/tokenizer.h"
#include "common/text/utf8.h"
#include "server/elastic/error.h"
#include "server/elastic/search_target.h"

namespace dateline {
namespace {

// Lengths in Java's characters: those beyond the basic plane count two.
std::size_t utf16_length(std::string_view text) {
  std::size_t length = 0;
  for (std::size_t at = 0; at < text.size();) length += decode_utf8(text, at) > 0xFFFF ? 2 : 1;
  return length;
}

void add_tokens(const std::string& text, std::size_t& offset, std::size_t& position, Json& list) {
  TokenList tokens;
  tokenize(text, {!is_all_capitals(text)}, tokens);
  std::size_t bytes = 0, units = 0;
  std::vector<const Token*> rising;
  for (const Token& token : tokens.tokens) rising.push_back(&token);
  std::stable_sort(rising.begin(), rising.end(), [](const Token* a, const Token* b) { return a->begin < b->begin; });
  for (const Token* token : rising) {
    units += utf16_length(std::string_view(text).substr(bytes, token->begin - bytes));
    bytes = token->begin;
    const std::size_t length = utf16_length(std::string_view(text).substr(token->begin, token->end - token->begin));
    const char* type = token->flags & kBigram ? "<DOUBLE>" : token->flags & kNumber ? "<NUM>" : "<ALPHANUM>";
    list.push_back({{"token", tokens.form(*token)}, {"start_offset", offset + units}, {"end_offset", offset + units + length}, {"type", type}, {"position", position + token->position - 1}});
  }
  position += tokens.positions + 100;  // as Elasticsearch parts the texts of a list
  offset += utf16_length(text) + 1;
}

}  // namespace

Json SearchApi::field_caps(const std::string& indices, const Json& body, UrlParameters& url, const Asker& asker) {
  std::vector<std::string> patterns = url.list("fields").value_or(std::vector<std::string>());
  const bool unmapped = url.boolean("include_unmapped").value_or(false);
  url.ignore({"filters", "types", "include_empty_fields"});
  const IndexWishes wishes = read_index_parameters(url);
  url.done();
  if (!body.is_null()) {
    JsonObject object(body, "[field_caps]");
    if (const Json* fields = object.find("fields")) patterns = text_list(*fields, "[field_caps] [fields]");
    object.ignore("index_filter");
    object.refuse({"runtime_mappings"});
    object.done();
  }
  if (patterns.empty()) throw ElasticError(400, "action_request_validation_exception", "Validation Failed: 1: no fields specified;");
  const std::vector<std::string> names = chosen_indices(databases_, indices, asker.grant, wishes);
  Json fields = Json::object();
  const auto add = [&](const std::string& name, const std::string& type, bool aggregatable, bool of_metadata) {
    fields[name] = Json{{type, {{"type", type}, {"metadata_field", of_metadata}, {"searchable", true}, {"aggregatable", aggregatable}}}};
  };
  for (const std::string& pattern : patterns) {
    for (const FieldDescription& known : field_descriptions())
      if (matches_star(pattern, known.name)) add(known.name, known.type, known.aggregatable, false);
    if (matches_star(pattern, "_id")) add("_id", "_id", false, true);
    if (unmapped && pattern.find('*') == std::string::npos && !fields.contains(pattern))
      fields[pattern] = Json{{"unmapped", {{"type", "unmapped"}, {"metadata_field", false}, {"searchable", false}, {"aggregatable", false}}}};
  }
  return {{"indices", names}, {"fields", std::move(fields)}};
}

Json SearchApi::analyze(const Json& body, UrlParameters& url) const {
  std::vector<std::string> texts;
  if (const auto text = url.text("text")) texts.push_back(*text);
  const auto of_url = url.text("field");
  std::optional<std::string> field = of_url, analyzer = url.text("analyzer");
  url.done();
  if (!body.is_null()) {
    JsonObject object(body, "[analyze]");
    if (const Json* given = object.find("text")) texts = text_list(*given, "[analyze] [text]");
    if (const auto name = object.text("field")) field = name;
    if (const auto name = object.text("analyzer")) analyzer = name;
    object.refuse({"tokenizer", "filter", "char_filter", "normalizer"});
    if (object.boolean("explain").value_or(false)) throw not_supported("[analyze] [explain]");
    object.ignore("attributes");
    object.done();
  }
  if (analyzer && *analyzer != "default") throw not_supported("[analyze] [analyzer] [" + *analyzer + "]", "there is one analyzer, default");
  if (texts.empty()) throw ElasticError(400, "action_request_validation_exception", "Validation Failed: 1: text is missing;");
  std::size_t bytes = 0;
  for (const std::string& text : texts) bytes += text.size();
  if (bytes > limits_.analyzed_bytes) throw illegal_argument("[analyze] [text] is longer than " + std::to_string(limits_.analyzed_bytes) + " bytes");
  Json list = Json::array();
  const FieldKind kind = field ? resolve_field(*field).kind : FieldKind::text;
  std::size_t offset = 0, position = 0;
  for (const std::string& text : texts) {
    if (kind == FieldKind::text || kind == FieldKind::worded) {
      add_tokens(text, offset, position, list);
    } else {
      list.push_back({{"token", text}, {"start_offset", offset}, {"end_offset", offset + utf16_length(text)}, {"type", "word"}, {"position", position}});
      offset += utf16_length(text) + 1;
      position += 101;
    }
  }
  return {{"tokens", std::move(list)}};
}

}  // namespace dateline
