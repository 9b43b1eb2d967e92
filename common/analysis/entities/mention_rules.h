// What is plain from the letters of a mention, whatever the recogniser took it for: news writes tickers beside names ("Visa ( V.N ), MasterCard ( MA.N )"), places with
// a tail ("Hong Kong-based"), and firms whose last word says what they are ("Financial Stability Facility").
#pragma once

#include <cstddef>
#include <string_view>
#include <vector>

#include "common/analysis/entities/mention.h"

namespace dateline {

// The mentions that a found one really is, in the order of the text; none when it is a ticker alone. Rules, in order:
//   a ticker in brackets belongs to no name; what stands on either side of it are two; nor does one at the end, or a quotation that only begins
//   so are what stand on either side of a comma in a person
//   "-based", "-born", "-listed" and the like after a name of any type leave a place; "-owned", "-led", "-backed" leave a name of the same type
//   and stand before one as two: "Boston-based Bain"
//   a person of two words or more that ends in Bank, Group, Brothers ... is an organisation, in Valley, Island, County ... a place
//   "World Bank and International Monetary Fund", each known by itself (base_names.h), are two
void settle_mention(std::string_view text, const Mention& found, std::vector<Mention>& out);

// The stretches of a body that say who made it: "(Reporting by Anna Vale in Morra; Editing by Peter Brook)", or a line of its own that begins so, and the agency of
// "MORRA, March 14 (Reuters) -". Whom they name, the article is not about. Rising; `begin` and `end` in bytes.
struct Stretch {
  std::size_t begin, end;
};
std::vector<Stretch> credit_lines(std::string_view body);

}  // namespace dateline
