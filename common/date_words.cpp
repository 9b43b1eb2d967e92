#include "common/date_words.h"

#include <algorithm>
#include <array>
#include <string>
#include <vector>

namespace dateline {
namespace {

// By month: en de fr es it nl pt ru (in the case it has in a date), full names and abbreviations, folded.
constexpr std::array<std::string_view, 12> kMonths = {
    " january jan januar janner janvier janv enero ene gennaio gen januari janeiro января янв ",
    " february feb februar fevrier fevr fev febrero febbraio februari fevereiro февраля фев ",
    " march mar marz mars marzo maart mrt marco марта мар ",
    " april apr avril avr abril abr aprile апреля апр ",
    " may mai mayo maggio mag mei maio мая май ",
    " june jun juni juin junio giugno giu junho июня июн ",
    " july jul juli juillet juil julio luglio lug julho июля июл ",
    " august aug aout agosto ago augustus августа авг ",
    " september sep sept septembre septiembre settembre set setembro сентября сен сент ",
    " october oct oktober okt octobre octubre ottobre ott outubro out октября окт ",
    " november nov novembre noviembre novembro ноября ноя нояб ",
    " december dec dezember dez decembre diciembre dic dicembre dezembro декабря дек "};

constexpr std::string_view kWeekdays =
    " monday mon tuesday tue tues wednesday wed thursday thu thur thurs friday fri saturday sat sunday sun montag mo dienstag di mittwoch mi donnerstag "
    "do freitag fr samstag sa sonntag so lundi mardi mercredi jeudi vendredi samedi dimanche lunes martes miercoles jueves viernes sabado domingo lunedi "
    "martedi mercoledi giovedi venerdi sabato domenica maandag dinsdag woensdag donderdag vrijdag zaterdag zondag segunda terca quarta quinta sexta feira "
    "понедельник вторник среда четверг пятница суббота воскресенье ";

// Words that mean nothing for the date.
constexpr std::string_view kFillers = " of the at on de del le den um uhr il o el den vom the op г года a em as h klo ";

struct Zone {
  std::string_view name;
  int minutes;
};
constexpr Zone kZones[] = {{"utc", 0},    {"gmt", 0},     {"z", 0},      {"est", -300},  {"edt", -240}, {"et", -300},  {"cst", -360}, {"cdt", -300}, {"mst", -420},
                           {"mdt", -360}, {"pst", -480},  {"pdt", -420}, {"bst", 60},    {"wet", 0},    {"cet", 60},   {"cest", 120}, {"eet", 120},  {"eest", 180},
                           {"msk", 180},  {"jst", 540},   {"hkt", 480},  {"sgt", 480},   {"aest", 600}, {"aedt", 660}, {"ist", 330}};

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

class Reader {
 public:
  explicit Reader(std::vector<Piece> pieces) : pieces_(std::move(pieces)) {}

  std::optional<DateTime> run() {
    while (at_ < pieces_.size())
      if (!step()) return {};
    if (!resolve() || !is_valid(out_.date)) return {};
    if (afternoon_ >= 0) {
      if (!out_.seconds) return {};
      const int hour = *out_.seconds / 3600;
      if (hour < 1 || hour > 12) return {};
      out_.seconds = *out_.seconds % 3600 + (hour % 12 + (afternoon_ ? 12 : 0)) * 3600;
    }
    return out_;
  }

 private:
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
        return true;
      }
    // "14th"
    const bool ordinal = (piece.text == "st" || piece.text == "nd" || piece.text == "rd" || piece.text == "th" || piece.text == "er" || piece.text == "º" || piece.text == "o") && at_ > 1 && pieces_[at_ - 2].number;
    return ordinal || listed(kWeekdays, piece.text) || listed(kFillers, piece.text);
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
  bool resolve() {
    const auto year_like = [](const Piece& piece) { return piece.text.size() == 4; };
    const auto full_year = [](const Piece& piece) {
      const int year = value(piece.text);
      return piece.text.size() == 4 ? year : piece.text.size() == 2 ? (year < 70 ? 2000 : 1900) + year : 0;
    };
    if (month_) {
      if (numbers_.size() != 2) return false;
      const bool year_first = year_like(numbers_[0]);
      const Piece& day = numbers_[year_first ? 1 : 0];
      if (day.text.size() > 2) return false;
      out_.date = {full_year(numbers_[year_first ? 0 : 1]), month_, value(day.text)};
      return true;
    }
    if (numbers_.size() != 3) return false;
    // All three in one run: 2024/3/14, 14.03.2024, 3/14/2024.
    const char separator = numbers_[1].before;
    if (separator != numbers_[2].before || (separator != '/' && separator != '-' && separator != '.')) return false;
    if (year_like(numbers_[0])) {
      out_.date = {value(numbers_[0].text), value(numbers_[1].text), value(numbers_[2].text)};
      return true;
    }
    if (!year_like(numbers_[2])) return false;
    const int a = value(numbers_[0].text), b = value(numbers_[1].text), year = value(numbers_[2].text);
    // With points the day comes first; otherwise only one order may be a date, or both the same one.
    if (separator == '.') {
      out_.date = {year, b, a};
      return true;
    }
    if (a > 12)
      out_.date = {year, b, a};
    else if (b > 12 || a == b)
      out_.date = {year, a, b};
    else
      return false;
    return true;
  }

  std::vector<Piece> pieces_;
  std::size_t at_ = 0;
  DateTime out_;
  int month_ = 0;
  int afternoon_ = -1;  // 0 am, 1 pm
  std::vector<Piece> numbers_;
};

}  // namespace

int month_of(std::string_view folded) {
  if (folded.size() < 3 || folded.find(' ') != folded.npos) return 0;
  for (std::size_t month = 0; month < kMonths.size(); ++month)
    if (listed(kMonths[month], folded)) return static_cast<int>(month) + 1;
  return 0;
}

std::optional<DateTime> parse_written_date(std::string_view folded) { return Reader(split(folded)).run(); }

}  // namespace dateline
