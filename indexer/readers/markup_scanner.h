// Tells markup from text, and no more: tags, comments, CDATA, declarations, wherever the pieces of the input end. It is what cuts elements from a stream, and what finds the tags
// to mend in a record that is not well-formed.
#pragma once

#include <cstddef>
#include <string>
#include <string_view>

namespace dateline {

enum class MarkupToken {
  unfinished,   // goes on in the next piece
  text,         // perhaps only a part of a text
  start_tag,    // <name ...> and <name .../>
  end_tag,
  cdata,        // <![CDATA[...]]>
  other,        // comment, processing instruction, declaration
};

class MarkupScanner {
 public:
  // Takes the first bytes of `window` (not empty), up to the end of one token, and returns how many; `token()` says what ended there.
  // A "<" that begins no markup is text. A tag without ">" ends before the next "<" or after 64 KiB.
  std::size_t scan(std::string_view window);

  MarkupToken token() const { return token_; }
  // Of a tag that has just ended: its bytes as they stand in the input, its name without "/", and whether it closes itself.
  const std::string& tag() const { return tag_; }
  std::string_view name() const;
  bool closes_itself() const;

 private:
  enum class State { text, opening, tag, comment, cdata, instruction, declaration };

  std::size_t scan_opening(std::string_view window);
  std::size_t scan_tag(std::string_view window);
  std::size_t scan_until(std::string_view window, char before_last, char before_end);
  std::size_t scan_declaration(std::string_view window);
  std::size_t end(MarkupToken token, std::size_t taken);

  State state_ = State::text;
  MarkupToken token_ = MarkupToken::unfinished;
  std::string tag_;          // what has been taken since "<", while it is short
  char quote_ = 0;           // the one that is open, in a tag or declaration
  char before_[2] = {0, 0};  // the last two bytes taken, in a comment, CDATA or instruction
  std::size_t length_ = 0;   // of a declaration so far
  int brackets_ = 0;         // open in a declaration
};

// "media:title" -> "media", "title"; the prefix is empty when there is none.
std::string_view name_prefix(std::string_view name);
std::string_view local_name(std::string_view name);

}  // namespace dateline
