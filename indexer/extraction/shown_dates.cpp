// The confidences are measured, as those of html_dates.cpp are.
#include "indexer/extraction/shown_dates.h"

#include <algorithm>
#include <string>
#include <vector>

#include "common/date_words.h"
#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "indexer/extraction/head_line.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestQuoted = 80, kLongestDated = 80, kLabelBytes = 40, kLabelDepth = 60, kLongLine = 100;

struct ByNearness {
  double below, above, far;  // to the headline
  double operator[](Nearness nearness) const { return nearness == Nearness::below ? below : nearness == Nearness::above ? above : far; }
};
constexpr ByNearness kAttribute{0.95, 0.85, 0.6}, kDataAttribute{0.7, 0.4, 0.3};    // <time datetime>, itemprop; data-*
constexpr ByNearness kLabelled{0.97, 0.95, 0.95}, kNamed{0.94, 0.8, 0.25}, kPlain{0.91, 0.7, 0.25};  // "Published: ...", class="date", neither
constexpr double kInParagraph = 0.3, kDateline = 0.5;
constexpr double kInLongLine = 0.5, kAmongWords = 0.7, kBesideIt = 0.6, kOneOfSeveral = 0.8;  // factors

std::string where(Nearness nearness) { return nearness == Nearness::below ? " below the headline" : nearness == Nearness::above ? " above the headline" : ""; }

std::string aside_of(PagePlace place) {
  switch (place) {
    case PagePlace::comments: return "in the comments";
    case PagePlace::aside: return "beside the article";
    case PagePlace::navigation: return "in the navigation";
    case PagePlace::masthead: return "in the masthead";
    case PagePlace::footer: return "in the footer";
    case PagePlace::other_article: return "of another article";
    case PagePlace::article: break;
  }
  return {};
}

bool says_when(NamedDate named) { return named == NamedDate::published || named == NamedDate::created || named == NamedDate::modified; }
DateRole role_of(NamedDate named) { return named == NamedDate::modified ? DateRole::modified : DateRole::published; }

class Entry {
 public:
  Entry(const PageLines& lines, DateLedger& ledger) : lines_(lines), ledger_(ledger) {}

  WrittenOrder run() {
    for (const PageLine& line : lines_.lines) {
      const Nearness nearness = lines_.nearness(line);
      for (const PageMark& mark : line.marks) enter(mark, nearness);
      std::size_t after = 0;
      for (const WrittenDate& found : find_dates(line.folded)) {
        note_order(std::string_view(line.folded).substr(found.begin, found.end - found.begin));
        enter(line, found, after, nearness);
        after = found.end;
      }
      if (line.first_prose) enter_dateline(line);
    }
    settle_plain();
    return order_;
  }

 private:
  void add(const DateTime& when, const WrittenDate* written, NamedDate named, const char* from, std::string detail, std::string_view text, double confidence,
           std::string set_aside) {
    DateCandidate candidate;
    candidate.when = when;
    if (written) {
      candidate.swapped = written->swapped;
      candidate.open_order = written->open_order;
    }
    candidate.role = role_of(named);
    candidate.from = from;
    candidate.detail = std::move(detail);
    candidate.text = cut_utf8(text, kLongestQuoted);
    candidate.confidence = confidence;
    candidate.set_aside = std::move(set_aside);
    add_candidate(ledger_, std::move(candidate));
  }

  // A date between the headline and the text is the article's even in an <aside>, though less surely.
  static void weigh_place(PagePlace place, Nearness nearness, std::string& detail, std::string& aside, double& confidence) {
    aside = aside_of(place);
    if (place != PagePlace::aside || nearness != Nearness::below) return;
    aside.clear();
    detail += ", beside it";
    confidence *= kBesideIt;
  }

  void enter(const PageMark& mark, Nearness nearness) {
    const auto date = first_date(mark.value);
    if (!date) return;
    const NamedDate named = says_when(mark.named) || mark.named == NamedDate::other ? mark.named : named_date(mark.before);
    double confidence = (mark.data ? kDataAttribute : kAttribute)[nearness];
    std::string detail = mark.detail + where(nearness), aside;
    weigh_place(mark.place, nearness, detail, aside, confidence);
    if (named == NamedDate::other) aside = "of something else";
    add(date->when, &*date, named, "time", std::move(detail), mark.value, confidence, std::move(aside));
  }

  // `after`: where the date before this one in the line ends.
  void enter(const PageLine& line, const WrittenDate& found, std::size_t after, Nearness nearness) {
    if (!found.when.date.year) return;
    const PageRun& run = line.run_at(found.begin);
    const std::size_t label_begin = std::max(after, found.begin - std::min(found.begin, kLabelBytes));
    const NamedDate label = named_date(std::string_view(line.folded).substr(label_begin, found.begin - label_begin));
    const bool labelled = says_when(label), named = run.named != NamedDate::none && line.length_of(run) <= kLongestDated;
    if (line.prose && !named && !(labelled && found.begin < kLabelDepth)) return;
    const std::size_t words = line.folded.size() - (found.end - found.begin);
    std::string detail = (labelled ? "labelled" : named ? (run.name.empty() ? "text of <time>" : "class \"" + run.name + "\"") : "text") + where(nearness), aside;
    double confidence = (labelled ? kLabelled : named ? kNamed : kPlain)[nearness];
    if (named || labelled) {
      if (!named && line.prose) confidence = kInParagraph;
    } else if (words > kLongLine) {
      confidence *= kInLongLine;
    } else if (words > found.end - found.begin + 20) {
      confidence *= kAmongWords;
    }
    weigh_place(run.place, nearness, detail, aside, confidence);
    if (label == NamedDate::other || run.named == NamedDate::other) aside = "of something else";
    if (!labelled && !named && nearness == Nearness::below) plain_.push_back(ledger_.candidates.size());
    add(found.when, &found, labelled ? label : run.named, "byline", std::move(detail), line.plain_around(found.begin, found.end), confidence, std::move(aside));
  }

  void enter_dateline(const PageLine& line) {
    const HeadLine dateline = read_dateline(line.plain);
    if (dateline.published) add(*dateline.published, nullptr, NamedDate::published, "dateline", "dateline of the text", line.plain, kDateline, {});
  }

  // Several days in plain text below the headline are a table or a list, not a date line.
  void settle_plain() {
    std::vector<DateCandidate>& all = ledger_.candidates;
    const auto differs = [&](std::size_t i) { return i < all.size() && all[i].when.date != all[plain_.front()].when.date; };
    if (std::none_of(plain_.begin(), plain_.end(), differs)) return;
    for (const std::size_t i : plain_)
      if (i < all.size()) all[i].confidence *= kOneOfSeveral;
  }

  void note_order(std::string_view written) {
    const std::size_t slash = written.find('/'), second = slash == written.npos ? slash : written.find('/', slash + 1);
    if (second == written.npos || slash > 2) return;
    const auto past_twelve = [](std::string_view digits) { return digits.size() == 2 && digits > "12" && digits <= "31"; };
    order_.day_first += past_twelve(written.substr(0, slash));
    order_.month_first += past_twelve(written.substr(slash + 1, second - slash - 1));
  }

  const PageLines& lines_;
  DateLedger& ledger_;
  WrittenOrder order_;
  std::vector<std::size_t> plain_;  // candidates: plain text below the headline
};

}  // namespace

WrittenOrder add_shown_dates(const PageLines& lines, DateLedger& ledger) { return Entry(lines, ledger).run(); }

}  // namespace dateline
