#include "indexer/date_report.h"

#include <cmath>
#include <iomanip>
#include <nlohmann/json.hpp>
#include <ostream>
#include <sstream>

#include "common/article_json.h"
#include "common/text/terminal_escape.h"

namespace dateline {
namespace {

constexpr double kCent = 100;

std::string cents(double confidence) {
  std::ostringstream out;
  out << std::fixed << std::setprecision(2) << confidence;
  return out.str();
}

const char* role_name(DateRole role) { return role == DateRole::published ? "published" : "modified"; }

}  // namespace

void print_ledger(const Article& article, const DateLedger& ledger, std::ostream& out) {
  out << escape_for_terminal(article.id, true) << "\n  published  " << (article.published.empty() ? "unknown" : article.published);
  if (!article.published_from.empty()) out << "  (from " << article.published_from << ", " << cents(article.published_confidence) << ")";
  out << "\n";
  if (!article.modified.empty()) out << "  modified   " << article.modified << "\n";
  for (std::size_t i = 0; i < ledger.candidates.size(); ++i) {
    const DateCandidate& one = ledger.candidates[i];
    out << "  " << (ledger.published == i || ledger.modified == i ? "* " : one.set_aside.empty() ? "  " : "- ") << std::left << std::setw(27) << written(one.when)
        << std::setw(11) << role_name(one.role) << std::setw(10) << one.from << cents(one.confidence) << "  " << escape_for_terminal(one.detail, true) << ": "
        << escape_for_terminal(one.text, true);
    if (!one.set_aside.empty()) out << "  [" << one.set_aside << "]";
    out << "\n";
  }
}

std::string explained_json(const Article& article, const DateLedger& ledger) {
  using Json = nlohmann::ordered_json;
  Json list = Json::array();
  for (std::size_t i = 0; i < ledger.candidates.size(); ++i) {
    const DateCandidate& one = ledger.candidates[i];
    Json entry{{"date", written(one.when)}, {"precision", precision_of(one.when)}, {"role", role_name(one.role)}, {"from", one.from},
               {"detail", one.detail},      {"text", one.text},                    {"confidence", std::round(one.confidence * kCent) / kCent}};
    if (ledger.published == i || ledger.modified == i) entry["chosen"] = true;
    if (!one.set_aside.empty()) entry["set_aside"] = one.set_aside;
    list.push_back(std::move(entry));
  }
  std::string line = to_json(article);
  line.back() = ',';
  return line + "\"published_evidence\":" + list.dump(-1, ' ', false, Json::error_handler_t::replace) + "}";
}

}  // namespace dateline
