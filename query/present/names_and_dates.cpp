#include "query/present/names_and_dates.h"

#include <algorithm>
#include <iterator>

#include "common/text/utf8.h"
#include "query/find_names.h"

namespace dateline {
namespace {

std::vector<std::string> forms_of(const std::vector<ArticleEntity>& entities) {
  std::vector<std::string> forms;
  for (const ArticleEntity& entity : entities) forms.insert(forms.end(), entity.surfaces.begin(), entity.surfaces.end());
  return forms;
}

std::vector<Mark> name_marks(std::string_view text, const Article& article) { return marks_at(find_names(text, forms_of(article.entities)), kNameStyle); }

std::vector<Mark> date_marks(const Article& article) {
  std::vector<Mark> marks;
  ByteOffsets bytes(article.body);
  for (const ArticleDate& date : article.dates) {
    const std::size_t begin = bytes.of(date.begin), end = bytes.of(date.end);
    marks.push_back({begin, end, kDateStyle});
  }
  return marks;
}

std::size_t length(const Mark& mark) { return mark.end - mark.begin; }

}  // namespace

std::vector<Mark> title_marks(const Article& article) { return name_marks(article.title, article); }

std::vector<Mark> body_marks(const Article& article) {
  const std::vector<Mark> dates = date_marks(article), names = name_marks(article.body, article);
  std::vector<Mark> both;
  std::merge(dates.begin(), dates.end(), names.begin(), names.end(), std::back_inserter(both), [](const Mark& a, const Mark& b) { return a.begin < b.begin; });
  std::vector<Mark> marks;
  for (const Mark& mark : both) {
    if (marks.empty() || marks.back().end <= mark.begin) {
      if (length(mark) > 0) marks.push_back(mark);
    } else if (length(mark) > length(marks.back())) {
      marks.back() = mark;
    } else if (length(mark) == length(marks.back()) && mark.style == kDateStyle) {
      marks.back() = mark;
    }
  }
  return marks;
}

}  // namespace dateline
