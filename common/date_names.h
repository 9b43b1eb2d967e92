// Names of months and weekdays in the languages dates are read in.
#pragma once

#include <array>
#include <cstddef>
#include <string_view>

namespace dateline {

// Folded (common/text/fold.h); each entry holds full names, then abbreviations, with a space around each. Russian names stand in the cases they have in a date.
struct DateNames {
  std::string_view language;  // ISO 639-1
  std::array<std::string_view, 12> months;
  std::array<std::string_view, 7> weekdays;  // from Monday
};

inline constexpr std::array<DateNames, 8> kDateNames = {{
    {"en",
     {" january jan ", " february feb ", " march mar ", " april apr ", " may ", " june jun ", " july jul ", " august aug ", " september sept sep ", " october oct ",
      " november nov ", " december dec "},
     {" monday mon ", " tuesday tues tue ", " wednesday wed ", " thursday thurs thur thu ", " friday fri ", " saturday sat ", " sunday sun "}},
    {"de",
     {" januar janner jan ", " februar feb ", " marz mrz ", " april apr ", " mai ", " juni jun ", " juli jul ", " august aug ", " september sept sep ", " oktober okt ",
      " november nov ", " dezember dez "},
     {" montag mo ", " dienstag di ", " mittwoch mi ", " donnerstag do ", " freitag fr ", " samstag sonnabend sa ", " sonntag so "}},
    {"fr",
     {" janvier janv ", " fevrier fevr fev ", " mars ", " avril avr ", " mai ", " juin ", " juillet juil ", " aout ", " septembre sept ", " octobre oct ", " novembre nov ",
      " decembre dec "},
     {" lundi ", " mardi ", " mercredi ", " jeudi ", " vendredi ", " samedi ", " dimanche "}},
    {"es",
     {" enero ene ", " febrero feb ", " marzo mar ", " abril abr ", " mayo may ", " junio jun ", " julio jul ", " agosto ago ", " septiembre setiembre sept sep ",
      " octubre oct ", " noviembre nov ", " diciembre dic "},
     {" lunes ", " martes ", " miercoles ", " jueves ", " viernes ", " sabado ", " domingo "}},
    {"it",
     {" gennaio gen ", " febbraio feb ", " marzo mar ", " aprile apr ", " maggio mag ", " giugno giu ", " luglio lug ", " agosto ago ", " settembre sett set ",
      " ottobre ott ", " novembre nov ", " dicembre dic "},
     {" lunedi ", " martedi ", " mercoledi ", " giovedi ", " venerdi ", " sabato ", " domenica "}},
    {"nl",
     {" januari jan ", " februari feb ", " maart mrt ", " april apr ", " mei ", " juni jun ", " juli jul ", " augustus aug ", " september sept sep ", " oktober okt ",
      " november nov ", " december dec "},
     {" maandag ", " dinsdag ", " woensdag ", " donderdag ", " vrijdag ", " zaterdag ", " zondag "}},
    {"pt",
     {" janeiro jan ", " fevereiro fev ", " marco mar ", " abril abr ", " maio mai ", " junho jun ", " julho jul ", " agosto ago ", " setembro set ", " outubro out ",
      " novembro nov ", " dezembro dez "},
     {" segunda ", " terca ", " quarta ", " quinta ", " sexta ", " sabado ", " domingo "}},
    {"ru",
     {" января янв ", " февраля фев ", " марта мар ", " апреля апр ", " мая май ", " июня июн ", " июля июл ", " августа авг ", " сентября сен сент ", " октября окт ",
      " ноября ноя нояб ", " декабря дек "},
     {" понедельник ", " вторник ", " среда среду ", " четверг ", " пятница пятницу ", " суббота субботу ", " воскресенье "}},
}};

// Calls `use` with each word of one of these lists.
template <typename Use>
void for_each_word(std::string_view list, Use use) {
  for (std::size_t begin = 1; begin < list.size();) {
    const std::size_t end = list.find(' ', begin);
    use(list.substr(begin, end - begin));
    begin = end + 1;
  }
}

}  // namespace dateline
