#include <algorithm>

#include "query/syntax_dates.h"
#include "query/syntax_fields.h"
#include "query/syntax_lexer.h"
#include "query/syntax_tree.h"

namespace dateline {
namespace {

std::string print(const Node& node, bool inner);

bool balanced(const std::string& text) {
  int depth = 0;
  for (const char c : text) {
    depth += c == '(' ? 1 : c == ')' ? -1 : 0;
    if (depth < 0) return false;
  }
  return depth == 0;
}

// Whether the text, typed bare (after `field:` when there is one), reads back as this word.
bool is_plain(const std::string& typed, const std::string& field, LexemeKind kind, const std::string& text) {
  std::vector<std::string> notices;
  std::vector<Lexeme> lexemes = lex_query(field.empty() ? typed : field + ":" + typed, notices);
  if (!field.empty()) lexemes.erase(lexemes.begin());
  if (!balanced(text)) return false;  // within brackets it would end elsewhere
  return lexemes.size() == 2 && lexemes[0].kind == kind && lexemes[0].text == text;
}

std::string leaf(const Node& node, const std::string& field) {
  switch (node.kind) {
    case NodeKind::exact: {
      const std::string text = quoted(node.text);
      return "\"=" + text.substr(1);
    }
    case NodeKind::prefix:
      if (is_plain(node.text + "*", field, LexemeKind::prefix, node.text)) return node.text + "*";
      return quoted(node.text + "*");
    case NodeKind::word:
      if (is_plain(node.text, field, LexemeKind::word, node.text)) return node.text;
      return quoted(node.text);
    default: return quoted(node.text);
  }
}

std::string joined(const std::vector<Node>& nodes, const std::string& between) {
  std::string out;
  for (const Node& node : nodes) out += (out.empty() ? "" : between) + print(node, true);
  return out;
}

// Conditions beside at most one other part need no AND.
std::string all(const Node& node) {
  const auto is_free = [](const Node& child) { return !is_condition(child); };
  if (std::count_if(node.children.begin(), node.children.end(), is_free) > 1) return joined(node.children, " AND ");
  std::string out;
  for (const Node& child : node.children)
    if (is_free(child)) out = print(child, child.kind != NodeKind::words);
  for (const Node& child : node.children)
    if (!is_free(child)) out += (out.empty() ? "" : " ") + print(child, true);
  return out;
}

std::string print(const Node& node, bool inner) {
  std::string out;
  switch (node.kind) {
    case NodeKind::nothing: return out;
    case NodeKind::word:
    case NodeKind::phrase:
    case NodeKind::exact:
    case NodeKind::prefix: return leaf(node, "");
    case NodeKind::negation: return "-" + print(node.children.front(), true);
    case NodeKind::field: {
      const Node& value = node.children.front();
      return node.field + ":" + (is_leaf(value) ? leaf(value, node.field) : print(value, true));
    }
    case NodeKind::dates:
      return (node.field.empty() ? "date" : node.field) + ":" + date_operand(node.from, node.to) + (node.distance ? "~" + std::to_string(node.distance) + "d" : "");
    case NodeKind::near: out = joined(node.children, " NEAR/" + std::to_string(node.distance) + " "); break;
    case NodeKind::all: out = all(node); break;
    case NodeKind::any: out = joined(node.children, " OR "); break;
    case NodeKind::name:
    case NodeKind::words: out = joined(node.children, " "); break;
  }
  return inner ? "(" + out + ")" : out;
}

}  // namespace

std::string to_string(const Node& node) { return print(node, false); }

}  // namespace dateline
