#include "indexer/bulk/glass_table.h"

#include <fcntl.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <cstring>

#include "common/disk_error.h"
#include "common/error.h"
#include "indexer/bulk/glass_coding.h"

namespace dateline::glass {
namespace {

constexpr std::size_t kHeaderBytes = 11;
constexpr std::size_t kDirectoryEntry = 2;
constexpr std::size_t kMaxItem = (kBlockBytes - kHeaderBytes - 4 * kDirectoryEntry) / 4;
constexpr std::size_t kFirstItemOverhead = 3;   // flags and size, length of the key
constexpr std::size_t kComponentBytes = 2;
constexpr std::size_t kLeastPiece = 34;
constexpr std::size_t kMaxKey = 255;
constexpr std::size_t kBufferBytes = 1 << 20;

constexpr unsigned kDeflated = 0x8000, kLast = 0x4000, kFirst = 0x2000;

void set2(char* at, std::size_t number) {
  at[0] = static_cast<char>(number >> 8);
  at[1] = static_cast<char>(number);
}

void set4(char* at, std::uint32_t number) {
  set2(at, number >> 16);
  set2(at + 2, number & 0xffff);
}

}  // namespace

// Items from the end backwards, their directory from the front.
class TableWriter::Block {
 public:
  explicit Block(unsigned level) : level_(level) {}

  std::size_t room() const { return items_begin_ - directory_end_; }
  bool fits(std::size_t item) const { return item + kDirectoryEntry <= room(); }
  bool empty() const { return directory_end_ == kHeaderBytes; }

  // Where an item of that size is to be written.
  char* place(std::size_t size) {
    items_begin_ -= size;
    set2(bytes_ + directory_end_, items_begin_);
    directory_end_ += kDirectoryEntry;
    return bytes_ + items_begin_;
  }

  void append_to(std::string& out) {
    set4(bytes_, static_cast<std::uint32_t>(kRevision));
    bytes_[4] = static_cast<char>(level_);
    set2(bytes_ + 5, room());
    set2(bytes_ + 7, room());
    set2(bytes_ + 9, directory_end_);
    std::memset(bytes_ + directory_end_, 0, room());
    out.append(bytes_, kBlockBytes);
  }

  void clear() {
    directory_end_ = kHeaderBytes;
    items_begin_ = kBlockBytes;
  }

  std::string divider;  // from the block to its left: key and component, as its parent holds it

 private:
  unsigned level_;
  std::size_t directory_end_ = kHeaderBytes, items_begin_ = kBlockBytes;
  char bytes_[kBlockBytes];
};

TableWriter::TableWriter(std::string path, unsigned compress_from) : path_(std::move(path)), compress_from_(compress_from) {}

TableWriter::~TableWriter() {
  if (file_ >= 0) ::close(file_);
}

void TableWriter::open() {
  file_ = ::open(path_.c_str(), O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
  if (file_ < 0) throw_disk_error("cannot write " + path_, errno);
  buffer_.reserve(kBufferBytes + kBlockBytes);
  levels_.push_back(std::make_unique<Block>(0));
  // Scans begin at an entry without key or tag.
  char* item = levels_[0]->place(kFirstItemOverhead);
  set2(item, kFirst | kLast);
  item[2] = 0;
}

void TableWriter::keep_empty() {
  if (file_ < 0) open();
}

void TableWriter::flush() {
  for (std::size_t done = 0; done < buffer_.size();) {
    const ssize_t written = ::write(file_, buffer_.data() + done, buffer_.size() - done);
    if (written < 0 && errno != EINTR) throw_disk_error("cannot write " + path_, errno);
    if (written > 0) done += static_cast<std::size_t>(written);
  }
  buffer_.clear();
}

// The number it gets.
std::uint32_t TableWriter::write(Block& block) {
  block.append_to(buffer_);
  block.clear();
  if (buffer_.size() >= kBufferBytes) flush();
  return blocks_++;
}

// `divider`: between the child and the one before it.
void TableWriter::hand_up(std::size_t level, std::string divider, std::uint32_t child) {
  if (levels_.size() <= level) levels_.push_back(std::make_unique<Block>(static_cast<unsigned>(level)));
  const std::size_t key_bytes = divider.empty() ? 0 : divider.size() - kComponentBytes;
  if (!levels_[level]->fits(4 + 1 + key_bytes + kComponentBytes)) {
    std::string own = std::move(levels_[level]->divider);
    const std::uint32_t number = write(*levels_[level]);
    hand_up(level + 1, std::move(own), number);
  }
  Block& block = *levels_[level];
  // The first of a block has no key: its divider is the block's own.
  const bool first = block.empty();
  const std::size_t bytes = first ? 0 : key_bytes;
  char* item = block.place(4 + 1 + bytes + kComponentBytes);
  set4(item, child);
  item[4] = static_cast<char>(bytes);
  if (first) {
    set2(item + 5, 0);
    block.divider = std::move(divider);
  } else {
    std::memcpy(item + 5, divider.data(), divider.size());
  }
}

void TableWriter::put_item(std::string_view key, std::string_view piece, unsigned component, unsigned flags) {
  const std::size_t size = kFirstItemOverhead + key.size() + (component > 1 ? kComponentBytes : 0) + piece.size();
  if (!levels_[0]->fits(size)) {
    // As much of the key as tells it from the last one.
    const auto differ = std::mismatch(key.begin(), key.end(), last_key_.begin(), last_key_.end()).first;
    std::string divider(key.substr(0, std::min(key.size(), static_cast<std::size_t>(differ - key.begin()) + 1)));
    divider.resize(divider.size() + kComponentBytes);
    set2(divider.data() + divider.size() - kComponentBytes, component);
    std::string own = std::move(levels_[0]->divider);
    const std::uint32_t number = write(*levels_[0]);
    hand_up(1, std::move(own), number);
    levels_[0]->divider = std::move(divider);
  }
  char* item = levels_[0]->place(size);
  set2(item, flags | (size - kFirstItemOverhead));
  item[2] = static_cast<char>(key.size());
  item = std::copy(key.begin(), key.end(), item + 3);
  if (component > 1) {
    set2(item, component);
    item += kComponentBytes;
  }
  std::copy(piece.begin(), piece.end(), item);
}

void TableWriter::add(std::string_view key, std::string_view tag, Tag form) {
  keep_empty();
  if (key.empty() || key.size() > kMaxKey || key <= last_key_) throw Error(ErrorKind::database, path_ + ": an entry out of order");
  const unsigned flags = form == Tag::deflated ? kDeflated : 0;
  if (kFirstItemOverhead + key.size() + tag.size() <= kMaxItem) {
    put_item(key, tag, 1, flags | kFirst | kLast);
  } else {
    for (unsigned component = 1; component == 1 || !tag.empty(); ++component) {
      const std::size_t overhead = kFirstItemOverhead + key.size() + (component > 1 ? kComponentBytes : 0);
      const std::size_t room = levels_[0]->room() - std::min(levels_[0]->room(), overhead + kDirectoryEntry);
      const std::size_t most = kMaxItem - overhead;
      const std::size_t piece = std::min(tag.size(), room >= kLeastPiece ? std::min(room, most) : most);
      put_item(key, tag.substr(0, piece), component, flags | (component == 1 ? kFirst : 0) | (piece == tag.size() ? kLast : 0));
      if (component == 1) last_key_.assign(key);
      tag.remove_prefix(piece);
    }
  }
  last_key_.assign(key);
  ++entries_;
}

std::string TableWriter::finish() {
  std::string root;
  unsigned level = 0;
  const bool there = file_ >= 0;
  std::uint32_t root_block = 0;
  if (there) {
    for (std::size_t i = 0;; ++i) {
      std::string own = std::move(levels_[i]->divider);
      root_block = write(*levels_[i]);
      level = static_cast<unsigned>(i);
      if (i + 1 == levels_.size()) break;
      hand_up(i + 1, std::move(own), root_block);
    }
    flush();
    if (::fsync(file_) != 0) throw_disk_error("cannot write " + path_, errno);
    ::close(file_);
    file_ = -1;
  }
  constexpr unsigned kSequential = 2, kFake = 1;
  put_uint(root, root_block);
  put_uint(root, level << 2 | kSequential | (there ? 0 : kFake));
  put_uint(root, entries_);
  put_uint(root, kBlockBytes / 2048);
  put_uint(root, compress_from_);
  std::string free_list;
  if (there) {
    put_uint(free_list, kRevision);
    put_uint(free_list, blocks_);
    free_list.append(4, '\0');
  }
  put_string(root, free_list);
  return root;
}

}  // namespace dateline::glass
