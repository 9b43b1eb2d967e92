// Pieces of text in other formats' fields: HTML, or plain with paragraphs.
#pragma once

#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// A whole article's HTML: by html_body, but all of its text where that would leave most of it out.
std::string text_of_article_html(std::string_view html, std::string_view title);
// All text of a fragment of HTML.
std::string text_of_html(std::string_view html);
// Plain text: paragraphs are what blank lines separate; without control characters.
std::string paragraphs_of_plain(std::string_view text);
// Whether a text that may be either has tags or character references in it.
bool looks_like_html(std::string_view text);

// "By Ann Lee and Tom Day" and "Ann Lee and Tom Day" -> their names. "ann@paper.example (Ann Lee)", as RSS has it, is Ann Lee; a bare mail address is nobody.
std::vector<std::string> names_in_byline(std::string_view byline);
// A link as it stands at `base` (RFC 3986, section 5; without removal of dot segments).
std::string absolute_address(std::string_view link, std::string_view base);
bool is_web_address(std::string_view text);  // http:// or https://

}  // namespace dateline
