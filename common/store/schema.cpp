#include "common/store/schema.h"

#include <xxhash.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <set>

#include "common/text/utf8.h"

namespace dateline {
namespace {

constexpr std::int64_t kInstantOffset = std::int64_t{1} << 39;
constexpr std::int64_t kDayOffset = std::int64_t{1} << 23;
constexpr std::size_t kLongId = 160;
constexpr std::size_t kIdHead = 120;
constexpr std::size_t kMaxPathParts = 8;

std::string big_endian(std::uint64_t value, int bytes) {
  std::string out;
  for (int shift = (bytes - 1) * 8; shift >= 0; shift -= 8) out.push_back(static_cast<char>((value >> shift) & 0xFF));
  return out;
}

std::uint64_t from_big_endian(std::string_view bytes) {
  std::uint64_t value = 0;
  for (unsigned char byte : bytes) value = value << 8 | byte;
  return value;
}

std::string hash128_hex(std::string_view text) {
  const XXH128_hash_t hash = XXH3_128bits(text.data(), text.size());
  char out[33];
  std::snprintf(out, sizeof out, "%016llx%016llx", static_cast<unsigned long long>(hash.high64),
                static_cast<unsigned long long>(hash.low64));
  return out;
}

std::string padded(int value, int width) {
  std::string digits = std::to_string(value);
  return std::string(std::max<int>(0, width - static_cast<int>(digits.size())), '0') + digits;
}

std::uint64_t biased_instant(std::int64_t instant) {
  return static_cast<std::uint64_t>(std::clamp(instant + kInstantOffset, std::int64_t{0}, (std::int64_t{1} << 40) - 1));
}

std::string tie_bytes(std::string_view id) { return big_endian(hash64(id) >> 32, 4); }

struct Address {
  std::string host;  // lower case, without www. and port
  std::string path;  // from the first /, without fragment and trailing slash
};

Address split_address(std::string_view url) {
  Address out;
  if (const auto scheme = url.find("://"); scheme != url.npos) url.remove_prefix(scheme + 3);
  url = url.substr(0, url.find('#'));
  const auto slash = url.find_first_of("/?");
  std::string_view host = url.substr(0, slash);
  if (const auto at = host.rfind('@'); at != host.npos) host.remove_prefix(at + 1);
  host = host.substr(0, host.find(':'));
  for (char c : host) out.host.push_back(c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c);
  if (out.host.rfind("www.", 0) == 0) out.host.erase(0, 4);
  if (slash != url.npos) out.path = url.substr(slash);
  while (!out.path.empty() && out.path.back() == '/') out.path.pop_back();
  return out;
}

}  // namespace

std::uint64_t hash64(std::string_view text) { return XXH3_64bits(text.data(), text.size()); }

std::string capped_term(std::string_view term) { return std::string(cut_utf8(term, kMaxTermBytes)); }

std::string id_term(std::string_view id) {
  std::string term(prefix::kId);
  if (id.size() <= kLongId) return term.append(id);
  return term.append(cut_utf8(id, kIdHead)).append("~~").append(hash128_hex(id));
}

std::string entity_term(std::string_view entity_id) {
  std::string term(prefix::kEntity);
  if (entity_id.size() <= kLongId) return term.append(entity_id);
  return term.append(cut_utf8(entity_id, kIdHead)).append("~~").append(hash128_hex(entity_id));
}

int salience_band(double salience) { return std::clamp(static_cast<int>(std::ceil(salience * kSalienceBands)), 1, kSalienceBands); }

std::string entity_band_term(std::string_view entity_term, int band) { return std::string(entity_term).append("#").append(std::to_string(band)); }

bool is_entity_band_term(std::string_view term) { return term.find('#') != term.npos; }

std::string whole_term(std::string_view prefix, std::string_view value) {
  std::string term(prefix);
  const std::size_t nul = value.find('\0');
  if (value.size() <= kLongId && nul == value.npos) return term.append(value);
  return term.append(cut_utf8(value.substr(0, nul), kIdHead)).append("~~").append(hash128_hex(value));
}

bool is_shortened(std::string_view whole_term) {
  constexpr std::size_t kEnding = 34;  // ~~ and 32 digits
  return whole_term.size() > kEnding && whole_term.substr(whole_term.size() - kEnding, 2) == "~~";
}

std::string language_term(std::string_view code) { return std::string(prefix::kLanguage).append(code); }

std::string file_key(std::string_view absolute_path) { return hash128_hex(absolute_path).substr(0, 20); }

std::string year_term(int year) { return std::string(prefix::kYear) + padded(year, 4); }

std::string month_term(int year, int month) {
  return std::string(prefix::kMonth) + padded(year, 4) + padded(month, 2);
}

std::string day_term(CivilDate date) {
  return std::string(prefix::kDay) + padded(date.year, 4) + padded(date.month, 2) + padded(date.day, 2);
}

std::vector<std::string> spoken_of_terms(const std::vector<ArticleDate>& dates) {
  constexpr DayNumber kMonthOfDays = 31, kYearOfDays = 366;
  // As numbers that sort like the terms: days, then months, then years.
  std::vector<std::uint32_t> times;
  const auto number = [](std::uint32_t kind, int year, int month, int day) { return kind << 24 | static_cast<std::uint32_t>(year) << 9 | static_cast<std::uint32_t>(month) << 5 | static_cast<std::uint32_t>(day); };
  for (const ArticleDate& date : dates) {
    const auto from = parse_rfc3339(date.from), to = parse_rfc3339(date.to);
    if (!from || !to || times.size() >= kMostSpokenOf) continue;
    const DayNumber first = to_day_number(from->date), last = to_day_number(to->date);
    for (int year = from->date.year; year <= to->date.year && times.size() < kMostSpokenOf; ++year) times.push_back(number(2, year, 0, 0));
    if (last < first || last - first >= kYearOfDays) continue;
    for (int month = from->date.year * 12 + from->date.month - 1; month <= to->date.year * 12 + to->date.month - 1; ++month) times.push_back(number(1, month / 12, month % 12 + 1, 0));
    if (last - first >= kMonthOfDays) continue;
    for (DayNumber day = first; day <= last; ++day) {
      const CivilDate civil = to_civil(day);
      times.push_back(number(0, civil.year, civil.month, civil.day));
    }
  }
  std::sort(times.begin(), times.end());
  times.erase(std::unique(times.begin(), times.end()), times.end());
  if (times.size() > kMostSpokenOf) times.resize(kMostSpokenOf);
  std::vector<std::string> terms;
  const std::string start(prefix::kSpokenOf);
  for (const std::uint32_t time : times) {
    const int year = static_cast<int>(time >> 9 & 0x7FFF), month = static_cast<int>(time >> 5 & 15), day = static_cast<int>(time & 31);
    terms.push_back(start + (time >> 24 == 2 ? year_term(year) : time >> 24 == 1 ? month_term(year, month) : day_term({year, month, day})));
  }
  return terms;
}

std::vector<std::string> url_terms(std::string_view url) {
  const Address address = split_address(url);
  std::vector<std::string> terms;
  if (address.host.empty()) return terms;
  terms.push_back(address.host);
  for (std::size_t dot = address.host.find('.'); dot != std::string::npos; dot = address.host.find('.', dot + 1)) {
    if (address.host.find('.', dot + 1) == std::string::npos) break;  // a top-level domain alone
    terms.push_back(address.host.substr(dot + 1));
  }
  std::size_t parts = 0;
  for (std::size_t at = address.path.find('/', 1); at != std::string::npos && at < address.path.find('?') && parts < kMaxPathParts;
       at = address.path.find('/', at + 1), ++parts)
    terms.push_back(address.host + address.path.substr(0, at));
  if (!address.path.empty()) terms.push_back(address.host + address.path);
  if (const std::size_t query = address.path.find('?'); query != std::string::npos && query > 0) terms.push_back(address.host + address.path.substr(0, query));
  for (std::string& term : terms)
    if (term.size() > kMaxTermBytes) term = std::string(cut_utf8(term, kIdHead)) + "~~" + hash128_hex(term);
  std::sort(terms.begin(), terms.end());
  terms.erase(std::unique(terms.begin(), terms.end()), terms.end());
  return terms;
}

std::string url_query_term(std::string_view url) {
  const Address address = split_address(url);
  if (address.host.empty()) return {};
  std::string term = address.host + address.path;
  if (term.size() > kMaxTermBytes) term = std::string(cut_utf8(term, kIdHead)) + "~~" + hash128_hex(term);
  return term;
}

std::array<std::pair<unsigned, std::string>, 3> id_values(std::string_view id, std::optional<std::int64_t> instant) {
  return {{{slot::kNewest, newest_value(instant, id)}, {slot::kOldest, oldest_value(instant, id)}, {slot::kTie, tie_value(id)}}};
}

std::string newest_value(std::optional<std::int64_t> instant, std::string_view id) {
  return big_endian(instant ? biased_instant(*instant) : 0, 5) + tie_bytes(id);
}

std::string oldest_value(std::optional<std::int64_t> instant, std::string_view id) {
  return big_endian(instant ? ~biased_instant(*instant) : 0, 5) + tie_bytes(id);
}

std::string tie_value(std::string_view id) { return big_endian(hash64(id), 8); }

std::uint64_t hash_of_tie(std::string_view value) { return from_big_endian(value); }

std::string day_value(DayNumber day) { return big_endian(static_cast<std::uint64_t>(day + kDayOffset), 3); }

DayNumber day_of_value(std::string_view value) {
  return static_cast<DayNumber>(static_cast<std::int64_t>(from_big_endian(value)) - kDayOffset);
}

std::string sketch_value(const BodySketch& body) {
  if (body.sketch.empty()) return {};
  std::string value(body.sketch.bytes.begin(), body.sketch.bytes.end());
  for (const std::uint32_t key : body.keys) value += big_endian(key, 4);
  return value;
}

BodySketch sketch_of_value(std::string_view value) {
  BodySketch body;
  if (value.size() < kSketchBytes || (value.size() - kSketchBytes) % 4) return body;
  std::copy_n(value.begin(), kSketchBytes, body.sketch.bytes.begin());
  for (std::size_t at = kSketchBytes; at < value.size(); at += 4) body.keys.push_back(static_cast<std::uint32_t>(from_big_endian(value.substr(at, 4))));
  return body;
}

std::string family_key(std::uint64_t family) {
  char digits[17];
  std::snprintf(digits, sizeof digits, "%016llx", static_cast<unsigned long long>(family));
  return std::string(metadata::kFamily) + digits;
}

std::string family_value(std::uint64_t family) { return big_endian(family, 8); }

std::optional<std::uint64_t> family_of_value(std::string_view value) {
  return value.empty() ? std::nullopt : std::optional(from_big_endian(value));
}

std::string instant_bound(std::int64_t instant) { return big_endian(biased_instant(instant), 5); }

std::int64_t instant_of_value(std::string_view newest) {
  return static_cast<std::int64_t>(from_big_endian(newest.substr(0, 5))) - kInstantOffset;
}

}  // namespace dateline
