#include "server/http/url.h"

#include "common/text/utf8.h"

namespace dateline {
namespace {

int hex_digit(char c) {
  if (c >= '0' && c <= '9') return c - '0';
  if ((c | 32) >= 'a' && (c | 32) <= 'f') return (c | 32) - 'a' + 10;
  return -1;
}

}  // namespace

std::optional<std::string> percent_decoded(std::string_view text, bool plus_is_space) {
  std::string out;
  out.reserve(text.size());
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == '+' && plus_is_space) {
      out.push_back(' ');
    } else if (text[at] == '%') {
      const int high = at + 2 < text.size() ? hex_digit(text[at + 1]) : -1, low = high < 0 ? -1 : hex_digit(text[at + 2]);
      if (low < 0 || high * 16 + low == 0) return {};
      out.push_back(static_cast<char>(high * 16 + low));
      at += 2;
    } else {
      out.push_back(text[at]);
    }
  }
  if (!is_valid_utf8(out)) return {};
  return out;
}

std::string percent_encoded(std::string_view text) {
  constexpr char kHex[] = "0123456789ABCDEF";
  std::string out;
  for (const char c : text) {
    const bool plain = (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '-' || c == '.' || c == '_' || c == '~';
    if (plain) {
      out.push_back(c);
    } else {
      const auto byte = static_cast<unsigned char>(c);
      out.append({'%', kHex[byte >> 4], kHex[byte & 15]});
    }
  }
  return out;
}

std::optional<NamedValues> read_query_string(std::string_view text) {
  NamedValues values;
  while (!text.empty()) {
    const std::string_view item = text.substr(0, text.find('&'));
    text.remove_prefix(std::min(item.size() + 1, text.size()));
    if (item.empty()) continue;
    const std::size_t equals = item.find('=');
    std::optional<std::string> name = percent_decoded(item.substr(0, equals), true);
    std::optional<std::string> value = equals == item.npos ? std::string() : percent_decoded(item.substr(equals + 1), true);
    if (!name || !value) return {};
    values.emplace_back(*std::move(name), *std::move(value));
  }
  return values;
}

std::optional<std::vector<std::string>> path_segments(std::string_view path) {
  std::vector<std::string> segments;
  if (!path.empty() && path.front() == '/') path.remove_prefix(1);
  for (;;) {
    const std::size_t slash = path.find('/');
    std::optional<std::string> segment = percent_decoded(path.substr(0, slash), false);
    if (!segment) return {};
    segments.push_back(*std::move(segment));
    if (slash == path.npos) return segments;
    path.remove_prefix(slash + 1);
  }
}

}  // namespace dateline
