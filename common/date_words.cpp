#include "common/date_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <unordered_map>
#include <unordered_set>
#include <vector>

#include "common/date_names.h"
#include "common/text/fold.h"

namespace dateline {
namespace {

// In any of the languages; folded.
struct Names {
  std::unordered_map<std::string_view, int> months;  // 1 to 12
  std::unordered_set<std::string_view> weekdays;

  Names() {
    for (const DateNames& names : kDateNames) {
      for (std::size_t month = 0; month < names.months.size(); ++month)
        for_each_word(names.months[month], [&](std::string_view word) { months.emplace(word, static_cast<int>(month) + 1); });
      for (const std::string_view list : names.weekdays) for_each_word(list, [&](std::string_view word) { weekdays.insert(word); });
    }
  }
};

const Names& names() {
  static const Names names;
  return names;
}

// Words that mean nothing for the date.
constexpr std::string_view kFillers = " of the at on de del le den um uhr il o el den vom the op г года a em as h klo feira ";

struct Zone {
  std::string_view name;
  int minutes;
  bool seasonal = false;  // an hour more in summer, by the rule of the United States
};
constexpr Zone kZones[] = {{"utc", 0},    {"gmt", 0},     {"z", 0},      {"est", -300},  {"edt", -240}, {"et", -300, true},  {"cst", -360}, {"cdt", -300}, {"mst", -420},
                           {"mdt", -360}, {"pst", -480},  {"pdt", -420}, {"bst", 60},    {"wet", 0},    {"cet", 60},   {"cest", 120}, {"eet", 120},  {"eest", 180},
                           {"msk", 180},  {"jst", 540},   {"hkt", 480},  {"sgt", 480},   {"aest", 600}, {"aedt", 660}, {"ist", 330}, {"ct", -360, true}, {"mt", -420, true}, {"pt", -480, true}};

bool listed(std::string_view list, std::string_view word) {
  std::string spaced(1, ' ');
  spaced.append(word).push_back(' ');
  return list.find(spaced) != list.npos;
}

bool is_digit(char c) { return c >= '0' && c <= '9'; }

struct Piece {
  std::string_view text;
  bool number = false;
  char before = ' ';  // the separator in front of it
};

// Runs of digits, runs of anything else but blanks and separators.
std::vector<Piece> split(std::string_view text) {
  std::vector<Piece> pieces;
  char before = ' ';
  for (std::size_t at = 0; at < text.size();) {
    const char c = text[at];
    if (c == ' ' || c == ',' || c == '/' || c == '-' || c == '.' || c == ':' || c == '+' || c == '(' || c == ')' || c == '|' || c == '\t') {
      if (before == ' ' || c != ' ') before = c == '\t' || c == ',' || c == '|' ? ' ' : c;
      ++at;
      continue;
    }
    const bool number = is_digit(c);
    std::size_t end = at;
    while (end < text.size() && is_digit(text[end]) == number && std::string_view(" ,/-.:+()|\t").find(text[end]) == std::string_view::npos) ++end;
    pieces.push_back({text.substr(at, end - at), number, before});
    before = ' ';
    at = end;
  }
  return pieces;
}

int value(std::string_view digits) {
  int number = 0;
  for (char c : digits.substr(0, 8)) number = number * 10 + (c - '0');
  return number;
}

// From the second Sunday of March to the first of November (15 U.S.C. 260a, since 2007); by the day, not the hour.
bool is_us_summer(CivilDate date) {
  const auto sunday = [&](int month, int from) {
    const CivilDate first{date.year, month, from};
    return CivilDate{date.year, month, from + (7 - (to_day_number(first) % 7 + 11) % 7) % 7};  // 1970-01-01 was a Thursday
  };
  return date >= sunday(3, 8) && date < sunday(11, 1);
}

enum class Reading { strict, lenient };  // lenient: also what is open or only in part a date

class Reader {
 public:
  Reader(const std::vector<Piece>& pieces, std::size_t begin, Reading reading) : pieces_(pieces), at_(begin), reading_(reading) {}

  // All pieces.
  std::optional<DateTime> whole() {
    while (at_ < pieces_.size())
      if (!step()) return {};
    const std::optional<WrittenDate> date = finish();
    return date ? std::optional(date->when) : std::nullopt;
  }

  // As many pieces as make a date; `end`: the first behind it.
  std::optional<WrittenDate> longest(std::size_t& end) {
    std::optional<WrittenDate> best;
    for (std::size_t taken = 0; taken < kMostPieces && at_ < pieces_.size() && step(); ++taken) {
      const std::optional<WrittenDate> date = finish();
      if (!date || (best && best->when == date->when)) continue;
      // "3 March 14, 2024": what is open or short is not all when another number follows.
      const bool whole = is_whole(date->when.date), number_follows = at_ < pieces_.size() && pieces_[at_].number;
      if (number_follows && (!whole || (short_year_ && pieces_[at_].text.size() == 4))) continue;
      if (best && is_whole(best->when.date) && !whole) continue;
      best = date;
      end = at_;
    }
    return best;
  }

 private:
  static constexpr std::size_t kMostPieces = 16;

  // A year, a month of a year, or a day of a month.
  static bool may_be_part(CivilDate day) {
    if (!day.day) return day.month <= 12;
    return day.month >= 1 && day.month <= 12 && day.day <= days_in_month(day.year ? day.year : 2000, day.month);
  }

  // What has been read, as a date. The reader can go on from here.
  std::optional<WrittenDate> finish() {
    WrittenDate date;
    date.when = out_;
    short_year_ = false;
    if (!resolve(date)) return {};
    const CivilDate day = date.when.date;
    if (!(is_whole(day) ? is_valid(day) : reading_ != Reading::strict && may_be_part(day))) return {};
    if (daylight_saving_ && is_us_summer(day)) *date.when.offset_minutes += 60;
    if (afternoon_ >= 0) {
      if (!out_.seconds) return {};
      const int hour = *out_.seconds / 3600;
      if (hour < 1 || hour > 12) return {};
      date.when.seconds = *out_.seconds % 3600 + (hour % 12 + (afternoon_ ? 12 : 0)) * 3600;
    }
    return date;
  }

  bool step() {
    const Piece& piece = pieces_[at_];
    if (piece.number) return number();
    ++at_;
    if (const int month = month_of(piece.text); month && !month_) {
      month_ = month;
      return true;
    }
    if ((piece.text == "am" || piece.text == "pm") && afternoon_ < 0) {
      afternoon_ = piece.text == "pm";
      return true;
    }
    if ((piece.text == "a" || piece.text == "p") && at_ < pieces_.size() && pieces_[at_].text == "m" && out_.seconds && afternoon_ < 0) {
      afternoon_ = piece.text == "p";
      ++at_;
      return true;
    }
    if (piece.text == "t" && out_.seconds == std::nullopt) return true;
    for (const Zone& zone : kZones)
      if (zone.name == piece.text && out_.seconds) {
        out_.offset_minutes = zone.minutes;
        daylight_saving_ = zone.seasonal;
        return offset();  // "GMT+0100"
      }
    // "14th"
    const bool ordinal = (piece.text == "st" || piece.text == "nd" || piece.text == "rd" || piece.text == "th" || piece.text == "er" || piece.text == "º" || piece.text == "o") && at_ > 1 && pieces_[at_ - 2].number;
    return ordinal || names().weekdays.contains(piece.text) || listed(kFillers, piece.text);
  }

  bool number() {
    const Piece& piece = pieces_[at_];
    const bool time = at_ + 1 < pieces_.size() && pieces_[at_ + 1].number && pieces_[at_ + 1].before == ':';
    if (time && !out_.seconds) {
      const int hour = value(piece.text), minute = value(pieces_[at_ + 1].text);
      int second = 0;
      at_ += 2;
      if (at_ < pieces_.size() && pieces_[at_].number && pieces_[at_].before == ':') second = value(pieces_[at_++].text);
      if (at_ < pieces_.size() && pieces_[at_].number && pieces_[at_].before == '.' && pieces_[at_].text.size() <= 9) ++at_;  // fraction
      if (hour > 23 || minute > 59 || second > 60) return false;
      out_.seconds = hour * 3600 + minute * 60 + std::min(second, 59);
      return offset();
    }
    // "17h12"
    if (!out_.seconds && at_ + 2 < pieces_.size() && pieces_[at_ + 1].text == "h" && pieces_[at_ + 2].number && pieces_[at_ + 2].text.size() == 2) {
      const int hour = value(piece.text), minute = value(pieces_[at_ + 2].text);
      if (hour > 23 || minute > 59) return false;
      out_.seconds = hour * 3600 + minute * 60;
      at_ += 3;
      return true;
    }
    // "5.12 pm"
    if (!out_.seconds && at_ + 2 < pieces_.size() && pieces_[at_ + 1].number && pieces_[at_ + 1].before == '.' && pieces_[at_ + 1].text.size() == 2 &&
        (pieces_[at_ + 2].text == "am" || pieces_[at_ + 2].text == "pm")) {
      const int hour = value(piece.text), minute = value(pieces_[at_ + 1].text);
      if (hour > 12 || minute > 59) return false;
      out_.seconds = hour * 3600 + minute * 60;
      at_ += 2;
      return true;
    }
    // "5 pm"
    if (!out_.seconds && at_ + 1 < pieces_.size() && (pieces_[at_ + 1].text == "am" || pieces_[at_ + 1].text == "pm")) {
      if (value(piece.text) > 12) return false;
      out_.seconds = value(piece.text) * 3600;
      ++at_;
      return true;
    }
    if (piece.text.size() > 4 || numbers_.size() == 3) return false;
    numbers_.push_back(piece);
    ++at_;
    return true;
  }

  // "+0100", "-05:00" after a time.
  bool offset() {
    if (at_ >= pieces_.size() || !pieces_[at_].number || (pieces_[at_].before != '+' && pieces_[at_].before != '-')) return true;
    const Piece& piece = pieces_[at_];
    if (piece.text.size() == 4 && (month_ == 0 || numbers_.size() == 2)) {
      out_.offset_minutes = value(piece.text.substr(0, 2)) * 60 + value(piece.text.substr(2));
    } else if (piece.text.size() == 2) {
      out_.offset_minutes = value(piece.text) * 60;
      if (at_ + 1 < pieces_.size() && pieces_[at_ + 1].before == ':') out_.offset_minutes = *out_.offset_minutes + value(pieces_[++at_].text);
    } else {
      return true;
    }
    if (*out_.offset_minutes > kMostOffsetMinutes) return false;
    if (piece.before == '-') out_.offset_minutes = -*out_.offset_minutes;
    ++at_;
    return true;
  }

  // Which number is the year, which the day.
  bool resolve(WrittenDate& date) {
    CivilDate& day = date.when.date;
    day = {0, 0, 0};
    return month_ ? resolve_named(day) : resolve_digits(date);
  }

  // With the month as a word.
  bool resolve_named(CivilDate& day) {
    day.month = month_;
    if (reading_ == Reading::lenient && numbers_.size() == 1) {
      const std::string_view only = numbers_[0].text;
      (only.size() == 4 ? day.year : day.day) = value(only);
      return only.size() != 3 && value(only) != 0;
    }
    if (numbers_.size() != 2) return false;
    const bool year_first = numbers_[0].text.size() == 4;
    const Piece& number = numbers_[year_first ? 1 : 0];
    const Piece& year = numbers_[year_first ? 0 : 1];
    if (number.text.size() > 2) return false;
    short_year_ = year.text.size() == 2;
    day.year = short_year_ ? (value(year.text) < 70 ? 2000 : 1900) + value(year.text) : year.text.size() == 4 ? value(year.text) : 0;
    day.day = value(number.text);
    return day.year > 0;
  }

  // All three in one run: 2024/3/14, 14.03.2024, 3/14/2024; 3/14/24 only when reading leniently.
  bool resolve_digits(WrittenDate& date) {
    CivilDate& day = date.when.date;
    if (numbers_.size() != 3) return false;
    const char separator = numbers_[1].before;
    if (separator != numbers_[2].before || (separator != '/' && separator != '-' && separator != '.')) return false;
    const int a = value(numbers_[0].text), b = value(numbers_[1].text);
    int year = value(numbers_[2].text);
    if (numbers_[0].text.size() == 4) {
      day = {a, b, year};
      return true;
    }
    if (numbers_[2].text.size() != 4) {
      short_year_ = numbers_[2].text.size() == 2;
      if (reading_ == Reading::strict || !short_year_ || separator == '-' || numbers_[1].text.size() != 2) return false;
      year += year < 70 ? 2000 : 1900;
    }
    // With points the day comes first; otherwise only one order may be a date, or both the same one.
    const bool both = a <= 12 && b <= 12 && a != b;
    if (separator == '.' || a > 12) {
      day = {year, b, a};
      if (both) date.swapped = CivilDate{year, a, b};
      if (b > 12 && reading_ == Reading::lenient) day = {year, a, b};  // 3.14.24
      return true;
    }
    day = {year, a, b};
    if (!both) return true;
    date.swapped = CivilDate{year, b, a};
    date.open_order = true;
    return reading_ == Reading::lenient;
  }

  const std::vector<Piece>& pieces_;
  std::size_t at_;
  Reading reading_;
  DateTime out_;
  int month_ = 0;
  int afternoon_ = -1;  // 0 am, 1 pm
  bool short_year_ = false, daylight_saving_ = false;
  std::vector<Piece> numbers_;
};

}  // namespace

int month_of(std::string_view folded) {
  const auto found = names().months.find(folded);
  return found == names().months.end() ? 0 : found->second;
}

std::optional<DateTime> parse_written_date(std::string_view folded) {
  const std::vector<Piece> pieces = split(folded);
  return Reader(pieces, 0, Reading::strict).whole();
}

std::vector<WrittenDate> find_dates(std::string_view folded) {
  std::vector<WrittenDate> found;
  const std::vector<Piece> pieces = split(folded);
  const auto offset = [&](const Piece& piece) { return static_cast<std::size_t>(piece.text.data() - folded.data()); };
  for (std::size_t at = 0; at < pieces.size();) {
    const Piece& first = pieces[at];
    std::size_t end = at + 1;
    const bool may_begin = first.number ? first.text.size() <= 4 : month_of(first.text) || names().weekdays.contains(first.text);
    std::optional<WrittenDate> date = may_begin ? Reader(pieces, at, Reading::lenient).longest(end) : std::nullopt;
    if (date) {
      date->begin = offset(first);
      date->end = offset(pieces[end - 1]) + pieces[end - 1].text.size();
      found.push_back(*date);
    }
    at = end;
  }
  return found;
}

std::optional<WrittenDate> first_date(std::string_view value) {
  if (const auto exact = parse_date(value)) return WrittenDate{0, value.size(), *exact, {}, false};
  for (const WrittenDate& found : find_dates(fold(value)))
    if (is_whole(found.when.date)) return found;
  return {};
}

}  // namespace dateline
