// Snowball stems, through Xapian, with a bounded cache.
#pragma once

#include <memory>
#include <string>
#include <string_view>

namespace dateline {

// Stems the folded forms of one language. Not thread-safe: one per thread and language.
class Stemmer {
 public:
  // ISO 639-1 code. "und" (a headline too short to tell) stems as English, so that its plurals are found; a language without a Snowball algorithm leaves
  // words as they are.
  explicit Stemmer(std::string_view language);
  ~Stemmer();
  Stemmer(Stemmer&&) noexcept;
  Stemmer& operator=(Stemmer&&) noexcept;

  // The stem of a folded form. The view holds until the next call.
  std::string_view stem(std::string_view form);

  static bool knows(std::string_view language);
  // With how many bytes stems of the language begin as their words do (most algorithms take off endings only): 0, 1, or 2, then with y for i (dying, die), where the stem has as many.
  static std::size_t kept_beginning(std::string_view language);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace dateline
