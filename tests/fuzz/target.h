// What the targets of fuzzing share. Each target is a file with the function that libFuzzer calls; replay.cpp calls the same functions with the inputs kept in found/.
#pragma once

#include <cstddef>
#include <cstdint>
#include <cstdio>
#include <cstdlib>
#include <string_view>

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size);

namespace dateline {

inline std::string_view as_text(const std::uint8_t* data, std::size_t size) { return {reinterpret_cast<const char*>(data), size}; }

// The first byte chooses among `choices`, the rest is what is chosen for. An input without a byte is the first choice of nothing.
struct Chosen {
  std::size_t choice;
  std::string_view rest;
};
inline Chosen choose(std::string_view input, std::size_t choices) {
  if (input.empty()) return {0, input};
  return {static_cast<unsigned char>(input.front()) % choices, input.substr(1)};
}

// A promise that an input has broken ends the program, which is what a fuzzer looks for.
inline void must(bool holds, const char* promise) {
  if (holds) return;
  std::fprintf(stderr, "broken promise: %s\n", promise);
  std::abort();
}

}  // namespace dateline
