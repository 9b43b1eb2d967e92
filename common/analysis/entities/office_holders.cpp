#include "common/analysis/entities/office_holders.h"

#include <algorithm>
#include <optional>
#include <string>
#include <unordered_set>

#include "common/text/fold.h"

namespace dateline {
namespace {

constexpr std::size_t kBytesAfter = 80;  // of the sentence, that are read on
constexpr std::size_t kBytesBefore = 40;  // "Undersecretary of the "

bool names_an_office(std::string_view folded) {
  static const std::unordered_set<std::string_view> words{
      "administrator", "adviser",  "advisor",  "ambassador", "attorney", "chairman",  "chairwoman", "chancellor",     "chief",     "commander",     "commissioner", "comptroller",
      "director",      "governor", "head",     "inspector",  "justice",  "minister",  "prefect",    "president",      "secretary", "superintendent", "treasurer",   "undersecretary"};
  return words.count(folded) > 0;
}

// Cut at blanks, begin and end in bytes.
struct Piece {
  std::size_t begin, end;
};

std::vector<Piece> pieces_of(std::string_view text) {
  std::vector<Piece> pieces;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = text.find_first_not_of(" \t\r\n", at);
    if (begin == std::string_view::npos) break;
    at = std::min(text.find_first_of(" \t\r\n", begin), text.size());
    pieces.push_back({begin, at});
  }
  return pieces;
}

// Whether the mention begins with an office, or stands behind one and "of".
bool is_of_an_office(std::string_view text, const Mention& mention) {
  const std::size_t from = mention.begin - std::min<std::size_t>(mention.begin, kBytesBefore);
  const std::string_view stretch = text.substr(from, mention.end - from);
  const std::vector<Piece> pieces = pieces_of(stretch);
  std::size_t first = 0;  // of the mention
  while (first < pieces.size() && from + pieces[first].begin < mention.begin) ++first;
  const auto word = [&](std::size_t i) { return fold(stretch.substr(pieces[i].begin, pieces[i].end - pieces[i].begin)); };
  if (first + 1 < pieces.size() && names_an_office(word(first)) && word(first + 1) == "of") return true;
  std::size_t of = first;
  if (of > 0 && word(of - 1) == "the") --of;
  return of > 1 && word(of - 1) == "of" && names_an_office(word(of - 2));
}

// From the organisation's second word to the end of the sentence or soon after.
std::string_view rest_of(std::string_view text, const Mention& mention, std::uint32_t end) {
  const std::vector<Piece> pieces = pieces_of(text.substr(mention.begin, end - mention.begin));
  if (pieces.size() < 3) return {};
  const std::size_t begin = mention.begin + pieces[1].begin;
  std::size_t last = std::min(text.size(), end + kBytesAfter);
  last = std::min({last, text.find('\n', end), text.find(". ", end)});
  return text.substr(begin, last - begin);
}

}  // namespace

void part_office_holders(std::string_view text, const FindMentions& find, std::vector<Mention>& mentions) {
  for (std::size_t i = 0; i < mentions.size(); ++i) {
    const Mention& office = mentions[i];
    if (office.type != EntityType::org || !is_of_an_office(text, office)) continue;
    // Her surname may have been found by itself.
    const bool surname_apart = i + 1 < mentions.size() && mentions[i + 1].type == EntityType::person && mentions[i + 1].begin == office.end + 1;
    const std::uint32_t end = surname_apart ? mentions[i + 1].end : office.end;
    const std::string_view rest = rest_of(text, office, end);
    if (rest.empty()) continue;
    const auto base = static_cast<std::uint32_t>(rest.data() - text.data());
    for (const Mention& found : find(rest)) {
      if (found.type != EntityType::person || base + found.end != end || pieces_of(rest.substr(found.begin, found.end - found.begin)).size() < 2) continue;
      mentions[i] = {base + found.begin, end, EntityType::person};
      if (surname_apart) mentions.erase(mentions.begin() + static_cast<std::ptrdiff_t>(i) + 1);
      break;
    }
  }
}

}  // namespace dateline
