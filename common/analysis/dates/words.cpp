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
  Word word;
  std::int16_t value;
  std::string_view words;  // with a space around each
};

constexpr std::int16_t grain(Grain g) { return static_cast<std::int16_t>(g); }
constexpr std::int16_t part(PartOfDay p) { return static_cast<std::int16_t>(p); }

// Every word of a list has the list's value; in counted lists the value rises by one from word to word.
constexpr List kWords[] = {
    {Word::tens, 20, " twenty "}, {Word::tens, 30, " thirty "}, {Word::tens, 40, " forty "}, {Word::tens, 50, " fifty "},
    {Word::tens, 60, " sixty "}, {Word::tens, 70, " seventy "}, {Word::tens, 80, " eighty "}, {Word::tens, 90, " ninety "},
    {Word::cardinal, 12, " dozen "}, {Word::multiplier, 100, " hundred "}, {Word::multiplier, 1000, " thousand "},
    {Word::ordinal, 30, " thirtieth "},
    {Word::vague, 0, " few several many dozens some numerous countless various "},
    {Word::couple, 2, " couple pair "}, {Word::half, 0, " half "},
    {Word::trading, 0, " trading working business calendar consecutive straight additional successive extra long whole solid academic school crucial "},
    {Word::fiscal, 0, " fiscal fy financial "},
    {Word::season, 0, " spring springtime "}, {Word::season, 1, " summer summertime "}, {Word::season, 2, " fall autumn "}, {Word::season, 3, " winter wintertime "},
    {Word::part_of_day, part(PartOfDay::morning), " morning mornings "}, {Word::part_of_day, part(PartOfDay::afternoon), " afternoon afternoons "},
    {Word::part_of_day, part(PartOfDay::evening), " evening evenings "}, {Word::part_of_day, part(PartOfDay::night), " night nights overnight "},
    {Word::part_of_day, part(PartOfDay::dawn), " dawn daybreak sunrise "},
    {Word::point_of_day, 12, " noon midday noontime "}, {Word::point_of_day, 24, " midnight "},
    {Word::meridiem, 0, " am "}, {Word::meridiem, 12, " pm "},
    {Word::zone, 0, " gmt utc est edt cst cdt mst mdt pst pdt bst cet cest et pt eastern pacific central msk jst ist local "},
    {Word::article, 1, " a an "}, {Word::the, 0, " the "}, {Word::this_, 0, " this these "}, {Word::that_, 0, " that those "},
    {Word::last, 0, " last "}, {Word::past, 0, " past preceding "}, {Word::next, 0, " next "}, {Word::coming, 0, " coming upcoming ensuing forthcoming "},
    {Word::previous, 0, " previous prior "}, {Word::following, 0, " following "}, {Word::same, 0, " same very "}, {Word::current, 0, " current "},
    {Word::latest, 0, " latest recent "},
    {Word::ago, 0, " ago "}, {Word::earlier, 0, " earlier "}, {Word::later, 0, " later "}, {Word::hence, 0, " hence "},
    {Word::before, 0, " before "}, {Word::after, 0, " after "}, {Word::since, 0, " since "}, {Word::until, 0, " until till through thru "},
    {Word::early, 0, " early "}, {Word::late, 0, " late "}, {Word::mid, 0, " mid "}, {Word::beginning, 0, " beginning start outset "},
    {Word::middle, 0, " middle "}, {Word::end_of, 0, " end close "},
    {Word::each, 0, " each every per "},
    {Word::adverb_set, grain(Grain::day), " daily nightly "}, {Word::adverb_set, grain(Grain::week), " weekly "}, {Word::adverb_set, grain(Grain::month), " monthly "},
    {Word::adverb_set, grain(Grain::quarter), " quarterly "}, {Word::adverb_set, grain(Grain::year), " annually yearly "}, {Word::adverb_set, grain(Grain::hour), " hourly "},
    {Word::deictic, 0, " today "}, {Word::deictic, -1, " yesterday "}, {Word::deictic, 1, " tomorrow "}, {Word::tonight, 0, " tonight "},
    {Word::now, 0, " now "}, {Word::vague_present, 0, " currently presently nowadays "}, {Word::vague_past, 0, " recently lately "},
    {Word::decade_name, 20, " twenties "}, {Word::decade_name, 30, " thirties "}, {Word::decade_name, 40, " forties "}, {Word::decade_name, 50, " fifties "},
    {Word::decade_name, 60, " sixties "}, {Word::decade_name, 70, " seventies "}, {Word::decade_name, 80, " eighties "}, {Word::decade_name, 90, " nineties "},
    {Word::period, 0, " period "},
    {Word::holiday_part, 0,
     " new martin mlk groundhog valentine valentines presidents president st saint mother mothers memorial father fathers juneteenth independence bastille labor columbus "
     "halloween guy election veterans armistice thanksgiving christmas xmas boxing epiphany all international australia anzac canada mardi shrove ash palm maundy good easter "
     "ascension pentecost whit corpus black cyber earth "},
    {Word::of, 0, " of "}, {Word::in, 0, " in "}, {Word::on, 0, " on "}, {Word::at, 0, " at "}, {Word::by, 0, " by "}, {Word::to, 0, " to "}, {Word::and_, 0, " and "},
    {Word::or_, 0, " or "}, {Word::from, 0, " from during "}, {Word::between, 0, " between "}, {Word::for_, 0, " for "}, {Word::than, 0, " than "}, {Word::more, 0, " more "},
    {Word::less, 0, " less fewer "}, {Word::least, 0, " least "}, {Word::most, 0, " most "}, {Word::about, 0, " about around approximately roughly some circa "},
    {Word::nearly, 0, " nearly almost "}, {Word::over, 0, " over "}, {Word::up, 0, " up "}, {Word::within, 0, " within "}, {Word::another, 1, " another "},
    {Word::full, 0, " full entire whole "},
    {Word::past_verb, 0,
     " was were had did said told met went came began made took gave found got left saw knew thought held led won lost fell rose ran sent spent built bought brought "
     "caught felt kept paid sold stood taught wrote drew grew threw flew broke spoke chose drove shot struck fought sought became hit cut put set sat hurt beat burst "
     "died arose sank shook wore withdrew "},
    {Word::future_verb, 0, " will shall would ll wo plans scheduled planned expected expects due slated hopes intends aims effective "},
    {Word::present_verb, 0, " is are has have does do says be been being "},
};

constexpr List kCounted[] = {
    {Word::cardinal, 1, " one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen "},
    {Word::ordinal, 1,
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

// Open addressing over a power of two; made once, never changed.
class WordTable {
 public:
  void add(std::string_view word, Lexeme lexeme) {
    Entry& entry = slot(word);
    if (!entry.word.empty()) return;  // the first meaning stays
    entry = {word, lexeme};
  }
  Lexeme find(std::string_view word) const { return const_cast<WordTable*>(this)->slot(word).lexeme; }

 private:
  static constexpr std::size_t kSlots = 2048;
  struct Entry {
    std::string_view word;
    Lexeme lexeme;
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

void add_name(WordTable& table, Word word, std::string_view list, std::size_t index) {
  const std::size_t full = list.find(' ', 1);  // the end of the first name of the list
  for_each_word(list, [&](std::string_view name) {
    const bool abbreviated = name.data() > list.data() + full && name.size() <= 5;
    table.add(name, {word, false, abbreviated, static_cast<std::int16_t>(index + 1)});
  });
}

void add_names(WordTable& table, const DateNames& names) {
  for (std::size_t i = 0; i < names.months.size(); ++i) add_name(table, Word::month, names.months[i], i);
  for (std::size_t i = 0; i < names.weekdays.size(); ++i) add_name(table, Word::weekday, names.weekdays[i], i);
}

WordTable english_table() {
  WordTable table;
  add_names(table, kDateNames[0]);
  for (const UnitName& unit : kUnits) {
    for_each_word(unit.singular, [&](std::string_view word) { table.add(word, {Word::unit, false, false, grain(unit.grain)}); });
    for_each_word(unit.plural, [&](std::string_view word) { table.add(word, {Word::unit, true, false, grain(unit.grain)}); });
  }
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
    for_each_word(kForeignJoiners, [&](std::string_view word) { tables[i].add(word, {Word::of, false, false, 0}); });
  }
  return tables;
}

std::size_t index_of(std::string_view language) {
  std::size_t index = 1;
  while (index < kDateNames.size() && kDateNames[index].language != language) ++index;
  return index;
}

}  // namespace

Lexeme english_lexeme(std::string_view lower) {
  static const WordTable table = english_table();
  return table.find(lower);
}

Lexeme foreign_lexeme(std::string_view language, std::string_view folded) {
  static const std::vector<WordTable> tables = foreign_tables();
  const std::size_t index = index_of(language);
  return index < tables.size() ? tables[index].find(folded) : Lexeme{};
}

bool has_foreign_lexemes(std::string_view language) { return index_of(language) < kDateNames.size(); }

}  // namespace dateline
