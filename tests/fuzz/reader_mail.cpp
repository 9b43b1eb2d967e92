// Mail, one message or a box of them.
#include <iterator>

#include "tests/fuzz/read_records.h"

using namespace dateline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  struct Kind {
    Format format;
    const char* name;
  };
  static constexpr Kind kKinds[] = {{Format::mail, "a.eml"}, {Format::mbox, "a.mbox"}};
  const auto [kind, bytes] = choose(as_text(data, size), std::size(kKinds));
  read_records(bytes, kKinds[kind].name, kKinds[kind].format);
  return 0;
}
