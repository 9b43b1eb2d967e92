#include "common/analysis/dates/words.h"

#include <algorithm>
#include <array>
#include <cstddef>
#include <vector>

#include "common/analysis/dates/calendar.h"
#include "common/date_names.h"

namespace dateline {
namespace {

struct List {
  TimeWord word;
  std::int16_t value;
  std::string_view words;  // with a space around each
};

constexpr std::int16_t grain(Grain g) { return static_cast<std::int16_t>(g); }
constexpr std::int16_t part(PartOfDay p) { return static_cast<std::int16_t>(p); }

// Every word of a list has the list's value; in counted lists the value rises by one from word to word.
constexpr List kWords[] = {
    {TimeWord::tens, 20, " twenty "}, {TimeWord::tens, 30, " thirty "}, {TimeWord::tens, 40, " forty "}, {TimeWord::tens, 50, " fifty "},
    {TimeWord::tens, 60, " sixty "}, {TimeWord::tens, 70, " seventy "}, {TimeWord::tens, 80, " eighty "}, {TimeWord::tens, 90, " ninety "},
    {TimeWord::cardinal, 12, " dozen "}, {TimeWord::multiplier, 100, " hundred "}, {TimeWord::multiplier, 1000, " thousand "},
    {TimeWord::ordinal, 30, " thirtieth "},
    {TimeWord::vague, 0, " few several many dozens some numerous countless various "},
    {TimeWord::couple, 2, " couple pair "}, {TimeWord::half, 0, " half "},
    {TimeWord::trading, 0, " trading working business calendar consecutive straight additional successive extra long whole solid academic school "},
    {TimeWord::fiscal, 0, " fiscal fy financial "},
    {TimeWord::season, 0, " spring springtime "}, {TimeWord::season, 1, " summer summertime "}, {TimeWord::season, 2, " fall autumn "}, {TimeWord::season, 3, " winter wintertime "},
    {TimeWord::part_of_day, part(PartOfDay::morning), " morning mornings "}, {TimeWord::part_of_day, part(PartOfDay::afternoon), " afternoon afternoons "},
    {TimeWord::part_of_day, part(PartOfDay::evening), " evening evenings "}, {TimeWord::part_of_day, part(PartOfDay::night), " night nights overnight "},
    {TimeWord::part_of_day, part(PartOfDay::dawn), " dawn daybreak sunrise "},
    {TimeWord::point_of_day, 12, " noon midday noontime "}, {TimeWord::point_of_day, 24, " midnight "},
    {TimeWord::meridiem, 0, " am "}, {TimeWord::meridiem, 12, " pm "},
    {TimeWord::zone, 0, " gmt utc est edt cst cdt mst mdt pst pdt bst cet cest et pt eastern pacific central msk jst ist local "},
    {TimeWord::article, 1, " a an "}, {TimeWord::the, 0, " the "}, {TimeWord::this_, 0, " this these "}, {TimeWord::that_, 0, " that those "},
    {TimeWord::last, 0, " last "}, {TimeWord::past, 0, " past preceding "}, {TimeWord::next, 0, " next "}, {TimeWord::coming, 0, " coming upcoming ensuing forthcoming "},
    {TimeWord::previous, 0, " previous prior "}, {TimeWord::following, 0, " following "}, {TimeWord::same, 0, " same very "}, {TimeWord::current, 0, " current "},
    {TimeWord::latest, 0, " latest recent "},
    {TimeWord::ago, 0, " ago "}, {TimeWord::earlier, 0, " earlier "}, {TimeWord::later, 0, " later "}, {TimeWord::hence, 0, " hence "},
    {TimeWord::before, 0, " before "}, {TimeWord::after, 0, " after "}, {TimeWord::since, 0, " since "}, {TimeWord::until, 0, " until till through thru "},
    {TimeWord::early, 0, " early "}, {TimeWord::late, 0, " late "}, {TimeWord::mid, 0, " mid "}, {TimeWord::beginning, 0, " beginning start outset "},
    {TimeWord::middle, 0, " middle "}, {TimeWord::end_of, 0, " end close "},
    {TimeWord::each, 0, " each every "},
    {TimeWord::adverb_set, grain(Grain::day), " daily nightly "}, {TimeWord::adverb_set, grain(Grain::week), " weekly "}, {TimeWord::adverb_set, grain(Grain::month), " monthly "},
    {TimeWord::adverb_set, grain(Grain::quarter), " quarterly "}, {TimeWord::adverb_set, grain(Grain::year), " annually yearly "}, {TimeWord::adverb_set, grain(Grain::hour), " hourly "},
    {TimeWord::deictic, 0, " today "}, {TimeWord::deictic, -1, " yesterday "}, {TimeWord::deictic, 1, " tomorrow "}, {TimeWord::tonight, 0, " tonight "},
    {TimeWord::now, 0, " now "}, {TimeWord::vague_present, 0, " currently presently nowadays "}, {TimeWord::vague_past, 0, " recently lately "},
    {TimeWord::decade_name, 20, " twenties "}, {TimeWord::decade_name, 30, " thirties "}, {TimeWord::decade_name, 40, " forties "}, {TimeWord::decade_name, 50, " fifties "},
    {TimeWord::decade_name, 60, " sixties "}, {TimeWord::decade_name, 70, " seventies "}, {TimeWord::decade_name, 80, " eighties "}, {TimeWord::decade_name, 90, " nineties "},
    {TimeWord::period, 0, " period "},
    {TimeWord::holiday_part, 0,
     " new martin mlk groundhog valentine valentines presidents president st saint mother mothers memorial father fathers juneteenth independence bastille labor columbus "
     "halloween guy election veterans armistice thanksgiving christmas xmas boxing epiphany all international australia anzac canada mardi shrove ash palm maundy good easter "
     "ascension pentecost whit corpus black cyber earth "},
    {TimeWord::of, 0, " of "}, {TimeWord::in, 0, " in "}, {TimeWord::on, 0, " on "}, {TimeWord::at, 0, " at "}, {TimeWord::by, 0, " by "}, {TimeWord::to, 0, " to "}, {TimeWord::and_, 0, " and "},
    {TimeWord::or_, 0, " or "}, {TimeWord::from, 0, " from during "}, {TimeWord::between, 0, " between "}, {TimeWord::for_, 0, " for "}, {TimeWord::than, 0, " than "}, {TimeWord::more, 0, " more "},
    {TimeWord::less, 0, " less fewer "}, {TimeWord::least, 0, " least "}, {TimeWord::most, 0, " most "}, {TimeWord::about, 0, " about around approximately roughly some circa "},
    {TimeWord::nearly, 0, " nearly almost "}, {TimeWord::over, 0, " over "}, {TimeWord::up, 0, " up "}, {TimeWord::within, 0, " within "}, {TimeWord::another, 1, " another "},
    {TimeWord::full, 0, " full entire whole "},
    {TimeWord::past_verb, 0,
     " was were had did said told met went came began made took gave found got left saw knew thought held led won lost fell rose ran sent spent built bought brought "
     "caught felt kept paid sold stood taught wrote drew grew threw flew broke spoke chose drove shot struck fought sought became hit cut put set sat hurt beat burst "
     "died arose sank shook wore withdrew "},
    {TimeWord::future_verb, 0, " will shall would ll wo plans scheduled planned expected expects due slated hopes intends aims effective "},
    {TimeWord::present_verb, 0, " is are has have does do says be been being "},
};

constexpr List kCounted[] = {
    {TimeWord::cardinal, 1, " one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "},
    {TimeWord::ordinal, 1,
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
    for_each_word(unit.singular, [&](std::string_view word) { table.add(word, {TimeWord::unit, false, abbreviated(word), grain(unit.grain)}); });
    for_each_word(unit.plural, [&](std::string_view word) { table.add(word, {TimeWord::unit, true, abbreviated(word), grain(unit.grain)}); });
  }
  std::int16_t weekday = 0;
  for_each_word(kWeekdayPlurals, [&](std::string_view word) { table.add(word, {TimeWord::weekday, true, false, ++weekday}); });
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
    for_each_word(kForeignJoiners, [&](std::string_view word) { tables[i].add(word, {TimeWord::of, false, false, 0}); });
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
