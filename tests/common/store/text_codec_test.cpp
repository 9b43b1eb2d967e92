// Compressed text: what went in comes out, with a dictionary and without, and damage is told.
#include <catch2/catch.hpp>
#include <map>
#include <random>
#include <string>
#include <vector>

#include "common/error.h"
#include "common/store/text_codec.h"

namespace dateline {
namespace {

// Articles of made-up words, alike as news is alike.
std::vector<std::string> samples(unsigned seed, std::size_t count, std::size_t words) {
  std::mt19937 random(seed);
  const auto below = [&](std::size_t n) { return random() % n; };
  std::vector<std::string> vocabulary;
  std::mt19937 spelling(1);
  for (int i = 0; i < 3000; ++i) {
    std::string word;
    for (unsigned n = 3 + spelling() % 8; n > 0; --n) word.push_back(static_cast<char>('a' + spelling() % 26));
    vocabulary.push_back(word);
  }
  std::vector<std::string> out;
  for (std::size_t i = 0; i < count; ++i) {
    std::string text = "The harbour master said on Thursday that ";
    for (std::size_t n = 0; n < words; ++n) text += vocabulary[below(1 + below(vocabulary.size()))] + (below(12) ? " " : ". The boats of ");
    out.push_back(text);
  }
  return out;
}

const std::string& dictionary() {
  static const std::string bytes = train_dictionary(samples(2, 600, 250));
  return bytes;
}

Decompressor plain() {
  return Decompressor([](std::uint32_t) { return std::string(); });
}

Decompressor knowing_dictionary() {
  return Decompressor([](std::uint32_t id) { return id == dictionary_id(dictionary()) ? dictionary() : std::string(); });
}

void check_refused(Decompressor decompressor, const std::string& frame) {
  try {
    decompressor.decompress(frame);
    FAIL_CHECK("was taken");
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::database);
  }
}

}  // namespace

TEST_CASE("text comes back as it went in, without a dictionary", "[text_codec]") {
  Compressor compressor(nullptr);
  Decompressor decompressor = plain();
  for (const std::string& text : {std::string(), std::string("boats"), std::string("a\0b\xFF", 4), std::string(2'000'000, 'x'), samples(3, 1, 500)[0]})
    CHECK(decompressor.decompress(compressor.compress(text)) == text);
}

TEST_CASE("text comes back as it went in, with a dictionary", "[text_codec]") {
  REQUIRE_FALSE(dictionary().empty());
  Compressor compressor(load_dictionary(dictionary()));
  Decompressor decompressor = knowing_dictionary();
  for (const std::string& text : samples(4, 20, 200)) CHECK(decompressor.decompress(compressor.compress(text)) == text);
  CHECK(decompressor.decompress(compressor.compress("")) == "");
}

TEST_CASE("a dictionary makes short texts of its kind smaller", "[text_codec]") {
  Compressor with(load_dictionary(dictionary())), without(nullptr);
  std::size_t size_with = 0, size_without = 0;
  for (const std::string& text : samples(5, 50, 80)) {
    size_with += with.compress(text).size();
    size_without += without.compress(text).size();
  }
  CHECK(size_with * 10 < size_without * 9);
}

TEST_CASE("a dictionary has an id of its own, and none has zero", "[text_codec]") {
  CHECK(dictionary_id(dictionary()) != 0);
  CHECK(dictionary_id("") == 0);
  CHECK(load_dictionary("") == nullptr);
}

TEST_CASE("few or small samples give no dictionary", "[text_codec]") {
  CHECK(train_dictionary({}).empty());
  CHECK(train_dictionary(samples(6, kMinSamples - 1, 800)).empty());
  CHECK(train_dictionary(samples(6, kMinSamples, 10)).empty());
}

TEST_CASE("a dictionary keeps to the size it is given", "[text_codec]") { CHECK(train_dictionary(samples(7, 600, 250), 8192).size() <= 8192); }

TEST_CASE("frames with and without a dictionary are read by one decompressor, which asks for each once", "[text_codec]") {
  std::map<std::uint32_t, int> asked;
  Decompressor decompressor([&](std::uint32_t id) {
    ++asked[id];
    return dictionary();
  });
  Compressor with(load_dictionary(dictionary())), without(nullptr);
  for (int i = 0; i < 3; ++i) {
    CHECK(decompressor.decompress(with.compress("boats of the harbour")) == "boats of the harbour");
    CHECK(decompressor.decompress(without.compress("rain")) == "rain");
  }
  CHECK(asked == std::map<std::uint32_t, int>{{dictionary_id(dictionary()), 1}});
}

TEST_CASE("a frame whose dictionary is missing or another is refused", "[text_codec]") {
  const std::string frame = Compressor(load_dictionary(dictionary())).compress(samples(8, 1, 100)[0]);
  check_refused(plain(), frame);
  static const std::string other = train_dictionary(samples(9, 500, 300));
  REQUIRE_FALSE(other.empty());
  check_refused(Decompressor([](std::uint32_t) { return other; }), frame);
  check_refused(Decompressor([](std::uint32_t) { return std::string("no dictionary at all"); }), frame);
}

TEST_CASE("a damaged frame is refused wherever the damage is", "[text_codec]") {
  const std::string text = samples(10, 1, 60)[0];
  const std::string frame = Compressor(nullptr).compress(text);
  Decompressor decompressor = plain();
  std::size_t taken = 0;
  for (std::size_t at = 0; at < frame.size(); ++at) {
    std::string damaged = frame;
    damaged[at] = static_cast<char>(damaged[at] ^ 0x10);
    try {
      if (decompressor.decompress(damaged) != text) ++taken;
    } catch (const Error&) {
    }
  }
  CHECK(taken == 0);
  CHECK(decompressor.decompress(frame) == text);
}

TEST_CASE("a frame cut short, or with bytes behind it, is refused", "[text_codec]") {
  const std::string frame = Compressor(nullptr).compress(samples(11, 1, 60)[0]);
  for (std::size_t size = 0; size < frame.size(); ++size) check_refused(plain(), frame.substr(0, size));
  check_refused(plain(), frame + "x");
  check_refused(plain(), frame + frame);
  check_refused(plain(), "no frame at all");
}

}  // namespace dateline
