#include "indexer/extraction/head_line.h"

#include <algorithm>
#include <array>
#include <cctype>

#include "common/date_words.h"
#include "common/text/fold.h"
#include "common/text/utf8.h"
#include "indexer/extraction/lines.h"

namespace dateline {
namespace {

constexpr std::size_t kLongestHeadLine = 200;
constexpr std::size_t kMostNameWords = 5;

enum class Label { none, author, published, modified };
struct LabelWord {
  std::string_view word;  // folded
  Label label;
};
// The longest first where one begins another.
constexpr LabelWord kLabels[] = {
    {"first published", Label::published}, {"published", Label::published},  {"posted", Label::published},      {"date", Label::published},
    {"gepubliceerd", Label::published},    {"publie le", Label::published},  {"publie", Label::published},      {"veroffentlicht", Label::published},
    {"publicado", Label::published},       {"pubblicato", Label::published}, {"опубликовано", Label::published}, {"datum", Label::published},
    {"last updated", Label::modified},     {"last modified", Label::modified}, {"updated", Label::modified},    {"modified", Label::modified},
    {"bijgewerkt", Label::modified},       {"mis a jour le", Label::modified}, {"mis a jour", Label::modified}, {"aktualisiert", Label::modified},
    {"actualizado", Label::modified},      {"atualizado", Label::modified},  {"aggiornato", Label::modified},   {"обновлено", Label::modified},
    {"from our correspondent", Label::author}, {"written by", Label::author}, {"story by", Label::author},       {"by", Label::author},
    {"von", Label::author},                {"par", Label::author},           {"por", Label::author},            {"door", Label::author},
    {"di", Label::author},                 {"автор", Label::author}};

bool starts_with_word(std::string_view folded, std::string_view word) {
  if (folded.substr(0, word.size()) != word) return false;
  return folded.size() == word.size() || folded[word.size()] == ' ' || folded[word.size()] == ':' || folded[word.size()] == ',';
}

// As many words of the original as the folded label has.
std::string_view without_words(std::string_view text, std::string_view label) {
  const auto words = 1 + std::count(label.begin(), label.end(), ' ');
  for (std::ptrdiff_t i = 0; i < words; ++i) {
    const std::size_t space = text.find(' ');
    if (space == text.npos) return {};
    text = trimmed(text.substr(space + 1));
  }
  return text;
}

std::vector<std::string_view> pieces_of(std::string_view line) {
  std::vector<std::string_view> pieces;
  std::size_t begin = 0;
  for (std::size_t at = 0; at < line.size(); ++at) {
    std::size_t skip = 0;
    for (std::string_view mark : {"|", "·", "•", "&middot;"})
      if (line.substr(at, mark.size()) == mark) skip = mark.size();
    for (std::string_view mark : {" – ", " — ", " -- ", " - "})
      if (line.substr(at, mark.size()) == mark) skip = mark.size();
    if (!skip) continue;
    pieces.push_back(trimmed(line.substr(begin, at - begin)));
    begin = at + skip;
    at = begin - 1;
  }
  pieces.push_back(trimmed(line.substr(begin)));
  return pieces;
}

bool starts_upper(std::string_view word) {
  std::size_t at = 0;
  while (at < word.size() && (word[at] == '.' || word[at] == '"')) ++at;
  if (at == word.size()) return false;
  std::size_t next = at;
  decode_utf8(word, next);
  const std::string_view first = word.substr(at, next - at);
  return fold(first) != first && !std::isdigit(static_cast<unsigned char>(first[0]));
}

// "Ann Lee and Tom Day, Lakeside Ledger" or "Johann Förster in Berlin".
bool read_authors(std::string_view text, HeadLine& out, bool single_word) {
  std::vector<std::string_view> names;
  std::size_t begin = 0;
  const auto take = [&](std::size_t end, std::size_t skip) {
    if (const std::string_view name = trimmed(text.substr(begin, end - begin)); !name.empty()) names.push_back(name);
    begin = end + skip;
  };
  for (std::size_t at = 0; at < text.size(); ++at) {
    if (text[at] == ',' || text[at] == ';' || text[at] == '/') {
      take(at, 1);
      continue;
    }
    for (std::string_view word : {" and ", " und ", " et ", " en ", " y ", " e ", " и ", " & "})
      if (at >= begin && text.substr(at, word.size()) == word) {
        take(at, word.size());
        at = begin - 1;
        break;
      }
  }
  take(text.size(), 0);
  bool any = false;
  for (std::string_view name : names) {
    if (const std::size_t place = name.find(" in "); place != name.npos) name = name.substr(0, place);
    if (is_source_name(name)) {
      if (out.source.empty()) out.source = name;
    } else if (looks_like_name(name) || (single_word && names.size() == 1 && words_of(name).size() == 1 && starts_upper(name))) {
      out.authors.emplace_back(name);
      any = true;
    }
  }
  return any || !out.source.empty();
}

// A date, perhaps after the name of a paper or a place: "Tripoli, 17 February 2021".
bool read_dated(std::string_view text, Label label, HeadLine& out) {
  std::optional<DateTime>& date = label == Label::modified ? out.modified : out.published;
  if (const auto when = parse_date(text)) {
    date = when;
    return true;
  }
  for (std::size_t comma = text.find(','); comma != text.npos; comma = text.find(',', comma + 1)) {
    const auto when = parse_date(trimmed(text.substr(comma + 1)));
    if (!when) continue;
    const std::string_view before = trimmed(text.substr(0, comma));
    if (words_of(before).size() > kMostNameWords) return false;
    if (is_source_name(before)) out.source = before;
    date = when;
    return true;
  }
  return false;
}

// "Ann Lee Dec 19, 2023, 10:12am EST", "Ann Lee on December 22, 2023", "Ann Lee Updated: 3 May 2024": who, then when.
bool read_dated_authors(std::string_view text, HeadLine& out) {
  for (std::size_t space = text.find(' '); space != text.npos; space = text.find(' ', space + 1)) {
    const auto when = parse_date(trimmed(text.substr(space)));
    if (!when) continue;
    std::string_view names = text.substr(0, space);
    Label label = Label::published;
    for (bool more = true; more;) {
      names = trimmed(names);
      while (!names.empty() && std::string_view(",:-|").find(names.back()) != std::string_view::npos) names = trimmed(names.substr(0, names.size() - 1));
      const std::size_t last = names.rfind(' ') + 1;
      const std::string word = fold(names.substr(last));
      more = word == "on" || word == "at" || word == "published" || word == "posted" || word == "updated" || word == "–" || word == "—";
      if (word == "updated") label = Label::modified;
      if (more) names = names.substr(0, last);
    }
    if (!read_authors(names, out, false)) return false;
    (label == Label::modified ? out.modified : out.published) = when;
    return true;
  }
  return false;
}

// "Dec 19, 2023 by Ann Lee"
bool read_date_and_authors(std::string_view piece, HeadLine& out) {
  for (std::string_view by : {" by ", " By "})
    if (const std::size_t at = piece.find(by); at != piece.npos)
      if (const auto when = parse_date(trimmed(piece.substr(0, at)))) {
        if (!read_authors(trimmed(piece.substr(at + by.size())), out, false)) return false;
        out.published = when;
        return true;
      }
  return false;
}

bool read_piece(std::string_view piece, HeadLine& out) {
  const std::string folded = fold(piece);
  for (const LabelWord& known : kLabels) {
    if (!starts_with_word(folded, known.word)) continue;
    std::string_view rest = without_words(piece, known.word);
    while (!rest.empty() && (rest.front() == ':' || rest.front() == ',')) rest = trimmed(rest.substr(1));
    if (known.label == Label::author) return rest.empty() || read_dated_authors(rest, out) || read_authors(rest, out, true);
    for (std::string_view on : {"on ", "at ", "op ", "am ", "le ", "el ", "em ", "il "})
      if (rest.substr(0, on.size()) == on) rest = trimmed(rest.substr(on.size()));
    if (rest.empty()) return true;
    return read_dated(rest, known.label, out);
  }
  if (read_dated(piece, Label::none, out) || read_date_and_authors(piece, out)) return true;
  if (is_source_name(piece) && words_of(piece).size() <= kMostNameWords) {
    if (out.source.empty()) out.source = piece;
    return true;
  }
  return false;
}

}  // namespace

std::optional<HeadLine> read_head_line(std::string_view line) {
  line = trimmed(line);
  if (line.empty() || line.size() > kLongestHeadLine) return {};
  HeadLine out;
  const bool parted = line.find('|') != line.npos || line.find("·") != line.npos || line.find("•") != line.npos;
  if (!parted && read_piece(line, out)) return out;
  out = {};
  const std::vector<std::string_view> pieces = pieces_of(line);
  if (pieces.size() < 2) return {};
  bool evidence = false;
  for (std::string_view piece : pieces) {
    if (piece.empty()) continue;
    HeadLine one = out;
    if (read_piece(piece, one)) {
      out = std::move(one);
      evidence |= out.published || out.modified || !out.authors.empty();
    } else if (!looks_like_name(piece)) {
      return {};
    }
  }
  if (!evidence) return {};
  // "Ann Lee | Mar 14, 2024": a name beside a date is who wrote it.
  if (out.authors.empty())
    for (std::string_view piece : pieces)
      if (looks_like_name(piece) && !is_source_name(piece)) out.authors.emplace_back(piece);
  return out;
}

HeadLine read_dateline(std::string_view text) {
  HeadLine out;
  text = text.substr(0, kLongestHeadLine);
  const std::size_t open = text.find('('), close = text.find(')');
  if (open == text.npos || close == text.npos || close < open || open > 80) return out;
  const std::string_view after = trimmed(text.substr(close + 1)).substr(0, 3);
  if (after.empty() || (after[0] != '-' && after != "–" && after != "—")) return out;
  const std::string_view before = trimmed(text.substr(0, open));
  // The place is in capitals.
  const std::string_view place = before.substr(0, before.find(','));
  if (place.empty() || std::any_of(place.begin(), place.end(), [](char c) { return c >= 'a' && c <= 'z'; })) return out;
  const std::string_view name = trimmed(text.substr(open + 1, close - open - 1));
  if (words_of(name).size() <= kMostNameWords) out.source = name;
  for (std::size_t comma = before.find(','); comma != before.npos; comma = before.find(',', comma + 1)) {
    const std::string rest = fold(trimmed(before.substr(comma + 1)));
    const std::vector<WrittenDate> dates = find_dates(rest);
    if (dates.size() != 1 || dates[0].begin != 0 || dates[0].when.date.day == 0) continue;
    out.published = dates[0].when;
    break;
  }
  return out;
}

std::optional<CivilDate> date_in_path(std::string_view path) {
  const auto digit = [&](std::size_t at) { return at < path.size() && path[at] >= '0' && path[at] <= '9'; };
  const auto number = [&](std::size_t at, std::size_t count) {
    int value = 0;
    for (std::size_t i = at; i < at + count; ++i) {
      if (!digit(i)) return -1;
      value = value * 10 + (path[i] - '0');
    }
    return value;
  };
  for (std::size_t at = 0; at + 8 <= path.size(); ++at) {
    if (at > 0 && digit(at - 1)) continue;
    const int year = number(at, 4);
    if (year < 1800 || year > 2100) continue;
    CivilDate date{year, 0, 0};
    std::size_t end = at + 8;
    const char mark = path[at + 4];
    if (digit(at + 4)) {
      date.month = number(at + 4, 2);
      date.day = number(at + 6, 2);
    } else if (const std::size_t slash = path.find('/', at + 5); mark == '/' && slash != path.npos && month_of(fold(path.substr(at + 5, slash - at - 5)))) {
      date.month = month_of(fold(path.substr(at + 5, slash - at - 5)));
      const std::size_t day_digits = digit(slash + 2) ? 2 : 1;
      date.day = number(slash + 1, day_digits);
      end = slash + 1 + day_digits;
    } else if (mark == '/' || mark == '-' || mark == '_') {
      const std::size_t month = at + 5, month_digits = digit(month + 1) ? 2 : 1, second = month + month_digits;
      if (second >= path.size() || path[second] != mark) continue;
      const std::size_t day_digits = digit(second + 2) ? 2 : 1;
      date.month = number(month, month_digits);
      date.day = number(second + 1, day_digits);
      end = second + 1 + day_digits;
    } else {
      continue;
    }
    if (!digit(end) && is_valid(date)) return date;
  }
  return {};
}

bool looks_like_name(std::string_view text) {
  if (text.find_first_of("0123456789:;!?/@") != text.npos) return false;
  const std::vector<std::string_view> words = words_of(text);
  if (words.size() < 2 || words.size() > kMostNameWords) return false;
  if (!starts_upper(words.back()) && words.back() != "Jr.") return false;
  static constexpr std::array<std::string_view, 26> kParticles = {"de", "da", "do", "dos", "das", "di", "del", "della", "van", "der", "den", "von", "zu",
                                                                  "zur", "bin", "ibn", "al", "el", "la", "le", "y", "e", "ten", "ter", "af", "du"};
  return std::all_of(words.begin(), words.end(), [](std::string_view word) {
    return starts_upper(word) || std::find(kParticles.begin(), kParticles.end(), word) != kParticles.end();
  });
}

bool is_source_name(std::string_view text) {
  static constexpr std::array<std::string_view, 43> kWords = {
      "times",   "post",     "news",    "wire",     "courier",  "ledger",  "herald",   "tribune", "journal",  "gazette", "dispatch",
      "guardian", "observer", "press",   "daily",    "chronicle", "mirror", "telegraph", "reuters", "agency",  "magazine", "review",
      "bulletin", "examiner", "standard", "sentinel", "zeitung",  "presse",  "tageblatt", "kurier",  "anzeiger", "rundschau", "krant",
      "courant", "dagblad",  "journale", "giornale", "corriere", "diario",  "jornal",   "correio", "листок",  "газета"};
  const std::vector<std::string_view> words = words_of(text);
  if (words.empty() || words.size() > kMostNameWords || !starts_upper(words.front())) return false;
  if (text.find_first_of("0123456789:;!?\"") != text.npos || text.back() == '.') return false;
  for (std::string_view word : words) {
    if (!word.empty() && word.back() == ',') word.remove_suffix(1);
    if (std::find(kWords.begin(), kWords.end(), fold(word)) != kWords.end()) return true;
  }
  return false;
}

}  // namespace dateline
