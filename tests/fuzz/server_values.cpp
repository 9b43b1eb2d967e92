// Small things that callers hand to the server and the query program: cursors, tokens, credentials, parameters, articles in a body. The first byte chooses.
#include <iterator>

#include "common/article_json.h"
#include "common/error.h"
#include "query/cursor.h"
#include "query/program.h"
#include "server/http/http_error.h"
#include "server/http/tokens.h"
#include "server/native/article_records.h"
#include "server/native/parameters.h"
#include "tests/fuzz/target.h"

using namespace dateline;

namespace {

void cursor(std::string_view text) { must(read_cursor(std::string(text), Sort::relevance).rank <= UINT32_MAX, "a rank is one"); }

void tokens(std::string_view text) { Tokens::from_text(text, "tokens"); }

void credentials(std::string_view text) {
  static const Tokens known = Tokens::from_text("0123456789abcdef read news\n", "tokens");
  HttpRequest request;
  request.headers = {{"authorization", std::string(text)}};
  if (const auto grant = known.grant_of(request)) must(grant->read && !grant->write && grant->covers("news"), "a token gives what its line says");
}

void parameters(std::string_view text) {
  HttpRequest request;
  request.method = "POST";
  request.body = text;
  options_of(query_program(), "search", parameters_of(request), "json", {});
}

void records(std::string_view text) {
  for (const Record& record : article_records(std::string(text)))
    if (record.problem.empty()) article_from_json(record.bytes);
}

}  // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  constexpr void (*kReaders[])(std::string_view) = {cursor, tokens, credentials, parameters, records};
  const auto [reader, text] = choose(as_text(data, size), std::size(kReaders));
  try {
    kReaders[reader](text);
  } catch (const Error&) {      // says what is wrong
  } catch (const HttpError&) {  // refused
  }
  return 0;
}
