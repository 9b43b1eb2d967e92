// Random sequences of operations, the same for the same seed. Ids, words and dates are few, so that what is done meets what was done before.
#pragma once

#include <cstdint>
#include <random>
#include <string>
#include <vector>

#include "operation.h"

namespace dateline {

class Generator {
 public:
  explicit Generator(std::uint64_t seed) : random_(seed) {}

  std::size_t below(std::size_t bound) { return static_cast<std::size_t>(random_() % bound); }
  std::vector<Operation> sequence(std::size_t count);
  Question question();

 private:
  Operation operation();
  Article article();
  std::vector<Article> articles(std::size_t most);
  Condition condition();
  std::string id();
  std::string word();
  std::string words(std::size_t count);
  std::string story();

  std::mt19937_64 random_;
};

}  // namespace dateline
