#include "query/query_times.h"

#include <algorithm>
#include <array>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/text/fold.h"
#include "query/syntax_tree.h"

namespace dateline {
namespace {

constexpr std::size_t kLongest = 6;  // words
constexpr std::array<std::string_view, 5> kBefore = {"in", "on", "during", "of", "from"};         // that go with the expression
constexpr std::array<std::string_view, 7> kRelative = {"last", "past", "previous", "this", "current", "next", "ago"};
constexpr std::array<std::string_view, 3> kDays = {"yesterday", "today", "tomorrow"};
constexpr std::size_t kShortestFromTo = 4;  // from May to July
constexpr std::size_t kYearDigits = 4, kShortestInFigures = 7;  // 2024-03

struct Expression {
  std::size_t begin = 0, count = 0;  // of the words
  DaySpan days;
  bool is_year = false;  // alone
};

bool is_digit(char c) { return c >= '0' && c <= '9'; }

bool is_year(std::string_view word) {
  return word.size() == kYearDigits && std::all_of(word.begin(), word.end(), is_digit) && (word.starts_with("19") || word.starts_with("20"));
}

template <std::size_t Size>
bool is_one_of(std::string_view word, const std::array<std::string_view, Size>& words) {
  return std::find(words.begin(), words.end(), word) != words.end();
}

// The 1980s.
bool is_decade(std::string_view word) { return word.size() == kYearDigits + 1 && word.ends_with("0s") && is_year(word.substr(0, kYearDigits)); }

bool is_in_figures(std::string_view word) {
  return word.size() >= kShortestInFigures && word.find('-') != word.npos && std::all_of(word.begin(), word.end(), [](char c) { return is_digit(c) || c == '-'; });
}

bool tells_time(const std::vector<std::string>& words) {
  const auto has_year = [](std::string_view word) { return is_decade(word) || is_year(word.substr(0, word.find('-'))); };
  if (words.size() == 1) return is_decade(words[0]) || is_year(words[0]) || is_in_figures(words[0]) || is_one_of(words[0], kDays);
  if (is_one_of(words[0], kBefore) && words.size() < kShortestFromTo) return false;  // the expression begins after it
  return std::any_of(words.begin(), words.end(), [&](const std::string& word) { return has_year(word) || is_one_of(word, kRelative); });
}

std::optional<Expression> expression_at(const std::vector<Node>& nodes, std::size_t begin, std::int64_t now) {
  std::size_t most = 0;
  while (most < kLongest && begin + most < nodes.size() && nodes[begin + most].kind == NodeKind::word) ++most;
  for (std::size_t count = most; count > 0; --count) {
    std::string text;
    std::vector<std::string> words;
    for (std::size_t i = begin; i < begin + count; ++i) {
      words.push_back(fold(nodes[i].text));
      text += (text.empty() ? "" : " ") + nodes[i].text;
    }
    if (!tells_time(words)) continue;
    if (const auto days = parse_day_span(text, now); days && days->from && days->to) return Expression{begin, count, *days, count == 1 && is_year(words[0])};
  }
  return std::nullopt;
}

Node wish_of(const Expression& expression, const std::vector<Node>& words) {
  Node wish;
  wish.kind = NodeKind::dates;
  wish.field = "around";
  wish.from = expression.days.from;
  wish.to = expression.days.to;
  for (std::size_t i = expression.begin; i < expression.begin + expression.count; ++i) wish.text += (wish.text.empty() ? "" : " ") + words[i].text;
  return wish;
}

}  // namespace

void understand_times(Node& root, std::int64_t now) {
  const bool with_conditions = root.kind == NodeKind::all && std::all_of(root.children.begin() + 1, root.children.end(), is_condition);
  Node& free = with_conditions ? root.children.front() : root;
  if (with_conditions && free.kind == NodeKind::word) {
    Node words;
    words.kind = NodeKind::words;
    words.children.push_back(std::move(free));
    free = std::move(words);
  }
  if (free.kind != NodeKind::words) return;
  std::vector<Node> kept, wishes;
  bool says_more = false;  // than times
  for (std::size_t at = 0; at < free.children.size();) {
    const auto expression = expression_at(free.children, at, now);
    if (!expression) {
      says_more = true;
      kept.push_back(free.children[at++]);
      continue;
    }
    wishes.push_back(wish_of(*expression, free.children));
    if (!kept.empty() && kept.back().kind == NodeKind::word && is_one_of(fold(kept.back().text), kBefore)) kept.pop_back();
    if (expression->is_year) {
      kept.push_back(free.children[at]);
      kept.back().optional = true;
    }
    at += expression->count;
  }
  if (wishes.empty()) return;
  if (!says_more || kept.empty()) kept = free.children;
  std::vector<Node> all;
  all.push_back(joined_node(NodeKind::words, std::move(kept)));
  if (with_conditions) std::move(root.children.begin() + 1, root.children.end(), std::back_inserter(all));
  std::move(wishes.begin(), wishes.end(), std::back_inserter(all));
  root = joined_node(NodeKind::all, std::move(all));
}

}  // namespace dateline
