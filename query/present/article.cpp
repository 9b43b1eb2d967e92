// One article to be read at a terminal: what is known of it, its text with names and dates marked, the days it speaks of.
#include <algorithm>

#include "common/date.h"
#include "common/terminal.h"
#include "common/text/terminal_escape.h"
#include "common/text/utf8.h"
#include "query/present/layout.h"
#include "query/present/names_and_dates.h"
#include "query/present/present.h"

namespace dateline {
namespace {

constexpr std::size_t kNarrowest = 20;
constexpr std::size_t kWidestText = 100;  // longer lines are hard to read
constexpr std::size_t kLabelWidth = 11;
constexpr std::size_t kEntitiesShown = 12;
constexpr std::size_t kDatesShown = 12;
constexpr std::size_t kWidestDate = 40;  // columns of an expression

std::string joined(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return text;
}

// The most salient first: "Jake Sullivan (person, 3 times)".
StyledLine named(const std::vector<ArticleEntity>& entities) {
  StyledLine line;
  for (std::size_t i = 0; i < std::min(entities.size(), kEntitiesShown); ++i) {
    if (i) line.push_back({", "});
    line.push_back({escape_for_terminal(entities[i].name, true), kNameStyle});
    line.push_back({" (" + entities[i].type + (entities[i].mentions > 1 ? ", " + std::to_string(entities[i].mentions) + " times)" : ")")});
  }
  if (entities.size() > kEntitiesShown) line.push_back({" and " + std::to_string(entities.size() - kEntitiesShown) + " more"});
  return line;
}

// "2024-03-11", "2024-03-04 to 2024-03-10"; a whole year or month by its name: "2023", "2024-03".
std::string days(const ArticleDate& date) {
  constexpr std::size_t kYear = 4, kMonth = 7;
  const auto from = parse_rfc3339(date.from), to = parse_rfc3339(date.to);
  if (date.from == date.to || !from || !to) return date.from;
  if (from->date.year == to->date.year && from->date.day == 1 && to->date.day == days_in_month(to->date.year, to->date.month)) {
    if (from->date.month == to->date.month) return date.from.substr(0, kMonth);
    if (from->date.month == 1 && to->date.month == 12) return date.from.substr(0, kYear);
  }
  return date.from + " to " + date.to;
}

struct SpokenOf {
  std::string text, days;
  friend bool operator==(const SpokenOf&, const SpokenOf&) = default;
};

// The expressions that mean certain days, each once, in the order of the text; escaped.
std::vector<SpokenOf> times_spoken_of(const Article& article) {
  std::vector<SpokenOf> times;
  ByteOffsets bytes(article.body);
  for (const ArticleDate& date : article.dates) {
    const std::size_t begin = bytes.of(date.begin), end = bytes.of(date.end);
    if (date.from.empty()) continue;
    SpokenOf time{escape_for_terminal(std::string_view(article.body).substr(begin, end - begin), true), escape_for_terminal(days(date), true)};
    if (times.size() <= kDatesShown && std::find(times.begin(), times.end(), time) == times.end()) times.push_back(std::move(time));
  }
  return times;
}

class ArticlePrinter {
 public:
  ArticlePrinter(const Screen& screen, std::ostream& out)
      : out_(out), colours_(palette(screen.colour)), marks_{colours_.name, colours_.date}, width_(std::clamp(screen.width, kNarrowest, kWidestText)) {}

  void title(const Article& article) {
    const StyledLine title = article.title.empty() ? styled("(no title)") : styled(article.title, title_marks(article));
    for (const StyledLine& line : wrap(title, width_)) out_ << colours_.title << rendered(line, marks_, colours_.reset + colours_.title) << colours_.reset << "\n";
  }

  // On one line, so that it can be copied.
  void known(const std::string& label, const std::string& value) {
    if (!value.empty()) out_ << labelled(label) << escape_for_terminal(value, true) << "\n";
  }

  void names(const std::vector<ArticleEntity>& entities) {
    std::string before = labelled("names");
    for (const StyledLine& line : wrap(named(entities), width_ - std::min(kLabelWidth, width_ / 2))) {
      out_ << before << rendered(line, marks_, colours_.reset) << "\n";
      before.assign(kLabelWidth, ' ');
    }
  }

  void body(const Article& article) {
    const std::vector<Mark> marks = body_marks(article);
    auto next = marks.begin();
    if (!article.body.empty()) out_ << "\n";
    for (std::size_t at = 0; at < article.body.size();) {
      const std::size_t end = std::min(article.body.find('\n', at), article.body.size());
      std::vector<Mark> here;
      for (; next != marks.end() && next->begin < end; ++next) {
        here.push_back({std::max(next->begin, at) - at, std::min(next->end, end) - at, next->style});
        if (next->end > end) break;  // it goes on in the next line
      }
      const auto lines = wrap(styled(std::string_view(article.body).substr(at, end - at), here), width_);
      for (const StyledLine& line : lines) out_ << rendered(line, marks_, colours_.reset) << "\n";
      if (lines.empty()) out_ << "\n";
      at = end + 1;
    }
  }

  void times(const Article& article) {
    std::vector<SpokenOf> times = times_spoken_of(article);
    const bool more = times.size() > kDatesShown;
    if (more) times.resize(kDatesShown);
    std::size_t widest = 0;
    for (SpokenOf& time : times) {
      if (const std::string_view cut = cut_to_width(time.text, kWidestDate); cut.size() < time.text.size()) time.text = std::string(cut) + "…";
      widest = std::max(widest, display_width(time.text));
    }
    if (!times.empty()) out_ << "\n";
    std::string before = labelled("dates");
    for (const SpokenOf& time : times) {
      out_ << before << padded_right('"' + time.text + '"', widest + 4) << time.days << "\n";
      before.assign(kLabelWidth, ' ');
    }
    if (more) out_ << before << "and more\n";
  }

 private:
  std::string labelled(const std::string& label) const { return colours_.dim + padded_right(label, kLabelWidth) + colours_.reset; }

  std::ostream& out_;
  Palette colours_;
  std::vector<std::string> marks_;  // by style
  std::size_t width_;
};

}  // namespace

void present_article(const Article& article, const Screen& screen, std::ostream& out) {
  ArticlePrinter printer(screen, out);
  printer.title(article);
  printer.known("published", article.published + (article.published.empty() || article.published_from.empty() ? "" : " (from " + article.published_from + ")"));
  printer.known("modified", article.modified);
  printer.known("source", article.source);
  printer.known("author", joined(article.authors));
  printer.known("section", article.section);
  printer.known("language", article.language);
  printer.known("tags", joined(article.tags));
  printer.known("url", article.url);
  printer.known("path", article.path);
  printer.known("id", article.id);
  printer.known("copies", joined(article.copies));
  printer.names(article.entities);
  printer.body(article);
  printer.times(article);
}

}  // namespace dateline
