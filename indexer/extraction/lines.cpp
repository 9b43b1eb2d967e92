#include "indexer/extraction/lines.h"

#include <algorithm>
#include <array>

#include "common/text/fold.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestNotice = 320;
constexpr std::size_t kLongestCaption = 300;
constexpr std::size_t kLongestTailHeading = 60;
constexpr std::size_t kUnwrappedLine = 200, kNarrowestWrap = 30;  // bytes: no one wraps lines as late, or as soon, as that

bool starts_with(std::string_view text, std::string_view start) { return text.substr(0, start.size()) == start; }
bool contains(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }
bool ends_with(std::string_view text, std::string_view end) {
  return text.size() >= end.size() && text.substr(text.size() - end.size()) == end;
}

bool is_bullet(std::string_view line) {
  for (std::string_view mark : {"* ", "- ", "• ", "– ", "· ", "> ", ">> ", "» "})
    if (starts_with(line, mark)) return true;
  return false;
}

}  // namespace

std::string_view trimmed(std::string_view text) {
  for (;;) {
    if (!text.empty() && (text.front() == ' ' || (text.front() >= '\t' && text.front() <= '\r')))
      text.remove_prefix(1);
    else if (starts_with(text, "\xC2\xA0"))
      text.remove_prefix(2);
    else
      break;
  }
  for (;;) {
    if (!text.empty() && (text.back() == ' ' || (text.back() >= '\t' && text.back() <= '\r')))
      text.remove_suffix(1);
    else if (ends_with(text, "\xC2\xA0"))
      text.remove_suffix(2);
    else
      break;
  }
  return text;
}

std::vector<std::string_view> words_of(std::string_view text) {
  std::vector<std::string_view> words;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find_first_not_of(" \t\n", at);
    if (begin == text.npos) break;
    at = std::min(text.find_first_of(" \t\n", begin), text.size());
    words.push_back(text.substr(begin, at - begin));
  }
  return words;
}

std::string plain_lines(std::string_view text) {
  std::string out;
  out.reserve(text.size());
  const auto end_line = [&] {
    while (!out.empty() && (out.back() == ' ' || out.back() == '\t')) out.pop_back();
    out.push_back('\n');
  };
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = decode_utf8(text, at);
    if (c == '\r') {
      if (at < text.size() && text[at] == '\n') ++at;
      end_line();
    } else if (c == '\n' || c == 0x2028 || c == 0x2029 || c == '\f') {
      end_line();
      if (c == 0x2029 || c == '\f') out.push_back('\n');
    } else if (c == 0xA0 || (c >= 0x2000 && c <= 0x200A) || c == 0x202F || c == 0x3000) {
      out.push_back(' ');
    } else if (c == 0xFEFF || c == 0x200B) {
      continue;
    } else {
      out.append(text.substr(begin, at - begin));
    }
  }
  return out;
}

std::string one_line(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const char32_t c = decode_utf8(text, at);
    const bool blank = c == ' ' || (c >= '\t' && c <= '\r') || c == 0xA0;
    if (!blank)
      out.append(text.substr(begin, at - begin));
    else if (!out.empty() && out.back() != ' ')
      out.push_back(' ');
  }
  while (!out.empty() && out.back() == ' ') out.pop_back();
  return out;
}

std::vector<std::vector<std::string_view>> blocks_of(std::string_view plain) {
  std::vector<std::vector<std::string_view>> blocks(1);
  while (!plain.empty()) {
    const std::size_t end = std::min(plain.find('\n'), plain.size());
    const std::string_view line = trimmed(plain.substr(0, end));
    plain.remove_prefix(std::min(end + 1, plain.size()));
    if (!line.empty())
      blocks.back().push_back(line);
    else if (!blocks.back().empty())
      blocks.emplace_back();
  }
  if (blocks.back().empty()) blocks.pop_back();
  return blocks;
}

std::vector<std::string> paragraphs_of(const std::vector<std::string_view>& block) {
  std::vector<std::string> paragraphs;
  std::size_t widest = 0, full = 0;
  for (std::string_view line : block) widest = std::max(widest, line.size());
  for (std::string_view line : block) full += line.size() * 4 >= widest * 3;
  const bool wrapped = widest <= kUnwrappedLine && widest >= kNarrowestWrap && full * 2 >= block.size();
  for (std::size_t i = 0; i < block.size(); ++i) {
    const bool anew = i == 0 || !wrapped || is_bullet(block[i]) || is_bullet(block[i - 1]) ||
                      (block[i - 1].size() * 10 < widest * 7 && ends_sentence(block[i - 1]));
    if (anew) {
      paragraphs.emplace_back(block[i]);
      continue;
    }
    paragraphs.back() += ' ';
    paragraphs.back() += block[i];
  }
  return paragraphs;
}

bool is_caption(std::string_view line) {
  if (line.size() > kLongestCaption) return false;
  const std::string folded = fold(line);
  for (std::string_view start : {"file photo", "in this file photo", "photo:", "photo by", "photograph:", "photograph by", "image:", "picture:", "pictured:", "foto:", "beeld:", "bild:", "caption:", "image source",
                                 "image caption", "photo illustration", "(photo", "credit:", "фото:", "фото "})
    if (starts_with(folded, start)) return true;
  for (std::string_view part : {"(credit:", "(photo:", "(photo by", "(image:", "photo credit", "getty images", "(ap photo", "(pool photo", "via ap)", "/afp)", "/reuters)", "foto: "})
    if (contains(folded, part)) return true;
  // "... cannot be named. Photo: Northgate Post"
  const std::size_t photo = std::max(folded.rfind(" photo: ") == std::string::npos ? 0 : folded.rfind(" photo: "),
                                     folded.rfind(" photograph: ") == std::string::npos ? 0 : folded.rfind(" photograph: "));
  if (photo > 0 && folded.size() - photo < 60) return true;
  return ends_with(folded, " photo)") || ends_with(folded, "file photo");
}

bool is_notice(std::string_view line) {
  if (line.size() > kLongestNotice) return false;
  if ((starts_with(line, "http://") || starts_with(line, "https://")) && line.find(' ') == line.npos) return true;
  std::string folded = fold(line);
  std::string_view text = folded;
  while (!text.empty() && (text.front() == '*' || text.front() == '-' || text.front() == '>' || text.front() == ' ')) text.remove_prefix(1);
  static constexpr std::array<std::string_view, 45> kStarts = {
      "sign up for", "sign up to", "subscribe to", "subscribe now", "follow us", "share this", "share on", "print this", "email this",
      "click here", "advertisement", "continue reading", "read more", "read also", "listen to this", "reading time", "skip to content", "what are your thoughts",
      "join the discussion", "join the conversation", "leave a comment", "correction policy", "all rights reserved", "copyright ", "© ", "terms of use", "privacy policy",
      "filed under", "tags:", "topics:", "support our journalism", "reporting by", "(reporting by", "additional reporting", "chat with us", "have a tip?", "like this story?", "thanks for signing up",
      "this copy is for your personal", "this article appeared in", "your subscription has been", "we've detected", "lire aussi", "lees ook", "lesen sie auch"};
  static constexpr std::array<std::string_view, 27> kParts = {
      "republished with permission", "originally published", "originally appeared", "originally featured", "all rights reserved", "our newsletter", "our daily email",
      "contributed to this report", "contributed to this story", "contributed to this article", "contributed reporting", "additional reporting by", "may be reached at",
      "can be reached at", "follow him on", "follow her on", "follow them on", "follow us on", "earn an affiliate", "delivered to your inbox", "delivered straight to your inbox",
      "right to your inbox", "subject to copyright", "was this page helpful",
      "support our newsroom", "contributing as little as", "keep news free"};
  static constexpr std::array<std::string_view, 10> kWhole = {"share", "tweet", "print", "email", "comments", "comment", "save", "menu", "search", "ad"};
  for (std::string_view start : kStarts)
    if (starts_with(text, start)) return true;
  for (std::string_view part : kParts)
    if (contains(text, part)) return true;
  if (std::find(kWhole.begin(), kWhole.end(), text) != kWhole.end()) return true;
  // "4 min read"
  return text.size() < 20 && text.size() > 4 && text[0] >= '0' && text[0] <= '9' && (ends_with(text, "min read") || ends_with(text, "minute read"));
}

bool is_navigation(std::string_view line) {
  if (line.size() > kLongestCaption || ends_sentence(line)) return false;
  for (std::string_view mark : {" | ", " > ", " / ", " › ", " » ", "  /  ", " · "}) {
    std::size_t marks = 0, longest = 0, begin = 0;
    for (std::size_t at = line.find(mark); at != line.npos; at = line.find(mark, begin)) {
      ++marks;
      longest = std::max(longest, words_of(line.substr(begin, at - begin)).size());
      begin = at + mark.size();
    }
    longest = std::max(longest, words_of(line.substr(begin)).size());
    if (marks >= 2 && longest <= 4) return true;
  }
  return false;
}

bool begins_tail(std::string_view line) {
  if (line.size() > kLongestTailHeading) return false;
  std::string folded = fold(line);
  while (!folded.empty() && (folded.back() == ':' || folded.back() == '.')) folded.pop_back();
  static constexpr std::array<std::string_view, 35> kHeadings = {
      "related", "related articles", "related stories", "related posts", "related content", "related topics", "read next", "up next", "more stories",
      "more from", "you might also like", "you may also like", "you may like", "recommended", "recommended for you", "most read", "most popular", "most viewed",
      "trending", "trending now", "our books", "latest news", "about the author", "about the authors", "comments", "leave a reply", "leave a comment", "more on this story", "read also",
      "see also", "mehr zum thema", "sur le meme sujet", "lees ook", "leggi anche", "читайте также"};
  if (std::find(kHeadings.begin(), kHeadings.end(), folded) != kHeadings.end()) return true;
  // "More great Courier stories"
  if (starts_with(folded, "more ") && words_of(folded).size() <= 6)
    for (std::string_view end : {" stories", " articles", " news", " headlines", " coverage"})
      if (ends_with(folded, end)) return true;
  // "About Ann Lee" above a few lines on her.
  return starts_with(line, "About ") && !ends_sentence(line) && words_of(line).size() <= 5 && words_of(line).size() >= 3 &&
         line[6] >= 'A' && line[6] <= 'Z';
}

bool ends_sentence(std::string_view line) {
  for (std::string_view end : {".", "!", "?", "…", ".\"", "!\"", "?\"", ".”", "!”", "?”", ".»", ".)", ".'", ".’", "。", "！", "？", "。」", ":"})
    if (ends_with(line, end)) return true;
  return false;
}

bool looks_like_sentence(std::string_view line) { return ends_sentence(line) && words_of(line).size() >= 6; }

}  // namespace dateline
