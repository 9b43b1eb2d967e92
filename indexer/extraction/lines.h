// Lines and paragraphs of scraped text: cutting them, and telling those that are not the article's.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

std::string_view trimmed(std::string_view text);  // white space, no-break spaces too, off both ends
std::vector<std::string_view> words_of(std::string_view text);  // cut at spaces and tabs
// Line ends made \n, no-break and other odd spaces made plain, trailing blanks dropped.
std::string plain_lines(std::string_view text);
// Runs of white space as one space, none at the ends.
std::string one_line(std::string_view text);

// Blocks of lines between blank lines.
std::vector<std::vector<std::string_view>> blocks_of(std::string_view plain);
// A block's paragraphs: lines that were only wrapped are joined again; long lines, list items and lines after a short finished one begin anew.
std::vector<std::string> paragraphs_of(const std::vector<std::string_view>& block);

// What stands around an article and is not part of it.
bool is_caption(std::string_view line);         // FILE PHOTO: ..., (Credit: ...), Photo: ...
bool is_notice(std::string_view line);          // sharing, subscribing, republishing, reading time, advertisement, copyright
bool is_navigation(std::string_view line);      // Home | World | Sport; A > B > C
bool begins_tail(std::string_view line);        // Related Articles, About the author, You might also like ...
bool ends_sentence(std::string_view line);        // with a full stop or its like, quotes and brackets aside
bool looks_like_sentence(std::string_view line);  // ends as sentences do and is long enough to be one

}  // namespace dateline
