#include "common/store/fields.h"

#include "common/error.h"

namespace dateline {
namespace {

[[noreturn]] void fail() { throw Error(ErrorKind::database, "a stored record is cut short or malformed"); }

}  // namespace

void append_varint(std::string& out, std::uint64_t value) {
  while (value >= 0x80) {
    out.push_back(static_cast<char>(value | 0x80));
    value >>= 7;
  }
  out.push_back(static_cast<char>(value));
}

bool take_varint(std::string_view& from, std::uint64_t& value) {
  value = 0;
  for (unsigned shift = 0; shift < 64 && !from.empty(); shift += 7) {
    const auto byte = static_cast<unsigned char>(from.front());
    from.remove_prefix(1);
    value |= static_cast<std::uint64_t>(byte & 0x7F) << shift;
    if (!(byte & 0x80)) return true;
  }
  return false;
}

void append_field(std::string& out, std::uint8_t tag, std::string_view bytes) {
  out.push_back(static_cast<char>(tag));
  append_varint(out, bytes.size());
  out.append(bytes);
}

void append_field(std::string& out, std::uint8_t tag, std::uint64_t number) {
  std::string bytes;
  append_varint(bytes, number);
  append_field(out, tag, bytes);
}

bool FieldReader::next() {
  if (rest_.empty()) return false;
  tag_ = static_cast<std::uint8_t>(rest_.front());
  rest_.remove_prefix(1);
  std::uint64_t length = 0;
  if (!take_varint(rest_, length) || length > rest_.size()) fail();
  bytes_ = rest_.substr(0, length);
  rest_.remove_prefix(length);
  return true;
}

std::uint64_t FieldReader::number() const {
  std::string_view bytes = bytes_;
  std::uint64_t value = 0;
  if (!take_varint(bytes, value) || !bytes.empty()) fail();
  return value;
}

}  // namespace dateline
