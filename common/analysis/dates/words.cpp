#include "common/analysis/dates/words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "common/analysis/dates/calendar.h"
#include "common/date_names.h"

namespace dateline {
namespace {

using W = TimeWord;

struct List {
  TimeWord word;
  std::int16_t value;
  std::string_view words;  // with a space around each
};

constexpr std::int16_t grain(Grain g) { return static_cast<std::int16_t>(g); }
constexpr std::int16_t part(PartOfDay p) { return static_cast<std::int16_t>(p); }

// Every word of a list has the list's value; in counted lists the value rises by one from word to word.
constexpr List kWords[] = {
    {W::tens, 20, " twenty "}, {W::tens, 30, " thirty "}, {W::tens, 40, " forty "}, {W::tens, 50, " fifty "},
    {W::tens, 60, " sixty "}, {W::tens, 70, " seventy "}, {W::tens, 80, " eighty "}, {W::tens, 90, " ninety "},
    {W::cardinal, 12, " dozen "}, {W::multiplier, 100, " hundred "}, {W::multiplier, 1000, " thousand "},
    {W::ordinal, 30, " thirtieth "},
    {W::vague, 0, " few several many dozens some numerous countless various "},
    {W::couple, 2, " couple pair "}, {W::half, 0, " half "},
    {W::trading, 0, " trading working business calendar consecutive straight additional successive extra long whole solid academic school "},
    {W::fiscal, 0, " fiscal fy financial "},
    {W::season, 0, " spring springtime "}, {W::season, 1, " summer summertime "}, {W::season, 2, " fall autumn "}, {W::season, 3, " winter wintertime "},
    {W::part_of_day, part(PartOfDay::morning), " morning mornings "}, {W::part_of_day, part(PartOfDay::afternoon), " afternoon afternoons "},
    {W::part_of_day, part(PartOfDay::evening), " evening evenings "}, {W::part_of_day, part(PartOfDay::night), " night nights overnight "},
    {W::part_of_day, part(PartOfDay::dawn), " dawn daybreak sunrise "},
    {W::point_of_day, 12, " noon midday noontime "}, {W::point_of_day, 24, " midnight "},
    {W::meridiem, 0, " am "}, {W::meridiem, 12, " pm "},
    {W::zone, 0, " gmt utc est edt cst cdt mst mdt pst pdt bst cet cest et pt eastern pacific central msk jst ist local "},
    {W::article, 1, " a an "}, {W::the, 0, " the "}, {W::this_, 0, " this these "}, {W::that_, 0, " that those "},
    {W::last, 0, " last "}, {W::past, 0, " past preceding "}, {W::next, 0, " next "}, {W::coming, 0, " coming upcoming ensuing forthcoming "},
    {W::previous, 0, " previous prior "}, {W::following, 0, " following "}, {W::same, 0, " same very "}, {W::current, 0, " current "},
    {W::latest, 0, " latest recent "},
    {W::ago, 0, " ago "}, {W::earlier, 0, " earlier "}, {W::later, 0, " later "}, {W::hence, 0, " hence "},
    {W::before, 0, " before "}, {W::after, 0, " after "}, {W::since, 0, " since "}, {W::until, 0, " until till through thru "},
    {W::early, 0, " early "}, {W::late, 0, " late "}, {W::mid, 0, " mid "}, {W::beginning, 0, " beginning start outset "},
    {W::middle, 0, " middle "}, {W::end_of, 0, " end close "},
    {W::each, 0, " each every "},
    {W::adverb_set, grain(Grain::day), " daily nightly "}, {W::adverb_set, grain(Grain::week), " weekly "}, {W::adverb_set, grain(Grain::month), " monthly "},
    {W::adverb_set, grain(Grain::quarter), " quarterly "}, {W::adverb_set, grain(Grain::year), " annually yearly "}, {W::adverb_set, grain(Grain::hour), " hourly "},
    {W::deictic, 0, " today "}, {W::deictic, -1, " yesterday "}, {W::deictic, 1, " tomorrow "}, {W::tonight, 0, " tonight "},
    {W::now, 0, " now "}, {W::vague_present, 0, " currently presently nowadays "}, {W::vague_past, 0, " recently lately "},
    {W::decade_name, 20, " twenties "}, {W::decade_name, 30, " thirties "}, {W::decade_name, 40, " forties "}, {W::decade_name, 50, " fifties "},
    {W::decade_name, 60, " sixties "}, {W::decade_name, 70, " seventies "}, {W::decade_name, 80, " eighties "}, {W::decade_name, 90, " nineties "},
    {W::period, 0, " period "},
    {W::holiday_part, 0,
     " new martin mlk groundhog valentine valentines presidents president st saint mother mothers memorial father fathers juneteenth independence bastille labor columbus "
     "halloween guy election veterans armistice thanksgiving christmas xmas boxing epiphany all international australia anzac canada mardi shrove ash palm maundy good easter "
     "ascension pentecost whit corpus black cyber earth "},
    {W::of, 0, " of "}, {W::in, 0, " in "}, {W::on, 0, " on "}, {W::at, 0, " at "}, {W::by, 0, " by "}, {W::to, 0, " to "}, {W::and_, 0, " and "},
    {W::or_, 0, " or "}, {W::from, 0, " from during "}, {W::between, 0, " between "}, {W::for_, 0, " for "}, {W::than, 0, " than "}, {W::more, 0, " more "},
    {W::less, 0, " less fewer "}, {W::least, 0, " least "}, {W::most, 0, " most "}, {W::about, 0, " about around approximately roughly some circa "},
    {W::nearly, 0, " nearly almost "}, {W::over, 0, " over "}, {W::up, 0, " up "}, {W::within, 0, " within "}, {W::another, 1, " another "},
    {W::full, 0, " full entire whole "},
    {W::past_verb, 0,
     " was were had did said told met went came began made took gave found got left saw knew thought held led won lost fell rose ran sent spent built bought brought "
     "caught felt kept paid sold stood taught wrote drew grew threw flew broke spoke chose drove shot struck fought sought became hit cut put set sat hurt beat burst "
     "died arose sank shook wore withdrew "},
    {W::future_verb, 0, " will shall would ll wo plans scheduled planned expected expects due slated hopes intends aims effective "},
    {W::present_verb, 0, " is are has have does do says be been being "},
};

constexpr List kCounted[] = {
    {W::cardinal, 1, " one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "},
    {W::ordinal, 1,
     " first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth "
     "twentieth "},
};

struct UnitName {
  Grain grain;
  std::string_view singular, plural;
};
constexpr UnitName kUnits[] = {
    {Grain::second, " sec ", " seconds secs "}, {Grain::minute, " minute min ", " minutes mins "}, {Grain::hour, " hour hr ", " hours hrs "}, {Grain::day, " day ", " days "},
    {Grain::week, " week wk fortnight ", " weeks wks fortnights "}, {Grain::weekend, " weekend ", " weekends "}, {Grain::month, " month ", " months "},
    {Grain::quarter, " quarter ", " quarters "}, {Grain::year, " year yr ", " years yrs "}, {Grain::decade, " decade ", " decades "},
    {Grain::century, " century ", " centuries "}, {Grain::millennium, " millennium ", " millennia "}};

constexpr std::string_view kWeekdayPlurals = " mondays tuesdays wednesdays thursdays fridays saturdays sundays ";
constexpr std::string_view kUnitAbbreviations = "secs mins hrs wks yrs";

// Open addressing over a power of two; made once, never changed.
class WordTable {
 public:
  void add(std::string_view word, DateWord lexeme) {
    Entry& entry = slot(word);
    if (!entry.word.empty()) return;  // the first meaning stays
    entry = {word, lexeme};
  }
  DateWord find(std::string_view word) const { return const_cast<WordTable*>(this)->slot(word).lexeme; }

 private:
  static constexpr std::size_t kSlots = 2048;
  struct Entry {
    std::string_view word;
    DateWord lexeme;
  };
  Entry& slot(std::string_view word) {
    std::uint32_t hash = 2166136261u;  // FNV-1a
    for (const char c : word) hash = (hash ^ static_cast<unsigned char>(c)) * 16777619u;
    std::size_t at = (hash ^ hash >> 15) % kSlots;
    while (!entries_[at].word.empty() && entries_[at].word != word) at = (at + 1) % kSlots;
    return entries_[at];
  }
  std::vector<Entry> entries_ = std::vector<Entry>(kSlots);
};

void add_name(WordTable& table, TimeWord word, std::string_view list, std::size_t index) {
  const std::size_t full = list.find(' ', 1);  // the end of the first name of the list
  for_each_word(list, [&](std::string_view name) {
    const bool abbreviated = name.data() > list.data() + full && name.size() <= 5;
    table.add(name, {word, false, abbreviated, static_cast<std::int16_t>(index + 1)});
  });
}

void add_names(WordTable& table, const DateNames& names) {
  for (std::size_t i = 0; i < names.months.size(); ++i) add_name(table, TimeWord::month, names.months[i], i);
  for (std::size_t i = 0; i < names.weekdays.size(); ++i) add_name(table, TimeWord::weekday, names.weekdays[i], i);
}

WordTable english_table() {
  WordTable table;
  add_names(table, kDateNames[0]);
  for (const UnitName& unit : kUnits) {
    const auto abbreviated = [](std::string_view word) { return kUnitAbbreviations.find(word) != kUnitAbbreviations.npos; };
    for_each_word(unit.singular, [&](std::string_view word) { table.add(word, {W::unit, false, abbreviated(word), grain(unit.grain)}); });
    for_each_word(unit.plural, [&](std::string_view word) { table.add(word, {W::unit, true, abbreviated(word), grain(unit.grain)}); });
  }
  std::int16_t weekday = 0;
  for_each_word(kWeekdayPlurals, [&](std::string_view word) { table.add(word, {W::weekday, true, false, ++weekday}); });
  for (const List& list : kCounted) {
    std::int16_t value = list.value;
    for_each_word(list.words, [&](std::string_view word) { table.add(word, {list.word, false, false, value++}); });
  }
  for (const List& list : kWords) for_each_word(list.words, [&](std::string_view word) { table.add(word, {list.word, false, false, list.value}); });
  return table;
}

// What may stand between the parts of a date: 3 de marzo de 2024, 3 марта 2024 г.
constexpr std::string_view kForeignJoiners = " de del den года г di ";

std::vector<WordTable> foreign_tables() {
  std::vector<WordTable> tables(kDateNames.size());
  for (std::size_t i = 1; i < kDateNames.size(); ++i) {
    add_names(tables[i], kDateNames[i]);
    for_each_word(kForeignJoiners, [&](std::string_view word) { tables[i].add(word, {W::of, false, false, 0}); });
  }
  return tables;
}

std::size_t index_of(std::string_view language) {
  std::size_t index = 1;
  while (index < kDateNames.size() && kDateNames[index].language != language) ++index;
  return index;
}

}  // namespace

DateWord english_date_word(std::string_view lower) {
  static const WordTable table = english_table();
  return table.find(lower);
}

DateWord foreign_date_word(std::string_view language, std::string_view folded) {
  static const std::vector<WordTable> tables = foreign_tables();
  const std::size_t index = index_of(language);
  return index < tables.size() ? tables[index].find(folded) : DateWord{};
}

bool has_foreign_date_words(std::string_view language) { return index_of(language) < kDateNames.size(); }

}  // namespace dateline
