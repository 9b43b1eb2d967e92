// The notation of tokenizer_table.txt: tokens written as text, and the escapes of its left side read.
#pragma once

#include <fstream>
#include <stdexcept>
#include <string>
#include <string_view>
#include <vector>

#include "common/text/tokenizer.h"
#include "common/text/utf8.h"

namespace dateline {

// As the table writes them. A position that is not the one the notation implies is shown as @POSITION, or @FIRST-LAST.
inline std::string notation(const TokenList& list) {
  std::string out;
  std::uint32_t next = 1, parts_begin = 0;
  for (const Token& token : list.tokens) {
    const auto has = [&](TokenFlag flag) { return (token.flags & flag) != 0; };
    std::string marks;
    if (has(kNumber)) marks += 'n';
    if (has(kBigram)) marks += 'b';
    if (has(kAllCapitals)) marks += 'C';
    if (has(kAcronym)) marks += 'a';
    if (has(kPart)) marks += 'p';
    if (has(kJoined)) marks += 'j';
    if (has(kMark)) marks += 'm';
    if (has(kCapitalised) && !has(kAllCapitals)) marks += 'c';
    std::uint32_t first = next, last = next;
    if (has(kJoined)) {
      first = parts_begin;
      last = next - 1;
    } else if (has(kMark)) {
      first = last = next - 1;
    } else {
      if (has(kPart) && !parts_begin) parts_begin = next;
      ++next;
    }
    if (has(kJoined) || !(token.flags & (kPart | kMark))) parts_begin = 0;
    out += (out.empty() ? "" : " ") + std::string(list.form(token));
    if (!marks.empty()) out += "/" + marks;
    if (token.position != first || token.last_position != last)
      out += "@" + std::to_string(token.position) + (first == last ? "" : "-" + std::to_string(token.last_position));
  }
  return out;
}

// \u{301} \xFF \n \t
inline std::string unescaped(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::string_view rest = text.substr(at);
    if (rest.substr(0, 3) == "\\u{") {
      const std::size_t close = rest.find('}');
      append_utf8(out, static_cast<char32_t>(std::stoul(std::string(rest.substr(3, close - 3)), nullptr, 16)));
      at += close + 1;
    } else if (rest.substr(0, 2) == "\\x") {
      out.push_back(static_cast<char>(std::stoi(std::string(rest.substr(2, 2)), nullptr, 16)));
      at += 4;
    } else if (rest.substr(0, 2) == "\\n" || rest.substr(0, 2) == "\\t") {
      out.push_back(rest[1] == 'n' ? '\n' : '\t');
      at += 2;
    } else {
      out.push_back(text[at++]);
    }
  }
  return out;
}

struct TokenizerRow {
  std::size_t line = 0;
  std::string written, text, tokens;  // the left side as it stands and as it reads, the right side
};

inline std::vector<TokenizerRow> read_tokenizer_table() {
  const std::string path = std::string(DATELINE_SOURCE_DIR) + "/tests/common/text/tokenizer_table.txt";
  std::ifstream in(path);
  if (!in) throw std::runtime_error("cannot read " + path);
  std::vector<TokenizerRow> rows;
  std::size_t number = 0;
  for (std::string line; std::getline(in, line);) {
    ++number;
    if (line.empty() || line == "#" || line.rfind("# ", 0) == 0) continue;
    const std::size_t arrow = line.find(" => ");
    if (arrow == std::string::npos) throw std::runtime_error(path + ":" + std::to_string(number) + ": no =>");
    const std::string written = line.substr(0, arrow);
    rows.push_back({number, written, unescaped(written), line.substr(arrow + 4)});
  }
  return rows;
}

}  // namespace dateline
