// A record of any format -> an article.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "common/article_json.h"
#include "common/date.h"
#include "common/text/utf8.h"
#include "indexer/extraction/encoding.h"
#include "indexer/extraction/head_line.h"
#include "indexer/extraction/html_body.h"
#include "indexer/extraction/html_metadata.h"
#include "indexer/extraction/lines.h"
#include "indexer/extraction/raw_text.h"
#include "indexer/readers/front_matter.h"
#include "indexer/readers/record_reader.h"
#include "indexer/readers/splitters.h"

namespace dateline {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLargestPage = std::size_t{32} << 20;
constexpr double kUrlConfidence = 0.6, kPathConfidence = 0.4;

// JSON Feed keeps the text of an item as HTML, under a key of its own.
void read_content_html(Article& article) {
  if (!article.body.empty() || article.extra.find("content_html") == std::string::npos) return;
  Json extra = Json::parse(article.extra, nullptr, false);
  const auto html = extra.is_object() ? extra.find("content_html") : extra.end();
  if (html == extra.end() || !html->is_string()) return;
  const std::string text = html->get<std::string>();
  const HtmlTree tree(text);
  if (!tree.root()) return;
  article.body = html_text(*tree.root());
  extra.erase(html);
  article.extra = extra.empty() ? std::string() : extra.dump(-1, ' ', false, Json::error_handler_t::replace);
}

ParsedRecord from_json(std::string_view bytes) {
  ParsedArticle parsed = article_from_json(bytes);
  if (parsed.article) read_content_html(*parsed.article);
  return {std::move(parsed.article), std::move(parsed.problem)};
}

// Lists in a cell are separated by semicolons, as Dateline itself writes them.
Json cell_value(const std::string& name, const std::string& cell) {
  if ((name != "tags" && name != "authors") || cell.find(';') == std::string::npos) return cell;
  Json list = Json::array();
  for (std::string_view rest = cell; !rest.empty();) {
    const std::size_t end = std::min(rest.find(';'), rest.size());
    if (const std::string_view one = trimmed(rest.substr(0, end)); !one.empty()) list.push_back(one);
    rest.remove_prefix(std::min(end + 1, rest.size()));
  }
  return list;
}

ParsedRecord from_row(const Record& record) {
  const std::vector<std::string>& columns = *record.columns;
  const std::vector<std::string> cells = csv_cells(to_utf8(record.bytes), columns.front().front());
  const std::size_t names = columns.size() - 1;
  if (cells.size() != names)
    return {{}, "wrong number of cells: " + std::to_string(cells.size()) + ", the header has " + std::to_string(names)};
  Json object = Json::object();
  for (std::size_t i = 0; i < names; ++i)
    if (!columns[i + 1].empty() && !cells[i].empty()) object[repair_utf8(columns[i + 1])] = cell_value(columns[i + 1], cells[i]);
  return from_json(object.dump(-1, ' ', false, Json::error_handler_t::replace));
}

ParsedRecord from_page(const Record& record) {
  if (record.bytes.size() > kLargestPage) return {{}, "page too large"};
  const std::string page = to_utf8(record.bytes, declared_charset(record.bytes));
  const HtmlTree tree(page);
  if (!tree.root()) return {{}, "page too complex: it would take too much memory or time"};
  Article article = html_metadata(*tree.root());
  article.body = html_body(*tree.root(), article.title);
  return {std::move(article), {}};
}

ParsedRecord parsed(const Record& record) {
  switch (record.format) {
    case Format::json:
    case Format::ndjson: return from_json(record.bytes);
    case Format::csv:
    case Format::tsv: return from_row(record);
    case Format::html: return from_page(record);
    case Format::markdown: return article_from_markdown(to_utf8(record.bytes));
    case Format::text: return {article_from_text(to_utf8(record.bytes)), {}};
  }
  return {{}, "unknown format"};
}

void date_from_path(Article& article, std::string_view path) {
  for (const auto& [where, from, confidence] : {std::tuple(std::string_view(article.url), "url", kUrlConfidence), std::tuple(path, "path", kPathConfidence)})
    if (const auto date = date_in_path(where)) {
      article.published = to_rfc3339(*date);
      article.published_from = from;
      article.published_confidence = confidence;
      return;
    }
}

}  // namespace

ParsedRecord parse_record(const Record& record, const ParseContext& context) {
  if (!record.problem.empty()) return {{}, record.problem};
  ParsedRecord result = parsed(record);
  if (!result.article) return result;
  if (result.article->path.empty()) result.article->path = context.path;
  // A page or a text without a date may have one in its address. In data, a missing date is meant.
  const bool data = record.format == Format::json || record.format == Format::ndjson || record.format == Format::csv || record.format == Format::tsv;
  if (!data && result.article->published.empty()) date_from_path(*result.article, context.path);
  return result;
}

}  // namespace dateline
