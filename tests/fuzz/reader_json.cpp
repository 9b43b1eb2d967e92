// JSON files and lines, articles and ninjs.
#include "tests/fuzz/read_records.h"

using namespace dateline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return read_as_one_of({{Format::json, "a.json"}, {Format::ndjson, "a.ndjson"}}, data, size);
}
