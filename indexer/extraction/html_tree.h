// A parsed page: gumbo's tree with the few questions the extraction asks of it.
#pragma once

#include <gumbo.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

class HtmlTree {
 public:
  // `page` is UTF-8 and must outlive the tree. The tree is at most 400 elements deep: what is nested deeper is replaced by its text. Memory is bounded by
  // 32 MiB and 64 bytes for each byte of the page, 256 MiB at most, and processor time by 10 s; a page that would take more gives an empty tree.
  explicit HtmlTree(std::string_view page);
  ~HtmlTree();
  const GumboNode* root() const;  // nullptr for an empty tree

 private:
  class Arena;
  void parse(std::string_view page);
  void flatten();

  std::unique_ptr<Arena> arena_;
  GumboNode* document_ = nullptr;
  std::vector<std::vector<void*>> flattened_;  // children lists of the deepest elements
};

bool is_element(const GumboNode& node, GumboTag tag);
// Empty for what is no element or has no such attribute.
std::string_view attribute(const GumboNode& node, const char* name);
// Visits elements in document order; `enter` returns false to pass over an element's content.
void each_element(const GumboNode& root, const std::function<bool(const GumboNode&)>& enter);
// The text in an element, white space as it stands; of scripts and styles only when asked for directly.
std::string text_in(const GumboNode& node);
// Children of an element (or the document); none for text.
const GumboVector* children_of(const GumboNode& node);

}  // namespace dateline
