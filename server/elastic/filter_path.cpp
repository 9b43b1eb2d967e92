#include "server/elastic/filter_path.h"

#include <algorithm>

#include "server/elastic/field_names.h"

namespace dateline {
namespace {

using Path = std::vector<std::string>;
constexpr std::string_view kAnyDepth = "**";

// What is left to match below a key, of a pattern from `at` on.
struct Rest {
  const Path* path;
  std::size_t at;
};

struct Step {
  bool whole = false;  // the key and all below it
  std::vector<Rest> below;
};

void add(Step& step, const Path& path, std::size_t at) {
  if (at == path.size()) step.whole = true;
  else step.below.push_back({&path, at});
}

Step step_into(const std::vector<Rest>& rests, std::string_view key) {
  Step step;
  for (const Rest& rest : rests) {
    std::size_t at = rest.at;
    if ((*rest.path)[at] == kAnyDepth) {
      step.below.push_back(rest);
      if (++at == rest.path->size()) {
        step.whole = true;
        continue;
      }
    }
    if (matches_star((*rest.path)[at], key)) add(step, *rest.path, at + 1);
  }
  return step;
}

std::vector<Rest> begin_of(const std::vector<Path>& paths) {
  std::vector<Rest> rests;
  for (const Path& path : paths) rests.push_back({&path, 0});
  return rests;
}

// Whether anything is left of it.
bool keep(Json& value, const std::vector<Rest>& rests) {
  if (value.is_array()) {
    Json kept = Json::array();
    for (Json& one : value)
      if (keep(one, rests)) kept.push_back(std::move(one));
    value = std::move(kept);
    return !value.empty();
  }
  if (!value.is_object()) return false;
  Json kept = Json::object();
  for (auto& [key, inner] : value.items()) {
    const Step step = step_into(rests, key);
    if (step.whole || (!step.below.empty() && keep(inner, step.below))) kept[key] = std::move(inner);
  }
  value = std::move(kept);
  return !value.empty();
}

void drop(Json& value, const std::vector<Rest>& rests) {
  if (value.is_array())
    for (Json& one : value) drop(one, rests);
  if (!value.is_object()) return;
  Json kept = Json::object();
  for (auto& [key, inner] : value.items()) {
    const Step step = step_into(rests, key);
    if (step.whole) continue;
    if (!step.below.empty()) drop(inner, step.below);
    kept[key] = std::move(inner);
  }
  value = std::move(kept);
}

}  // namespace

FilterPath::FilterPath(std::string_view patterns) {
  while (!patterns.empty()) {
    std::string_view pattern = patterns.substr(0, patterns.find(','));
    patterns.remove_prefix(std::min(pattern.size() + 1, patterns.size()));
    const bool minus = !pattern.empty() && pattern.front() == '-';
    if (minus) pattern.remove_prefix(1);
    Path path;
    while (!pattern.empty()) {
      const std::string_view key = pattern.substr(0, pattern.find('.'));
      pattern.remove_prefix(std::min(key.size() + 1, pattern.size()));
      if (!key.empty()) path.emplace_back(key);
    }
    if (!path.empty()) (minus ? unwanted_ : wanted_).push_back(std::move(path));
  }
}

Json FilterPath::apply(const Json& body) const {
  Json kept = body;
  if (!wanted_.empty()) keep(kept, begin_of(wanted_));
  if (!unwanted_.empty()) drop(kept, begin_of(unwanted_));
  return kept;
}

}  // namespace dateline
