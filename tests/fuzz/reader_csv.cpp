// Tables.
#include "tests/fuzz/read_records.h"

using namespace dateline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return read_as_one_of({{Format::csv, "a.csv"}, {Format::tsv, "a.tsv"}}, data, size);
}
