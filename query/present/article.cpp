// One article to be read at a terminal.
#include <algorithm>

#include "common/terminal.h"
#include "common/text/terminal_escape.h"
#include "query/present/layout.h"
#include "query/present/present.h"

namespace dateline {
namespace {

constexpr std::size_t kNarrowest = 20;
constexpr std::size_t kWidestText = 100;  // longer lines are hard to read
constexpr std::size_t kLabelWidth = 11;
constexpr std::size_t kEntitiesShown = 12;

std::string joined(const std::vector<std::string>& items) {
  std::string text;
  for (const std::string& item : items) text += (text.empty() ? "" : ", ") + item;
  return text;
}

// The most salient first: "Jake Sullivan (person, 3 times)".
std::string named(const std::vector<ArticleEntity>& entities) {
  std::string text;
  for (std::size_t i = 0; i < std::min(entities.size(), kEntitiesShown); ++i)
    text += (i ? ", " : "") + entities[i].name + " (" + entities[i].type + (entities[i].mentions > 1 ? ", " + std::to_string(entities[i].mentions) + " times)" : ")");
  if (entities.size() > kEntitiesShown) text += " and " + std::to_string(entities.size() - kEntitiesShown) + " more";
  return text;
}

}  // namespace

void present_article(const Article& article, const Screen& screen, std::ostream& out) {
  const Palette colours = palette(screen.colour);
  const std::size_t width = std::clamp(screen.width, kNarrowest, kWidestText);
  for (const StyledLine& line : wrap(styled(article.title.empty() ? "(no title)" : article.title, {}), width))
    out << colours.title << rendered(line, "", "") << colours.reset << "\n";

  const auto meta = [&](const std::string& label, const std::string& value) {
    if (value.empty()) return;
    out << colours.dim << padded_right(label, kLabelWidth) << colours.reset << escape_for_terminal(value, true) << "\n";
  };
  meta("published", article.published + (article.published.empty() || article.published_from.empty()
                                             ? ""
                                             : " (from " + article.published_from + ")"));
  meta("modified", article.modified);
  meta("source", article.source);
  meta("author", joined(article.authors));
  meta("section", article.section);
  meta("language", article.language);
  meta("tags", joined(article.tags));
  meta("url", article.url);
  meta("path", article.path);
  meta("id", article.id);
  meta("copies", joined(article.copies));
  meta("names", named(article.entities));

  if (!article.body.empty()) out << "\n";
  for (std::size_t at = 0; at < article.body.size();) {
    const std::size_t end = std::min(article.body.find('\n', at), article.body.size());
    const auto lines = wrap(styled(std::string_view(article.body).substr(at, end - at), {}), width);
    for (const StyledLine& line : lines) out << rendered(line, "", "") << "\n";
    if (lines.empty()) out << "\n";
    at = end + 1;
  }
}

}  // namespace dateline
