#include "indexer/extraction/html_authors.h"

#include <algorithm>
#include <array>

#include "common/date.h"
#include "common/text/fold.h"
#include "indexer/extraction/head_line.h"
#include "indexer/extraction/lines.h"
#include "indexer/extraction/site_names.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestLine = 2000;  // bytes
constexpr std::size_t kMostAuthors = 100;
constexpr std::size_t kLongestName = 60;
constexpr std::size_t kShortestSite = 6;  // letters
constexpr std::size_t kMostWords = 6;

constexpr std::array<std::string_view, 78> kRoles = {
    "reporter",  "editor",     "editors",    "editorial",  "writer",     "writers",   "contributor", "contributors", "contributing", "columnist", "correspondent", "staff",
    "senior",    "associate",  "assistant",  "deputy",     "executive",  "chief",     "managing",    "freelance",    "special",      "guest",     "producer",      "director",
    "analyst",   "author",     "journalist", "critic",     "photographer", "anchor",  "host",        "intern",       "fellow",       "expert",    "desk",          "bureau",
    "team",      "newsroom",   "news",       "md",         "phd",        "ph.d.",     "ms",          "ma",           "rdn",          "rd",        "ld",            "rn",
    "cfp",       "cpa",        "mph",        "m.d.",       "mba",        "esq.",      "sponsored",   "admin",        "updated",
    "published", "attorney",   "officer",    "ceo",        "cto",        "president", "founder",     "co-founder",   "manager",      "specialist", "consultant",   "physician",
    "strategist", "researcher", "professor", "lecturer",   "engineer",   "agencies",  "strategy",    "privacy",      "development"};
constexpr std::array<std::string_view, 12> kLabels = {"written by", "story by", "posted by", "reported by", "reviewed by", "words by", "text by", "author:", "by:", "by", "von", "par"};

bool is_role(std::string_view word) {
  std::string folded = fold(word);
  while (!folded.empty() && (folded.back() == ',' || folded.back() == ':')) folded.pop_back();
  return std::find(kRoles.begin(), kRoles.end(), folded) != kRoles.end();
}

std::string_view without_label(std::string_view text) {
  for (bool again = true; again;) {
    again = false;
    const std::string folded = fold(text.substr(0, 16));
    for (std::string_view label : kLabels) {
      if (folded.substr(0, label.size()) != label) continue;
      // "ByAnn Lee": set apart by the page's style only.
      const char next = text.size() > label.size() ? text[label.size()] : ' ';
      if (next != ' ' && next != ':' && label.back() != ':' && !(label == "by" && next >= 'A' && next <= 'Z')) continue;
      text = trimmed(text.substr(std::min(text.size(), label.size())));
      while (!text.empty() && (text.front() == ':' || text.front() == ' ')) text.remove_prefix(1);
      again = true;
      break;
    }
  }
  return text;
}

// "Ann Lee 14 March 2024", "Ann Lee Mar. 14" without what begins at the date.
std::string_view without_date(std::string_view text) {
  const std::size_t digit = text.find_first_of("0123456789");
  if (digit == text.npos || digit == 0 || text[digit - 1] != ' ') return text;
  text = trimmed(text.substr(0, digit));
  const std::size_t space = text.rfind(' ');
  if (space != text.npos && parse_date("1 " + std::string(text.substr(space + 1)) + " 2000")) text = trimmed(text.substr(0, space));
  return text;
}

// A piece of a line: a person, or nothing.
std::string person_of(std::string_view piece, const std::vector<std::string>& sites, bool first) {
  piece = without_label(trimmed(piece));
  if (const std::size_t open = piece.find(" ("); open != piece.npos) piece = trimmed(piece.substr(0, open));
  for (std::string_view place : {" in ", " for ", " at ", " from "})
    if (const std::size_t at = piece.find(place); at != piece.npos) piece = piece.substr(0, at);
  piece = without_date(piece);
  if (piece.empty() || piece.size() > kLongestName) return {};
  if (piece.find_first_of("@/:0123456789<>{})") != piece.npos || piece.find("www.") != piece.npos || piece.find(".com") != piece.npos || piece.find(".org") != piece.npos) return {};
  std::vector<std::string_view> words = words_of(piece);
  // "Ann Lee, Money Reporter": the second piece is no person.
  if (!first && std::any_of(words.begin(), words.end(), is_role)) return {};
  while (words.size() > 2 && is_role(words.back())) words.pop_back();
  while (words.size() > 2 && is_role(words.front())) words.erase(words.begin());
  if (words.empty() || words.size() > kMostWords || std::all_of(words.begin(), words.end(), is_role)) return {};
  if (words.size() == 2 && is_role(words[1])) return {};
  std::string name;
  for (std::string_view word : words) (name += name.empty() ? "" : " ") += word;
  while (!name.empty() && (name.back() == ',' || name.back() == ';')) name.pop_back();
  // Addresses, keys and placeholders: page.author, jd_1234.
  if (words.size() == 1 && name.find_first_of("._") != name.npos) return {};
  if (names_site(name, sites, kShortestSite) || (is_source_name(name) && words.size() > 1)) return {};
  return name;
}

}  // namespace

std::vector<std::string> persons_in(std::string_view line, const std::vector<std::string>& sites) {
  std::vector<std::string> persons;
  if (line.size() > kLongestLine || line.find("://") != line.npos) return persons;
  // What stands after a bar is an outlet, a role or a date.
  for (std::string_view mark : {" | ", "|", " - ", " – ", " — ", " · ", " • ", " ⋅ ", "\n"})
    if (const std::size_t at = line.find(mark); at != line.npos && at > 3) line = line.substr(0, at);
  std::size_t begin = 0;
  const auto take = [&](std::size_t end, std::size_t skip) {
    if (std::string person = person_of(line.substr(begin, end - begin), sites, begin == 0); !person.empty()) add_new(persons, {std::move(person)});
    begin = end + skip;
  };
  for (std::size_t at = 0; at < line.size(); ++at) {
    if (line[at] == ',' || line[at] == ';' || (line[at] == '/' && at > 0)) {
      const std::string_view next = trimmed(line.substr(at + 1));
      if (next.substr(0, 2) == "Jr" || next.substr(0, 2) == "Sr" || next.substr(0, 2) == "II") continue;
      take(at, 1);
      continue;
    }
    for (std::string_view word : {" and ", " und ", " et ", " y ", " & ", " with "})
      if (at >= begin && line.substr(at, word.size()) == word) {
        take(at, word.size());
        at = begin - 1;
        break;
      }
  }
  take(line.size(), 0);
  return persons;
}

void add_new(std::vector<std::string>& names, std::vector<std::string> more) {
  for (std::string& name : more)
    if (names.size() < kMostAuthors && std::none_of(names.begin(), names.end(), [&](const std::string& known) { return letters_of(known) == letters_of(name); })) names.push_back(std::move(name));
}

}  // namespace dateline
