#include "indexer/extraction/html_tree.h"

#include <algorithm>
#include <csetjmp>
#include <cstddef>
#include <cstdint>
#include <ctime>
#include <string>
#include <utility>

namespace dateline {
namespace {

constexpr std::size_t kDeepest = 400;  // as deep as readers of the tree may have to recurse; browsers flatten at 512
// What a parse may take: beyond that the page is an attack on the parser, whose algorithm (HTML5, 13.2.6) can make a page grow with its square.
constexpr std::size_t kBaseBytes = std::size_t{32} << 20, kBytesPerByte = 64, kMostBytes = std::size_t{256} << 20;
constexpr std::int64_t kMostNanoseconds = 10'000'000'000;  // of the thread's processor time
constexpr std::size_t kAllocationsPerLook = 8192;

std::int64_t thread_nanoseconds() {
  timespec now{};
  ::clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
  return std::int64_t{now.tv_sec} * 1'000'000'000 + now.tv_nsec;
}

bool is_unread(const GumboNode& node) { return is_element(node, GUMBO_TAG_SCRIPT) || is_element(node, GUMBO_TAG_STYLE); }
bool is_text(const GumboNode& node) {
  return node.type == GUMBO_NODE_TEXT || node.type == GUMBO_NODE_WHITESPACE || node.type == GUMBO_NODE_CDATA;
}

// The text nodes below a node of any depth, in order.
std::vector<void*> texts_below(const GumboNode& node) {
  std::vector<void*> texts, open{const_cast<GumboNode*>(&node)};
  while (!open.empty()) {
    auto* next = static_cast<GumboNode*>(open.back());
    open.pop_back();
    if (is_text(*next)) texts.push_back(next);
    if (const GumboVector* children = children_of(*next); children && (next == &node || !is_unread(*next)))
      for (unsigned i = children->length; i > 0; --i) open.push_back(children->data[i - 1]);
  }
  return texts;
}

void collect(const GumboNode& node, std::string& out) {
  if (is_text(node)) {
    out += node.v.text.text;
    return;
  }
  if (const GumboVector* children = children_of(node))
    for (unsigned i = 0; i < children->length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(children->data[i]);
      if (!is_unread(child)) collect(child, out);
    }
}

}  // namespace

// All of gumbo's memory: handed out in order, freed at once.
class HtmlTree::Arena {
 public:
  explicit Arena(std::size_t most) : most_(most) {}

  void* allocate(std::size_t size) {
    size = (std::max<std::size_t>(size, 1) + kAlignment - 1) / kAlignment * kAlignment;
    if (size > left_ && !grow(size)) return nullptr;
    last_ = next_;
    next_ += size;
    left_ -= size;
    return last_;
  }
  // Gives back only what was taken last: buffers that grow, tokens that are dropped.
  void release(void* pointer) {
    if (!pointer || pointer != last_) return;
    left_ += static_cast<std::size_t>(next_ - last_);
    next_ = last_;
    last_ = nullptr;
  }
  bool tired() { return ++allocations_ % kAllocationsPerLook == 0 && thread_nanoseconds() - start_ > kMostNanoseconds; }

  std::jmp_buf out_of_bounds;

 private:
  static constexpr std::size_t kAlignment = alignof(std::max_align_t), kFirstBlock = 256 * 1024;

  bool grow(std::size_t size) {
    const std::size_t block = std::max(size, blocks_.empty() ? kFirstBlock : std::min(taken_, kFirstBlock * 64));
    if (taken_ + block > most_) return false;
    blocks_.push_back(std::make_unique_for_overwrite<std::byte[]>(block));
    taken_ += block;
    next_ = blocks_.back().get();
    left_ = block;
    return true;
  }

  const std::size_t most_;
  const std::int64_t start_ = thread_nanoseconds();
  std::size_t taken_ = 0, left_ = 0, allocations_ = 0;
  std::byte *next_ = nullptr, *last_ = nullptr;
  std::vector<std::unique_ptr<std::byte[]>> blocks_;
};

HtmlTree::HtmlTree(std::string_view page) : arena_(std::make_unique<Arena>(std::min(kMostBytes, kBaseBytes + page.size() * kBytesPerByte))) {
  parse(page);
  if (document_) flatten();
}

HtmlTree::~HtmlTree() = default;

// No object with a destructor may live here: gumbo, which knows no failure of its allocator, is left by a jump.
void HtmlTree::parse(std::string_view page) {
  GumboOptions options = kGumboDefaultOptions;
  options.max_errors = 0;  // each would hold a copy of the stack of open elements
  options.userdata = arena_.get();
  options.allocator = [](void* arena, std::size_t size) {
    auto& all = *static_cast<Arena*>(arena);
    void* memory = all.tired() ? nullptr : all.allocate(size);
    if (!memory) std::longjmp(all.out_of_bounds, 1);
    return memory;
  };
  options.deallocator = [](void* arena, void* pointer) { static_cast<Arena*>(arena)->release(pointer); };
  if (setjmp(arena_->out_of_bounds)) return;
  document_ = gumbo_parse_with_options(&options, page.data(), page.size())->document;
}

// What is nested deeper than kDeepest is replaced by its text.
void HtmlTree::flatten() {
  std::vector<std::pair<GumboNode*, std::size_t>> open{{document_, 0}};
  while (!open.empty()) {
    const auto [node, depth] = open.back();
    open.pop_back();
    auto* children = const_cast<GumboVector*>(children_of(*node));
    if (!children) continue;
    if (depth < kDeepest) {
      for (unsigned i = 0; i < children->length; ++i) open.emplace_back(static_cast<GumboNode*>(children->data[i]), depth + 1);
      continue;
    }
    std::vector<void*>& texts = flattened_.emplace_back(texts_below(*node));
    for (void* text : texts) static_cast<GumboNode*>(text)->parent = node;
    *children = {texts.data(), static_cast<unsigned>(texts.size()), static_cast<unsigned>(texts.size())};
  }
}

const GumboNode* HtmlTree::root() const { return document_; }

bool is_element(const GumboNode& node, GumboTag tag) {
  return (node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE) && node.v.element.tag == tag;
}

std::string_view attribute(const GumboNode& node, const char* name) {
  if (node.type != GUMBO_NODE_ELEMENT) return {};
  const GumboAttribute* found = gumbo_get_attribute(&node.v.element.attributes, name);
  return found ? std::string_view(found->value) : std::string_view();
}

const GumboVector* children_of(const GumboNode& node) {
  if (node.type == GUMBO_NODE_DOCUMENT) return &node.v.document.children;
  if (node.type == GUMBO_NODE_ELEMENT || node.type == GUMBO_NODE_TEMPLATE) return &node.v.element.children;
  return nullptr;
}

void each_element(const GumboNode& root, const std::function<bool(const GumboNode&)>& enter) {
  if (root.type == GUMBO_NODE_ELEMENT && !enter(root)) return;
  if (const GumboVector* children = children_of(root))
    for (unsigned i = 0; i < children->length; ++i) {
      const auto& child = *static_cast<const GumboNode*>(children->data[i]);
      if (children_of(child)) each_element(child, enter);
    }
}

std::string text_in(const GumboNode& node) {
  std::string out;
  collect(node, out);
  return out;
}

}  // namespace dateline
