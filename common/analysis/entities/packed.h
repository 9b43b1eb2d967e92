// The head of a packed file (models, clusters): who it is, and whether it is whole. Numbers are little-endian; sections follow in fixed order, each from a multiple of 16 bytes.
#pragma once

#include <cstddef>
#include <cstdint>
#include <span>
#include <string_view>

namespace dateline {

using Bytes = std::span<const std::byte>;

struct PackedHead {
  char magic[8];
  std::uint32_t version;
  std::uint32_t counts[9];   // what they count is the format's own
  std::uint64_t relative;    // checksum of another packed file this one belongs to, or 0
  std::uint64_t checksum;    // XXH3 of all bytes after the head
};
static_assert(sizeof(PackedHead) == 64);

// Sections, one after the other. take() throws Error{io} when the bytes end before.
class PackedSections {
 public:
  // Error{io} when `bytes` has no head of this magic and version or is not aligned to 8 bytes. `what` names the file in messages.
  PackedSections(Bytes bytes, std::string_view magic, std::uint32_t version, std::string_view what);

  const PackedHead& head() const { return *head_; }
  template <class T>
  std::span<const T> take(std::size_t count) {
    return {reinterpret_cast<const T*>(take_bytes(count, sizeof(T))), count};
  }
  void finish() const;             // Error{io} when bytes are left over
  bool checksum_holds() const;

 private:
  const std::byte* take_bytes(std::size_t count, std::size_t size);

  Bytes bytes_;
  std::string_view what_;
  const PackedHead* head_;
  std::size_t at_;
};

// Padding after a section of `size` bytes.
constexpr std::size_t section_padding(std::size_t size) { return (16 - size % 16) % 16; }

}  // namespace dateline
