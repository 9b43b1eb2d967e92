// dateline.search/1: the whole answer as one object. docs/output.md tells what each key means.
#include <cmath>

#include "query/present/facets.h"
#include "query/present/hit_json.h"
#include "query/present/present.h"

namespace dateline {
namespace {

// To the microsecond.
double rounded(double milliseconds) { return std::round(milliseconds * 1000) / 1000; }

}  // namespace

void present_json(const Result& result, const std::vector<std::string>& fields, bool explain, std::ostream& out) {
  nlohmann::ordered_json json{{"schema", "dateline.search/1"},
                              {"query", query_json(result)},
                              {"total", total_json(result.total)}};
  if (result.families) json["families"] = total_json(*result.families);
  json["took_ms"] = rounded(result.took_ms);
  json["warnings"] = result.warnings;
  json["hits"] = nlohmann::ordered_json::array();
  for (const Hit& hit : result.hits) json["hits"].push_back(hit_json(hit, fields, explain));
  if (!result.timeline.empty() || result.undated > 0) {
    json["timeline"] = timeline_json(result.timeline);
    json["undated"] = result.undated;
  }
  if (!result.facets.empty()) json["facets"] = facets_json(result.facets);
  json["suggestions"] = nlohmann::ordered_json::array();
  for (const Suggestion& suggestion : result.suggestions) json["suggestions"].push_back(suggestion.query);
  if (!result.next_cursor.empty()) json["next"] = result.next_cursor;
  out << dumped(json) << "\n";
}

void present_related_json(const Result& result, const std::vector<std::string>& fields, std::ostream& out) {
  const Article& article = *result.related_to;
  nlohmann::ordered_json json{{"schema", "dateline.related/1"},
                              {"related_to", {{"id", article.id}, {"title", article.title}, {"published", article.published.empty() ? nlohmann::ordered_json() : nlohmann::ordered_json(article.published)}}},
                              {"total", total_json(result.total)},
                              {"families", total_json(*result.families)},
                              {"took_ms", rounded(result.took_ms)},
                              {"warnings", result.warnings},
                              {"hits", nlohmann::ordered_json::array()}};
  for (const Hit& hit : result.hits) json["hits"].push_back(hit_json(hit, fields, false));
  out << dumped(json) << "\n";
}

void present_count_json(const Result& result, std::ostream& out) {
  out << dumped({{"schema", "dateline.count/1"},
                 {"query", query_json(result)},
                 {"total", total_json(result.total)},
                 {"warnings", result.warnings}})
      << "\n";
}

void present_completions_json(const std::vector<Completion>& completions, std::ostream& out) {
  nlohmann::ordered_json list = nlohmann::ordered_json::array();
  for (const Completion& completion : completions) list.push_back({{"text", completion.text}, {"articles", completion.articles}});
  out << dumped({{"schema", "dateline.suggest/1"}, {"suggestions", list}}) << "\n";
}

}  // namespace dateline
