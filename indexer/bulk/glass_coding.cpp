#include "indexer/bulk/glass_coding.h"

#include <bit>

namespace dateline::glass {
namespace {

class BitWriter {
 public:
  explicit BitWriter(std::string& out) : out_(out) {}
  ~BitWriter() {
    if (filled_) out_.push_back(static_cast<char>(bits_));
  }

  // `value` below `bound`, in as few bits as that allows: the values in the middle have one bit less.
  void put(std::uint32_t value, std::uint32_t bound) {
    const auto width = static_cast<unsigned>(std::bit_width(bound - 1));
    const std::uint32_t spare = static_cast<std::uint32_t>((std::uint64_t{1} << width) - bound);
    if (spare) {
      const std::uint32_t middle = (bound - spare) / 2;
      if (value >= middle + spare) {
        put_bits((value - middle - spare) | (std::uint32_t{1} << (width - 1)), width);
        return;
      }
      if (value >= middle) {
        put_bits(value, width - 1);
        return;
      }
    }
    put_bits(value, width);
  }

  // positions[from] and positions[to] are known; those between by halving.
  void put_between(const std::uint32_t* positions, std::size_t from, std::size_t to) {
    while (from + 1 < to) {
      const std::size_t middle = from + (to - from) / 2;
      put(positions[middle] - positions[from] - static_cast<std::uint32_t>(middle - from), positions[to] - positions[from] - static_cast<std::uint32_t>(to - from) + 1);
      put_between(positions, from, middle);
      from = middle;
    }
  }

 private:
  void put_bits(std::uint32_t value, unsigned width) {
    bits_ |= std::uint64_t{value} << filled_;
    for (filled_ += width; filled_ >= 8; filled_ -= 8) {
      out_.push_back(static_cast<char>(bits_));
      bits_ >>= 8;
    }
  }

  std::string& out_;
  std::uint64_t bits_ = 0;
  unsigned filled_ = 0;
};

}  // namespace

void put_uint_last(std::string& out, std::uint64_t number) {
  for (; number; number >>= 8) out.push_back(static_cast<char>(number));
}

void put_uint_sort(std::string& out, std::uint32_t number) {
  if (number < 0x8000) {
    out.push_back(static_cast<char>(number >> 8));
    out.push_back(static_cast<char>(number));
    return;
  }
  // n bytes; the first begins with n - 2 ones and a zero.
  const unsigned bytes = (static_cast<unsigned>(std::bit_width(number)) + 5) / 7;
  const std::uint64_t marked = number | ((std::uint64_t{0xff} << (8 * bytes - (bytes - 2))) & ((std::uint64_t{1} << (8 * bytes)) - 1));
  for (unsigned i = bytes; i-- > 0;) out.push_back(static_cast<char>(marked >> (8 * i)));
}

void put_fixed4(std::string& out, std::uint32_t number) {
  for (int shift = 24; shift >= 0; shift -= 8) out.push_back(static_cast<char>(number >> shift));
}

void put_string(std::string& out, std::string_view text) {
  put_uint(out, text.size());
  out.append(text);
}

void put_open_string_sort(std::string& out, std::string_view text) {
  for (std::size_t zero; (zero = text.find('\0')) != std::string_view::npos; text.remove_prefix(zero + 1)) out.append(text.substr(0, zero + 1)).push_back('\xff');
  out.append(text);
}

void put_string_sort(std::string& out, std::string_view text) {
  put_open_string_sort(out, text);
  out.push_back('\0');
}

void put_positions(std::string& out, const std::uint32_t* positions, std::size_t count) {
  const std::uint32_t last = positions[count - 1];
  put_uint(out, last);
  if (count == 1) return;
  BitWriter bits(out);
  bits.put(positions[0], last);
  bits.put(static_cast<std::uint32_t>(count - 2), last - positions[0]);
  bits.put_between(positions, 0, count - 1);
}

}  // namespace dateline::glass
