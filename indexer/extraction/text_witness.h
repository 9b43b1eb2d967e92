// A second telling of a text, against which blocks are held.
#pragma once

#include <cstdint>
#include <string_view>
#include <vector>

namespace dateline {

class TextWitness {
 public:
  explicit TextWitness(std::string_view text);

  std::size_t runs() const { return runs_.size(); }  // distinct runs of four words

  struct Testimony {
    std::size_t runs = 0;   // of four words in the block
    std::size_t known = 0;  // of these, in the witness
    bool attested() const { return runs > 0 && known * 2 >= runs; }
    bool unknown() const { return runs > 0 && known * 5 < runs; }
  };
  Testimony hear(std::string_view block) const;

 private:
  std::vector<std::uint64_t> runs_;  // hashes, sorted
};

}  // namespace dateline
