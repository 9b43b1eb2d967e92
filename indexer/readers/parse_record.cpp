// A record of any format -> an article.
#include <algorithm>
#include <nlohmann/json.hpp>

#include "common/article_json.h"
#include "common/date.h"
#include "common/text/utf8.h"
#include "indexer/extraction/encoding.h"
#include "indexer/extraction/head_line.h"
#include "indexer/extraction/html_body.h"
#include "indexer/extraction/lines.h"
#include "indexer/extraction/raw_text.h"
#include "indexer/readers/feed.h"
#include "indexer/readers/front_matter.h"
#include "indexer/readers/mail.h"
#include "indexer/readers/newsml.h"
#include "indexer/readers/ninjs.h"
#include "indexer/readers/nitf.h"
#include "indexer/readers/page.h"
#include "indexer/readers/record_reader.h"
#include "indexer/readers/sgml.h"
#include "indexer/readers/splitters.h"
#include "indexer/readers/warc.h"

namespace dateline {
namespace {

using Json = nlohmann::json;

constexpr double kUrlConfidence = 0.9, kPathConfidence = 0.4;

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
  const std::optional<std::string> ninjs = article_json_of_ninjs(bytes);
  ParsedArticle parsed = article_from_json(ninjs ? *ninjs : bytes);
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
  const std::vector<std::string>& columns = record.head->columns;
  const std::vector<std::string> cells = csv_cells(to_utf8(record.bytes), record.head->delimiter);
  if (cells.size() != columns.size())
    return {{}, "wrong number of cells: " + std::to_string(cells.size()) + ", the header has " + std::to_string(columns.size())};
  Json object = Json::object();
  for (std::size_t i = 0; i < columns.size(); ++i)
    if (!columns[i].empty() && !cells[i].empty()) object[repair_utf8(columns[i])] = cell_value(columns[i], cells[i]);
  return from_json(object.dump(-1, ' ', false, Json::error_handler_t::replace));
}

ParsedRecord from_text(const Record& record) {
  ParsedRecord result;
  result.article = article_from_text(to_utf8(record.bytes), result.dates);
  return result;
}

ParsedRecord parsed(const Record& record, const ParseContext& context) {
  switch (record.format) {
    case Format::json:
    case Format::ndjson: return from_json(record.bytes);
    case Format::csv:
    case Format::tsv: return from_row(record);
    case Format::html: return article_from_page(record.bytes, context);
    case Format::markdown: return article_from_markdown(to_utf8(record.bytes));
    case Format::text: return from_text(record);
    case Format::feed: return article_from_feed_item(record);
    case Format::nitf: return article_from_nitf(record.bytes);
    case Format::newsml: return article_from_news_item(record);
    case Format::sgml: return article_from_sgml(record);
    case Format::mail:
    case Format::mbox: return article_from_mail(record.bytes);
    case Format::warc: return article_from_warc(record.bytes, context);
  }
  return {{}, "unknown format"};
}

// In data, a missing date is meant.
bool is_data(Format format) { return format == Format::json || format == Format::ndjson || format == Format::csv || format == Format::tsv; }

// A page or a text may have its date in its address, or in its path when it is alone in its file: the date in the name of an archive or a feed is that of the file.
void add_addresses(DateLedger& dates, const Article& article, Format format, std::string_view path) {
  const std::string_view own_path = holds_many(format) ? std::string_view() : path;
  for (const auto& [where, from, detail, confidence] :
       {std::tuple(std::string_view(article.url), "url", "the address", kUrlConfidence), std::tuple(own_path, "path", "the file's path", kPathConfidence)})
    if (const auto date = date_in_path(where)) add_candidate(dates, {{*date, {}, {}}, {}, false, DateRole::published, from, detail, std::string(where), confidence, {}});
}

// A date in data is taken as given: the ledger says no more than that.
void enter_field(DateLedger& dates, const Article& article) {
  const auto when = parse_rfc3339(article.published);
  if (!when) return;
  dates.confidence = article.published_confidence;
  dates.published = dates.candidates.size();
  add_candidate(dates, {*when, {}, false, DateRole::published, article.published_from, "as given", article.published, article.published_confidence, {}});
}

}  // namespace

ParsedRecord parse_record(const Record& record, const ParseContext& context) {
  if (!record.problem.empty()) return {{}, record.problem};
  ParsedRecord result = parsed(record, context);
  if (!result.article) return result;
  Article& article = *result.article;
  if (article.path.empty()) article.path = context.path;
  if (!article.published.empty()) {
    enter_field(result.dates, article);
    return result;
  }
  if (!is_data(record.format)) {
    add_addresses(result.dates, article, record.format, context.path);
    if (!result.date_context.now) result.date_context.now = context.now;
    decide(result.dates, result.date_context);
    set_dates(article, result.dates);
  }
  return result;
}

}  // namespace dateline
