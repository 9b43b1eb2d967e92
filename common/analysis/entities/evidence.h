// What a document says of its words, wherever they stand in it. A word seen with a capital in the middle of a sentence is a name where it stands first, too; a word seen
// in a longer run of capitals is part of that name; what stood beside it elsewhere tells its type; an acronym stands for a run with its initials (Chieu and Ng,
// COLING 2002; Ratinov and Roth, CoNLL 2009).
#pragma once

#include <array>
#include <cstdint>
#include <span>
#include <utility>
#include <vector>

#include "common/analysis/entities/context.h"

namespace dateline {

class DocumentEvidence {
 public:
  static constexpr std::uint32_t kNowhere = ~0u;

  // Begins a document of these texts, which must outlive the use: those whose capitals mean something, or, `caseless`, others in want of any. Each word has a
  // place: its number, counted through all texts.
  void gather(std::span<const WordText* const> texts, bool caseless);

  // `first`: of its sentence. `place` is kNowhere for a word of another text; else what is said of the word leaves out this occurrence.
  void append_features(const Word& word, bool first, std::uint32_t place, std::vector<std::uint64_t>& out) const;

 private:
  static constexpr std::size_t kMostPlaces = 7;
  enum Casing { kMiddle, kLower, kFirst, kUpper, kCasings };
  struct Entry {
    std::uint64_t fold = 0;
    std::uint64_t document = 0;                        // of an earlier one: empty
    std::array<std::uint32_t, kCasings> seen_as{};
    std::array<std::uint32_t, kMostPlaces> places{};   // the first ones
    std::uint32_t place_count = 0;
    std::uint32_t run_begin = 0, run_length = 0;       // the longest run of capitals that holds the word, when there is one
  };
  struct Standing {
    const Word* word;
    Casing casing;
    bool first, last;                                  // of its sentence
  };

  static Casing casing(const Word& word, SentenceClass sentence, bool first);
  const Entry* find(std::uint64_t fold) const;
  Entry& entry(std::uint64_t fold);
  void add_runs(std::span<const Word> sentence, std::uint32_t place);
  void add_run(std::span<const Word> run, std::uint32_t place);
  void append_run_features(const Entry& entry, std::vector<std::uint64_t>& out) const;
  void append_neighbours(const Entry& entry, std::uint32_t place, std::vector<std::uint64_t>& out) const;
  void append_acronym(const Word& word, std::vector<std::uint64_t>& out) const;

  bool caseless_ = false;
  std::uint64_t document_ = 0;                         // the present one's number
  std::vector<Entry> table_;                           // open addressing; at most half full, of the largest document so far. Not emptied between: that takes longer than most documents
  std::size_t mask_ = 0;                               // the part of it in use, a power of two, less one
  std::vector<Standing> standing_;                     // by place
  std::vector<std::pair<std::uint64_t, std::uint64_t>> acronyms_;  // folded acronym, last word of a run it may stand for; sorted
};

}  // namespace dateline
