// The articles of a request's body, one by one: a JSON array's elements, one object, or a line each.
#pragma once

#include <cstddef>
#include <string>
#include <vector>

#include "indexer/readers/record_reader.h"

namespace dateline {

inline constexpr std::size_t kMostArticleBytes = std::size_t{16} << 20;  // parsed JSON takes a multiple of them
inline constexpr std::size_t kMostRecords = 100'000;                     // in one request: each has its line in the answer

// As they stand there, or with what is wrong (bytes over kMostArticleBytes, an element that is no object). Blank lines are none. HttpError 400 for a broken array, 413 beyond kMostRecords.
std::vector<Record> article_records(const std::string& body);

}  // namespace dateline
