#include "indexer/readers/format.h"

#include <algorithm>

#include "common/text/utf8.h"
#include "indexer/readers/mail.h"
#include "indexer/readers/markup_scanner.h"
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

// Past what may come before the first element: blanks, comments, declarations, processing instructions. npos when there is nothing more, or it goes on beyond the head.
std::size_t first_element(std::string_view head) {
  MarkupScanner scanner;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < head.size();) {
    at += scanner.scan(head.substr(at));
    switch (scanner.token()) {
      case MarkupToken::unfinished: continue;
      case MarkupToken::start_tag: return begin;
      case MarkupToken::text:
        if (head.substr(begin, at - begin).find_first_not_of(" \t\r\n") != head.npos) return head.npos;
        break;
      case MarkupToken::other: break;
      case MarkupToken::end_tag:
      case MarkupToken::cdata: return head.npos;
    }
    begin = at;
  }
  return head.npos;
}

bool looks_html(std::string_view head) {
  const std::string start = lower(head.substr(0, 4096));
  const std::size_t declared = start.find_first_not_of(" \t\r\n");
  if (declared != start.npos && start.compare(declared, 14, "<!doctype html") == 0) return true;
  const std::size_t at = first_element(start);
  if (at == start.npos) return declared != start.npos && start.compare(declared, 4, "<!--") == 0 && start.find("-->") == start.npos;
  for (std::string_view tag : {"<html", "<head", "<body", "<meta", "<title", "<article", "<div", "<p>", "<p ", "<h1", "<script", "<link"})
    if (start.compare(at, tag.size(), tag) == 0) return true;
  return false;
}

// By the name of the first element. `problem` when it is XML that holds no articles as far as is known.
Guess guess_xml(std::string_view head) {
  struct Root {
    std::string_view name;
    Format format;
  };
  static constexpr Root kRoots[] = {{"rss", Format::feed}, {"RDF", Format::feed}, {"feed", Format::feed}, {"channel", Format::feed}, {"nitf", Format::nitf}, {"newsItem", Format::newsml},
                                    {"newsMessage", Format::newsml}, {"packageItem", Format::newsml}, {"NewsML", Format::newsml}, {"NewsItem", Format::newsml}};
  static constexpr std::string_view kCollections[] = {"doc", "docstream", "gwendoc", "reuters", "newsitem"};
  Guess guess;
  const std::size_t at = first_element(head);
  if (at == head.npos) return guess;
  const std::string_view tag = head.substr(at + 1, 100);
  const std::string_view name = tag.substr(0, tag.find_first_of("> \t\r\n/"));
  for (const Root& root : kRoots)
    if (local_name(name) == root.name) guess.format = root.format;
  if (guess.format == Format::text && std::find(std::begin(kCollections), std::end(kCollections), lower(name)) != std::end(kCollections)) guess.format = Format::sgml;
  if (guess.format == Format::text && head.substr(head.find('<'), 5) == "<?xml") guess.problem = "XML that is no feed or news format: <" + repair_utf8(name) + ">";
  return guess;
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
    case Format::feed: return "feed";
    case Format::nitf: return "nitf";
    case Format::newsml: return "newsml";
    case Format::sgml: return "sgml";
    case Format::mail: return "mail";
    case Format::mbox: return "mbox";
    case Format::warc: return "warc";
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
  // The pages in it may be compressed, and pictures lie between them.
  if (head.substr(0, 7) == "WARC/1." || head.substr(0, 7) == "WARC/0.") {
    guess.format = Format::warc;
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
  } else if (const Guess xml = start == '<' ? guess_xml(head) : Guess(); xml.format != Format::text || !xml.problem.empty()) {
    guess = xml;
  } else if (is_mbox_separator(head.substr(0, head.find('\n'))) || (ends_with(file, ".mbox") && head.substr(0, 5) == "From ")) {
    guess.format = Format::mbox;
  } else if (begins_as_mail(head)) {
    guess.format = Format::mail;
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
