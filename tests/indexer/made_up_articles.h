// Articles that no one wrote, as NDJSON: the same for the same number.
#pragma once

#include <string>

#include "indexed.h"

namespace dateline {

inline const std::string kMadeUpWords[] = {"harbour", "bridge", "council", "vote", "storm", "market", "ferry", "school", "train", "river", "minister", "budget"};

inline std::string made_up_body(int number, int words = 25) {
  std::string body;
  unsigned state = static_cast<unsigned>(number) * 2654435761u + 17;
  for (int i = 0; i < words; ++i) {
    state = state * 1664525 + 1013904223;
    body += kMadeUpWords[(state >> 20) % 12] + (i % 12 == 11 ? ". " : " ");
  }
  return body + std::to_string(number) + ".";
}

inline std::string made_up(int count, int from = 0) {
  std::string lines;
  for (int i = from; i < from + count; ++i) lines += line("m" + std::to_string(i), made_up_body(i), ",\"date\":\"2024-03-" + std::to_string(10 + i % 20) + "\"");
  return lines;
}

}  // namespace dateline
