// A parsed page: gumbo's tree with the few questions the extraction asks of it.
#pragma once

#include <gumbo.h>

#include <functional>
#include <memory>
#include <string>
#include <string_view>

namespace dateline {

class HtmlTree {
 public:
  // `page` is UTF-8 and must outlive the tree. A page nested too deeply for the parser gives an empty tree.
  explicit HtmlTree(std::string_view page);
  const GumboNode* root() const;  // nullptr for an empty tree

 private:
  struct Destroy {
    void operator()(GumboOutput* output) const;
  };
  std::unique_ptr<GumboOutput, Destroy> output_;
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
