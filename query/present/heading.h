// What stands above the hits for people: how many, for what, how it was read, what to know.
#pragma once

#include <ostream>
#include <string>

#include "query/present/present.h"

namespace dateline {

void print_heading(const Result& result, const Screen& screen, std::ostream& out);
// "1,203 articles", "about 1,203 articles", "at least 1,203 articles", "1 article", "no articles"
std::string total_text(const Total& total);
// Hits over time in one line of at most `columns` columns, between the first and the last period; empty for fewer than two periods.
std::string sparkline(const std::vector<Bucket>& timeline, std::size_t columns);

}  // namespace dateline
