#include "common/text/number_form.h"

namespace dateline {

void NumberSeparators::clear() {
  marks.clear();
  places.clear();
  lengths.assign(1, 0);
}

void NumberSeparators::add(char mark, std::size_t place) {
  marks.push_back(mark);
  places.push_back(place);
  lengths.push_back(0);
}

void normalise_number(const NumberSeparators& separators, std::string& text) {
  const auto& [marks, places, lengths] = separators;
  if (marks.empty()) return;
  const char first = marks[0];
  std::size_t thousands = 0;
  while (thousands < marks.size() && marks[thousands] == first && lengths[thousands + 1] == 3) ++thousands;
  const bool grouped = lengths[0] >= 1 && lengths[0] <= 3 && thousands > 0 && (first == ',' || thousands > 1 || (marks.size() == 2 && marks[1] != first));
  const bool decimal_left = thousands + 1 == marks.size() && marks.back() != first;
  if (grouped && (thousands == marks.size() || decimal_left)) {
    if (decimal_left) text[places.back()] = '.';
    for (std::size_t i = thousands; i-- > 0;) text.erase(places[i], 1);
    return;
  }
  if (marks == ",") text[places[0]] = '.';
}

}  // namespace dateline
