#include "indexer/readers/format.h"

#include <algorithm>

#include "indexer/readers/splitters.h"

namespace dateline {
namespace {

struct Magic {
  std::string_view bytes, name;
};
constexpr Magic kMagics[] = {{"%PDF-", "PDF document"},         {"PK\x03\x04", "zip archive or office document"}, {"\x89PNG", "PNG image"},
                             {"\xFF\xD8\xFF", "JPEG image"},    {"GIF8", "GIF image"},                            {"\x7F" "ELF", "program"},
                             {"Rar!", "RAR archive"},           {"7z\xBC\xAF", "7z archive"},                     {"BZh", "bzip2 data"},
                             {"\xFD" "7zXZ", "xz data"},        {"SQLite format 3", "SQLite database"},           {"\xD0\xCF\x11\xE0", "old office document"},
                             {"RIFF", "media file"},            {"OggS", "media file"},                           {"ID3", "media file"},
                             {"\x0F\x0DXapian Glass", "Xapian database"}, {"{\\rtf", "RTF document"}};

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

// "a.jsonl.gz" -> "a.jsonl"
std::string plain_name(std::string_view name) {
  std::string out = lower(name);
  for (std::string_view packed : {".gz", ".zst", ".zstd"})
    if (ends_with(out, packed)) out.resize(out.size() - packed.size());
  return out;
}

bool looks_binary(std::string_view head) {
  if (head.substr(0, 2) == "\xFF\xFE" || head.substr(0, 2) == "\xFE\xFF") return false;  // UTF-16
  std::size_t nul = 0, controls = 0, even = 0;
  for (std::size_t i = 0; i < head.size(); ++i) {
    const auto c = static_cast<unsigned char>(head[i]);
    nul += c == 0;
    even += c == 0 && i % 2 == 0;
    controls += c < 0x20 && c != 0 && c != '\n' && c != '\r' && c != '\t' && c != '\f' && c != 0x1B;
  }
  // UTF-16 without a mark: every other byte is NUL.
  const bool wide = nul * 3 > head.size() && (even * 20 < nul || even * 20 > nul * 19);
  return !wide && (nul * 100 > head.size() || controls * 20 > head.size());
}

bool looks_html(std::string_view head) {
  std::string start = lower(head.substr(0, 4096));
  std::size_t at = 0;
  // Blanks, comments and an XML declaration may come first.
  for (;;) {
    at = start.find_first_not_of(" \t\r\n", at);
    if (at == std::string::npos) return false;
    if (start.compare(at, 4, "<!--") == 0) {
      at = start.find("-->", at);
      if (at == std::string::npos) return true;
      at += 3;
    } else if (start.compare(at, 5, "<?xml") == 0) {
      at = start.find("?>", at);
      if (at == std::string::npos) return false;
      at += 2;
    } else {
      break;
    }
  }
  for (std::string_view tag : {"<!doctype html", "<html", "<head", "<body", "<meta", "<title", "<article", "<div", "<p>", "<p ", "<h1", "<script", "<link"})
    if (start.compare(at, tag.size(), tag) == 0) return true;
  return false;
}

// Is the first line one whole JSON object, and does another begin on a line below?
bool holds_lines_of_objects(std::string_view head) {
  const std::string_view line = head.substr(0, head.find('\n'));
  if (line.size() == head.size()) return false;  // only one line, or a very long one
  const std::size_t next = head.find_first_not_of(" \t\r\n", line.size());
  if (next == head.npos || head[next] != '{') return false;
  long depth = 0;
  bool in_string = false;
  for (std::size_t at = 0; at < line.size(); ++at) {
    const char c = line[at];
    if (in_string) {
      if (c == '\\') ++at;
      else if (c == '"') in_string = false;
      continue;
    }
    in_string = c == '"';
    depth += c == '{' || c == '[';
    depth -= c == '}' || c == ']';
  }
  return depth == 0 && !in_string;
}

}  // namespace

std::string_view format_name(Format format) {
  switch (format) {
    case Format::text: return "text";
    case Format::markdown: return "markdown";
    case Format::html: return "html";
    case Format::json: return "json";
    case Format::ndjson: return "ndjson";
    case Format::csv: return "csv";
    case Format::tsv: return "tsv";
  }
  return "text";
}

Guess guess_format(std::string_view head, std::string_view name) {
  Guess guess;
  if (head.empty()) {
    guess.problem = "empty file";
    return guess;
  }
  for (const Magic& magic : kMagics)
    if (head.substr(0, magic.bytes.size()) == magic.bytes) {
      guess.problem = "not text: " + std::string(magic.name);
      return guess;
    }
  if (looks_binary(head)) {
    guess.problem = "not text: binary data";
    return guess;
  }
  const std::string file = plain_name(name);
  if (head.substr(0, 3) == "\xEF\xBB\xBF") head.remove_prefix(3);
  const std::size_t first = head.find_first_not_of(" \t\r\n");
  const char start = first == head.npos ? '\0' : head[first];
  const bool json_name = ends_with(file, ".json"), lines_name = ends_with(file, ".jsonl") || ends_with(file, ".ndjson");
  if (start == '{' || (start == '[' && (json_name || head.find_first_of("{]", first + 1) == head.find_first_not_of(" \t\r\n", first + 1)))) {
    guess.format = lines_name || (start == '{' && holds_lines_of_objects(head.substr(first))) ? Format::ndjson : Format::json;
  } else if (start == '<' && looks_html(head)) {
    guess.format = Format::html;
  } else if (lines_name) {
    guess.format = Format::ndjson;
  } else if (json_name) {
    guess.format = Format::json;
  } else if (ends_with(file, ".html") || ends_with(file, ".htm") || ends_with(file, ".xhtml")) {
    guess.format = Format::html;
  } else if (ends_with(file, ".md") || ends_with(file, ".markdown")) {
    guess.format = Format::markdown;
  } else {
    const std::string_view line = head.substr(0, head.find('\n'));
    const char delimiter = line.size() < 4096 ? csv_delimiter(line) : '\0';
    const bool csv_name = ends_with(file, ".csv"), tsv_name = ends_with(file, ".tsv") || ends_with(file, ".tab");
    const bool text_name = ends_with(file, ".txt") || ends_with(file, ".text");
    if (delimiter && (!text_name || csv_name || tsv_name)) {
      guess.delimiter = delimiter;
      guess.format = delimiter == '\t' ? Format::tsv : Format::csv;
    } else if (csv_name || tsv_name) {
      guess.problem = "no header line that names an article's fields (title, body, date, ...)";
    }
  }
  return guess;
}

}  // namespace dateline
