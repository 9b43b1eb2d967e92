// Reads labelled texts, one JSON object a line (id, text, published), and prints {id, dates: [{begin, end, value, type}]}, offsets in code points: what the scorers of
// expressions of time read. With --phrases, `text` is one phrase and `ref` its day: prints {from, to}, or null, a line each.
#include <iostream>
#include <nlohmann/json.hpp>
#include <string>

#include "common/analysis/dates/dates_in_text.h"
#include "common/text/utf8.h"

int main(int argc, char** argv) {
  using namespace dateline;
  using nlohmann::json;
  const bool phrases = argc > 1 && std::string(argv[1]) == "--phrases";
  static constexpr const char* kTypes[] = {"DATE", "TIME", "DURATION", "SET"};
  std::vector<DateExpression> dates;
  std::string line;
  while (std::getline(std::cin, line)) {
    const json record = json::parse(line);
    const std::string text = record.at("text");
    const std::string day = record.at(phrases ? "ref" : "published").get<std::string>().substr(0, phrases ? 25 : 10);
    json out;
    if (phrases) {
      const auto date = read_date(text, parse_rfc3339(day).value(), Tense::future);
      if (date) out = {{"value", date->value}, {"from", to_rfc3339(to_civil(*date->from))}, {"to", to_rfc3339(to_civil(*date->to))}};
    } else {
      find_dates(text, record.value("language", "en"), parse_rfc3339(day), dates);
      out = {{"id", record.at("id")}, {"dates", json::array()}};
      std::size_t begin = 0, begin_points = 0;
      for (const DateExpression& date : dates) {
        begin_points += count_code_points(std::string_view(text).substr(begin, date.begin - begin));
        begin = date.begin;
        const std::size_t length = count_code_points(std::string_view(text).substr(begin, date.end - begin));
        json entry = {{"begin", begin_points}, {"end", begin_points + length}, {"value", date.value}, {"type", kTypes[static_cast<int>(date.type)]}, {"mod", date.mod}};
        if (date.from) entry["from"] = to_rfc3339(to_civil(*date.from)), entry["to"] = to_rfc3339(to_civil(*date.to));
        out["dates"].push_back(entry);
      }
    }
    std::cout << out.dump() << '\n';
  }
}
