// One table of a glass database, written from entries that come in the order of their keys: a B-tree of blocks, each written once, the file from front to back.
// Knows nothing of what the entries mean.
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dateline::glass {

inline constexpr std::size_t kBlockBytes = 8192;
inline constexpr std::uint64_t kRevision = 1;  // of a database that was written at once
// Tags over this are offered to deflate by whoever updates a table; 0: none are.
inline constexpr unsigned kCompressFrom = 18;

// Where a tag stands already packed as raw deflate, readers unpack it.
enum class Tag { plain, deflated };

class TableWriter {
 public:
  // The file comes into being with the first entry, or with keep_empty(). `compress_from`: see above; nothing is compressed here.
  TableWriter(std::string path, unsigned compress_from);
  ~TableWriter();
  TableWriter(const TableWriter&) = delete;
  TableWriter& operator=(const TableWriter&) = delete;

  // Keys rise, have 1 to 255 bytes. Error{io} when the file cannot be written, Error{database} for a key out of order.
  void add(std::string_view key, std::string_view tag, Tag form = Tag::plain);
  // A table without entries has a file all the same.
  void keep_empty();
  // All is on disk (synced). What the version file says of this table.
  std::string finish();

 private:
  class Block;
  void put_item(std::string_view key, std::string_view piece, unsigned component, unsigned component_flags);
  void hand_up(std::size_t level, std::string divider, std::uint32_t child);
  std::uint32_t write(Block& block);
  void flush();
  void open();

  std::string path_;
  unsigned compress_from_;
  int file_ = -1;
  std::string buffer_;  // blocks not handed to the system yet
  std::uint32_t blocks_ = 0;
  std::uint64_t entries_ = 0;
  std::vector<std::unique_ptr<Block>> levels_;  // the open block of each; 0: leaves
  std::string last_key_;
};

}  // namespace dateline::glass
