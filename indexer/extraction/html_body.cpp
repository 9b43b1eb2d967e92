#include "indexer/extraction/html_body.h"

#include <algorithm>
#include <string>
#include <vector>

#include "indexer/extraction/article_blocks.h"
#include "indexer/extraction/html_blocks.h"
#include "indexer/extraction/lines.h"
#include "indexer/extraction/text_witness.h"

namespace dateline {
namespace {

constexpr std::size_t kShortestWitness = 400;  // bytes

void add(std::string& out, const std::string& paragraph) {
  if (!out.empty()) out += "\n\n";
  out += paragraph;
}

// ") and ...", ", the": the rest of a paragraph that something left out stood in, such as a note that opens in place.
bool goes_on(std::string_view paragraph) {
  const char first = paragraph.empty() ? ' ' : paragraph.front();
  return first == ',' || first == ';' || first == ')' || (first == '.' && (paragraph.size() == 1 || paragraph[1] == ' '));
}

// Whether the witness has a text of its own, of which the body holds little: the page shows a teaser, and scripts the rest.
bool tells_more(std::string_view witness, const std::string& body) {
  if (witness.size() < kShortestWitness || witness.size() < body.size() * 2) return false;
  const TextWitness shown(body);
  const TextWitness::Testimony said = shown.hear(witness);
  return said.known * 10 < said.runs * 3;
}

std::string paragraphs(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t end = std::min(text.find('\n', at), text.size());
    if (const std::string line = one_line(text.substr(at, end - at)); !line.empty()) add(out, line);
    at = end + 1;
  }
  return out;
}

}  // namespace

std::string html_body(const PageBlocks& page, const Article& told) {
  const std::vector<Verdict> verdicts = judge_blocks(page, {told.title, told.authors, told.body});
  std::string body;
  for (std::size_t i = 0; i < verdicts.size(); ++i)
    if (verdicts[i] == Verdict::kept) {
      const std::string& paragraph = page.blocks[i].text;
      if (!body.empty() && goes_on(paragraph))
        body += paragraph;
      else
        add(body, paragraph);
    }
  return tells_more(told.body, body) ? paragraphs(told.body) : body;
}

std::string html_text(const GumboNode& root) {
  std::string text;
  for (const PageBlock& block : page_blocks(root).blocks) add(text, block.text);
  return text;
}

}  // namespace dateline
