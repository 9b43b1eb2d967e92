// Feeds, NITF, NewsML-G2, and the SGML of older collections. The first byte chooses.
#include "tests/fuzz/read_records.h"

using namespace dateline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  return read_as_one_of({{Format::feed, "a.rss"}, {Format::nitf, "a.xml"}, {Format::newsml, "a.xml"}, {Format::sgml, "a.sgm"}}, data, size);
}
