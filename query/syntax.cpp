#include "query/syntax.h"

#include <algorithm>
#include <utility>

#include "common/error.h"
#include "common/text/utf8.h"
#include "query/syntax_fields.h"
#include "query/syntax_lexer.h"
#include "query/syntax_near.h"
#include "query/syntax_tree.h"

namespace dateline {
namespace {

constexpr unsigned kMaxBrackets = 64;

// Recursive descent. From loosest to tightest: OR, AND, words side by side, NOT and -, NEAR.
class Parser {
 public:
  Parser(const std::vector<Lexeme>& lexemes, std::int64_t now, std::vector<std::string>& notices)
      : lexemes_(lexemes), now_(now), notices_(notices) {}

  Node run() { return any_of(); }

 private:
  const Lexeme& peek() const { return lexemes_[at_]; }
  bool is(LexemeKind kind) const { return peek().kind == kind; }
  const Lexeme& take() { return lexemes_[at_++]; }
  void notice(std::string text) { add_notice(notices_, std::move(text)); }

  Node any_of() {
    return operands(LexemeKind::op_or, NodeKind::any, [this] { return all_of(); });
  }
  Node all_of() {
    return operands(LexemeKind::op_and, NodeKind::all, [this] { return side_by_side(); });
  }

  template <typename Operand>
  Node operands(LexemeKind symbol, NodeKind kind, Operand operand) {
    std::vector<Node> children;
    std::string waiting;  // an operator that has something before it
    for (;;) {
      Node child = operand();
      const bool empty = child.kind == NodeKind::nothing, more = is(symbol);
      if (empty && !waiting.empty()) notice(waiting + " with nothing after it, left out");
      if (empty && more && waiting.empty()) notice(peek().text + " with nothing before it, left out");
      if (!empty) children.push_back(std::move(child));
      if (!more) break;
      const std::string& typed = take().text;
      waiting = empty ? "" : typed;
    }
    return joined_node(kind, std::move(children));
  }

  Node side_by_side() {
    std::vector<Node> words, conditions;
    for (;;) {
      if (is(LexemeKind::end) || is(LexemeKind::op_and) || is(LexemeKind::op_or)) break;
      if (is(LexemeKind::close)) {
        if (skipped_brackets_ > 0)
          --skipped_brackets_;
        else if (brackets_ > 0)
          break;
        else
          notice(") without ( before it, left out");
        take();
        continue;
      }
      if (is(LexemeKind::op_near)) {
        notice(take().text + " with nothing before it, left out");
        continue;
      }
      Node node = with_negation();
      if (node.kind == NodeKind::nothing) continue;
      (is_condition(node) ? conditions : words).push_back(std::move(node));
    }
    std::vector<Node> all;
    all.push_back(joined_node(NodeKind::words, std::move(words)));
    std::move(conditions.begin(), conditions.end(), std::back_inserter(all));
    return joined_node(NodeKind::all, std::move(all));
  }

  bool starts_operand() const {
    return is(LexemeKind::word) || is(LexemeKind::prefix) || is(LexemeKind::phrase) || is(LexemeKind::field) ||
           is(LexemeKind::open);
  }

  Node with_negation() {
    bool negative = false;
    std::string last;
    while (is(LexemeKind::op_not) || is(LexemeKind::minus)) {
      negative = !negative;
      last = take().text;
    }
    if (!last.empty() && !starts_operand()) {
      notice(last + " with nothing after it, left out");
      return Node();
    }
    Node node = near_chain();
    if (negative && is_wish(node)) {
      notice("around: ranks and leaves nothing out: " + last + " has no meaning before it, both left out");
      return Node();
    }
    return negative ? negated_node(std::move(node)) : node;
  }

  Node near_chain() {
    std::vector<Node> operands;
    std::vector<unsigned> distances;
    operands.push_back(operand());
    while (is(LexemeKind::op_near)) {
      const Lexeme& symbol = take();
      if (operands.back().kind == NodeKind::nothing) {
        notice(symbol.text + " with nothing before it, left out");
        operands.back() = starts_operand() ? operand() : Node();
        continue;
      }
      Node next = starts_operand() ? operand() : Node();
      if (next.kind == NodeKind::nothing) {
        notice(symbol.text + " with nothing after it, left out");
        continue;
      }
      operands.push_back(std::move(next));
      distances.push_back(symbol.distance);
    }
    return near_node(std::move(operands), distances, notices_);
  }

  Node operand() {
    if (is(LexemeKind::open)) return group();
    if (is(LexemeKind::field)) return field();
    const Lexeme& lexeme = take();
    if (lexeme.kind == LexemeKind::phrase) return phrase(lexeme, false);
    return leaf_node(lexeme.kind == LexemeKind::prefix ? NodeKind::prefix : NodeKind::word, lexeme.text);
  }

  Node phrase(const Lexeme& lexeme, bool verbatim) {
    if (verbatim && !lexeme.text.empty()) return leaf_node(NodeKind::phrase, lexeme.text);
    std::string text = collapse_spaces(lexeme.text);
    if (!has_content(text)) {
      notice(text.empty() ? "empty quotes, left out" : "no word in " + shortened(quoted(text)) + ", left out");
      return Node();
    }
    if (text[0] != '=') return leaf_node(NodeKind::phrase, std::move(text));
    return leaf_node(NodeKind::exact, collapse_spaces(std::string_view(text).substr(1)));
  }

  Node group() {
    take();
    if (brackets_ == kMaxBrackets) {
      notice("more than " + std::to_string(kMaxBrackets) + " brackets within each other, the inner ones are left out");
      ++skipped_brackets_;
      return Node();
    }
    ++brackets_;
    const std::size_t begin = at_;
    Node node = any_of();
    --brackets_;
    if (is(LexemeKind::close)) {
      if (at_ == begin) notice("empty brackets, left out");
      take();
    } else {
      notice("( was not closed: closed at the end");
    }
    return node;
  }

  Node field() {
    const std::string name = take().text;
    if (!peek().glued || !starts_operand() || is(LexemeKind::field)) {
      notice(name + ": has no value, left out" +
             (starts_operand() ? " (the value follows the colon without a space)" : ""));
      return Node();
    }
    Node value = is(LexemeKind::phrase) ? phrase(take(), is_verbatim_field(name)) : operand();
    return under_field(name, std::move(value), now_, notices_);
  }

  const std::vector<Lexeme>& lexemes_;
  std::int64_t now_;
  std::vector<std::string>& notices_;
  std::size_t at_ = 0;
  unsigned brackets_ = 0, skipped_brackets_ = 0;
};

bool is_one_word(std::string_view text) { return collapse_spaces(text) == text && text.find(' ') == std::string_view::npos; }

}  // namespace

Parsed parse_query(std::string_view query, std::int64_t now) {
  Parsed parsed;
  if (query.size() > kMaxQueryBytes) {
    add_notice(parsed.notices, "the query is longer than " + std::to_string(kMaxQueryBytes) + " bytes: read up to there");
    query = cut_utf8(query, kMaxQueryBytes);
  }
  std::string text(query);
  if (!is_valid_utf8(text)) {
    add_notice(parsed.notices, "the query is not valid UTF-8: the bytes in question separate words");
    text = repair_utf8(text);
  }
  const std::vector<Lexeme> lexemes = lex_query(text, parsed.notices);
  parsed.root = Parser(lexemes, now, parsed.notices).run();
  return parsed;
}

Node parse_condition(const FieldCondition& condition, std::int64_t now) {
  const auto refuse = [&condition](const std::string& why) -> Error {
    return Error(ErrorKind::usage, condition.field + " " + shortened(quoted(repair_utf8(condition.value))) + ": " + why);
  };
  if (!is_field(condition.field)) throw refuse("there is no such field");
  if (condition.value.size() > kMaxQueryBytes) throw refuse("too long");
  const std::string value = repair_utf8(condition.value);
  const bool verbatim = is_verbatim_field(condition.field);
  if (verbatim ? value.empty() : !has_content(value)) throw refuse("there is no word in it");
  Node leaf;
  const std::string text = verbatim ? value : collapse_spaces(value);
  if (verbatim || is_date_field(condition.field))
    leaf = leaf_node(NodeKind::phrase, text);
  else if (text[0] == '=')
    leaf = leaf_node(NodeKind::exact, collapse_spaces(std::string_view(text).substr(1)));
  else if (is_one_word(text) && text.size() > 1 && text.back() == '*')
    leaf = leaf_node(NodeKind::prefix, text.substr(0, text.find_last_not_of('*') + 1));
  else
    leaf = leaf_node(is_one_word(text) ? NodeKind::word : NodeKind::phrase, text);
  std::vector<std::string> notices;
  Node node = under_field(condition.field, std::move(leaf), now, notices);
  if (node.kind == NodeKind::nothing) throw refuse("not a date; write 2024, 2024-03, 2024-03-14, 2024-01..2024-03 or \"3 weeks ago\"");
  return node;
}

}  // namespace dateline
