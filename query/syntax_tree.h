// Building the tree of a query: small pieces shared by the parser, the fields and the printer.
#pragma once

#include <string>
#include <string_view>
#include <vector>

#include "query/syntax.h"

namespace dateline {

Node leaf_node(NodeKind kind, std::string text);
// Joins by all, any or words: nodes of the same kind are taken in, empty ones dropped, a single one stands for itself.
Node joined_node(NodeKind kind, std::vector<Node> children);
// Two negations cancel.
Node negated_node(Node child);
// True for what restricts a search and is no free text of it: negations, fields, dates, and all or any of these alone.
bool is_condition(const Node& node);
bool is_wish(const Node& node);  // around:
bool is_leaf(const Node& node);  // word, phrase, exact or prefix

// How many things the free words of a query ask for: a phrase is one.
std::size_t things_asked(const Node& node);

// Adds a notice once, and only up to a bound: a query of nothing but errors says so briefly.
void add_notice(std::vector<std::string>& notices, std::string notice);
// The start of a long text, for a notice.
std::string shortened(std::string_view text);

}  // namespace dateline
