#include "indexer/readers/warc.h"

#include <algorithm>
#include <charconv>

#include "common/date.h"
#include "indexer/extraction/lines.h"
#include "indexer/readers/http_body.h"
#include "indexer/readers/page.h"

namespace dateline {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

// The lines of a head, one by one; `rest` moves on, past the blank line at the end.
bool take_line(std::string_view& rest, std::string_view& line) {
  if (rest.empty()) return false;
  const std::size_t end = std::min(rest.find('\n'), rest.size());
  line = rest.substr(0, end);
  rest.remove_prefix(std::min(end + 1, rest.size()));
  if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
  return !line.empty();
}

// "Name: value" -> the value when the name (given in small letters) is that one.
std::optional<std::string_view> value_of(std::string_view line, std::string_view name) {
  if (line.size() <= name.size() || line[name.size()] != ':' || lower(line.substr(0, name.size())) != name) return {};
  return trimmed(line.substr(name.size() + 1));
}

bool is_page_type(std::string_view type) { return type == "text/html" || type == "application/xhtml+xml"; }

// "text/html; charset=utf-8" -> "text/html", "utf-8"
void read_content_type(std::string_view value, HttpHead& head) {
  const std::string type = lower(value);
  head.type = trimmed(std::string_view(type).substr(0, type.find(';')));
  std::size_t at = type.find("charset=");
  if (at == std::string::npos) return;
  at += 8;
  if (at < type.size() && (type[at] == '"' || type[at] == '\'')) ++at;
  head.charset = type.substr(at, type.find_first_of("\"'; ,", at) - at);
}

}  // namespace

std::optional<WarcHead> read_warc_head(std::string_view record) {
  WarcHead head;
  std::string_view rest = record, line;
  if (!take_line(rest, line) || line.substr(0, 5) != "WARC/") return {};
  bool has_length = false, response = false, http = false;
  while (take_line(rest, line)) {
    if (const auto length = value_of(line, "content-length")) {
      const auto [end, error] = std::from_chars(length->data(), length->data() + length->size(), head.length);
      has_length = error == std::errc() && end == length->data() + length->size();
    } else if (const auto type = value_of(line, "warc-type")) {
      response = lower(*type) == "response";
    } else if (const auto content = value_of(line, "content-type")) {
      http = lower(content->substr(0, 16)) == "application/http";
    } else if (const auto url = value_of(line, "warc-target-uri")) {
      head.url = *url;
      // Some writers of WARC/1.0 put it between < and >.
      if (head.url.size() > 2 && head.url.front() == '<' && head.url.back() == '>') head.url = head.url.substr(1, head.url.size() - 2);
    } else if (const auto date = value_of(line, "warc-date")) {
      head.date = *date;
    } else if (const auto payload = value_of(line, "warc-identified-payload-type")) {
      head.payload_type = lower(*payload);
    }
  }
  if (!has_length) return {};
  head.is_response = response && http;
  head.bytes = record.size() - rest.size();
  return head;
}

std::optional<HttpHead> read_http_head(std::string_view message) {
  HttpHead head;
  std::string_view rest = message, line;
  if (!take_line(rest, line) || line.substr(0, 5) != "HTTP/") return {};
  const std::size_t space = line.find(' ');
  if (space == line.npos || std::from_chars(line.data() + space + 1, line.data() + line.size(), head.status).ec != std::errc()) return {};
  while (take_line(rest, line)) {
    if (const auto type = value_of(line, "content-type")) read_content_type(*type, head);
    else if (const auto encoding = value_of(line, "content-encoding")) head.encoding = lower(*encoding);
    else if (const auto transfer = value_of(line, "transfer-encoding")) head.transfer = lower(*transfer);
  }
  head.bytes = message.size() - rest.size();
  return head;
}

bool is_page(std::string_view message, const WarcHead& warc) {
  const std::optional<HttpHead> http = read_http_head(message);
  if (!http || http->status != 200) return false;
  return is_page_type(http->type) || (http->type.empty() && is_page_type(warc.payload_type));
}

ParsedRecord article_from_warc(std::string_view record, const ParseContext& context) {
  const std::optional<WarcHead> warc = read_warc_head(record);
  const std::optional<HttpHead> http = warc ? read_http_head(record.substr(warc->bytes)) : std::nullopt;
  if (!http) return {{}, "no HTTP response"};
  const HttpBody body = decode_http_body(record.substr(warc->bytes + http->bytes), http->transfer, http->encoding);
  if (!body.problem.empty()) return {{}, body.problem};
  ParseContext page = context;
  page.url = warc->url;
  if (const auto fetched = parse_date(warc->date)) page.now = std::min(page.now.value_or(INT64_MAX), to_instant(*fetched));
  return article_from_page(body.bytes, page, http->charset);
}

}  // namespace dateline
