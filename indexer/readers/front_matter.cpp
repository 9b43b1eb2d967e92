#include "indexer/readers/front_matter.h"

#include <md4c-html.h>
#include <yaml-cpp/yaml.h>

#include <algorithm>
#include <nlohmann/json.hpp>

#include "common/article_json.h"
#include "indexer/extraction/html_body.h"
#include "indexer/extraction/lines.h"

namespace dateline {
namespace {

using Json = nlohmann::json;

constexpr std::size_t kLongestHead = 64 * 1024;
constexpr int kDeepestYaml = 16;
constexpr std::size_t kMostYaml = 10'000;  // nodes, aliases written out

// `nodes` counts them. Past the limits, null.
Json to_json_value(const YAML::Node& node, std::size_t& nodes, int depth = 0) {
  if (depth > kDeepestYaml || ++nodes > kMostYaml) return nullptr;
  switch (node.Type()) {
    case YAML::NodeType::Scalar: return node.Scalar();
    case YAML::NodeType::Sequence: {
      Json list = Json::array();
      for (const YAML::Node& one : node) list.push_back(to_json_value(one, nodes, depth + 1));
      return list;
    }
    case YAML::NodeType::Map: {
      Json object = Json::object();
      for (const auto& entry : node)
        if (entry.first.IsScalar()) object[entry.first.Scalar()] = to_json_value(entry.second, nodes, depth + 1);
      return object;
    }
    default: return nullptr;
  }
}

// The head, cut off the text; empty when there is none.
std::string_view take_head(std::string_view& text) {
  if (text.substr(0, 4) != "---\n") return {};
  for (std::string_view end : {"\n---\n", "\n...\n"})
    if (const std::size_t at = text.find(end, 3); at != text.npos && at < kLongestHead) {
      const std::string_view head = text.substr(4, at > 4 ? at - 4 : 0);
      text.remove_prefix(at + end.size());
      return head;
    }
  return {};
}

std::string rendered(std::string_view markdown) {
  std::string html;
  const auto append = [](const MD_CHAR* text, MD_SIZE size, void* out) { static_cast<std::string*>(out)->append(text, size); };
  md_html(markdown.data(), static_cast<MD_SIZE>(markdown.size()), append, &html, MD_DIALECT_GITHUB | MD_FLAG_NOHTML, 0);
  return html;
}

// "# A headline" at the top.
std::string take_heading(std::string_view& text) {
  const std::string_view start = trimmed(text);
  if (start.substr(0, 2) != "# ") return {};
  const std::size_t end = std::min(start.find('\n'), start.size());
  const std::string heading = one_line(start.substr(2, end - 2));
  text = start.substr(end);
  return heading;
}

}  // namespace

ParsedRecord article_from_markdown(std::string_view text) {
  const std::string plain = plain_lines(text) + "\n";
  std::string_view rest = plain;
  Json json = Json::object();
  if (const std::string_view head = take_head(rest); !head.empty()) {
    try {
      std::size_t nodes = 0;
      json = to_json_value(YAML::Load(std::string(head)), nodes);
      if (nodes > kMostYaml) return {{}, "front matter too large"};
    } catch (const YAML::Exception& error) {
      return {{}, "front matter is not YAML: " + std::string(error.what())};
    }
    if (json.is_null()) json = Json::object();
    if (!json.is_object()) return {{}, "front matter is not a list of keys and values"};
  }
  const std::string heading = take_heading(rest);
  const std::string html = rendered(rest);
  const HtmlTree tree(html);
  for (const char* key : {"body", "text", "content", "articleBody", "message"}) json.erase(key);
  if (tree.root()) json["body"] = html_text(*tree.root());
  ParsedArticle parsed = article_from_json(json.dump(-1, ' ', false, Json::error_handler_t::replace));
  if (!parsed.article) return {{}, parsed.problem};
  if (parsed.article->title.empty())
    parsed.article->title = heading;
  else if (!heading.empty() && heading != parsed.article->title)
    parsed.article->body = heading + (parsed.article->body.empty() ? "" : "\n\n") + parsed.article->body;
  return {std::move(parsed.article), {}};
}

}  // namespace dateline
