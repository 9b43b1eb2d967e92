#include "indexer/readers/byte_source.h"

#include <fcntl.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/un.h>
#include <unistd.h>

#include <catch2/catch.hpp>
#include <string>

#include "../scratch.h"
#include "common/error.h"
#include "tests/packed.h"

namespace dateline {
namespace {

// A frame as the zstd program writes it: with the checksum on.
std::string checked_zstd(const std::string& text) {
  ZSTD_CCtx* context = ZSTD_createCCtx();
  ZSTD_CCtx_setParameter(context, ZSTD_c_checksumFlag, 1);
  std::string out(ZSTD_compressBound(text.size()), '\0');
  out.resize(ZSTD_compress2(context, out.data(), out.size(), text.data(), text.size()));
  ZSTD_freeCCtx(context);
  return out;
}

std::string read_all(ByteSource& source, std::size_t step = 1000) {
  std::string out, buffer(step, '\0');
  for (std::size_t got = source.read(buffer.data(), step); got > 0; got = source.read(buffer.data(), step)) {
    REQUIRE(got <= step);
    out.append(buffer, 0, got);
  }
  return out;
}

std::string read_file(const Scratch& scratch, const std::string& content) { return read_all(*open_file(scratch.write("in", content))); }

// The message of the error that reading the file ends in.
std::string failure(const std::string& path, const ByteLimits& limits = {}) {
  try {
    read_all(*open_file(path, limits), 1 << 16);
  } catch (const Error& error) {
    CHECK(error.kind() == ErrorKind::io);
    return error.what();
  }
  return "none";
}

// Text that does not pack well.
std::string noise(std::size_t bytes) {
  std::string out;
  unsigned state = 12345;
  while (out.size() < bytes) {
    state = state * 1664525 + 1013904223;
    out.push_back(static_cast<char>('a' + (state >> 24) % 26));
  }
  return out;
}

const std::string kText = "The ferry sails again.\nSo does the other.\n";

}  // namespace

TEST_CASE("a plain file is given as it is", "[byte_source]") {
  const Scratch scratch;
  CHECK(read_file(scratch, kText) == kText);
  CHECK(read_file(scratch, "").empty());
  CHECK(read_file(scratch, "x") == "x");
  const std::string large = noise(700000);
  CHECK(read_file(scratch, large) == large);
}

TEST_CASE("gzip and zstd are told by their first bytes, whatever the name", "[byte_source]") {
  const Scratch scratch;
  CHECK(read_file(scratch, deflated(kText)) == kText);
  CHECK(read_file(scratch, zstd(kText)) == kText);
  CHECK(read_file(scratch, checked_zstd(kText)) == kText);
  CHECK(read_file(scratch, deflated("")).empty());
  CHECK(read_file(scratch, zstd("")).empty());
}

TEST_CASE("large packed files are given whole", "[byte_source]") {
  const Scratch scratch;
  const std::string large = noise(3000000);
  CHECK(read_file(scratch, deflated(large)) == large);
  CHECK(read_file(scratch, zstd(large)) == large);
}

TEST_CASE("several packed parts after one another are one text", "[byte_source]") {
  const Scratch scratch;
  CHECK(read_file(scratch, deflated("one\n") + deflated("two\n") + deflated("") + deflated("three\n")) == "one\ntwo\nthree\n");
  CHECK(read_file(scratch, zstd("one\n") + checked_zstd("two\n") + zstd("")) == "one\ntwo\n");
}

TEST_CASE("a skippable zstd frame is passed over", "[byte_source]") {
  const Scratch scratch;
  const std::string skippable("\x53\x2A\x4D\x18\x04\0\0\0abcd", 12);
  CHECK(read_file(scratch, skippable + zstd(kText)) == kText);
  CHECK(read_file(scratch, zstd(kText) + skippable) == kText);
}

TEST_CASE("zero bytes may pad the end of gzip data", "[byte_source]") {
  const Scratch scratch;
  CHECK(read_file(scratch, deflated(kText) + std::string(512, '\0')) == kText);
}

TEST_CASE("other bytes after gzip data are damage, after the text before them", "[byte_source]") {
  const Scratch scratch;
  const auto source = open_file(scratch.write("in", deflated(kText) + "junk at the end"));
  std::string out(1000, '\0');
  CHECK(source->read(out.data(), out.size()) == kText.size());
  CHECK_THROWS_WITH(source->read(out.data(), out.size()), Catch::Contains("damaged gzip"));
}

TEST_CASE("packed data that was cut short is an error that says so", "[byte_source]") {
  const Scratch scratch;
  const std::string large = noise(300000);
  for (const std::string& packed : {deflated(large), deflated(kText)})
    for (std::size_t cut : {std::size_t{1}, std::size_t{4}, std::size_t{8}, packed.size() / 2}) {
      CAPTURE(packed.size(), cut);
      CHECK_THAT(failure(scratch.write("cut.gz", packed.substr(0, packed.size() - cut))), Catch::EndsWith("cut.gz: truncated gzip data"));
    }
  for (const std::string& packed : {zstd(large), checked_zstd(large), checked_zstd(kText)})
    for (std::size_t cut : {std::size_t{1}, std::size_t{4}, packed.size() / 2}) {
      CAPTURE(packed.size(), cut);
      CHECK_THAT(failure(scratch.write("cut.zst", packed.substr(0, packed.size() - cut))), Catch::EndsWith("cut.zst: truncated zstd data"));
    }
}

TEST_CASE("what came before the cut is given first", "[byte_source]") {
  const Scratch scratch;
  const std::string large = noise(600000), packed = deflated(large);
  const auto source = open_file(scratch.write("cut.gz", packed.substr(0, packed.size() - 8)));
  std::string out, buffer(50000, '\0');
  CHECK_THROWS_AS(
      [&] {
        for (std::size_t got = source->read(buffer.data(), buffer.size()); got; got = source->read(buffer.data(), buffer.size())) out.append(buffer, 0, got);
      }(),
      Error);
  CHECK(out == large);
}

TEST_CASE("packed data with a wrong byte is an error", "[byte_source]") {
  const Scratch scratch;
  std::string packed = deflated(noise(300000));
  packed[packed.size() - 6] = static_cast<char>(packed[packed.size() - 6] ^ 0x55);  // in the checksum
  CHECK_THAT(failure(scratch.write("bad.gz", packed)), Catch::Contains("damaged gzip"));
  packed = checked_zstd(noise(300000));
  packed[packed.size() - 2] = static_cast<char>(packed[packed.size() - 2] ^ 0x55);
  CHECK_THAT(failure(scratch.write("bad.zst", packed)), Catch::Contains("damaged zstd"));
}

TEST_CASE("a small file that unpacks to a mountain is refused", "[byte_source]") {
  const Scratch scratch;
  const std::string mountain(std::size_t{80} << 20, '\0');
  CHECK_THAT(failure(scratch.write("bomb.gz", deflated(mountain))), Catch::Contains("expands too much"));
  CHECK_THAT(failure(scratch.write("bomb.zst", zstd(mountain))), Catch::Contains("expands too much"));
}

TEST_CASE("the first 64 MiB may be as repetitive as they like", "[byte_source]") {
  const Scratch scratch;
  CHECK(failure(scratch.write("flat.zst", zstd(std::string(std::size_t{60} << 20, 'x')))) == "none");
}

TEST_CASE("the limit of expansion can be chosen", "[byte_source]") {
  const Scratch scratch;
  ByteLimits generous;
  generous.max_expansion = 1'000'000;
  CHECK(failure(scratch.write("flat.zst", zstd(std::string(std::size_t{80} << 20, 'x'))), generous) == "none");
}

TEST_CASE("what is no regular file is refused without waiting", "[byte_source]") {
  const Scratch scratch;
  SECTION("a pipe without a writer") {
    REQUIRE(::mkfifo((scratch / "pipe").c_str(), 0600) == 0);
    CHECK_THAT(failure(scratch / "pipe"), Catch::EndsWith("pipe: not a regular file"));
    CHECK_THROWS_AS(fingerprint_of(scratch / "pipe"), Error);
  }
  SECTION("a socket") {
    const int descriptor = ::socket(AF_UNIX, SOCK_STREAM, 0);
    sockaddr_un address{};
    address.sun_family = AF_UNIX;
    const std::string path = scratch / "socket";
    REQUIRE(path.size() < sizeof address.sun_path);
    path.copy(address.sun_path, path.size());
    REQUIRE(::bind(descriptor, reinterpret_cast<sockaddr*>(&address), sizeof address) == 0);
    CHECK_THAT(failure(path), Catch::StartsWith(path + ": "));
    ::close(descriptor);
  }
  SECTION("a folder") { CHECK_THAT(failure(scratch.path()), Catch::Contains("not a regular file")); }
  SECTION("a device") { CHECK_THAT(failure("/dev/zero"), Catch::Contains("not a regular file")); }
  SECTION("nothing") { CHECK_THAT(failure(scratch / "none"), Catch::Contains("No such file")); }
}

TEST_CASE("equal bytes have equal fingerprints, different ones different", "[byte_source]") {
  const Scratch scratch;
  const std::string a = scratch.write("a", kText), b = scratch.write("b", kText), c = scratch.write("c", kText + " ");
  CHECK(fingerprint_of(a) == fingerprint_of(b));
  CHECK_FALSE(fingerprint_of(a) == fingerprint_of(c));
  CHECK(fingerprint_of(a).bytes == kText.size());
  CHECK(fingerprint_of(a).digest.size() == 32);
  CHECK(fingerprint_of(c, kText.size()) == fingerprint_of(a));
  CHECK(fingerprint_of(a, 0).bytes == 0);
  CHECK(fingerprint_of(a, 1'000'000).bytes == kText.size());
}

TEST_CASE("the fingerprint of what was read is that of the file, packed or not", "[byte_source]") {
  const Scratch scratch;
  const std::string large = noise(900000);
  for (const std::string& content : {kText, large, deflated(large), zstd(large), deflated(kText) + std::string(100, '\0')}) {
    const std::string path = scratch.write("in", content);
    const auto source = open_file(path);
    read_all(*source);
    CHECK(source->fingerprint() == fingerprint_of(path));
    CHECK(source->fingerprint().bytes == content.size());
  }
}

TEST_CASE("in the middle of a file, the fingerprint is that of a beginning of it", "[byte_source]") {
  const Scratch scratch;
  const std::string path = scratch.write("in", noise(900000));
  const auto source = open_file(path);
  std::string buffer(300000, '\0');
  source->read(buffer.data(), buffer.size());
  const Fingerprint part = source->fingerprint();
  CHECK(part.bytes > 0);
  CHECK(part.bytes < 900000);
  CHECK(part == fingerprint_of(path, part.bytes));
}

}  // namespace dateline
