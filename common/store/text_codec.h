// zstd for stored articles, with dictionaries trained on the corpus itself. A frame names its dictionary and carries a checksum.
#pragma once

#include <cstdint>
#include <functional>
#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace dateline {

// A trained dictionary of `max_bytes` at most, or empty when the samples are too few or too small for one to pay
// (under kMinSamples or kMinSampleBytes). Takes a fraction of a second.
inline constexpr std::size_t kMinSamples = 200;
inline constexpr std::size_t kMinSampleBytes = 512 * 1024;
std::string train_dictionary(const std::vector<std::string>& samples, std::size_t max_bytes = 112 * 1024);
std::uint32_t dictionary_id(std::string_view dictionary);  // 0 for an empty one

// One per thread. The dictionary is shared between them.
class Dictionary;
std::shared_ptr<const Dictionary> load_dictionary(std::string bytes);

class Compressor {
 public:
  explicit Compressor(std::shared_ptr<const Dictionary> dictionary);  // nullptr: none
  ~Compressor();
  std::string compress(std::string_view text);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

class Decompressor {
 public:
  // `find` gives the bytes of a dictionary by id (empty: there is none); each is asked for once.
  explicit Decompressor(std::function<std::string(std::uint32_t)> find);
  ~Decompressor();
  Decompressor(Decompressor&&) noexcept;
  Decompressor& operator=(Decompressor&&) noexcept;
  // Error{database} when the frame is damaged or its dictionary missing. At most kMaxStoredBytes.
  std::string decompress(std::string_view frame);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

inline constexpr std::size_t kMaxStoredBytes = std::size_t{1} << 30;

}  // namespace dateline
