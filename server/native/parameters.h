// The parameters of a request, from its query string or its JSON body, as the options of a command: one table (query/program.h) says what there is, for both.
#pragma once

#include <optional>
#include <string>
#include <vector>

#include "common/options.h"
#include "server/http/message.h"

namespace dateline {

inline constexpr long long kMostHits = 10'000;  // of one answer, which is held whole: more by /export, or page by page

// Those of the query string; of a POST also the keys of its JSON object: a list gives several values, true an empty one, false and null none. HttpError 400 for a body that is none.
NamedValues parameters_of(const HttpRequest& request);

// Out of the list: its last value; several of one that takes a list are joined with commas.
std::optional<std::string> take_parameter(NamedValues& values, const std::string& name);

// The options of a command that a request can give, in the order of the table.
std::vector<const OptionSpec*> options_for(const ProgramSpec& program, const std::string& command);

// As the command line would have them. HttpError 400 naming the parameter that the command does not have, or whose value it does not take.
ParsedOptions options_of(const ProgramSpec& program, const std::string& command, const NamedValues& values, const std::string& format, const std::vector<std::string>& operands);

}  // namespace dateline
