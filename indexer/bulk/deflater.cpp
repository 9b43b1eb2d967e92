#include "indexer/bulk/deflater.h"

#include <libdeflate.h>

#include <new>

namespace dateline::glass {
namespace {

constexpr int kLevel = 2;  // of 1 to 12: docs/decisions/bulk-loader.md

}  // namespace

Deflater::Deflater() : compressor_(libdeflate_alloc_compressor(kLevel)) {
  if (!compressor_) throw std::bad_alloc();
}

Deflater::~Deflater() = default;

void Deflater::Free::operator()(libdeflate_compressor* compressor) const { libdeflate_free_compressor(compressor); }

std::string_view Deflater::pack(std::string_view bytes) {
  if (packed_.size() < bytes.size()) packed_.resize(bytes.size());
  // 0 where the room does not do.
  const std::size_t size = bytes.empty() ? 0 : libdeflate_deflate_compress(compressor_.get(), bytes.data(), bytes.size(), packed_.data(), bytes.size() - 1);
  return std::string_view(packed_).substr(0, size);
}

}  // namespace dateline::glass
