#include "indexer/readers/mail.h"

#include <gmime/gmime.h>

#include <algorithm>
#include <array>
#include <memory>
#include <nlohmann/json.hpp>
#include <string>

#include "common/date.h"
#include "common/text/utf8.h"
#include "indexer/extraction/encoding.h"
#include "indexer/extraction/lines.h"
#include "indexer/readers/fragment.h"
#include "indexer/readers/page.h"

namespace dateline {
namespace {

constexpr double kHeaderConfidence = 0.9;

struct Unref {
  void operator()(void* object) const { g_object_unref(object); }
};
template <class T>
using Held = std::unique_ptr<T, Unref>;

void start_gmime() {
  static const bool started = [] {
    g_mime_init();
    return true;
  }();
  static_cast<void>(started);
}

// The bytes of a part, its transfer encoding undone.
std::string content_of(GMimePart* part) {
  GMimeDataWrapper* content = g_mime_part_get_content(part);
  if (!content) return {};
  const Held<GMimeStream> memory(g_mime_stream_mem_new());
  if (g_mime_data_wrapper_write_to_stream(content, memory.get()) < 0) return {};
  const GByteArray* bytes = g_mime_stream_mem_get_byte_array(GMIME_STREAM_MEM(memory.get()));
  return std::string(reinterpret_cast<const char*>(bytes->data), bytes->len);
}

bool is_attached(GMimeObject* object) {
  const char* disposition = g_mime_object_get_disposition(object);
  return disposition && g_ascii_strcasecmp(disposition, "attachment") == 0;
}

struct TextParts {
  GMimePart* html = nullptr;
  GMimePart* plain = nullptr;
};

// The first of each that is not an attachment. Forwarded messages are looked into as the parser's own iterator does: not.
TextParts text_parts(GMimeMessage* message) {
  TextParts parts;
  g_mime_message_foreach(
      message,
      [](GMimeObject*, GMimeObject* object, gpointer data) {
        if (!GMIME_IS_PART(object) || is_attached(object)) return;
        auto& found = *static_cast<TextParts*>(data);
        GMimeContentType* type = g_mime_object_get_content_type(object);
        if (!found.html && g_mime_content_type_is_type(type, "text", "html")) found.html = GMIME_PART(object);
        else if (!found.plain && g_mime_content_type_is_type(type, "text", "plain")) found.plain = GMIME_PART(object);
      },
      &parts);
  return parts;
}

std::string charset_of(GMimePart* part) {
  const char* charset = g_mime_object_get_content_type_parameter(GMIME_OBJECT(part), "charset");
  std::string name = charset ? charset : "";
  std::transform(name.begin(), name.end(), name.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return name == "us-ascii" || name == "iso-8859-1" ? "windows-1252" : name;
}

// A header's value with its encoded words (RFC 2047) decoded.
std::string header_of(GMimeMessage* message, const char* name) {
  const char* raw = g_mime_object_get_header(GMIME_OBJECT(message), name);
  if (!raw) return {};
  char* decoded = g_mime_utils_header_decode_text(nullptr, raw);
  std::string text = one_line(to_utf8(decoded));
  g_free(decoded);
  return text;
}

// The display name of the first sender, or its address when there is no name.
std::string sender_of(GMimeMessage* message) {
  InternetAddressList* senders = g_mime_message_get_from(message);
  InternetAddress* first = senders && internet_address_list_length(senders) > 0 ? internet_address_list_get_address(senders, 0) : nullptr;
  if (!first) return {};
  const char* name = internet_address_get_name(first);
  return one_line(to_utf8(name ? name : ""));
}

// "Harbor Courier Mornings <mornings.courier.example>" -> the name, and what is in the brackets.
std::pair<std::string, std::string> list_of(const std::string& header) {
  const std::size_t open = header.rfind('<'), close = header.rfind('>');
  if (open == header.npos || close == header.npos || close < open) return {};
  std::string name(trimmed(std::string_view(header).substr(0, open)));
  if (name.size() > 1 && name.front() == '"' && name.back() == '"') name = name.substr(1, name.size() - 2);
  return {name, header.substr(open + 1, close - open - 1)};
}

std::string in_brackets(const std::string& text) {
  const auto [name, inner] = list_of(text);
  return inner.empty() ? text : inner;
}

void read_senders(GMimeMessage* message, Article& article) {
  const std::string sender = sender_of(message);
  const auto [list, list_id] = list_of(header_of(message, "List-Id"));
  const std::string post = header_of(message, "List-Post");
  const bool letter = !list_id.empty() || !header_of(message, "List-Unsubscribe").empty();
  const bool discussion = !post.empty() && post != "NO";
  if (!letter || discussion) {
    article.source = list;
    if (!sender.empty()) article.authors = {sender};
  } else {
    article.source = sender.empty() ? list : sender;
  }
  if (!list_id.empty()) article.extra = nlohmann::json{{"list_id", list_id}}.dump(-1, ' ', false, nlohmann::json::error_handler_t::replace);
}

void read_body(GMimeMessage* message, Article& article) {
  const TextParts parts = text_parts(message);
  if (parts.html) {
    const std::string bytes = content_of(parts.html);
    std::string charset = charset_of(parts.html);
    if (bytes.size() <= kLargestPage) article.body = text_of_article_html(to_utf8(bytes, charset.empty() ? declared_charset(bytes) : charset), article.title);
  }
  if (article.body.empty() && parts.plain) article.body = paragraphs_of_plain(to_utf8(content_of(parts.plain), charset_of(parts.plain)));
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

}  // namespace

ParsedRecord article_from_mail(std::string_view bytes) {
  start_gmime();
  const Held<GMimeStream> stream(g_mime_stream_mem_new_with_buffer(bytes.data(), bytes.size()));
  const Held<GMimeParser> parser(g_mime_parser_new_with_stream(stream.get()));
  const Held<GMimeMessage> message(g_mime_parser_construct_message(parser.get(), nullptr));
  if (!message) return {{}, "no message of RFC 5322"};
  Article article;
  article.title = header_of(message.get(), "Subject");
  if (const char* id = g_mime_message_get_message_id(message.get())) article.id = repair_utf8(id);
  article.url = in_brackets(header_of(message.get(), "Archived-At"));
  if (const auto when = parse_date(header_of(message.get(), "Date"))) {
    article.published = to_rfc3339(*when);
    article.published_from = "field";
    article.published_confidence = kHeaderConfidence;
  }
  article.language = header_of(message.get(), "Content-Language");
  read_senders(message.get(), article);
  read_body(message.get(), article);
  return {std::move(article), {}};
}

bool is_mbox_separator(std::string_view line) {
  if (line.substr(0, 5) != "From ") return false;
  line = trimmed(line);
  // A time of day, and a year at the end or before a time zone.
  const std::size_t colon = line.find(':');
  const auto digit = [&](std::size_t at) { return at < line.size() && line[at] >= '0' && line[at] <= '9'; };
  bool time = false, year = false;
  for (std::size_t at = colon; at != line.npos && !time; at = line.find(':', at + 1)) time = at > 1 && digit(at - 1) && digit(at + 1) && digit(at + 2);
  for (std::string_view word : words_of(line)) year |= word.size() == 4 && (word.substr(0, 2) == "19" || word.substr(0, 2) == "20") && std::all_of(word.begin(), word.end(), [](char c) { return c >= '0' && c <= '9'; });
  return time && year;
}

bool begins_as_mail(std::string_view text) {
  static constexpr std::array<std::string_view, 10> kMailOnly = {"message-id", "mime-version", "received", "return-path", "delivered-to", "content-transfer-encoding", "list-id", "list-unsubscribe", "x-mailer", "dkim-signature"};
  static constexpr std::array<std::string_view, 6> kUsual = {"from", "date", "subject", "to", "reply-to", "content-type"};
  std::size_t usual = 0, telling = 0;
  while (!text.empty()) {
    const std::size_t end = std::min(text.find('\n'), text.size());
    std::string_view line = text.substr(0, end);
    text.remove_prefix(std::min(end + 1, text.size()));
    if (!line.empty() && line.back() == '\r') line.remove_suffix(1);
    if (line.empty()) break;
    if (line.front() == ' ' || line.front() == '\t') continue;
    const std::size_t colon = line.find(':');
    if (colon == line.npos || colon == 0 || line.substr(0, colon).find_first_of(" \t") != line.npos) return false;
    const std::string name = lower(line.substr(0, colon));
    telling += std::find(kMailOnly.begin(), kMailOnly.end(), name) != kMailOnly.end();
    usual += std::find(kUsual.begin(), kUsual.end(), name) != kUsual.end();
  }
  return telling > 0 && usual > 0;
}

}  // namespace dateline
