#include "indexer/readers/sgml.h"

#include <algorithm>
#include <array>
#include <initializer_list>
#include <nlohmann/json.hpp>
#include <optional>
#include <vector>

#include "common/date.h"
#include "indexer/extraction/encoding.h"
#include "indexer/extraction/head_line.h"
#include "indexer/extraction/lines.h"
#include "indexer/readers/entities.h"
#include "indexer/readers/fragment.h"
#include "indexer/readers/markup_scanner.h"

namespace dateline {
namespace {

constexpr double kFieldConfidence = 0.95, kIdConfidence = 0.85;

std::string lower(std::string_view text) {
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), [](char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; });
  return out;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

// A record's tags in order, and the fields between them.
class Fields {
 public:
  explicit Fields(std::string_view record) : record_(record) {
    MarkupScanner scanner;
    std::size_t begin = 0;
    for (std::size_t at = 0; at < record.size();) {
      at += scanner.scan(record.substr(at));
      const MarkupToken token = scanner.token();
      if (token == MarkupToken::start_tag || token == MarkupToken::end_tag) tags_.push_back({lower(scanner.name()), begin, at, token == MarkupToken::end_tag});
      if (token != MarkupToken::unfinished) begin = at;
    }
  }

  // What is between the tags of the first element with one of these names (the names in order of preference); to the next tag when it is not closed.
  std::optional<std::string_view> find(std::initializer_list<std::string_view> names) const {
    for (std::string_view name : names)
      for (std::size_t i = 0; i < tags_.size(); ++i)
        if (!tags_[i].ends && tags_[i].name == name) return inside(i);
    return {};
  }

  // The lines of all elements of this name in a field. They hold no others.
  std::vector<std::string> all(std::string_view name, std::string_view field) const {
    const auto begin = static_cast<std::size_t>(field.data() - record_.data());
    std::vector<std::string> out;
    for (std::size_t i = 0; i < tags_.size(); ++i) {
      const Tag& tag = tags_[i];
      if (tag.ends || tag.name != name || tag.begin < begin || tag.end > begin + field.size()) continue;
      const std::size_t end = i + 1 < tags_.size() ? tags_[i + 1].begin : record_.size();
      if (std::string text = one_line(decode_entities(record_.substr(tag.end, end - tag.end))); !text.empty()) out.push_back(std::move(text));
    }
    return out;
  }

  // The value of an attribute of the record's own tag.
  std::string attribute(std::initializer_list<std::string_view> names) const {
    if (tags_.empty()) return {};
    const std::string_view tag = record_.substr(tags_[0].begin, tags_[0].end - tags_[0].begin);
    std::string small = lower(tag);
    std::replace_if(small.begin(), small.end(), [](char c) { return c == '\n' || c == '\r' || c == '\t'; }, ' ');
    for (std::string_view name : names) {
      const std::string key = " " + std::string(name) + "=";
      std::size_t at = small.find(key);
      if (at == std::string::npos) continue;
      at += key.size();
      const char quote = at < tag.size() && (tag[at] == '"' || tag[at] == '\'') ? tag[at] : '\0';
      if (quote) ++at;
      const std::size_t end = quote ? tag.find(quote, at) : tag.find_first_of(" \t\r\n>", at);
      return std::string(tag.substr(at, end == tag.npos ? end : end - at));
    }
    return {};
  }

  std::string_view record_tag() const { return tags_.empty() ? std::string_view() : std::string_view(tags_[0].name); }

 private:
  struct Tag {
    std::string name;
    std::size_t begin, end;
    bool ends;
  };

  std::string_view inside(std::size_t start) const {
    const std::size_t begin = tags_[start].end;
    for (std::size_t i = start + 1; i < tags_.size(); ++i)
      if (tags_[i].ends && tags_[i].name == tags_[start].name) return record_.substr(begin, tags_[i].begin - begin);
    const std::size_t next = start + 1 < tags_.size() ? tags_[start + 1].begin : record_.size();
    return record_.substr(begin, next - begin);
  }

  std::string_view record_;
  std::vector<Tag> tags_;
};

// Paragraphs: begun by <P>, by a blank line, or by a line that is indented where others are not.
class Paragraphs {
 public:
  std::string of(std::string_view raw) {
    MarkupScanner scanner;
    std::size_t begin = 0;
    std::string passed_over;  // name of an element that is not of the text
    for (std::size_t at = 0; at < raw.size();) {
      at += scanner.scan(raw.substr(at));
      const std::string_view token = raw.substr(begin, at - begin);
      if (scanner.token() == MarkupToken::unfinished && at < raw.size()) continue;
      begin = at;
      if (scanner.token() == MarkupToken::text && passed_over.empty()) text_ += token;
      const bool starts = scanner.token() == MarkupToken::start_tag;
      if (!starts && scanner.token() != MarkupToken::end_tag) continue;
      const std::string name = lower(scanner.name());
      if (name == "p" || name == "para") text_ += "\n\n";
      if (starts && passed_over.empty() && is_of_the_head(name)) passed_over = name;
      else if (!starts && name == passed_over) passed_over.clear();
    }
    return joined(plain_lines(decode_entities(text_)));
  }

 private:
  static bool is_of_the_head(std::string_view name) {
    static constexpr std::array<std::string_view, 7> kNames = {"title", "headline", "dateline", "author", "byline", "docno", "slug"};
    return std::find(kNames.begin(), kNames.end(), name) != kNames.end();
  }

  static std::string joined(std::string text) {
    text.erase(std::remove_if(text.begin(), text.end(), [](char c) { return (c >= 0 && c < ' ' && c != '\n' && c != '\t') || c == 0x7F; }), text.end());
    std::string out, paragraph;
    const auto end = [&] {
      if (!paragraph.empty()) out += (out.empty() ? "" : "\n\n") + paragraph;
      paragraph.clear();
    };
    const std::size_t margin = margin_of(text);
    for (std::string_view rest = text; !rest.empty();) {
      const std::size_t length = std::min(rest.find('\n'), rest.size());
      const std::string_view line = rest.substr(0, length);
      rest.remove_prefix(std::min(length + 1, rest.size()));
      const std::size_t indent = line.find_first_not_of(" \t");
      if (indent == line.npos || indent >= margin + 2 || line[0] == '\t') end();
      const std::string words = one_line(line);
      if (words.empty()) continue;
      if (!paragraph.empty()) paragraph += ' ';
      paragraph += words;
    }
    end();
    return out;
  }

  // Of the line that is indented least.
  static std::size_t margin_of(std::string_view text) {
    std::size_t margin = std::string::npos;
    while (!text.empty()) {
      const std::size_t length = std::min(text.find('\n'), text.size());
      const std::size_t indent = text.substr(0, length).find_first_not_of(" \t");
      if (indent != text.npos) margin = std::min(margin, indent);
      text.remove_prefix(std::min(length + 1, text.size()));
    }
    return margin == std::string::npos ? 0 : margin;
  }

  std::string text_;
};

std::string line_in(const std::optional<std::string_view>& field) {
  if (!field) return {};
  std::string text = Paragraphs().of(*field);
  return one_line(text);
}

// Two digits of a year in collections that all were made after 1970.
std::optional<CivilDate> short_date(std::string_view digits) {
  if (digits.size() != 6 && digits.size() != 8) return {};
  if (!std::all_of(digits.begin(), digits.end(), is_digit)) return {};
  const auto number = [&](std::size_t at, std::size_t width) { return std::stoi(std::string(digits.substr(at, width))); };
  const std::size_t width = digits.size() - 4;
  CivilDate date{number(0, width), number(width, 2), number(width + 2, 2)};
  if (width == 2) date.year += date.year >= 70 ? 1900 : 2000;
  if (date.year < 1800 || date.year > 2100 || !is_valid(date)) return {};
  return date;
}

// A field's date, which other words may follow: "26-FEB-1987 15:01:01.79", "January 1, 1989, Sunday, Home Edition", "910514".
std::string date_in_field(std::string text) {
  if (const auto date = short_date(text)) return to_rfc3339(*date);
  // 26-FEB-1987: the month in letters between hyphens.
  for (std::size_t i = 1; i + 1 < text.size(); ++i)
    if (text[i] == '-' && ((is_digit(text[i - 1]) && (text[i + 1] | 32) >= 'a' && (text[i + 1] | 32) <= 'z') || (is_digit(text[i + 1]) && (text[i - 1] | 32) >= 'a' && (text[i - 1] | 32) <= 'z'))) text[i] = ' ';
  for (int words = 0; words < 10 && !text.empty(); ++words) {
    if (const auto when = parse_date(text)) return to_rfc3339(*when);
    const std::size_t last = text.find_last_of(" ");
    text.resize(last == std::string::npos ? 0 : last);
    while (!text.empty() && (text.back() == ',' || text.back() == ' ' || text.back() == ';')) text.pop_back();
  }
  return {};
}

// AP880212-0001, APW19980601.0001, AFP_ENG_20041001.0001: the day that a document's number begins with.
std::string date_in_id(std::string_view id) {
  for (std::size_t at = 0; at < id.size();) {
    std::size_t end = at;
    while (end < id.size() && is_digit(id[end])) ++end;
    if (at > 0)
      if (const auto date = short_date(id.substr(at, end - at))) return to_rfc3339(*date);
    at = end + 1;
  }
  return {};
}

void read_date(const Fields& fields, Article& article) {
  const auto take = [&](const std::string& date, double confidence) {
    if (!article.published.empty() || date.empty()) return;
    article.published = date;
    article.published_from = "field";
    article.published_confidence = confidence;
  };
  for (std::string_view name : {"date", "date_time", "date1", "dd", "pubdate"}) take(date_in_field(line_in(fields.find({name}))), kFieldConfidence);
  take(date_in_field(fields.attribute({"date"})), kFieldConfidence);
  take(date_in_id(article.id), kIdConfidence);
}

// A headline; what follows a row of hyphens in it may be the byline.
void read_title(const Fields& fields, Article& article) {
  const auto field = fields.find({"headline", "title", "head", "hl", "ti", "ttl"});
  if (!field) return;
  std::string_view title = *field;
  if (const std::size_t rule = title.find("\n---"); rule != title.npos) {
    for (const std::string_view rest = title.substr(rule); article.authors.empty();) {
      const std::size_t by = std::min(rest.find("By "), rest.find("by "));
      if (by != rest.npos) article.authors = names_in_byline(rest.substr(by));
      break;
    }
    title = title.substr(0, rule);
  }
  article.title = line_in(title);
}

void read_lists(const Fields& fields, Article& article) {
  if (const auto topics = fields.find({"topics"})) article.tags = fields.all("d", *topics);
  nlohmann::json extra = nlohmann::json::object();
  for (std::string_view name : {"places", "people", "orgs", "exchanges", "companies"})
    if (const auto list = fields.find({name}))
      if (std::vector<std::string> entries = fields.all("d", *list); !entries.empty()) extra[std::string(name)] = std::move(entries);
  if (!extra.empty()) article.extra = extra.dump();
}

// "Reuter" alone in the last line, as agencies sign off.
void drop_sign_off(std::string& body, std::string_view source) {
  const std::size_t space = body.find_last_of(" \n");
  if (space == std::string::npos) return;
  const std::string last = lower(body.substr(space + 1));
  if (last.size() < 4 || lower(source).rfind(last, 0) != 0) return;
  const std::string_view before = trimmed(std::string_view(body).substr(0, space));
  if (before.empty() || std::string_view(".\"'!?)").find(before.back()) == std::string_view::npos) return;
  body.resize(before.size());
}

bool ends_with_dash(std::string_view text) {
  for (std::string_view dash : {"-", "_", "\u2013", "\u2014"})
    if (text.size() >= dash.size() && text.substr(text.size() - dash.size()) == dash) return true;
  return false;
}

void read_body(const Fields& fields, Article& article) {
  const auto body = fields.find({"body"}), text = fields.find({"text"}), lead = fields.find({"lp", "leadpara"});
  const bool text_is_inner = body && text && text->data() >= body->data() && text->data() < body->data() + body->size();
  const std::optional<std::string_view>& whole = body && !text_is_inner ? body : text;
  if (lead) article.body = Paragraphs().of(*lead);
  if (whole) {
    const std::string rest = Paragraphs().of(*whole);
    article.body += (article.body.empty() || rest.empty() ? "" : "\n\n") + rest;
  }
  // "LONDON, March 3 -" begins the text, as it did on the wire.
  const std::string dateline = line_in(fields.find({"dateline"}));
  if (!dateline.empty() && !article.body.empty()) article.body = dateline + (ends_with_dash(dateline) ? " " : " - ") + article.body;
  drop_sign_off(article.body, article.source);
}

}  // namespace

ElementNames sgml_elements() {
  ElementNames elements;
  elements.names = {"doc", "reuters", "newsitem"};
  elements.ignore_case = true;
  elements.read_head = [](std::string_view before) {
    InputHead head;
    head.charset = declared_charset(before);
    return head;
  };
  return elements;
}

ParsedRecord article_from_sgml(const Record& record) {
  const std::string text = to_utf8(record.bytes, record.head->charset);
  const Fields fields(text);
  Article article;
  article.id = line_in(fields.find({"docno", "docid", "doc_id"}));
  if (article.id.empty()) article.id = fields.attribute({"docid", "docno", "newid", "itemid", "id"});
  const std::string byline = line_in(fields.find({"byline", "author", "au"}));
  article.authors = names_in_byline(byline);
  read_title(fields, article);
  read_date(fields, article);
  read_lists(fields, article);
  article.source = line_in(fields.find({"so", "source", "pub"}));
  if (const auto head = read_head_line(byline); head && article.source.empty()) article.source = head->source;
  if (article.source.empty() && fields.record_tag() == "reuters") article.source = "Reuters";
  article.section = line_in(fields.find({"section"}));
  article.language = fields.attribute({"xml:lang", "lang"});
  read_body(fields, article);
  return {std::move(article), {}};
}

}  // namespace dateline
