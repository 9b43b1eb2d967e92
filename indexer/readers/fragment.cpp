#include "indexer/readers/fragment.h"

#include <algorithm>

#include "indexer/extraction/head_line.h"
#include "indexer/extraction/html_body.h"
#include "indexer/extraction/lines.h"

namespace dateline {
namespace {

bool is_letter(char c) { return (c | 32) >= 'a' && (c | 32) <= 'z'; }

}  // namespace

std::string text_of_html(std::string_view html) {
  const HtmlTree tree(html);
  return tree.root() ? html_text(*tree.root()) : std::string();
}

std::string text_of_article_html(std::string_view html, std::string_view title) {
  const HtmlTree tree(html);
  if (!tree.root()) return {};
  Article told;
  told.title = title;
  std::string body = html_body(page_blocks(*tree.root()), told);
  std::string all = html_text(*tree.root());
  return body.size() * 2 < all.size() ? all : body;
}

std::string paragraphs_of_plain(std::string_view text) {
  std::string clean(text);
  clean.erase(std::remove_if(clean.begin(), clean.end(), [](char c) { return (c >= 0 && c < ' ' && c != '\n' && c != '\r' && c != '\t') || c == 0x7F; }), clean.end());
  const std::string plain = plain_lines(clean);
  std::string out;
  for (const auto& block : blocks_of(plain))
    for (const std::string& paragraph : paragraphs_of(block)) {
      if (!out.empty()) out += "\n\n";
      out += paragraph;
    }
  return out;
}

bool looks_like_html(std::string_view text) {
  for (std::size_t at = text.find_first_of("<&"); at != text.npos; at = text.find_first_of("<&", at + 1)) {
    const std::string_view rest = text.substr(at + 1);
    if (rest.empty()) return false;
    if (text[at] == '<') {
      if ((is_letter(rest[0]) || rest[0] == '/') && rest.find('>') != rest.npos) return true;
    } else if (const std::size_t end = rest.substr(0, 32).find(';'); end != rest.npos && end > 0 && (rest[0] == '#' || is_letter(rest[0]))) {
      if (rest.substr(0, end).find_first_of(" \t\n<&") == rest.npos) return true;
    }
  }
  return false;
}

std::vector<std::string> names_in_byline(std::string_view byline) {
  std::string text = one_line(byline);
  if (const std::size_t open = text.find('('); text.find('@') < open && open != text.npos && text.back() == ')') text = text.substr(open + 1, text.size() - open - 2);
  if (text.empty() || is_web_address(text) || (text.find('@') != text.npos && text.find(' ') == text.npos)) return {};
  if (const auto head = read_head_line(text); head && !head->authors.empty()) return head->authors;
  if (const auto head = read_head_line("By " + text); head && !head->authors.empty()) return head->authors;
  return {text};
}

bool is_web_address(std::string_view text) {
  return (text.substr(0, 7) == "http://" && text.size() > 7) || (text.substr(0, 8) == "https://" && text.size() > 8);
}

std::string absolute_address(std::string_view link, std::string_view base) {
  link = trimmed(link);
  if (link.empty() || is_web_address(link) || !is_web_address(base)) return std::string(link);
  if (link.substr(0, link.find_first_of("/?#")).find(':') != link.npos) return std::string(link);  // another scheme
  if (link.substr(0, 2) == "//") return std::string(base.substr(0, base.find(':') + 1)) + std::string(link);
  base = base.substr(0, base.find_first_of("?#"));
  const std::size_t path = std::min(base.find('/', base.find("://") + 3), base.size());
  if (link.front() == '/') return std::string(base.substr(0, path)) + std::string(link);
  if (link.front() == '?' || link.front() == '#') return std::string(base) + std::string(link);
  return std::string(path == base.size() ? base : base.substr(0, base.rfind('/'))) + "/" + std::string(link);
}

}  // namespace dateline
