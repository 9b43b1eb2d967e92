// The inputs that fuzzing has found faults with, through the targets again: replay FOUND, a folder with a folder for each target. A fault ends the program.
#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iostream>
#include <iterator>
#include <string>
#include <vector>

#include "tests/fuzz/target.h"

#define TARGET(name) extern "C" int fuzz_##name(const std::uint8_t* data, std::size_t size);
#include "replayed_targets.inc"
#undef TARGET

namespace {

namespace fs = std::filesystem;

struct Target {
  const char* name;
  int (*call)(const std::uint8_t* data, std::size_t size);
};

const std::vector<Target> kTargets = {
#define TARGET(name) {#name, fuzz_##name},
#include "replayed_targets.inc"
#undef TARGET
};

std::vector<fs::path> files_of(const fs::path& folder) {
  std::vector<fs::path> files;
  for (const auto& entry : fs::directory_iterator(folder)) files.push_back(entry.path());
  std::sort(files.begin(), files.end());
  return files;
}

}  // namespace

int main(int count_of_arguments, char** arguments) {
  if (count_of_arguments != 2) {
    std::cerr << "usage: replay FOUND\n";
    return 2;
  }
  for (const Target& target : kTargets)
    for (const fs::path& file : files_of(fs::path(arguments[1]) / target.name)) {
      std::ifstream in(file, std::ios::binary);
      // Of exactly its length, so that a read past its end is seen.
      const std::vector<char> bytes{std::istreambuf_iterator<char>(in), {}};
      std::cout << target.name << " " << file.filename().string() << std::endl;
      target.call(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size());
    }
  return 0;
}
