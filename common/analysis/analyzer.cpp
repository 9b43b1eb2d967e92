#include "common/analysis/analyzer.h"

#include <array>
#include <string_view>
#include <unordered_map>

#include "common/analysis/dates/dates_in_text.h"
#include "common/analysis/entities/entity_linker.h"
#include "common/analysis/entities/recogniser.h"
#include "common/analysis/language/detector.h"
#include "common/date.h"
#include "common/text/utf8.h"

namespace dateline {
namespace {

constexpr std::size_t kShortestAcronym = 2;
constexpr std::size_t kLongestAcronym = 5;
constexpr std::array<const char*, 4> kTimexTypes = {"DATE", "TIME", "DURATION", "SET"};  // in the order of TimexType
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

// The models are of English; what is too short to tell is mostly that.
bool has_models(std::string_view language) { return language == "en" || language == "und"; }

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

std::string language_of(const Article& article, const TokenList& body) {
  const std::string given = language_code(article.language);
  if (!given.empty()) return given;
  return article.body.size() < kShortBody ? detect_language(article.title + "\n" + article.body) : detect_language(article.body, body);
}

}  // namespace

Analyzer::Analyzer(AnalysisDepth depth) : depth_(depth) {}
Analyzer::~Analyzer() = default;
Analyzer::Analyzer(Analyzer&&) noexcept = default;
Analyzer& Analyzer::operator=(Analyzer&&) noexcept = default;

void Analyzer::analyze(const Article& article, Analysis& out) {
  const bool loud_title = is_all_capitals(article.title);
  tokenize(article.title, {.capitals_are_acronyms = !loud_title}, out.title);
  tokenize(article.body, {.capitals_are_acronyms = !is_all_capitals(article.body)}, out.body);
  if (loud_title) mark_title_acronyms(out.title, out.body);
  out.language = language_of(article, out.body);
  out.sketch = {};
  out.entities.clear();
  out.dates.clear();
  if (depth_ == AnalysisDepth::words) return;
  sketch_body(out.body, out.sketch);
  find_dates_of(article, out);
  if (!has_models(out.language)) return;
  if (!recogniser_) recogniser_ = std::make_unique<Recogniser>();
  recogniser_->find(article.title, article.body, mentions_);
  link_entities(article.title, article.body, mentions_, out.entities);
}

void Analyzer::find_dates_of(const Article& article, Analysis& out) {
  find_dates(article.body, out.language, parse_rfc3339(article.published), expressions_);
  std::size_t bytes = 0;
  std::uint32_t code_points = 0;
  const auto code_points_to = [&](std::size_t at) {
    code_points += static_cast<std::uint32_t>(count_code_points(std::string_view(article.body).substr(bytes, at - bytes)));
    bytes = at;
    return code_points;
  };
  for (DateExpression& found : expressions_) {
    ArticleDate date;
    date.begin = code_points_to(found.begin);
    date.end = code_points_to(found.end);
    date.type = kTimexTypes[static_cast<std::size_t>(found.type)];
    date.value = std::move(found.value);
    date.mod = std::move(found.mod);
    if (found.from && found.to) {
      date.from = to_rfc3339(to_civil(*found.from));
      date.to = to_rfc3339(to_civil(*found.to));
    }
    out.dates.push_back(std::move(date));
  }
}

}  // namespace dateline
