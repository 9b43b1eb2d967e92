#include "common/analysis/entities/mention_rules.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_set>

#include "common/analysis/entities/base_names.h"
#include "common/analysis/entities/name_key.h"
#include "common/text/fold.h"

namespace dateline {
namespace {

using Words = std::unordered_set<std::string_view>;

constexpr std::string_view kAnd = " and ";
constexpr int kMostCreditWords = 6;          // "Additional reporting and writing by"
constexpr std::size_t kLongestCreditWord = 12, kLongestCredit = 1000;  // letters, bytes
constexpr std::size_t kDatelineBytes = 120, kAgencyBytes = 40;  // where the agency's brackets may open, and how far they reach
constexpr std::size_t kShortestStem = 2;  // of a ticker that stands without brackets: no U.S

// Last words that no surname is likely to be.
bool names_an_org(std::string_view folded) {
  static const Words words{
      "airlines", "airways", "associates", "association", "authority", "automotive", "bancorp", "bancshares", "bank", "bankshares", "beverages",
      "board", "brands", "breweries", "brokerage", "bros", "brothers", "bureau", "capital", "casinos", "chemicals", "co", "commission", "committee",
      "company", "corp", "corporation", "council", "department", "electronics", "energy", "enterprises", "entertainment", "exchange", "facility",
      "federation", "financial", "foods", "foundation", "fund", "funds", "gas", "group", "healthcare", "holding", "holdings", "hotels", "inc",
      "industries", "institute", "insurance", "interactive", "international", "investments", "laboratories", "labs", "limited", "llc", "llp",
      "logistics", "ltd", "management", "markets", "media", "minerals", "mines", "mining", "ministry", "motors", "motorsports", "network",
      "networks", "news", "oil", "partners", "petroleum", "pharmaceuticals", "plc", "press", "properties", "records", "resorts", "resources",
      "restaurants", "securities", "services", "software", "solutions", "steel", "stockbroking", "stores", "studios", "sugars", "systems",
      "technologies", "technology", "telecom", "times", "trust", "union", "university", "ventures", "works"};
  return words.count(folded) > 0;
}

bool names_a_place(std::string_view folded) {
  static const Words words{"airport", "avenue", "basin",     "beach",  "boulevard", "canyon", "county", "creek",    "harbour",  "harbor", "heights", "island",
                           "islands", "lakes",  "peninsula", "plateau", "province",  "river",  "shale",  "springs", "square",  "street", "valley"};
  return words.count(folded) > 0;
}

// After a hyphen: what they leave is where somebody or something is.
bool tells_where(std::string_view folded) {
  static const Words tails{"based", "born", "headquartered", "listed", "educated", "domiciled", "bred"};
  return tails.count(folded) > 0;
}

bool is_added(std::string_view folded) {
  static const Words tails{"owned", "led", "backed", "controlled", "run", "sponsored", "made", "style", "area", "funded", "branded"};
  return tails.count(folded) > 0;
}

bool is_blank(char c) { return c == ' ' || (c >= '\t' && c <= '\r'); }

// GOOG.O, 0005.HK, BRKa.N: letters or digits, a point, the code of an exchange.
bool is_ticker(std::string_view word) {
  const std::size_t point = word.rfind('.');
  if (point == std::string_view::npos || point == 0 || point > 10 || word.size() - point < 2 || word.size() - point > 4) return false;
  const auto capital = [](char c) { return c >= 'A' && c <= 'Z'; };
  return std::all_of(word.begin() + static_cast<std::ptrdiff_t>(point) + 1, word.end(), capital) &&
         std::all_of(word.begin(), word.begin() + static_cast<std::ptrdiff_t>(point), [&](char c) { return capital(c) || (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || c == '_'; });
}

// [begin, end) without white space and marks around.
void trim(std::string_view text, std::uint32_t& begin, std::uint32_t& end) {
  const auto loose = [](char c) { return is_blank(c) || c == ',' || c == ';' || c == '(' || c == ')' || c == '<' || c == '>'; };
  while (begin < end && loose(text[begin])) ++begin;
  while (end > begin && loose(text[end - 1])) --end;
}

bool is_in_brackets(std::string_view text, const Mention& mention) {
  std::size_t at = mention.begin;
  while (at > 0 && is_blank(text[at - 1])) --at;
  return at > 0 && (text[at - 1] == '(' || text[at - 1] == '<');
}

// Of a name of several words; empty when it has one.
std::string_view last_word(std::string_view name) {
  std::size_t begin = name.size();
  while (begin > 0 && !is_blank(name[begin - 1])) --begin;
  return begin == 0 ? std::string_view() : name.substr(begin);
}

// Alan Brook, Jr.
bool begins_suffix(std::string_view text) {
  while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
  return text.starts_with("Jr") || text.starts_with("Sr") || text.starts_with("II") || text.starts_with("IV");
}

// Where a quotation begins that does not end within the name: Imus "Imus
std::size_t open_quote(std::string_view name) {
  const std::size_t quote = name.find('"');
  return quote == std::string_view::npos || quote == 0 || name.find('"', quote + 1) != std::string_view::npos ? name.size() : quote;
}

// "Morra-based Vale Lines": the place goes out, what is there remains.
void cut_place_before(std::string_view text, Mention& mention, std::vector<Mention>& out) {
  const std::string_view name = text.substr(mention.begin, mention.end - mention.begin);
  for (std::size_t hyphen = name.find('-', 1); hyphen < name.size(); hyphen = name.find('-', hyphen + 1)) {
    const std::size_t blank = name.find(' ', hyphen);
    if (blank == std::string_view::npos) return;
    if (!tells_where(fold(name.substr(hyphen + 1, blank - hyphen - 1)))) continue;
    out.push_back({mention.begin, mention.begin + static_cast<std::uint32_t>(hyphen), EntityType::place});
    mention.begin += static_cast<std::uint32_t>(blank) + 1;
    return;
  }
}

void cut_tail(std::string_view text, Mention& mention) {
  const std::string_view name = text.substr(mention.begin, mention.end - mention.begin);
  const std::size_t hyphen = name.rfind('-');
  if (hyphen == std::string_view::npos || hyphen == 0) return;
  const std::string tail = fold(name.substr(hyphen + 1));
  const bool where = tells_where(tail);
  if (!where && !is_added(tail)) return;
  if (where) mention.type = EntityType::place;
  mention.end = mention.begin + static_cast<std::uint32_t>(hyphen);
}

bool split_known(std::string_view text, const Mention& mention, std::vector<Mention>& out) {
  const std::string_view name = text.substr(mention.begin, mention.end - mention.begin);
  const std::size_t at = mention.type == EntityType::person ? std::string_view::npos : name.find(kAnd);
  if (at == std::string_view::npos) return false;
  const std::string_view left = name.substr(0, at), right = name.substr(at + kAnd.size());
  const auto is_known = [&](std::string_view one) { return base_name(mention.type, name_key(one, mention.type)) != nullptr; };
  if (is_known(name) || !is_known(left) || !is_known(right)) return false;
  const auto middle = static_cast<std::uint32_t>(mention.begin + at);
  out.push_back({mention.begin, middle, mention.type});
  out.push_back({middle + static_cast<std::uint32_t>(kAnd.size()), mention.end, mention.type});
  return true;
}

void settle_part(std::string_view text, Mention mention, std::vector<Mention>& out) {
  trim(text, mention.begin, mention.end);
  if (mention.begin == mention.end) return;
  if (is_ticker(text.substr(mention.begin, mention.end - mention.begin)) && is_in_brackets(text, mention)) return;
  cut_place_before(text, mention, out);
  cut_tail(text, mention);
  mention.end = mention.begin + static_cast<std::uint32_t>(open_quote(text.substr(mention.begin, mention.end - mention.begin)));
  if (const std::string_view last = last_word(text.substr(mention.begin, mention.end - mention.begin)); last.find('.') >= kShortestStem && is_ticker(last))
    mention.end -= static_cast<std::uint32_t>(last.size());
  trim(text, mention.begin, mention.end);
  if (mention.type == EntityType::person) {
    const std::string last = fold(last_word(text.substr(mention.begin, mention.end - mention.begin)));
    if (names_an_org(last)) mention.type = EntityType::org;
    if (names_a_place(last)) mention.type = EntityType::place;
  }
  if (!split_known(text, mention, out)) out.push_back(mention);
}

// "Additional reporting and writing by", from the beginning of `text`.
bool begins_credit(std::string_view text) {
  static const Words makings{"reporting", "editing", "writing", "compiled", "edited", "written", "reported", "translated", "translation", "compiling"};
  bool making = false;
  for (int words = 0; words < kMostCreditWords; ++words) {
    while (!text.empty() && is_blank(text.front())) text.remove_prefix(1);
    std::size_t end = 0;
    while (end < text.size() && ((text[end] | 0x20) >= 'a' && (text[end] | 0x20) <= 'z')) ++end;
    if (end == 0 || end > kLongestCreditWord) return false;
    const std::string word = fold(text.substr(0, end));
    if (making && word == "by") return true;
    if (makings.count(word) > 0) making = true;
    else if (word != "additional" && word != "further" && word != "and" && word != "with") return false;
    text.remove_prefix(end);
  }
  return false;
}

// The brackets of "MORRA, March 14 (Reuters) -".
std::optional<Stretch> dateline_agency(std::string_view body) {
  const std::size_t open = body.substr(0, kDatelineBytes).find_first_of("(\n");
  if (open == std::string_view::npos || body[open] != '(') return std::nullopt;
  const std::size_t close = body.substr(0, open + kAgencyBytes).find(')', open);
  if (close == std::string_view::npos) return std::nullopt;
  const std::string_view after = body.substr(std::min(body.find_first_not_of(' ', close + 1), body.size()));
  const bool dash = after.starts_with('-') || after.starts_with("\u2013") || after.starts_with("\u2014");
  return dash ? std::optional(Stretch{open, close}) : std::nullopt;
}

}  // namespace

std::vector<Stretch> credit_lines(std::string_view body) {
  std::vector<Stretch> credits;
  if (const auto agency = dateline_agency(body)) credits.push_back(*agency);
  for (std::size_t at = credits.empty() ? 0 : credits.back().end; at < body.size(); ++at) {
    const bool bracket = body[at] == '(';
    const bool line = (at == 0 || body[at - 1] == '\n') && !is_blank(body[at]);
    if ((!bracket && !line) || !begins_credit(body.substr(at + bracket))) continue;
    const std::size_t end = body.find(bracket ? ")" : "\n\n", at);
    credits.push_back({at, std::min({end, body.size(), at + kLongestCredit})});
    at = credits.back().end;
  }
  return credits;
}

void settle_mention(std::string_view text, const Mention& found, std::vector<Mention>& out) {
  std::uint32_t begin = found.begin;
  for (std::uint32_t at = found.begin; at < found.end; ++at) {
    if (text[at] == ',' && found.type == EntityType::person && !begins_suffix(text.substr(at + 1))) {
      settle_part(text, {begin, at, found.type}, out);
      begin = at;
    }
    if (text[at] != '(' && text[at] != '<') continue;
    const char closer = text[at] == '(' ? ')' : '>';
    std::uint32_t from = at, to = at;
    while (to < found.end && text[to] != closer) ++to;
    const std::uint32_t next = to;
    trim(text, from, to);
    if (!is_ticker(text.substr(from, to - from))) continue;
    settle_part(text, {begin, at, found.type}, out);
    begin = at = next;
  }
  settle_part(text, {begin, found.end, found.type}, out);
}

}  // namespace dateline
