// A page as the lines a reader sees, with what the markup says of each piece: where on the page it stands and whether its names speak of a date.
#pragma once

#include <cstddef>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "indexer/extraction/html_tree.h"
#include "indexer/extraction/named_date.h"

namespace dateline {

enum class PagePlace { article, other_article, aside, comments, navigation, masthead, footer };

// A stretch of a line with one innermost named element around it.
struct PageRun {
  std::size_t folded_begin = 0, plain_begin = 0;
  PagePlace place = PagePlace::article;
  NamedDate named = NamedDate::none;  // by class, id or itemprop
  std::string name;                   // which said so
  bool linked = false;
};

// A date in an attribute: <time datetime>, itemprop with content, data-published.
struct PageMark {
  std::string before;  // the text in front of it, folded
  std::string value, detail;
  bool data = false;   // in a data- attribute
  PagePlace place = PagePlace::article;
  NamedDate named = NamedDate::none;
};

struct PageLine {
  std::string plain;
  std::string folded;            // only of the headline and of lines with digits: others hold no date
  std::vector<PageRun> runs;
  std::vector<PageMark> marks;
  std::size_t number = 0;
  std::size_t prose_before = 0;  // bytes of sentences above it
  bool prose = false;            // a paragraph of sentences
  bool first_prose = false;      // the first such below the headline
  bool is_headline = false;

  const PageRun& run_at(std::size_t folded_at) const;
  std::size_t length_of(const PageRun& run) const;  // in bytes of `plain`
  std::string plain_around(std::size_t folded_begin, std::size_t folded_end) const;
};

// Of a line to the headline: no paragraph between, a short dek aside.
enum class Nearness { below, above, far };

struct PageLines {
  std::vector<PageLine> lines;
  std::optional<std::size_t> headline;  // its line
  Nearness nearness(const PageLine& line) const;
  bool is_headline(std::string_view folded) const;
};

PageLines page_lines(const GumboNode& root);

}  // namespace dateline
