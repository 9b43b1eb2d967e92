// Archives of crawls: records of ISO 28500, HTTP responses in them, pages in those.
#include "tests/fuzz/read_records.h"

using namespace dateline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  read_records(as_text(data, size), "crawl.warc", Format::warc);
  return 0;
}
