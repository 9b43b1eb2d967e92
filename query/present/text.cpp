// Hits for people at a terminal.
#include <algorithm>
#include <cstdio>

#include "common/terminal.h"
#include "common/text/terminal_escape.h"
#include "query/present/facets.h"
#include "query/present/heading.h"
#include "query/present/layout.h"
#include "query/present/present.h"

namespace dateline {
namespace {

constexpr Style kMatch = 1;
constexpr std::size_t kNarrowest = 20;
constexpr std::size_t kAuthorsShown = 3;
constexpr std::size_t kSourcesShown = 5;
constexpr std::size_t kEntitiesShown = 4;
constexpr double kSalient = 0.3;
constexpr std::size_t kDateLength = 10;  // of 2024-03-14T09:30:00Z
constexpr std::size_t kWidestTerm = 32;
constexpr std::size_t kLongestAddress = 400;  // columns; not wrapped, so that it can be copied

std::string scored(double score) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4f", score);
  return text;
}

std::string of_eight(double salience) { return std::to_string(static_cast<int>(salience * 8 + 0.5)) + "/8"; }

std::string days_away(int days) { return days == 0 ? "then" : with_separators(static_cast<std::uint64_t>(days)) + (days == 1 ? " day away" : " days away"); }

std::string byline(const Article& article) {
  std::string line = article.published.empty() ? "no date" : article.published.substr(0, kDateLength);
  if (!article.source.empty()) line += " · " + article.source;
  for (std::size_t i = 0; i < std::min(article.authors.size(), kAuthorsShown); ++i)
    line += (i == 0 ? " · " : ", ") + article.authors[i];
  if (article.authors.size() > kAuthorsShown)
    line += " and " + std::to_string(article.authors.size() - kAuthorsShown) + " more";
  return line;
}

// "also in: Harbor Courier, Lakeside Ledger (3 copies)": each source once, in the order of the copies.
std::string also_in(const std::vector<Copy>& copies) {
  std::vector<std::string> sources;
  for (const Copy& copy : copies)
    if (!copy.source.empty() && std::find(sources.begin(), sources.end(), copy.source) == sources.end()) sources.push_back(copy.source);
  std::string line = sources.empty() ? "also here: " : "also in: ";
  for (std::size_t i = 0; i < std::min(sources.size(), kSourcesShown); ++i) line += (i ? ", " : "") + sources[i];
  if (sources.size() > kSourcesShown) line += " and " + std::to_string(sources.size() - kSourcesShown) + " more";
  const std::string count = with_separators(copies.size()) + (copies.size() == 1 ? " copy" : " copies");
  return line + (sources.empty() ? count : " (" + count + ")");
}

// "about: Jake Sullivan, Ukraine": what it is most about.
std::string about(const std::vector<ArticleEntity>& entities) {
  std::string line;
  for (std::size_t i = 0; i < std::min(entities.size(), kEntitiesShown) && entities[i].salience >= kSalient; ++i) line += (line.empty() ? "about: " : ", ") + entities[i].name;
  return line;
}

// "shares: Jake Sullivan, Ukraine; corridor, drones": what makes it related.
std::string shares(const Because& because) {
  std::string line;
  for (const NamedEntity& entity : because.entities) line += (line.empty() ? "shares: " : ", ") + entity.name;
  bool first = true;
  for (const std::string& word : because.words) line += (line.empty() ? "shares: " : first ? "; " : ", ") + word, first = false;
  return line;
}

class HitPrinter {
 public:
  HitPrinter(const Screen& screen, std::size_t rank_width, std::ostream& out)
      : out_(out), colours_(palette(screen.colour)), rank_width_(rank_width), indent_(rank_width + 2, ' '),
        width_(std::max(screen.width, kNarrowest + indent_.size()) - indent_.size()) {}

  void print(const Hit& hit, bool explain) {
    title(hit);
    for (const StyledLine& line : wrap(styled(byline(hit.article)), width_)) dim(rendered(line, "", ""));
    snippet(hit.snippet);
    for (const StyledLine& line : wrap(styled(hit.because ? shares(*hit.because) : about(hit.article.entities)), width_)) dim(rendered(line, "", ""));
    if (!hit.copies.empty())
      for (const StyledLine& line : wrap(styled(also_in(hit.copies)), width_)) dim(rendered(line, "", ""));
    address(hit.article);
    if (explain) explained(hit);
  }

 private:
  void dim(const std::string& text) { out_ << indent_ << colours_.dim << text << colours_.reset << "\n"; }

  void title(const Hit& hit) {
    out_ << colours_.dim << padded_left(std::to_string(hit.rank), rank_width_) << colours_.reset << "  ";
    bool first = true;
    for (const StyledLine& line : wrap(styled(hit.article.title, marks_at(hit.title_matches, kMatch)), width_)) {
      out_ << (first ? "" : indent_) << colours_.title
           << rendered(line, colours_.reset + colours_.match, colours_.reset + colours_.title) << colours_.reset << "\n";
      first = false;
    }
    if (first) out_ << colours_.dim << "(no title)" << colours_.reset << "\n";
  }

  void snippet(const Snippet& snippet) {
    StyledLine text = styled(snippet.text, marks_at(snippet.matches, kMatch));
    if (text.empty()) return;
    if (!snippet.from_start) text.insert(text.begin(), {"… "});
    if (!snippet.to_end) text.push_back({" …"});
    for (const StyledLine& line : wrap(text, width_))
      out_ << indent_ << rendered(line, colours_.match, colours_.reset) << "\n";
  }

  // Its id, which `show` takes, and where it is when that is something else.
  void address(const Article& article) {
    const std::string& place = article.url.empty() ? article.path : article.url;
    std::string line = escape_for_terminal(article.id, true);
    if (place.size() < article.id.size() || place.compare(place.size() - article.id.size(), std::string::npos, article.id) != 0)
      line += (place.empty() ? "" : "  ") + escape_for_terminal(place, true);
    const std::string_view shown = cut_to_width(line, kLongestAddress);
    if (!line.empty()) dim(std::string(shown) + (shown.size() < line.size() ? "…" : ""));
  }

  void explained(const Hit& hit) {
    dim("score " + scored(hit.score) + " = text " + scored(hit.parts.text) + " + entity " + scored(hit.parts.entity) + " + date " + scored(hit.parts.date));
    terms(hit);
    for (const EntityScore& entity : hit.entity_scores)
      line("entity " + scored(entity.score) + "  " + escape_for_terminal(entity.name, true) + ": salience " + of_eight(entity.salience) + " here, named in " +
           with_separators(entity.articles) + (entity.articles == 1 ? " article" : " articles"));
    for (const DateScore& date : hit.date_scores)
      line("date " + scored(date.score) + "  " + date.wish + (date.days ? ": " + days_away(*date.days) : hit.article.published.empty() ? ": no date" : ""));
  }

  void line(const std::string& text) {
    for (const StyledLine& part : wrap(styled(text), width_ - 2)) dim("  " + rendered(part, "", ""));
  }

  void terms(const Hit& hit) {
    if (hit.terms.empty()) return;
    dim("  text of " + with_separators(hit.article_length) + " words:");
    std::vector<std::string> names;
    std::size_t widest = std::string_view("term").size();
    for (const TermScore& term : hit.terms) {
      const std::string name = escape_for_terminal(term.term, true);
      names.emplace_back(cut_to_width(name, kWidestTerm));
      widest = std::max(widest, display_width(names.back()));
    }
    row("term", "score", "in article", "articles", widest);
    double sum = 0;
    for (std::size_t i = 0; i < hit.terms.size(); ++i) {
      const TermScore& term = hit.terms[i];
      row(names[i], scored(term.score), with_separators(term.frequency), with_separators(term.articles), widest);
      sum += term.score;
    }
    row("sum", scored(sum), "", "", widest);
  }

  void row(const std::string& term, const std::string& score, const std::string& frequency, const std::string& articles,
           std::size_t widest) {
    std::string line = "  " + padded_right(term, widest) + padded_left(score, 10);
    if (!frequency.empty()) line += padded_left(frequency, 12) + padded_left(articles, 12);
    dim(line);
  }

  std::ostream& out_;
  Palette colours_;
  std::size_t rank_width_;
  std::string indent_;
  std::size_t width_;
};

}  // namespace

void present_text(const Result& result, const Screen& screen, bool explain, std::ostream& out) {
  print_heading(result, screen, out);
  if (!result.hits.empty()) {
    const std::size_t last_rank = result.hits.back().rank;
    HitPrinter printer(screen, std::max<std::size_t>(2, std::to_string(last_rank).size()), out);
    for (const Hit& hit : result.hits) {
      out << "\n";
      printer.print(hit, explain);
    }
    const Palette colours = palette(screen.colour);
    if (result.related_to ? result.families->value > last_rank : !result.next_cursor.empty())
      out << "\n"
          << colours.dim << "hits " << with_separators(result.hits.front().rank) << " to " << with_separators(last_rank) << "; for more: --offset " << last_rank << colours.reset << "\n";
  }
  print_facets(result.facets, screen, out);
}

}  // namespace dateline
