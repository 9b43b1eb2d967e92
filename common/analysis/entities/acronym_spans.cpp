#include "common/analysis/entities/acronym_spans.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>

namespace dateline {
namespace {

constexpr std::size_t kShortest = 2, kLongest = 7;  // letters
constexpr std::array<std::string_view, 9> kSmall = {"of", "the", "and", "for", "on", "in", "to", "de", "&"};  // that an acronym may pass over

bool is_blank(char c) { return c == ' ' || c == '\n' || c == '\t'; }
bool ends_clause(char c) { return c == '.' || c == ',' || c == ';' || c == ':' || c == '!' || c == '?'; }
bool is_upper(char c) { return c >= 'A' && c <= 'Z'; }

// "ADB" of " (ADB)" or " (A.D.B.)" at the beginning of `text`; empty when there is none.
std::string acronym_in_brackets(std::string_view text) {
  std::size_t at = 0;
  while (at < text.size() && is_blank(text[at])) ++at;
  if (at >= text.size() || text[at] != '(') return {};
  std::string letters;
  for (++at; at < text.size() && (is_upper(text[at]) || text[at] == '.') && letters.size() <= kLongest; ++at)
    if (text[at] != '.') letters.push_back(text[at]);
  const bool closed = at < text.size() && text[at] == ')';
  return closed && letters.size() >= kShortest && letters.size() <= kLongest ? letters : std::string();
}

// Where the words before `end` begin that have these initials; none when they have not. Small words count where the letter is theirs, and are passed over where it is not.
std::optional<std::size_t> begin_of(std::string_view text, std::size_t end, const std::string& letters) {
  std::size_t left = letters.size();
  for (std::size_t at = end; left > 0;) {
    std::size_t lines = 0;
    for (; at > 0 && is_blank(text[at - 1]); --at) lines += text[at - 1] == '\n';
    if (lines > 1 || (at > 0 && at < end && ends_clause(text[at - 1]))) return std::nullopt;
    std::size_t begin = at;
    while (begin > 0 && !is_blank(text[begin - 1]) && text[begin - 1] != '-') --begin;
    const std::string_view word = text.substr(begin, at - begin);
    if (word.empty()) return std::nullopt;
    if (word.front() == letters[left - 1]) {
      --left;
    } else if (std::find(kSmall.begin(), kSmall.end(), word) == kSmall.end()) {
      return std::nullopt;
    } else if (word.front() == letters[left - 1] + ('a' - 'A')) {
      --left;  // the of in DOJ
    }
    if (left == 0) return begin;
    at = begin > 0 && text[begin - 1] == '-' ? begin - 1 : begin;
  }
  return std::nullopt;
}

}  // namespace

void fit_to_acronyms(std::string_view text, std::vector<Mention>& mentions) {
  std::vector<Mention> fitted;
  for (Mention mention : mentions) {
    const std::string letters = mention.type == EntityType::person ? std::string() : acronym_in_brackets(text.substr(mention.end));
    const auto begin = letters.empty() ? std::nullopt : begin_of(text, mention.end, letters);
    if (begin) {
      if (*begin > mention.begin) {
        std::size_t end = *begin;
        while (end > mention.begin && is_blank(text[end - 1])) --end;
        fitted.push_back({mention.begin, static_cast<std::uint32_t>(end), mention.type});
      }
      while (!fitted.empty() && fitted.back().begin >= *begin) fitted.pop_back();
      if (!fitted.empty() && fitted.back().end > *begin) {
        fitted.back().end = static_cast<std::uint32_t>(*begin);
        while (fitted.back().end > fitted.back().begin && is_blank(text[fitted.back().end - 1])) --fitted.back().end;
      }
      mention.begin = static_cast<std::uint32_t>(*begin);
      mention.type = EntityType::org;
    }
    fitted.push_back(mention);
  }
  mentions = std::move(fitted);
}

}  // namespace dateline
