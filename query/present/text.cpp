// Hits for people at a terminal.
#include <algorithm>

#include "common/terminal.h"
#include "common/text/terminal_escape.h"
#include "query/present/explanation.h"
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
constexpr std::size_t kDateLength = 10;  // of 2024-03-14T09:30:00Z
constexpr std::size_t kLongestAddress = 400;  // columns; not wrapped, so that it can be copied

// A line of what an article and the database say, piece by piece, each set apart on a terminal.
class Line {
 public:
  explicit Line(bool apart) : apart_(apart) {}
  Line& ours(const std::string& text) {
    line_.push_back({text});
    return *this;
  }
  Line& theirs(const std::string& text) {
    const StyledLine piece = apart_ ? isolated(styled(text)) : styled(text);
    line_.insert(line_.end(), piece.begin(), piece.end());
    return *this;
  }
  bool empty() const { return line_.empty(); }
  const StyledLine& spans() const { return line_; }

 private:
  bool apart_;
  StyledLine line_;
};

Line byline(const Article& article, bool apart) {
  Line line(apart);
  line.ours(article.published.empty() ? "no date" : article.published.substr(0, kDateLength));
  if (!article.source.empty()) line.ours(" · ").theirs(article.source);
  for (std::size_t i = 0; i < std::min(article.authors.size(), kAuthorsShown); ++i) line.ours(i == 0 ? " · " : ", ").theirs(article.authors[i]);
  if (article.authors.size() > kAuthorsShown) line.ours(" and " + std::to_string(article.authors.size() - kAuthorsShown) + " more");
  return line;
}

// "also in: Harbor Courier, Lakeside Ledger (3 copies)": each source once, in the order of the copies.
Line also_in(const std::vector<Copy>& copies, bool apart) {
  std::vector<std::string> sources;
  for (const Copy& copy : copies)
    if (!copy.source.empty() && std::find(sources.begin(), sources.end(), copy.source) == sources.end()) sources.push_back(copy.source);
  Line line(apart);
  line.ours(sources.empty() ? "also here: " : "also in: ");
  for (std::size_t i = 0; i < std::min(sources.size(), kSourcesShown); ++i) line.ours(i ? ", " : "").theirs(sources[i]);
  if (sources.size() > kSourcesShown) line.ours(" and " + std::to_string(sources.size() - kSourcesShown) + " more");
  const std::string count = with_separators(copies.size()) + (copies.size() == 1 ? " copy" : " copies");
  return line.ours(sources.empty() ? count : " (" + count + ")");
}

// "about: Jake Sullivan, Ukraine": what it is most about.
Line about(const std::vector<ArticleEntity>& entities, bool apart) {
  Line line(apart);
  for (std::size_t i = 0; i < std::min(entities.size(), kNamesShown) && entities[i].salience >= kSalienceShown; ++i) line.ours(line.empty() ? "about: " : ", ").theirs(entities[i].name);
  return line;
}

// "shares: Jake Sullivan, Ukraine; corridor, drones": what makes it related.
Line shares(const Because& because, bool apart) {
  Line line(apart);
  for (const NamedEntity& entity : because.entities) line.ours(line.empty() ? "shares: " : ", ").theirs(entity.name);
  bool first = true;
  for (const std::string& word : because.words) {
    line.ours(line.empty() ? "shares: " : first ? "; " : ", ").theirs(word);
    first = false;
  }
  return line;
}

class HitPrinter {
 public:
  HitPrinter(const Screen& screen, std::size_t rank_width, std::ostream& out)
      : out_(out), colours_(palette(screen.colour)), apart_(screen.terminal), rank_width_(rank_width), indent_(rank_width + 2, ' '),
        width_(std::max(screen.width, kNarrowest + indent_.size()) - indent_.size()) {}

  void print(const Hit& hit, bool explain) {
    title(hit);
    dim(byline(hit.article, apart_));
    snippet(hit.snippet);
    dim(hit.because ? shares(*hit.because, apart_) : about(hit.article.entities, apart_));
    if (!hit.copies.empty()) dim(also_in(hit.copies, apart_));
    address(hit.article);
    if (explain) print_explanation(hit, indent_.size(), width_, colours_, out_);
  }

 private:
  void dim(const Line& line) {
    for (const StyledLine& part : wrap_beginning(line.spans(), width_)) dim(rendered(part, "", ""));
  }

  void dim(const std::string& text) { out_ << indent_ << colours_.dim << text << colours_.reset << "\n"; }

  StyledLine apart(StyledLine text) const { return apart_ ? isolated(std::move(text)) : text; }

  void title(const Hit& hit) {
    out_ << colours_.dim << padded_left(std::to_string(hit.rank), rank_width_) << colours_.reset << "  ";
    bool first = true;
    for (const StyledLine& line : wrap_beginning(apart(styled(hit.article.title, marks_at(hit.title_matches, kMatch))), width_)) {
      if (!first) out_ << indent_;
      for (const Span& span : line) out_ << (span.style == kMatch ? colours_.match : colours_.title) << span.text << colours_.reset;
      out_ << "\n";
      first = false;
    }
    if (first) out_ << colours_.dim << "(no title)" << colours_.reset << "\n";
  }

  void snippet(const Snippet& snippet) {
    StyledLine text = styled(snippet.text, marks_at(snippet.matches, kMatch));
    if (text.empty()) return;
    if (!snippet.from_start) text.insert(text.begin(), {"… "});
    if (!snippet.to_end) text.push_back({" …"});
    for (const StyledLine& line : wrap(apart(std::move(text)), width_))
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

  std::ostream& out_;
  Palette colours_;
  bool apart_;
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
