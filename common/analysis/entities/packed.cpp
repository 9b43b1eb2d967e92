#include "common/analysis/entities/packed.h"

#include <algorithm>
#include <string>

#include "common/analysis/entities/hashing.h"
#include "common/error.h"

namespace dateline {

PackedSections::PackedSections(Bytes bytes, std::string_view magic, std::uint32_t version, std::string_view what) : bytes_(bytes), what_(what), at_(sizeof(PackedHead)) {
  const std::string name(what);
  if (bytes.size() < sizeof(PackedHead) || reinterpret_cast<std::uintptr_t>(bytes.data()) % 8 != 0)
    throw Error(ErrorKind::io, name + " is too short to be a packed file");
  head_ = reinterpret_cast<const PackedHead*>(bytes.data());
  if (std::string_view(head_->magic, sizeof head_->magic) != magic) throw Error(ErrorKind::io, name + " is no file of its kind: wrong magic");
  if (head_->version != version)
    throw Error(ErrorKind::io, name + " is of version " + std::to_string(head_->version) + "; this program reads version " + std::to_string(version));
}

const std::byte* PackedSections::take_bytes(std::size_t count, std::size_t size) {
  if (count > (bytes_.size() - at_) / size) throw Error(ErrorKind::io, std::string(what_) + " is cut off");
  const std::byte* section = bytes_.data() + at_;
  const std::size_t length = count * size;
  at_ = std::min(bytes_.size(), at_ + length + section_padding(length));
  return section;
}

void PackedSections::finish() const {
  if (at_ != bytes_.size()) throw Error(ErrorKind::io, std::string(what_) + " is longer than its head says");
}

bool PackedSections::checksum_holds() const {
  return XXH3_64bits(bytes_.data() + sizeof(PackedHead), bytes_.size() - sizeof(PackedHead)) == head_->checksum;
}

}  // namespace dateline
