#include "indexer/extraction/html_hints.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace dateline {
namespace {

struct Word {
  std::string_view word;
  std::uint32_t hint;
};

// Sorted by word.
constexpr auto kWords = std::to_array<Word>({
    {"accordion", hint::folded},
    {"ad", hint::advert},
    {"ads", hint::advert},
    {"adsense", hint::advert},
    {"advert", hint::advert},
    {"advertisement", hint::advert},
    {"answer", hint::folded},
    {"article", hint::article},
    {"articlebody", hint::body},
    {"articlecontent", hint::body},
    {"articletext", hint::body},
    {"aside", hint::sidebar},
    {"author", hint::byline},
    {"authors", hint::byline},
    {"bio", hint::bio},
    {"biography", hint::bio},
    {"breadcrumb", hint::navigation},
    {"breadcrumbs", hint::navigation},
    {"byline", hint::byline},
    {"bylines", hint::byline},
    {"caption", hint::caption},
    {"captions", hint::caption},
    {"carousel", hint::related},
    {"collapse", hint::folded},
    {"collapsible", hint::folded},
    {"colophon", hint::footer},
    {"comment", hint::comments},
    {"commentlist", hint::comments},
    {"comments", hint::comments},
    {"complementary", hint::sidebar},
    {"consent", hint::dialog},
    {"content", hint::article},
    {"contentinfo", hint::footer},
    {"contributor", hint::bio},
    {"copyright", hint::footer},
    {"credit", hint::caption},
    {"credits", hint::caption},
    {"crumbs", hint::navigation},
    {"cta", hint::signup},
    {"dateline", hint::byline},
    {"dialog", hint::dialog},
    {"disclaimer", hint::footer},
    {"disqus", hint::comments},
    {"donate", hint::signup},
    {"donation", hint::signup},
    {"entry", hint::article},
    {"faq", hint::folded},
    {"figcaption", hint::caption},
    {"follow", hint::share},
    {"footer", hint::footer},
    {"gdpr", hint::dialog},
    {"imagecaption", hint::caption},
    {"keywords", hint::tags},
    {"legal", hint::footer},
    {"login", hint::signup},
    {"main", hint::article},
    {"masthead", hint::navigation},
    {"menu", hint::navigation},
    {"modal", hint::dialog},
    {"nav", hint::navigation},
    {"navbar", hint::navigation},
    {"navigation", hint::navigation},
    {"noprint", hint::share},
    {"onetrust", hint::dialog},
    {"outbrain", hint::related},
    {"pager", hint::navigation},
    {"pagination", hint::navigation},
    {"paywall", hint::signup},
    {"popular", hint::related},
    {"popup", hint::dialog},
    {"post", hint::article},
    {"postmeta", hint::byline},
    {"promo", hint::related},
    {"promos", hint::related},
    {"promoted", hint::advert},
    {"rail", hint::sidebar},
    {"recirc", hint::related},
    {"recirculation", hint::related},
    {"region", hint::folded},
    {"regwall", hint::signup},
    {"related", hint::related},
    {"relatedposts", hint::related},
    {"replies", hint::comments},
    {"respond", hint::comments},
    {"share", hint::share},
    {"sharedaddy", hint::share},
    {"sharing", hint::share},
    {"sidebar", hint::sidebar},
    {"signup", hint::signup},
    {"similar", hint::related},
    {"social", hint::share},
    {"story", hint::article},
    {"storybody", hint::body},
    {"suggested", hint::related},
    {"taboola", hint::related},
    {"tabpanel", hint::folded},
    {"tagcloud", hint::tags},
    {"taglist", hint::tags},
    {"tags", hint::tags},
    {"taxonomy", hint::tags},
    {"teaser", hint::related},
    {"teasers", hint::related},
    {"timestamp", hint::byline},
    {"toolbar", hint::navigation},
    {"tooltip", hint::hidden},
    {"topics", hint::tags},
    {"trending", hint::related},
    {"upsell", hint::signup},
});

constexpr auto kBeginnings = std::to_array<Word>({
    {"advert", hint::advert}, {"sponsor", hint::advert}, {"recommend", hint::related}, {"newsletter", hint::signup},
    {"breadcrumb", hint::navigation}, {"cookie", hint::dialog}, {"subscri", hint::signup},
});

struct Pair {
  std::string_view first, second;
  std::uint32_t hint;
};

constexpr auto kPairs = std::to_array<Pair>({
    {"about", "author", hint::bio},       {"also", "like", hint::related},     {"article", "body", hint::body},       {"article", "content", hint::body},
    {"article", "info", hint::byline},    {"article", "meta", hint::byline},   {"article", "tags", hint::tags},       {"article", "text", hint::body},
    {"author", "bio", hint::bio},         {"author", "box", hint::bio},        {"author", "info", hint::bio},         {"body", "content", hint::body},
    {"body", "copy", hint::body},         {"content", "body", hint::body},     {"entry", "content", hint::body},      {"entry", "footer", hint::footer},
    {"entry", "meta", hint::byline},      {"most", "read", hint::related},     {"most", "viewed", hint::related},     {"more", "stories", hint::related},
    {"more", "on", hint::related},        {"more", "from", hint::related},     {"popular", "posts", hint::related},   {"post", "body", hint::body},
    {"post", "content", hint::body},      {"post", "meta", hint::byline},      {"post", "text", hint::body},          {"print", "only", hint::hidden},
    {"read", "also", hint::related},      {"read", "more", hint::related},     {"read", "next", hint::related},       {"reader", "text", hint::hidden},
    {"screen", "reader", hint::hidden},   {"sign", "up", hint::signup},        {"sr", "only", hint::hidden},          {"story", "body", hint::body},
    {"story", "content", hint::body},     {"story", "text", hint::body},       {"tag", "list", hint::tags},           {"top", "stories", hint::related},
    {"is", "hidden", hint::hidden},       {"up", "next", hint::related},        {"visually", "hidden", hint::hidden},
});

bool is_letter(char c) { return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z'); }
bool is_digit(char c) { return c >= '0' && c <= '9'; }

constexpr std::size_t kMostDigits = 3;  // at the end of a word: ad2, promo300; e7ad1f4 is a made-up name

}  // namespace

std::uint32_t hints_of_name(std::string_view name) {
  std::uint32_t hints = 0;
  std::array<char, 24> word, last;
  std::size_t length = 0, last_length = 0;
  const auto end = [&] {
    if (length == 0) return;
    std::size_t digits = 0;
    while (digits < length && is_digit(word[length - digits - 1])) ++digits;
    if (digits <= kMostDigits) length -= digits;
    const std::string_view text(word.data(), length), before(last.data(), last_length);
    const auto found = std::lower_bound(kWords.begin(), kWords.end(), text, [](const Word& one, std::string_view key) { return one.word < key; });
    if (found != kWords.end() && found->word == text) hints |= found->hint;
    for (const Word& one : kBeginnings)
      if (text.substr(0, one.word.size()) == one.word) hints |= one.hint;
    if (!before.empty())
      for (const Pair& pair : kPairs)
        if (pair.second == text && pair.first == before) hints |= pair.hint;
    last = word;
    last_length = length;
    length = 0;
  };
  for (std::size_t i = 0; i < name.size(); ++i) {
    const char c = name[i];
    if (c == ' ') {
      end();
      last_length = 0;
      continue;
    }
    if (name.substr(i, 6) == "hidden" && (i == 0 || name[i - 1] == ' ') && (i + 6 == name.size() || name[i + 6] == ' ')) hints |= hint::hidden;
    if (!is_letter(c) && !is_digit(c)) {
      end();
      continue;
    }
    if (c >= 'A' && c <= 'Z' && i > 0 && name[i - 1] >= 'a' && name[i - 1] <= 'z') end();
    if (length < word.size()) word[length++] = static_cast<char>(is_digit(c) ? c : c | 32);
  }
  end();
  return hints;
}

std::uint32_t HintReader::of_name(std::string_view attribute) {
  const auto [at, added] = known_.try_emplace(attribute, 0);
  if (added) at->second = hints_of_name(attribute);
  return at->second;
}

std::uint32_t HintReader::of(const GumboNode& element) {
  std::uint32_t hints = 0;
  const GumboVector& attributes = element.v.element.attributes;
  for (unsigned i = 0; i < attributes.length; ++i) {
    const auto& one = *static_cast<const GumboAttribute*>(attributes.data[i]);
    const std::string_view name = one.name, value = one.value;
    if (name == "class" || name == "id" || name == "role" || name == "itemprop" || name == "data-testid" || name == "data-component" || name == "data-module")
      hints |= of_name(value);
    else if (name == "hidden")
      hints |= hint::hidden | hint::folded;
    else if (name == "style" && (value.find("display:none") != value.npos || value.find("display: none") != value.npos))
      hints |= hint::hidden;
  }
  return hints;
}

}  // namespace dateline
