// Which language a text is in, told from a sentence or two; and when it cannot be told.
#include <catch2/catch.hpp>
#include <string>
#include <vector>

#include "common/analysis/language/detector.h"

namespace dateline {
namespace {

struct Sample {
  const char* language;
  const char* text;
};

const std::vector<Sample> kSamples = {
    {"en", "The fishing boats stayed in the harbour because the wind had risen during the night, and nobody would say when it might fall."},
    {"de", "Die Fischerboote blieben im Hafen, weil der Wind in der Nacht stärker geworden war, und niemand wollte sagen, wann er sich legt."},
    {"fr", "Les bateaux de pêche sont restés au port parce que le vent s'était levé pendant la nuit, et personne ne voulait dire quand il tomberait."},
    {"es", "Los barcos de pesca se quedaron en el puerto porque el viento había subido durante la noche, y nadie quería decir cuándo iba a bajar."},
    {"it", "I pescherecci sono rimasti nel porto perché il vento si era alzato durante la notte, e nessuno voleva dire quando sarebbe calato."},
    {"nl", "De vissersboten bleven in de haven omdat de wind in de nacht was opgestoken, en niemand wilde zeggen wanneer hij weer zou gaan liggen."},
    {"pt", "Os barcos de pesca não saíram do porto porque o vento subiu muito durante a noite. Até agora, segundo os pescadores, ele não baixou."},
    {"ru", "Рыбацкие лодки остались в гавани, потому что ночью поднялся ветер, и никто не хотел говорить, когда он снова утихнет."},
    {"uk", "Рибальські човни залишилися в гавані, тому що вночі піднявся вітер, і ніхто не хотів казати, коли він знову вщухне."},
    {"ar", "بقيت قوارب الصيد في الميناء لأن الرياح اشتدت أثناء الليل، ولم يرغب أحد في القول متى ستهدأ."},
    {"fa", "قایق‌های ماهیگیری در بندر ماندند زیرا باد در شب شدت گرفت و هیچ‌کس نمی‌خواست بگوید چه زمانی آرام می‌شود."},
    {"zh", "因为夜里起了风，渔船都留在了港口里，没有人愿意说风什么时候会停。"},
    {"ja", "夜のうちに風が強くなったので、漁船は港にとどまり、いつ収まるのか誰も言おうとしなかった。"},
    {"ko", "밤사이 바람이 강해져서 어선들은 항구에 머물렀고 아무도 언제 잦아들지 말하려 하지 않았다."},
    {"el", "Τα ψαροκάικα έμειναν στο λιμάνι επειδή ο άνεμος δυνάμωσε τη νύχτα."},
    {"he", "סירות הדיג נשארו בנמל כי הרוח התחזקה במהלך הלילה."},
    {"hi", "रात में हवा तेज़ हो गई, इसलिए मछली पकड़ने की नावें बंदरगाह में ही रहीं।"},
    {"pl", "Kutry zostały w porcie, ponieważ w nocy zerwał się wiatr, i nikt nie chciał powiedzieć, kiedy znowu ucichnie."},
    {"sv", "Fiskebåtarna stannade i hamnen eftersom vinden hade ökat under natten, och ingen ville säga när den skulle mojna."},
    {"da", "Fiskerbådene blev i havnen, fordi vinden var taget til i løbet af natten, og ingen ville sige, hvornår den ville lægge sig igen."},
    {"no", "Fiskebåtene ble liggende i havnen fordi vinden hadde økt i løpet av natten, og ingen ville si når den skulle løye igjen."},
    {"tr", "Balıkçı tekneleri gece rüzgâr çıktığı için limanda kaldı ve hiç kimse ne zaman dineceğini söylemek istemedi."}};

}  // namespace

TEST_CASE("a sentence or two are enough to tell the language", "[language]") {
  for (const Sample& sample : kSamples) {
    CAPTURE(sample.text);
    CHECK(detect_language(sample.text) == sample.language);
  }
}

TEST_CASE("capitals, digits and line breaks do not change the language", "[language]") {
  CHECK(detect_language("THE FISHING BOATS STAYED IN THE HARBOUR BECAUSE THE WIND HAD RISEN DURING THE NIGHT.") == "en");
  CHECK(detect_language("14.03.2024\n\nDie Boote blieben im Hafen,\nweil der Wind in der Nacht\nauf 90 km/h gestiegen war.") == "de");
}

TEST_CASE("names in another script do not change the language of a text", "[language]") {
  CHECK(detect_language("The captain met Владимир Рыбаков in the harbour and said that it had been a good day for the boats.") == "en");
  CHECK(detect_language("Капитан сказал, что лодка Mary Rose не вышла в море, потому что ветер был слишком сильным.") == "ru");
  CHECK(detect_language("漁船は港にとどまり、船長の John Smith は何も言わなかった。") == "ja");
}

TEST_CASE("a text too short is of no language", "[language]") {
  for (const char* text : {"", " ", "Boats", "OK", "Mary Rose", "Oslo 2024", "12345 67 89", "...!?", "😀"}) {
    CAPTURE(text);
    CHECK(detect_language(text) == "und");
  }
}

TEST_CASE("a text half in one language and half in another is of none", "[language]") {
  CHECK(detect_language("The boats stayed in the port and the wind was high. Die Boote blieben in dem Hafen und der Wind war sehr stark.") == "und");
}

TEST_CASE("only the first bytes are looked at", "[language]") {
  const std::string german = "Die Boote blieben im Hafen, weil der Wind in der Nacht stärker geworden war. ";
  std::string text = german + german;
  const std::size_t first = text.size();
  for (int i = 0; i < 50; ++i) text += "The boats stayed in the harbour because the wind had risen. ";
  CHECK(detect_language(text, first) == "de");
  CHECK(detect_language(text) == "en");
}

TEST_CASE("bytes that are no UTF-8 are passed over", "[language]") {
  CHECK(detect_language("\xFF\xFEThe boats stayed in the harbour\xC3 because the wind had risen during the night.") == "en");
  CHECK(detect_language("\xFF\xFE\xC3\x80\x80") == "und");
}

}  // namespace dateline
