#include "common/analysis/analyzer.h"

#include <string_view>
#include <unordered_map>

#include "common/analysis/language/detector.h"

namespace dateline {
namespace {

constexpr std::size_t kShortestAcronym = 2;
constexpr std::size_t kLongestAcronym = 5;
constexpr std::size_t kShortBody = 200;  // bytes: the title is needed to tell the language

// "en", "EN", "en-US" -> "en"; empty when it is no language code.
std::string language_code(std::string_view given) {
  std::string code;
  for (char c : given.substr(0, given.find_first_of("-_"))) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c + 32);
    if (c < 'a' || c > 'z') return {};
    code.push_back(c);
  }
  return code.size() == 2 || code == "und" ? code : std::string();
}

void mark_title_acronyms(TokenList& title, const TokenList& body) {
  std::unordered_map<std::string_view, bool> always_capitals;
  for (const Token& token : body.tokens) {
    if (token.form_length < kShortestAcronym || token.form_length > kLongestAcronym || !(token.flags & kWord)) continue;
    const bool acronym = token.flags & kAcronym;
    auto [entry, fresh] = always_capitals.emplace(body.form(token), acronym);
    if (!fresh) entry->second = entry->second && acronym;
  }
  for (Token& token : title.tokens) {
    const auto found = always_capitals.find(title.form(token));
    if (found != always_capitals.end() && found->second && (token.flags & kWord)) token.flags |= kAcronym;
  }
}

}  // namespace

void analyze(const Article& article, Analysis& out) {
  const bool loud_title = is_all_capitals(article.title);
  tokenize(article.title, {.capitals_are_acronyms = !loud_title}, out.title);
  tokenize(article.body, {.capitals_are_acronyms = !is_all_capitals(article.body)}, out.body);
  if (loud_title) mark_title_acronyms(out.title, out.body);
  out.language = language_of(article);
  sketch_body(out.body, out.sketch);
}

std::string language_of(const Article& article) {
  const std::string given = language_code(article.language);
  if (!given.empty()) return given;
  return detect_language(article.body.size() < kShortBody ? article.title + "\n" + article.body : article.body);
}

}  // namespace dateline
