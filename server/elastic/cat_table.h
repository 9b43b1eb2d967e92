// The tables of _cat: text in columns for people, or JSON with format=json. h=, s=, v and help choose columns, order, a heading and what columns there are.
#pragma once

#include <string>
#include <vector>

#include "server/elastic/elastic_response.h"

namespace dateline {

struct CatColumn {
  std::string name, alias, description;
  bool shown = true;    // without h=
  bool number = false;  // to the right, and in order of size
};

struct CatTable {
  std::vector<CatColumn> columns;
  std::vector<std::vector<std::string>> rows;  // a cell for each column
};

// ElasticError 400 for a column to sort by that there is not. Takes h, s, v, help, format from the parameters, and refuses those that nobody took.
ElasticReply cat_reply(CatTable table, const HttpRequest& request);

// 1536 -> "1.5kb", as Elasticsearch writes sizes.
std::string size_text(std::uint64_t bytes);

}  // namespace dateline
