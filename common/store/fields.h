// The plain binary form of what Dateline keeps inside Xapian (stored articles, manifest entries): a sequence of fields, each a
// tag byte, a length (LEB128) and that many bytes. Unknown tags are passed over, so fields can be added.
#pragma once

#include <cstdint>
#include <string>
#include <string_view>

namespace dateline {

void append_varint(std::string& out, std::uint64_t value);
// Moves `from` past it; false when the bytes end within the number or it is longer than 64 bits.
bool take_varint(std::string_view& from, std::uint64_t& value);
void append_field(std::string& out, std::uint8_t tag, std::string_view bytes);
void append_field(std::string& out, std::uint8_t tag, std::uint64_t number);

class FieldReader {
 public:
  explicit FieldReader(std::string_view bytes) : rest_(bytes) {}
  // The next field, or false at the end. Error{database} when the bytes are cut or malformed.
  bool next();
  std::uint8_t tag() const { return tag_; }
  std::string_view bytes() const { return bytes_; }
  std::string text() const { return std::string(bytes_); }
  std::uint64_t number() const;

 private:
  std::string_view rest_, bytes_;
  std::uint8_t tag_ = 0;
};

}  // namespace dateline
