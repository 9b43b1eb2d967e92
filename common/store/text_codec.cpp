#include "common/store/text_codec.h"

#define ZDICT_STATIC_LINKING_ONLY
#include <zdict.h>
#include <zstd.h>

#include <algorithm>
#include <map>

#include "common/error.h"

namespace dateline {
namespace {

constexpr int kLevel = 3;
constexpr std::size_t kMostRoomKept = 1 << 20;

struct FreeCContext {
  void operator()(ZSTD_CCtx* context) const { ZSTD_freeCCtx(context); }
};
struct FreeDContext {
  void operator()(ZSTD_DCtx* context) const { ZSTD_freeDCtx(context); }
};
struct FreeCDict {
  void operator()(ZSTD_CDict* dictionary) const { ZSTD_freeCDict(dictionary); }
};
struct FreeDDict {
  void operator()(ZSTD_DDict* dictionary) const { ZSTD_freeDDict(dictionary); }
};

[[noreturn]] void fail(const std::string& reason) {
  throw Error(ErrorKind::database, "a stored article cannot be decompressed: " + reason);
}

}  // namespace

class Dictionary {
 public:
  explicit Dictionary(std::string_view bytes) : compressing_(ZSTD_createCDict(bytes.data(), bytes.size(), kLevel)) {}
  const ZSTD_CDict* compressing() const { return compressing_.get(); }

 private:
  std::unique_ptr<ZSTD_CDict, FreeCDict> compressing_;
};

std::string train_dictionary(const std::vector<std::string>& samples, std::size_t max_bytes) {
  std::string all;
  std::vector<std::size_t> sizes;
  for (const std::string& sample : samples) {
    all += sample;
    sizes.push_back(sample.size());
  }
  if (samples.size() < kMinSamples || all.size() < kMinSampleBytes) return {};
  // Fixed parameters: the search for the best ones takes twenty times as long and gains about a percent on news.
  ZDICT_fastCover_params_t parameters{};
  parameters.k = 512;
  parameters.d = 8;
  parameters.f = 20;
  parameters.accel = 2;
  parameters.zParams.compressionLevel = kLevel;
  // A dictionary much over a thirtieth of its samples learns them by heart.
  std::string dictionary(std::min(max_bytes, all.size() / 32), '\0');
  const std::size_t size = ZDICT_trainFromBuffer_fastCover(dictionary.data(), dictionary.size(), all.data(), sizes.data(),
                                                           static_cast<unsigned>(sizes.size()), parameters);
  if (ZDICT_isError(size)) return {};  // samples too alike or too odd: articles are then compressed without one
  dictionary.resize(size);
  return dictionary;
}

std::uint32_t dictionary_id(std::string_view dictionary) {
  return dictionary.empty() ? 0 : ZDICT_getDictID(dictionary.data(), dictionary.size());
}

std::shared_ptr<const Dictionary> load_dictionary(std::string bytes) {
  return bytes.empty() ? nullptr : std::make_shared<const Dictionary>(bytes);
}

struct Compressor::State {
  std::unique_ptr<ZSTD_CCtx, FreeCContext> context{ZSTD_createCCtx()};
  std::shared_ptr<const Dictionary> dictionary;
  std::string frame;  // room for one
};

Compressor::Compressor(std::shared_ptr<const Dictionary> dictionary) : state_(std::make_unique<State>()) {
  state_->dictionary = std::move(dictionary);
  ZSTD_CCtx_setParameter(state_->context.get(), ZSTD_c_compressionLevel, kLevel);
  ZSTD_CCtx_setParameter(state_->context.get(), ZSTD_c_checksumFlag, 1);
  if (state_->dictionary) ZSTD_CCtx_refCDict(state_->context.get(), state_->dictionary->compressing());
}

Compressor::~Compressor() = default;

std::string Compressor::compress(std::string_view text) {
  std::string& frame = state_->frame;
  if (const std::size_t bound = ZSTD_compressBound(text.size()); frame.size() < bound) frame.resize(bound);
  const std::size_t size = ZSTD_compress2(state_->context.get(), frame.data(), frame.size(), text.data(), text.size());
  if (ZSTD_isError(size)) throw Error(ErrorKind::io, std::string("zstd cannot compress an article: ") + ZSTD_getErrorName(size));
  std::string compressed(frame, 0, size);
  if (frame.size() > kMostRoomKept) frame = {};
  return compressed;
}

struct Decompressor::State {
  std::unique_ptr<ZSTD_DCtx, FreeDContext> context{ZSTD_createDCtx()};
  std::function<std::string(std::uint32_t)> find;
  std::map<std::uint32_t, std::unique_ptr<ZSTD_DDict, FreeDDict>> dictionaries;
};

Decompressor::Decompressor(std::function<std::string(std::uint32_t)> find) : state_(std::make_unique<State>()) {
  state_->find = std::move(find);
}

Decompressor::~Decompressor() = default;
Decompressor::Decompressor(Decompressor&&) noexcept = default;
Decompressor& Decompressor::operator=(Decompressor&&) noexcept = default;

std::string Decompressor::decompress(std::string_view frame) {
  const unsigned long long size = ZSTD_getFrameContentSize(frame.data(), frame.size());
  if (size == ZSTD_CONTENTSIZE_ERROR || size == ZSTD_CONTENTSIZE_UNKNOWN || size > kMaxStoredBytes) fail("no zstd frame");
  std::string text(size, '\0');
  std::size_t got = 0;
  if (const unsigned id = ZSTD_getDictID_fromFrame(frame.data(), frame.size())) {
    auto found = state_->dictionaries.find(id);
    if (found == state_->dictionaries.end()) {
      const std::string bytes = state_->find(id);
      if (bytes.empty()) fail("dictionary " + std::to_string(id) + " is missing");
      found = state_->dictionaries.emplace(id, ZSTD_createDDict(bytes.data(), bytes.size())).first;
    }
    got = ZSTD_decompress_usingDDict(state_->context.get(), text.data(), text.size(), frame.data(), frame.size(),
                                     found->second.get());
  } else {
    got = ZSTD_decompressDCtx(state_->context.get(), text.data(), text.size(), frame.data(), frame.size());
  }
  if (ZSTD_isError(got)) fail(ZSTD_getErrorName(got));
  if (got != text.size()) fail("wrong length");
  return text;
}

}  // namespace dateline
