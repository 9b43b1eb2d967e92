#include "server/elastic/media_type.h"

#include <algorithm>
#include <optional>

#include "server/elastic/error.h"

namespace dateline {
namespace {

struct Read {
  std::string type;     // in lower case, without its parameters
  std::string version;  // of compatible-with; empty without
};

std::string_view trimmed(std::string_view text) {
  while (!text.empty() && (text.front() == ' ' || text.front() == '\t')) text.remove_prefix(1);
  while (!text.empty() && (text.back() == ' ' || text.back() == '\t')) text.remove_suffix(1);
  return text;
}

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c | 32) : c; });
  return out;
}

std::string_view next(std::string_view& list, char separator) {
  const std::string_view one = list.substr(0, list.find(separator));
  list.remove_prefix(std::min(one.size() + 1, list.size()));
  return trimmed(one);
}

Read read(std::string_view header) {
  Read out;
  out.type = lower(next(header, ';'));
  while (!header.empty()) {
    std::string_view parameter = next(header, ';');
    const std::string name = lower(next(parameter, '='));
    if (name == "compatible-with") out.version = parameter;
  }
  return out;
}

bool is_vendor(const Read& media) { return media.type == "application/vnd.elasticsearch+json" || media.type == "application/vnd.elasticsearch+x-ndjson"; }
bool is_json(const Read& media) { return media.type == "application/json" || media.type == "application/x-ndjson" || is_vendor(media); }
bool is_text(const Read& media) { return media.type == "text/plain" || media.type == "text/*"; }
bool is_any(const Read& media) { return media.type == "*/*" || media.type == "application/*" || media.type == "*"; }

void need_known_version(const Read& media, const char* header) {
  if (media.version.empty() || media.version == "7" || media.version == "8" || media.version == "9") return;
  throw ElasticError(400, "media_type_header_exception", std::string(header) + " version must be 7, 8 or 9, but was " + media.version);
}

}  // namespace

MediaType media_type_of(const HttpRequest& request) {
  MediaType media;
  if (const std::string_view sent = request.header("content-type"); !sent.empty() && !request.body.empty()) {
    const Read content = read(sent);
    if (!is_json(content)) throw ElasticError(406, "media_type_header_exception", "Content-Type header [" + std::string(sent) + "] is not supported; send application/json or application/x-ndjson");
    need_known_version(content, "Content-Type");
    media.version_7 = content.version == "7";
  }
  const std::string accepted(request.header("accept"));
  std::string_view list = accepted;
  bool understood = list.empty();
  for (bool first = true; !list.empty(); first = false) {
    const Read accept = read(next(list, ','));
    if (!is_json(accept) && !is_text(accept) && !is_any(accept)) continue;
    need_known_version(accept, "Accept");
    if (is_text(accept) && first) media.text = true;
    if (is_vendor(accept)) {
      media.answer = "application/vnd.elasticsearch+json" + (accept.version.empty() ? "" : ";compatible-with=" + accept.version);
      media.version_7 = accept.version == "7";
    }
    understood = true;
    if (!is_text(accept)) break;
  }
  if (!understood) throw ElasticError(406, "media_type_header_exception", "Accept header [" + accepted + "] is not supported; JSON is answered, and text by _cat");
  return media;
}

}  // namespace dateline
