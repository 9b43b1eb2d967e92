// A clause as text, for tests: kind(what it holds, children).
#pragma once

#include <string>

#include "common/date.h"
#include "query/clause.h"

namespace dateline {

inline std::string instant_text(const std::optional<std::int64_t>& seconds) {
  if (!seconds) return "*";
  const std::int64_t in_day = (*seconds % 86400 + 86400) % 86400;
  const DateTime when{to_civil(static_cast<DayNumber>((*seconds - in_day) / 86400)), in_day ? std::optional(static_cast<int>(in_day)) : std::nullopt, in_day ? std::optional(0) : std::nullopt};
  return to_rfc3339(when);
}

inline std::string clause_text(const Clause& clause) {
  static const char* const kNames[] = {"everything", "nothing", "language", "words", "phrase", "prefix", "pattern", "keyword", "keyword-prefix", "keyword-pattern", "exists", "instants", "lengths", "spoken-of", "bool", "constant", "best"};
  static const char* const kParts[] = {"", "title:", "body:"};
  std::string out = kNames[static_cast<int>(clause.kind)];
  std::string inside;
  const auto add = [&](const std::string& text) { inside += (inside.empty() ? "" : " ") + text; };
  if (!clause.field.empty()) add(clause.field);
  if (!clause.text.empty() || clause.part != TextPart::either) add(kParts[static_cast<int>(clause.part)] + clause.text);
  for (const std::string& value : clause.values) add("'" + value + "'");
  if (clause.kind == ClauseKind::instants || clause.kind == ClauseKind::spoken_of) add(instant_text(clause.from) + ".." + instant_text(clause.to));
  const auto number = [](const std::optional<std::int64_t>& words) { return words ? std::to_string(*words) : "*"; };
  if (clause.kind == ClauseKind::lengths) add(number(clause.from) + ".." + number(clause.to));
  if (clause.slop) add("~" + std::to_string(clause.slop));
  if (clause.prefix_last) add("...");
  if (clause.ignore_case) add("nocase");
  for (const LeastRule& rule : clause.least) add("least(" + std::to_string(rule.above) + "<" + std::to_string(rule.value) + (rule.percent ? "%" : "") + ")");
  if (clause.tie_breaker) add("tie " + std::to_string(clause.tie_breaker).substr(0, 3));
  for (const Clause& child : clause.children) {
    static const char* const kSigns[] = {"+", "", "-", "#"};
    add((clause.kind == ClauseKind::boolean ? kSigns[static_cast<int>(child.occur)] : "") + clause_text(child));
  }
  if (!inside.empty()) out += "(" + inside + ")";
  if (clause.boost != 1) out += "^" + std::to_string(clause.boost).substr(0, 3);
  return out;
}

}  // namespace dateline
