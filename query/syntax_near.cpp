#include "query/syntax_near.h"

#include <algorithm>
#include <utility>

#include "query/syntax_tree.h"

namespace dateline {
namespace {

constexpr std::size_t kMaxCombinations = 64;

// The words an operand stands for, one of which is to be near; empty when it is no word at all.
std::vector<Node> alternatives(const Node& operand) {
  if (is_leaf(operand)) return {operand};
  if (operand.kind != NodeKind::any || !std::all_of(operand.children.begin(), operand.children.end(), is_leaf)) return {};
  return operand.children;
}

// Every way to take one of each.
std::vector<std::vector<Node>> combinations(const std::vector<std::vector<Node>>& choices) {
  std::vector<std::vector<Node>> all(1);
  for (const std::vector<Node>& choice : choices) {
    std::vector<std::vector<Node>> longer;
    if (all.size() * choice.size() > kMaxCombinations) return {};
    for (const std::vector<Node>& begun : all) {
      for (const Node& next : choice) {
        longer.push_back(begun);
        longer.back().push_back(next);
      }
    }
    all = std::move(longer);
  }
  return all;
}

// Nothing when they are too many.
Node near_of(const std::vector<std::vector<Node>>& choices, unsigned distance) {
  std::vector<Node> ways;
  for (std::vector<Node>& words : combinations(choices)) {
    Node node;
    node.kind = NodeKind::near;
    node.distance = distance;
    node.children = std::move(words);
    ways.push_back(std::move(node));
  }
  return joined_node(NodeKind::any, std::move(ways));
}

}  // namespace

Node near_node(std::vector<Node> operands, const std::vector<unsigned>& distances, std::vector<std::string>& notices) {
  if (operands.size() == 1) return std::move(operands.front());
  std::vector<std::vector<Node>> choices;
  bool legible = true;
  for (const Node& operand : operands) {
    choices.push_back(alternatives(operand));
    if (choices.back().empty()) legible = false;
    for (Node& word : choices.back()) {
      if (word.kind != NodeKind::exact) continue;
      word.kind = NodeKind::phrase;
      add_notice(notices, "beside NEAR an exact form is read as a phrase");
    }
  }
  const bool even = std::all_of(distances.begin(), distances.end(), [&](unsigned one) { return one == distances.front(); });
  std::vector<Node> nears;
  if (legible && even) {
    nears.push_back(near_of(choices, distances.front()));
  } else if (legible) {
    for (std::size_t i = 0; i < distances.size(); ++i) nears.push_back(near_of({choices[i], choices[i + 1]}, distances[i]));
  }
  for (const Node& near : nears)
    if (near.kind == NodeKind::nothing) legible = false;
  if (legible) return joined_node(NodeKind::all, std::move(nears));
  add_notice(notices, "NEAR joins words and phrases: read as AND");
  return joined_node(NodeKind::all, std::move(operands));
}

}  // namespace dateline
