// Whatever a file holds: its format guessed, its compression undone. The first byte chooses its name.
#include <iterator>

#include "tests/fuzz/memory_file.h"
#include "tests/fuzz/read_records.h"

using namespace dateline;

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size) {
  static constexpr const char* kNames[] = {"a", "a.txt", "a.md", "a.html", "a.json", "a.jsonl.zst", "a.csv.gz", "a.tsv", "a.xml", "a.eml", "a.mbox", "a.warc.gz", "a.sgm"};
  const auto [name, bytes] = choose(as_text(data, size), std::size(kNames));
  const MemoryFile file(bytes);
  try {
    RecordReader reader(open_file(file.path()), kNames[name]);
    read_all(reader, kNames[name]);
  } catch (const Error&) {  // damaged, or no text
  }
  return 0;
}
