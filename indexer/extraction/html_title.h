// An article's headline, chosen among what a page calls it.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

struct TitleEvidence {
  std::vector<std::string> headings;  // first-level headings, in the page's order
  std::vector<std::string> declared;  // by metadata, the most trusted first
  std::string title;                  // the <title> element
  std::vector<std::string> sites;     // names of the site and its publisher
};

// The heading that readers see, if metadata knows it; else what metadata says; names of the site at either end are taken off. Empty when there is nothing.
std::string choose_title(const TitleEvidence& evidence);

// "Headline | Paper" without what follows the last mark, if that names one of the sites.
std::string without_site(std::string_view title, const std::vector<std::string>& sites);

}  // namespace dateline
