#include "indexer/extraction/named_date.h"

#include <algorithm>
#include <string>

namespace dateline {
namespace {

struct Stem {
  std::string_view text;  // a part of the name with all but letters left out
  NamedDate means;
};

// The first that is found decides. Words of en de fr es it nl pt ru.
constexpr Stem kStems[] = {
    {"expir", NamedDate::other},         {"unpublish", NamedDate::other},     {"copyright", NamedDate::other},     {"event", NamedDate::other},
    {"birth", NamedDate::other},         {"deadline", NamedDate::other},      {"crawl", NamedDate::other},         {"upload", NamedDate::other},         {"currenttime", NamedDate::other},
    {"currentdate", NamedDate::other},   {"todaysdate", NamedDate::other},    {"startdate", NamedDate::other},     {"enddate", NamedDate::other},
    {"validuntil", NamedDate::other},    {"fetched", NamedDate::other},       {"retrieved", NamedDate::other},     {"accessed", NamedDate::other},
    {"lastpub", NamedDate::modified},    {"modif", NamedDate::modified},      {"updat", NamedDate::modified},      {"revis", NamedDate::modified},      {"lastedit", NamedDate::modified},
    {"lastchange", NamedDate::modified}, {"corrected", NamedDate::modified},  {"aktualisiert", NamedDate::modified}, {"geandert", NamedDate::modified},
    {"misajour", NamedDate::modified},   {"actualiz", NamedDate::modified},   {"atualiz", NamedDate::modified},    {"aggiornat", NamedDate::modified},
    {"bijgewerkt", NamedDate::modified}, {"gewijzigd", NamedDate::modified},  {"обновлен", NamedDate::modified},   {"изменен", NamedDate::modified},
    {"published", NamedDate::published}, {"publishd", NamedDate::published},  {"publisht", NamedDate::published},  {"publisho", NamedDate::published},
    {"publicationdate", NamedDate::published}, {"publicationtime", NamedDate::published}, {"datepublication", NamedDate::published},
    {"pubdate", NamedDate::published},   {"pubtime", NamedDate::published},   {"datepub", NamedDate::published},   {"posted", NamedDate::published},
    {"postdate", NamedDate::published},  {"postedon", NamedDate::published},  {"issued", NamedDate::published},    {"released", NamedDate::published},
    {"releasedate", NamedDate::published}, {"displaydate", NamedDate::published}, {"entrydate", NamedDate::published},     {"firstpub", NamedDate::published},  {"originaldate", NamedDate::published}, {"filed", NamedDate::published},
    {"veroffentlicht", NamedDate::published}, {"erschienen", NamedDate::published}, {"publie", NamedDate::published}, {"publicad", NamedDate::published},
    {"pubblicat", NamedDate::published}, {"gepubliceerd", NamedDate::published}, {"geplaatst", NamedDate::published}, {"опубликован", NamedDate::published},
    {"creat", NamedDate::created},       {"erstellt", NamedDate::created},    {"date", NamedDate::some},           {"time", NamedDate::some},
    {"datum", NamedDate::some},          {"fecha", NamedDate::some},          {"publish", NamedDate::some}};

}  // namespace

NamedDate named_date(std::string_view name) {
  if (name.find("©") != name.npos) return NamedDate::other;
  std::string letters;
  for (const char c : name)
    if ((c >= 'a' && c <= 'z') || static_cast<unsigned char>(c) >= 0x80) letters.push_back(c);
  const auto found = std::find_if(std::begin(kStems), std::end(kStems), [&](const Stem& stem) { return letters.find(stem.text) != letters.npos; });
  return found == std::end(kStems) ? NamedDate::none : found->means;
}

}  // namespace dateline
