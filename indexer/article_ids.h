// Ids of articles that come without one.
#pragma once

#include <string>
#include <string_view>

#include "common/article.h"

namespace dateline {

// Whether an address can be an id: "https://example.org/" is shared by all its pages.
bool names_a_page(std::string_view url);

// Of a record that has no path: the article's address when it names a page, else a hash of the record's bytes, so that sending it twice adds nothing.
std::string id_without_path(const Article& article, std::string_view record);
std::string content_id(std::string_view record);

}  // namespace dateline
