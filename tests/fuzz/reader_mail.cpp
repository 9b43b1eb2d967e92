// Mail, one message or a box of them.
#include "tests/fuzz/read_records.h"

using namespace dateline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return read_as_one_of({{Format::mail, "a.eml"}, {Format::mbox, "a.mbox"}}, data, size);
}
