#include "query/present/explanation.h"

#include <algorithm>
#include <cstdio>
#include <string_view>
#include <vector>

#include "common/text/terminal_escape.h"
#include "query/present/layout.h"
#include "query/present/understood.h"

namespace dateline {
namespace {

constexpr std::size_t kPartWidth = 6, kScoreWidth = 9, kGap = 2;
constexpr std::size_t kLeft = kPartWidth + kScoreWidth + kGap;  // before what a row is about
constexpr std::size_t kNarrowestWhat = 8, kWidestWhat = 28;
constexpr double kEighths = 8;  // the bands of salience

struct Row {
  std::string what;  // escaped
  double score = 0;
  std::string from;
};

struct Part {
  std::string name;
  double score = 0;
  std::vector<Row> rows;
};

std::string scored(double score) {
  char text[32];
  std::snprintf(text, sizeof text, "%.4f", score);
  return text;
}

std::string counted(std::uint64_t count, const std::string& one, const std::string& many) { return with_separators(count) + " " + (count == 1 ? one : many); }

std::string in_articles(std::uint64_t articles) { return "in " + counted(articles, "article", "articles"); }

// Words that the best hits share are many and weigh little: one row, and below the table which they are.
Part text_part(const Hit& hit) {
  Part part{"text", hit.parts.text, {}};
  Row shared;
  std::size_t count = 0;
  for (const TermScore& term : hit.terms) {
    if (!term.from_hits) {
      part.rows.push_back({escape_for_terminal(term.term, true), term.score, counted(term.frequency, "time", "times") + ", " + in_articles(term.articles)});
      continue;
    }
    ++count;
    shared.score += term.score;
  }
  shared.what = "+" + counted(count, "word", "words");
  shared.from = "of the best hits";
  if (count > 0) part.rows.push_back(std::move(shared));
  return part;
}

// "+ words that the best hits share: corridor, ceasefir": as the database has them, by their stems.
std::string shared_words(const Hit& hit) {
  std::string words;
  for (const TermScore& term : hit.terms)
    if (term.from_hits) words += (words.empty() ? "+ words that the best hits share: " : ", ") + escape_for_terminal(term.term, true);
  return words;
}

Part entity_part(const Hit& hit) {
  Part part{"entity", hit.parts.entity, {}};
  for (const EntityScore& entity : hit.entity_scores) {
    const int eighths = static_cast<int>(entity.salience * kEighths + 0.5);
    part.rows.push_back({escape_for_terminal(entity.name, true), entity.score, "salience " + std::to_string(eighths) + "/8, " + in_articles(entity.articles)});
  }
  return part;
}

std::string distance(const DateScore& date, const Hit& hit) {
  if (date.wish.starts_with("about:")) return date.score > 0 ? "in its text" : "not in its text";
  if (hit.article.published.empty() || !date.days) return "no date";
  const std::string days = counted(static_cast<std::uint64_t>(*date.days), "day", "days");
  if (date.wish.starts_with("half-life")) return days + " old";
  return *date.days == 0 ? "published then" : days + " away";
}

Part date_part(const Hit& hit) {
  Part part{"date", hit.parts.date, {}};
  for (const DateScore& date : hit.date_scores) part.rows.push_back({escape_for_terminal(wish_in_words(date.wish), true), date.score, distance(date, hit)});
  return part;
}

std::vector<Part> parts_of(const Hit& hit) {
  std::vector<Part> parts;
  for (Part& part : std::vector<Part>{text_part(hit), entity_part(hit), date_part(hit)})
    if (!part.rows.empty() || part.score != 0) parts.push_back(std::move(part));
  return parts;
}

std::string length_of(const Hit& hit) { return hit.article_length ? "an article of " + counted(hit.article_length, "word", "words") : ""; }

class Table {
 public:
  Table(std::size_t indent, std::size_t width, const Palette& colours, std::ostream& out) : indent_(indent, ' '), width_(width), colours_(colours), out_(out) {}

  // Whether all columns fit in beside each other.
  bool fits(const std::vector<Part>& parts) {
    std::size_t widest_from = 0;
    what_width_ = kNarrowestWhat;
    for (const Part& part : parts)
      for (const Row& row : part.rows) {
        what_width_ = std::max(what_width_, std::min(kWidestWhat, display_width(row.what)));
        widest_from = std::max(widest_from, display_width(row.from));
      }
    const std::size_t others = kLeft + kScoreWidth + kGap + widest_from;
    if (others + kNarrowestWhat > width_) return false;
    what_width_ = std::min(what_width_, width_ - others);
    return true;
  }

  void head() { line(padded_right("part", kPartWidth) + padded_left("score", kScoreWidth) + "  " + padded_right("made of", what_width_) + padded_left("score", kScoreWidth), colours_.dim); }

  void rows(const Part& part) {
    std::string left = padded_right(part.name, kPartWidth) + padded_left(scored(part.score), kScoreWidth) + "  ";
    if (part.rows.empty()) line(left, "");
    for (const Row& row : part.rows) {
      const std::string_view shown = display_width(row.what) <= what_width_ ? row.what : cut_to_width(row.what, what_width_ - 1);
      const std::string what = std::string(shown) + (shown.size() < row.what.size() ? "…" : "");
      line(left + padded_right(what, what_width_) + padded_left(scored(row.score), kScoreWidth) + "  " + row.from, "");
      left.assign(kLeft, ' ');
    }
  }

  void sum(const Hit& hit) {
    line(std::string(kPartWidth, ' ') + padded_left(std::string(kScoreWidth - 1, '-'), kScoreWidth), colours_.dim);
    const std::string length = length_of(hit);
    line(padded_right("score", kPartWidth) + padded_left(scored(hit.score), kScoreWidth) + (length.empty() ? "" : "  " + length), "");
    wrapped(shared_words(hit), 0);
  }

  // Without columns.
  void wrapped(const std::string& text, std::size_t further) {
    for (const StyledLine& part : wrap(styled(text), std::max(width_, further + kNarrowestWhat) - further)) line(std::string(further, ' ') + rendered(part, "", ""), "");
  }

 private:
  void line(std::string text, const std::string& on) {
    while (!text.empty() && text.back() == ' ') text.pop_back();
    out_ << indent_ << on << text << (on.empty() ? "" : colours_.reset) << "\n";
  }

  std::string indent_;
  std::size_t width_, what_width_ = 0;
  const Palette& colours_;
  std::ostream& out_;
};

}  // namespace

void print_explanation(const Hit& hit, std::size_t indent, std::size_t width, const Palette& colours, std::ostream& out) {
  const std::vector<Part> parts = parts_of(hit);
  Table table(indent, width, colours, out);
  if (table.fits(parts)) {
    table.head();
    for (const Part& part : parts) table.rows(part);
    table.sum(hit);
    return;
  }
  table.wrapped("score " + scored(hit.score), 0);
  for (const Part& part : parts) {
    table.wrapped(part.name + " " + scored(part.score), 0);
    for (const Row& row : part.rows) table.wrapped(row.what + " " + scored(row.score) + ": " + row.from, kGap);
  }
  if (const std::string length = length_of(hit); !length.empty()) table.wrapped(length, 0);
  table.wrapped(shared_words(hit), 0);
}

}  // namespace dateline
