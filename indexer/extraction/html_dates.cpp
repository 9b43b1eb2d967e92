// The confidences are measured: the share of pages on which such a witness names the right day (docs/decisions/publication-dates.md).
#include "indexer/extraction/html_dates.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

#include "common/date_words.h"
#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "indexer/extraction/lines.h"
#include "indexer/extraction/named_date.h"
#include "indexer/extraction/script_dates.h"
#include "indexer/extraction/shown_dates.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestValue = 120, kMostScriptBytes = std::size_t{4} << 20, kLongestQuoted = 80;

constexpr double kPublishedMeta = 0.94, kCreatedMeta = 0.75, kSomeMeta = 0.85, kModifiedMeta = 0.5;
constexpr double kArticleJsonLd = 0.94, kOtherJsonLd = 0.7, kHeadlineScript = 0.8, kOtherScript = 0.6;
constexpr double kCreated = 0.8;  // of what a publication date would have: when the article was begun

bool has(std::string_view text, std::string_view part) { return text.find(part) != text.npos; }

bool is_article_type(std::string_view type) {
  static constexpr std::array<std::string_view, 5> kTypes = {"article", "posting", "webpage", "report", "review"};
  return std::any_of(kTypes.begin(), kTypes.end(), [&](std::string_view part) { return has(type, part); });
}

// Under a key such as these stands something else than the article itself.
bool is_of_another(std::string_view inside) {
  static constexpr std::array<std::string_view, 16> kKeys = {"comment", "video",     "image",  "related",  "itemlist", "mentions",       "citation", "ispartof",
                                                             "haspart", "recommend", "latest", "trending", "popular",  "liveblogupdate", "author",   "publisher"};
  return std::any_of(kKeys.begin(), kKeys.end(), [&](std::string_view key) { return has(inside, key); });
}

DateRole role_of(NamedDate named) { return named == NamedDate::modified ? DateRole::modified : DateRole::published; }

class Reader {
 public:
  Reader(const GumboNode& root, std::string_view address) {
    std::vector<const GumboNode*> scripts;
    const auto visit = [&](const GumboNode& node) {
      switch (node.v.element.tag) {
        case GUMBO_TAG_HTML: read_language(node); break;
        case GUMBO_TAG_META: read_meta(node); break;
        case GUMBO_TAG_SCRIPT:
          if (has(fold(attribute(node, "type")), "ld+json"))
            read_json_ld(node);
          else
            scripts.push_back(&node);
          return false;
        default: break;
      }
      return true;
    };
    each_element(root, visit);
    const PageLines lines = page_lines(root);
    order_ = add_shown_dates(lines, page_.ledger);
    for (const GumboNode* script : scripts) read_script(*script, lines);
    settle_scripts();
    page_.month_first = month_first(address);
  }

  PageDates run() { return std::move(page_); }

 private:
  void add(const WrittenDate& date, NamedDate named, const char* from, std::string detail, std::string_view text, double confidence, std::string set_aside) {
    add_candidate(page_.ledger, {date.when, date.swapped, date.open_order, role_of(named), from, std::move(detail), std::string(cut_utf8(text, kLongestQuoted)), confidence,
                                 std::move(set_aside)});
  }

  void read_language(const GumboNode& node) {
    language_ = fold(attribute(node, "lang"));
    if (language_.empty()) language_ = fold(attribute(node, "xml:lang"));
  }

  void read_meta(const GumboNode& node) {
    std::string name;
    for (const char* key : {"property", "name", "itemprop", "http-equiv"})
      if (name.empty()) name = fold(one_line(attribute(node, key)));
    const NamedDate named = named_date(name);
    const std::string value = one_line(attribute(node, "content"));
    if (named == NamedDate::none || value.size() > kLongestValue) return;
    const auto date = first_date(value);
    if (!date) return;
    const double confidence = named == NamedDate::published  ? kPublishedMeta
                              : named == NamedDate::created  ? kCreatedMeta
                              : named == NamedDate::modified ? kModifiedMeta
                                                             : kSomeMeta;
    add(*date, named, "meta", (attribute(node, "itemprop").empty() ? "meta " : "microdata ") + name, value, confidence, named == NamedDate::other ? "of something else" : "");
  }

  std::string take_script(const GumboNode& node) {
    std::string text = text_in(node);
    if (text.size() > kMostScriptBytes - script_bytes_) return {};
    script_bytes_ += text.size();
    return text;
  }

  void read_json_ld(const GumboNode& node) {
    for (const ScriptDate& one : script_dates(take_script(node), true)) {
      const auto date = first_date(one_line(one.value));
      if (!date) continue;
      const NamedDate named = named_date(one.key);
      const double confidence = (is_article_type(one.type) ? kArticleJsonLd : kOtherJsonLd) * (named == NamedDate::created ? kCreated : 1);
      add(*date, named, "jsonld", "JSON-LD " + (one.type.empty() ? "" : one.type + " ") + one.key, one.value, confidence,
          is_of_another(one.inside) ? "inside " + one.inside : "");
    }
  }

  void read_script(const GumboNode& node, const PageLines& lines) {
    for (const ScriptDate& one : script_dates(take_script(node), false)) {
      const auto date = first_date(one_line(one.value));
      if (!date) continue;
      const NamedDate named = named_date(one.key);
      const bool own = !one.title.empty() && lines.is_headline(fold(one_line(one.title))), another = is_of_another(one.inside);
      if (!own && !another && named != NamedDate::modified) unclaimed_.push_back(page_.ledger.candidates.size());
      add(*date, named, "meta", (own ? "script, with the headline, " : "script ") + one.key, one.value,
          (own ? kHeadlineScript : kOtherScript) * (named == NamedDate::created ? kCreated : 1), another ? "inside " + one.inside : "");
    }
  }

  // A page's state holds the dates of other articles too: one that does not stand beside the headline counts when there is no second day.
  void settle_scripts() {
    std::vector<DateCandidate>& all = page_.ledger.candidates;
    const auto differs = [&](std::size_t i) { return i < all.size() && all[i].when.date != all[unclaimed_.front()].when.date; };
    if (std::none_of(unclaimed_.begin(), unclaimed_.end(), differs)) return;
    for (const std::size_t i : unclaimed_)
      if (i < all.size()) all[i].set_aside = "one of several in scripts";
  }

  // As the page's other dates have it; else by its region. Of English alone the order is open; en-US has the month first, and all the rest the day.
  std::optional<bool> month_first(std::string_view address) const {
    if (order_.day_first != order_.month_first) return order_.month_first > order_.day_first;
    if (language_ == "en-us") return true;
    if (language_.rfind("en-", 0) == 0 || (!language_.empty() && language_ != "en")) return false;
    const std::size_t host = address.find("://");
    const std::string site = host == address.npos ? "" : std::string(address.substr(host + 3, address.substr(host + 3).find('/'))) + "/";
    for (std::string_view domain : {".uk/", ".ie/", ".au/", ".nz/", ".za/", ".in/"})
      if (has(site, domain)) return false;
    return {};
  }

  PageDates page_;
  WrittenOrder order_;
  std::string language_;
  std::vector<std::size_t> unclaimed_;  // candidates of scripts that name no headline
  std::size_t script_bytes_ = 0;
};

}  // namespace

PageDates html_dates(const GumboNode& root, std::string_view address) { return Reader(root, address).run(); }

}  // namespace dateline
