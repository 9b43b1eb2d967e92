#include "indexer/extraction/encoding.h"

#include <iconv.h>
#include <uchardet.h>

#include <algorithm>
#include <cerrno>
#include <memory>
#include <optional>

#include "common/text/utf8.h"

namespace dateline {
namespace {

constexpr std::size_t kDetectBytes = 256 * 1024;
constexpr std::size_t kDeclarationBytes = 8 * 1024;

struct Close {
  void operator()(void* handle) const { iconv_close(handle); }
};
struct DeleteDetector {
  void operator()(uchardet* detector) const { uchardet_delete(detector); }
};

// Nothing when the charset is unknown, or (`strict`) the bytes are not valid in it.
std::optional<std::string> convert(std::string_view bytes, const std::string& charset, bool strict) {
  const iconv_t opened = iconv_open("UTF-8", charset.c_str());
  if (opened == reinterpret_cast<iconv_t>(-1)) return {};
  const std::unique_ptr<void, Close> handle(opened);
  std::string out;
  std::string buffer(64 * 1024, '\0');
  char* in = const_cast<char*>(bytes.data());  // iconv does not write there
  std::size_t in_left = bytes.size();
  while (in_left > 0) {
    char* to = buffer.data();
    std::size_t to_left = buffer.size();
    const std::size_t result = iconv(opened, &in, &in_left, &to, &to_left);
    out.append(buffer.data(), buffer.size() - to_left);
    if (result != static_cast<std::size_t>(-1) || errno == E2BIG) continue;
    if (strict && errno == EILSEQ) return {};
    append_utf8(out, kReplacement);
    if (errno == EINVAL) break;  // cut in the middle of a character
    const std::size_t unit = std::min<std::size_t>(in_left, charset.rfind("UTF-16", 0) == 0 ? 2 : charset.rfind("UTF-32", 0) == 0 ? 4 : 1);
    in += unit;
    in_left -= unit;
  }
  return repair_utf8(out);
}

std::string detected_charset(std::string_view bytes) {
  const std::unique_ptr<uchardet, DeleteDetector> detector(uchardet_new());
  const std::string_view head = bytes.substr(0, kDetectBytes);
  if (uchardet_handle_data(detector.get(), head.data(), head.size())) return {};
  uchardet_data_end(detector.get());
  return uchardet_get_charset(detector.get());
}

// UTF-16 text in a Latin script has a NUL in nearly every other byte.
std::string unmarked_wide_charset(std::string_view bytes) {
  const std::string_view head = bytes.substr(0, kDeclarationBytes);
  std::size_t even = 0, odd = 0;
  for (std::size_t at = 0; at < head.size(); ++at) (at % 2 ? odd : even) += head[at] == '\0';
  if (odd * 3 > head.size() && even * 20 < odd) return "UTF-16LE";
  if (even * 3 > head.size() && odd * 20 < even) return "UTF-16BE";
  return {};
}

}  // namespace

std::string to_utf8(std::string_view bytes, std::string_view declared) {
  struct Mark {
    std::string_view bytes;
    const char* charset;
  };
  static constexpr Mark kMarks[] = {{"\xEF\xBB\xBF", "UTF-8"},
                                    {{"\xFF\xFE\0\0", 4}, "UTF-32LE"},
                                    {{"\0\0\xFE\xFF", 4}, "UTF-32BE"},
                                    {"\xFF\xFE", "UTF-16LE"},
                                    {"\xFE\xFF", "UTF-16BE"}};
  for (const Mark& mark : kMarks)
    if (bytes.substr(0, mark.bytes.size()) == mark.bytes) {
      bytes.remove_prefix(mark.bytes.size());
      if (std::string_view(mark.charset) == "UTF-8") return repair_utf8(bytes);
      if (std::optional<std::string> text = convert(bytes, mark.charset, false)) return *text;
    }
  if (const std::string wide = unmarked_wide_charset(bytes); !wide.empty())
    if (std::optional<std::string> text = convert(bytes, wide, false)) return *text;
  if (is_valid_utf8(bytes)) return repair_utf8(bytes);
  if (!declared.empty())
    if (std::optional<std::string> text = convert(bytes, std::string(declared), true)) return *text;
  if (const std::string guess = detected_charset(bytes); !guess.empty() && guess != "UTF-8" && guess != "ASCII")
    if (std::optional<std::string> text = convert(bytes, guess, true)) return *text;
  // A few stray bytes in what is UTF-8 otherwise stay a few bad characters.
  const std::string repaired = repair_utf8(bytes);
  std::size_t bad = 0, good = 0;
  for (std::size_t at = 0; at < repaired.size();) {
    const char32_t c = decode_utf8(repaired, at);
    bad += c == kReplacement;
    good += c >= 0x80 && c != kReplacement;
  }
  if (good > bad) return repaired;
  if (std::optional<std::string> text = convert(bytes, "WINDOWS-1252", false)) return *text;
  return repaired;
}

std::string declared_charset(std::string_view page) {
  std::string head(page.substr(0, kDeclarationBytes));
  std::transform(head.begin(), head.end(), head.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  for (std::string_view key : {"charset=", "encoding="}) {
    std::size_t at = head.find(key);
    if (at == std::string::npos) continue;
    at += key.size();
    if (at < head.size() && (head[at] == '"' || head[at] == '\'')) ++at;
    const std::size_t end = std::min(head.find_first_of("\"' ;/>?\r\n", at), head.size());
    const std::string name = head.substr(at, end - at);
    // A page whose ASCII could be read is no UTF-16, whatever it says.
    if (name.rfind("utf-16", 0) == 0) return {};
    // What browsers read these as (WHATWG Encoding, section 4.2).
    if (name == "iso-8859-1" || name == "latin1" || name == "us-ascii" || name == "ascii") return "windows-1252";
    return name;
  }
  return {};
}

}  // namespace dateline
