// A page as a flat list: its blocks of text in document order, and the elements that hold them. What comes after works in loops over these.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "indexer/extraction/html_hints.h"
#include "indexer/extraction/html_tree.h"

namespace dateline {

// What an element is within, itself included; bits.
namespace within {
constexpr std::uint16_t heading = 1 << 0;
constexpr std::uint16_t list = 1 << 1;
constexpr std::uint16_t quote = 1 << 2;
constexpr std::uint16_t table = 1 << 3;
}  // namespace within

// A block-level element. Descendants come after it; blocks of its subtree are contiguous.
struct PageElement {
  std::uint32_t parent = 0;  // the root is its own
  std::uint32_t first_block = 0, end_block = 0;
  std::uint32_t hints = 0;  // of this element alone
  GumboTag tag = GUMBO_TAG_UNKNOWN;
  std::uint16_t within = 0;
};

// A run of text without a block boundary in it; white space is collapsed.
struct PageBlock {
  std::string text;
  std::uint32_t element = 0;  // the innermost that holds it
  std::uint32_t linked = 0;   // bytes of text in links
  std::uint32_t timed = 0;    // bytes of text in <time>
  std::uint8_t level = 0;     // of a heading, 1 to 6
};

struct PageBlocks {
  std::vector<PageElement> elements;  // the first is the root
  std::vector<PageBlock> blocks;
};

// Scripts, controls and what is hidden within a line are left out. Time and memory grow as the tree does; there is no recursion.
PageBlocks page_blocks(const GumboNode& root);

}  // namespace dateline
