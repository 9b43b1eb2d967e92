#include "query/present/understood.h"

#include <algorithm>
#include <array>
#include <sstream>
#include <string_view>

#include "common/date.h"
#include "common/terminal.h"
#include "query/syntax_lexer.h"

namespace dateline {
namespace {

constexpr std::size_t kOthersNamed = 3;
constexpr std::array<const char*, 12> kMonths{"January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November", "December"};
constexpr std::string_view kAround = "around:", kAbout = "about:", kRecency = "half-life ", kBetween = "..";
constexpr std::size_t kYearLength = 4, kMonthLength = 7;  // of 2024-03

// "2024", "March 2024", "14 March 2024"
std::string day_in_words(const std::string& day) {
  const auto date = parse_rfc3339(day.size() == kYearLength ? day + "-01-01" : day.size() == kMonthLength ? day + "-01" : day);
  if (!date || day.size() == kYearLength) return day;
  const std::string month = std::string(kMonths.at(date->date.month - 1u)) + " " + std::to_string(date->date.year);
  return day.size() == kMonthLength ? month : std::to_string(date->date.day) + " " + month;
}

std::string days_in_words(const std::string& days) {
  const std::size_t between = days.find(kBetween);
  if (between == std::string::npos) return day_in_words(days);
  const std::string from = day_in_words(days.substr(0, between)), to = day_in_words(days.substr(between + kBetween.size()));
  return from.empty() ? "until " + to : to.empty() ? "since " + from : from + " to " + to;
}

// "7d" -> "7 days"
std::string span_in_words(std::string span) {
  span.pop_back();
  return span + (span == "1" ? " day" : " days");
}

// Of around:, what date: takes to leave out the rest.
std::string operand_of(const std::string& wish) {
  const std::string days = wish.substr(kAround.size());
  return days.substr(0, days.find('~'));
}

std::string field_of(const QueryEntity& entity) { return entity.type == "misc" ? "entity" : entity.type; }

// "douglas taken for Roger Douglas (15 articles); others: McDonnell Douglas Corp (10), Kenneth Douglas (2); to narrow: person:"Roger Douglas""
std::string taken_for(const QueryEntity& entity) {
  std::uint64_t articles = 0;
  std::string others;
  std::size_t named = 0;
  for (const NamedEntity& one : entity.may_be) {
    if (one.id == entity.id)
      articles = one.articles;
    else if (named++ < kOthersNamed)
      others += (others.empty() ? "" : ", ") + one.name + " (" + with_separators(one.articles) + ")";
  }
  if (named > kOthersNamed) others += " and " + with_separators(named - kOthersNamed) + " more";
  std::string text = entity.text + " taken for " + entity.name;
  if (articles > 0) text += " (" + with_separators(articles) + (articles == 1 ? " article)" : " articles)");
  if (!others.empty()) text += "; others: " + others;
  return text + "; to narrow: " + field_of(entity) + ":" + dateline::quoted(entity.name);
}

void names(const Result& result, std::vector<Understanding>& said) {
  std::string plain;
  std::vector<std::string> ambiguous;
  for (const QueryEntity& entity : result.entities) {
    if (entity.by_field) continue;
    if (entity.may_be.empty())
      plain += (plain.empty() ? "" : ", ") + entity.name + " (" + entity.type + ")";
    else
      ambiguous.push_back(taken_for(entity));
  }
  if (!plain.empty()) said.push_back({"names", plain});
  for (std::string& text : ambiguous) said.push_back({"names", std::move(text)});
}

// "March 2024 ranks higher, nothing is left out; to narrow: date:2024-03"
void times(const Result& result, std::vector<Understanding>& said) {
  std::string days, conditions;
  std::size_t count = 0;
  for (const QueryTime& time : result.times) {
    if (time.by_field) continue;
    days += (count++ ? " and " : "") + wish_in_words(time.wish);
    conditions += (conditions.empty() ? "date:" : " OR date:") + operand_of(time.wish);
  }
  if (days.empty()) return;
  const bool ranked = !result.hits.empty() && result.sort == Sort::relevance;
  said.push_back({"when", days + (!ranked ? "; " : count == 1 ? " ranks higher, " : " rank higher, ") + "nothing is left out; to narrow: " + conditions});
}

// Without brackets and the marks of a sentence, which a query may be typed with.
std::vector<std::string> words_of(const std::string& text) {
  std::string plain = text;
  std::replace_if(plain.begin(), plain.end(), [](char c) { return c == '(' || c == ')'; }, ' ');
  std::istringstream in(plain);
  std::vector<std::string> words;
  for (std::string word; in >> word;) {
    word.erase(word.find_last_not_of(",.;!?") + 1);
    if (!word.empty()) words.push_back(word);
  }
  return words;
}

// Takes the words of `part` out of `words`, where they stand side by side, and with them what leads up to them ("in March 2024") if `lead` is one word.
void take_out(const std::vector<std::string>& part, std::size_t lead, std::vector<std::string>& words) {
  const auto at = std::search(words.begin(), words.end(), part.begin(), part.end());
  if (part.empty() || at == words.end() || static_cast<std::size_t>(at - words.begin()) < lead) return;
  words.erase(at - static_cast<std::ptrdiff_t>(lead), at + static_cast<std::ptrdiff_t>(part.size()));
}

// As typed, but for spaces, brackets and marks of a sentence, and the times that are told already: then there is nothing to explain.
bool reads_as_typed(const Result& result) {
  std::vector<std::string> read = words_of(result.understood);
  const std::vector<std::string> typed = words_of(result.query);
  if (read == typed) return true;
  for (const QueryTime& time : result.times)
    if (!time.by_field) take_out({time.wish}, 0, read);
  if (read == typed) return true;
  for (const std::size_t lead : {0u, 1u}) {
    std::vector<std::string> rest = typed, without_years = read;
    for (const QueryTime& time : result.times) {
      const std::vector<std::string> words = words_of(time.text);
      take_out(words, lead, rest);
      if (words.size() == 1) take_out(words, 0, without_years);  // a year may stay as a word
    }
    if (rest == without_years) return true;
  }
  return false;
}

}  // namespace

std::vector<Understanding> understanding_of(const Result& result) {
  std::vector<Understanding> said;
  if (!result.understood.empty() && !reads_as_typed(result)) said.push_back({"read as", result.understood});
  names(result, said);
  times(result, said);
  return said;
}

std::string wish_in_words(const std::string& wish) {
  if (wish.starts_with(kRecency)) return "half-life " + span_in_words(wish.substr(kRecency.size()));
  if (wish.starts_with(kAbout)) return "about " + days_in_words(wish.substr(kAbout.size()));
  const std::size_t softness = wish.find('~');
  const std::string days = days_in_words(operand_of(wish));
  return softness == std::string::npos ? days : days + " ± " + span_in_words(wish.substr(softness + 1));
}

}  // namespace dateline
