// Pages: extraction of title, date and body.
#include "tests/fuzz/read_records.h"

using namespace dateline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read_records(as_text(data, size), "page.html", Format::html);
  return 0;
}
