// Text -> mentions: who and what an article names, by the models built into the library. Next in the flow: entity_linker.h.
#pragma once

#include <memory>
#include <string_view>

#include "common/analysis/entities/mention.h"

namespace dateline {

class Recogniser {
 public:
  // Holds the scores of words met last, some ten megabytes: one for each thread.
  Recogniser();
  ~Recogniser();
  Recogniser(Recogniser&&) noexcept;
  Recogniser& operator=(Recogniser&&) noexcept;

  // `out` is overwritten. Title and body are UTF-8 (other bytes are survived); mentions are byte ranges of each. Each is read as cased or caseless by its own
  // casing; the evidence of both is used for both.
  void find(std::string_view title, std::string_view body, Mentions& out);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dateline
