#include "query/time_zone.h"

#include <algorithm>
#include <filesystem>
#include <fstream>
#include <iterator>

#include "common/date.h"
#include "common/error.h"

namespace dateline {
namespace {

constexpr const char* kFolder = "/usr/share/zoneinfo/";

[[noreturn]] void unknown(const std::string& name) {
  throw Error(ErrorKind::usage, "no time zone '" + name + "'; give an offset such as +01:00, or a name such as Europe/Paris");
}

std::int64_t big_endian(const std::string& bytes, std::size_t at, std::size_t width) {
  std::uint64_t value = static_cast<signed char>(bytes[at]) < 0 ? ~std::uint64_t{0} : 0;
  for (std::size_t i = 0; i < width; ++i) value = value << 8 | static_cast<unsigned char>(bytes[at + i]);
  return static_cast<std::int64_t>(value);
}

// "+01:00", "-0530", "+1".
bool read_offset(const std::string& text, std::int64_t& seconds) {
  if (text.size() < 2 || (text[0] != '+' && text[0] != '-')) return false;
  std::string digits;
  for (std::size_t i = 1; i < text.size(); ++i) {
    if (text[i] == ':' && i == 3) continue;
    if (text[i] < '0' || text[i] > '9') return false;
    digits.push_back(text[i]);
  }
  if (digits.size() > 4 || digits.size() == 3) return false;
  const int hours = std::stoi(digits.substr(0, 2)), minutes = digits.size() == 4 ? std::stoi(digits.substr(2)) : 0;
  if (minutes > 59 || hours * 60 + minutes > kMostOffsetMinutes + 4 * 60) return false;
  seconds = (hours * 60 + minutes) * (text[0] == '-' ? -60 : 60);
  return true;
}

}  // namespace

TimeZone::TimeZone(const std::string& name) : offsets_{0} {
  if (name.empty() || name == "Z" || name == "UTC" || read_offset(name, offsets_[0])) return;
  const bool fair = std::all_of(name.begin(), name.end(), [](char c) { return (c >= '0' && c <= '9') || ((c | 32) >= 'a' && (c | 32) <= 'z') || c == '/' || c == '_' || c == '-' || c == '+'; });
  if (!fair || name[0] == '/') unknown(name);
  std::error_code error;
  if (!std::filesystem::is_regular_file(kFolder + name, error)) unknown(name);  // Europe is a folder
  std::ifstream in(kFolder + name, std::ios::binary);
  read(std::string(std::istreambuf_iterator<char>(in), {}), name);
}

// The second, 64-bit block of a TZif file.
void TimeZone::read(const std::string& bytes, const std::string& name) {
  constexpr std::size_t kHeader = 44, kCounts = 20, kTypeBytes = 6;
  struct Counts {
    std::size_t utc, standard, leaps, times, types, letters;
    std::size_t bytes(std::size_t width) const { return times * (width + 1) + types * kTypeBytes + letters + leaps * (width + 4) + standard + utc; }
  };
  const auto counts_at = [&](std::size_t header) {
    if (bytes.size() < header + kHeader || bytes.compare(header, 4, "TZif") != 0) unknown(name);
    const auto count = [&](std::size_t i) { return static_cast<std::size_t>(big_endian(bytes, header + kCounts + 4 * i, 4)); };
    return Counts{count(0), count(1), count(2), count(3), count(4), count(5)};
  };
  const std::size_t header = kHeader + counts_at(0).bytes(4);
  const Counts counts = counts_at(header);
  const std::size_t times = header + kHeader, kinds = times + counts.times * 8, types = kinds + counts.times;
  if (counts.types == 0 || bytes.size() < types + counts.types * kTypeBytes) unknown(name);
  const auto offset_of = [&](std::size_t type) {
    if (type >= counts.types) unknown(name);
    return big_endian(bytes, types + type * kTypeBytes, 4);
  };
  offsets_ = {offset_of(0)};
  for (std::size_t i = 0; i < counts.times; ++i) {
    changes_.push_back(big_endian(bytes, times + i * 8, 8));
    offsets_.push_back(offset_of(static_cast<unsigned char>(bytes[kinds + i])));
  }
}

std::int64_t TimeZone::offset_at(std::int64_t instant) const {
  return offsets_[static_cast<std::size_t>(std::upper_bound(changes_.begin(), changes_.end(), instant) - changes_.begin())];
}

std::int64_t TimeZone::instant_of_local(std::int64_t local) const {
  // No zone is further from UTC than a day: the offsets around tell which hold.
  constexpr std::int64_t kDay = 86400;
  const std::int64_t before = offset_at(local - kDay), after = offset_at(local + kDay);
  for (const std::int64_t offset : {std::max(before, after), std::min(before, after)})
    if (offset_at(local - offset) == offset) return local - offset;
  return local - before;
}

}  // namespace dateline
