// The query language. What is printed of a tree reads as the same tree, but for two things that change nothing: a word that cannot stand bare is printed in quotes, and reads as the phrase
// of it; and what all have to hold is printed with the conditions behind.
#include "query/syntax.h"

#include <algorithm>

#include "common/error.h"
#include "query/syntax_tree.h"
#include "tests/fuzz/held_memory.h"

using namespace dateline;

namespace {

constexpr std::int64_t kNow = 1717200000;  // 1 June 2024

Node conditions_last(Node node) {
  for (Node& child : node.children) child = conditions_last(std::move(child));
  if (node.kind == NodeKind::all) std::stable_partition(node.children.begin(), node.children.end(), [](const Node& child) { return !is_condition(child); });
  return node;
}

bool same(const Node& a, const Node& b) {
  if (a.kind == NodeKind::phrase && (b.kind == NodeKind::word || b.kind == NodeKind::prefix)) return a.text == b.text + (b.kind == NodeKind::prefix ? "*" : "");
  return a.kind == b.kind && a.field == b.field && a.text == b.text && a.distance == b.distance && a.from == b.from && a.to == b.to &&
         std::equal(a.children.begin(), a.children.end(), b.children.begin(), b.children.end(), same);
}

void check(const Node& tree) {
  const std::string printed = to_string(tree);
  if (printed.size() > kMaxQueryBytes) return;
  must(same(conditions_last(parse_query(printed, kNow).root), conditions_last(tree)), "what is printed reads as the same tree");
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  const std::string_view query = as_text(data, size);
  {
    const HeldMemory held;
    const Parsed parsed = parse_query(query, kNow);
    must(held.most() <= 64 * 1024 + 2000 * size, "a query takes 2000 bytes for each of its own at most");
  }
  check(parse_query(query, kNow).root);
  static constexpr const char* kFields[] = {"title", "author", "source", "tag", "url", "id", "person", "entity", "date", "since", "before", "around", "about", "nothing"};
  const auto [field, value] = choose(query, std::size(kFields));
  try {
    check(parse_condition({kFields[field], std::string(value)}, kNow));
  } catch (const Error&) {  // names the field and the value
  }
  parse_day_span(query, kNow);
  return 0;
}
