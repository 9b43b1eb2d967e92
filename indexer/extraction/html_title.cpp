#include "indexer/extraction/html_title.h"

#include <algorithm>
#include <array>
#include <optional>

#include "common/text/fold.h"
#include "indexer/extraction/lines.h"
#include "indexer/extraction/site_names.h"

namespace dateline {
namespace {

constexpr std::array<std::string_view, 8> kMarks = {" | ", " – ", " — ", " - ", " :: ", " • ", " « ", " » "};
constexpr std::size_t kLongestTitle = 500;  // bytes
constexpr std::size_t kShortestSite = 4;  // letters
constexpr std::size_t kFewestHeadingWords = 3;
constexpr std::size_t kLongestHeading = 200;  // bytes: a caption may be set as a heading

struct Cut {
  std::size_t at, size;
};
std::optional<Cut> last_mark(std::string_view text) {
  std::optional<Cut> found;
  for (std::string_view mark : kMarks)
    if (const std::size_t at = text.rfind(mark); at != text.npos && at > 0 && (!found || at > found->at)) found = Cut{at, mark.size()};
  return found;
}

// How much of the words of the shorter the longer has.
double shared_words(std::string_view one, std::string_view other) {
  if (one.size() > kLongestTitle || other.size() > kLongestTitle) return 0;
  const std::string a = fold(one), b = fold(other);
  std::vector<std::string_view> x = words_of(a), y = words_of(b);
  if (x.size() > y.size()) std::swap(x, y);
  if (x.empty()) return 0;
  const auto same = std::count_if(x.begin(), x.end(), [&](std::string_view word) { return std::find(y.begin(), y.end(), word) != y.end(); });
  return static_cast<double>(same) / static_cast<double>(x.size());
}

bool ends_with(std::string_view text, std::string_view end) { return text.size() >= end.size() && text.substr(text.size() - end.size()) == end; }

}  // namespace

std::string without_site(std::string_view title, const std::vector<std::string>& sites) {
  for (auto cut = last_mark(title); cut; cut = last_mark(title)) {
    const std::string_view end = title.substr(cut->at + cut->size);
    if (!names_site(end, sites, kShortestSite)) break;
    title = title.substr(0, cut->at);
  }
  for (std::string_view mark : kMarks)
    if (const std::size_t at = title.find(mark); at != title.npos && names_site(title.substr(0, at), sites, kShortestSite) && words_of(title.substr(at)).size() > 2)
      return std::string(title.substr(at + mark.size()));
  return std::string(trimmed(title));
}

std::string choose_title(const TitleEvidence& evidence) {
  std::vector<std::string> declared;
  for (const std::string& one : evidence.declared)
    if (!one.empty()) declared.push_back(without_site(one, evidence.sites));
  const std::string title = without_site(evidence.title, evidence.sites);

  std::vector<std::string> witnesses = declared;
  if (!title.empty()) witnesses.push_back(title);
  std::vector<std::string> headings;
  for (const std::string& heading : evidence.headings)
    if (!heading.empty() && !names_site(heading, evidence.sites, kShortestSite)) headings.push_back(heading);

  const std::string* best = nullptr;
  double most = 0;
  for (const std::string& heading : headings) {
    const std::string seen = letters_of(heading);
    double agreement = 0;
    for (const std::string& witness : witnesses) {
      const std::string said = letters_of(witness);
      // A kicker or a date set in the heading: "Opinion: Ferry sails again".
      if (said.size() >= 12 && seen.size() > said.size() && (ends_with(seen, said) || seen.substr(0, said.size()) == said) &&
          std::find(declared.begin(), declared.end(), witness) != declared.end())
        return witness;
      if (seen == said) return heading;
      if (words_of(heading).size() >= 2) agreement = std::max(agreement, shared_words(heading, witness));
    }
    if (agreement > most) {
      most = agreement;
      best = &heading;
    }
  }
  if (best && most >= 0.5) return *best;
  // A heading that metadata words quite otherwise is the headline if it is the only one.
  if (headings.size() == 1 && headings[0].size() <= kLongestHeading && words_of(headings[0]).size() >= kFewestHeadingWords) return headings[0];
  if (!declared.empty()) return declared[0];
  // "Headline - Section - Paper": what follows a mark beyond the middle is not the headline.
  std::size_t cut = std::string::npos;
  for (std::string_view mark : kMarks)
    cut = std::min(cut, title.find(mark, title.size() / 2));
  if (!title.empty()) {
    const std::string whole = title.substr(0, cut);
    if (headings.empty() || words_of(whole).size() >= kFewestHeadingWords) return whole;
  }
  return headings.empty() ? std::string() : headings[0];
}

}  // namespace dateline
