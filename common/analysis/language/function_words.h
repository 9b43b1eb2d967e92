// The commonest short words of languages in Latin and Cyrillic script, folded: those that tell it from its neighbours.
#pragma once

#include <string_view>

namespace dateline {

struct LanguageWords {
  std::string_view code;
  std::string_view words;  // separated by spaces
};

inline constexpr LanguageWords kFunctionWords[] = {
    {"en", "the of and to in a is that for on was with as it by at from be are has have had an this which but were not he his they their its said will "
           "would been who more than after about one or we you there when also out up into over can could all what if some other no her she two last "
           "year new against between because before under our them these being during while most only may such where how any"},
    {"de", "der die und in den von zu das mit sich des auf fur ist im dem nicht ein eine als auch es an werden aus er hat dass sie nach wird bei einer "
           "um am sind noch wie einem uber einen so zum war haben nur oder aber vor zur bis mehr durch man sein wurde sei wenn gegen vom konnen schon "
           "ich wir ihre ihr seine seiner diese dieser kann hatte unter zwischen will soll sagte jahr jahren gibt keine ihm ohne"},
    {"fr", "de la le et les des en un du une que est pour qui dans a par plus pas au sur ne se ce il sont avec son sa ses aux d l qu n s c j ont cette "
           "mais comme ou si leur y dont elle nous vous apres deux tout etre fait ete aussi meme encore entre depuis avait etait sans sous ces contre "
           "je on lui leurs avant selon an ans bien peut faire alors ainsi tous"},
    {"es", "de la que el en y a los se del las un por con no una su para es al lo como mas o pero sus le ha me si sin sobre este ya entre cuando todo "
           "esta ser son dos tambien fue habia era muy anos hasta desde esta mi porque que solo han yo hay vez puede todos asi nos ni parte tiene el "
           "uno donde bien tiempo mismo ese ahora cada e vida otro despues segun contra ante durante estado gobierno dijo"},
    {"it", "di e il la che in a un del per non una i si le della con da sono al dei gli alla ha nel piu anche come ma delle lo se dal nella ad dell l "
           "d all dopo suo essere due tra o sua ai questo stato fra questa ed era dalla ci anni cui degli hanno sui sulla sul contro perche solo tutti "
           "fatto prima quando molto poi stata loro aveva nei nelle dalle senza quello ancora oggi mentre secondo"},
    {"nl", "de van het een en in is dat op te zijn met voor niet aan er die om ook als dan maar bij door naar over uit of nog hij heeft ze was worden tot "
           "werd zich wordt meer geen jaar deze dit kan al ik we tegen had nu hebben na wel haar zo moet wat hun mensen veel onder toen twee kunnen "
           "omdat moeten nieuwe jaren tussen zei zij zou volgens daar waar sinds alleen"},
    {"pt", "de a o que e do da em um para com nao uma os no se na por mais as dos como mas ao ele das seu sua ou quando muito nos ja eu tambem so pelo "
           "pela ate isso ela entre depois sem mesmo aos ter seus quem nas me esse eles voce essa num nem suas meu minha numa pelos elas qual foi ser "
           "sao tem anos esta segundo disse contra sobre ainda foram era dois apos governo presidente"},
    {"ru", "и в не на я что с он по это к а но как из у за от о же все так его то был для бы мы вы она они только уже при до после были ее или если "
           "которые который которая их также году года чтобы этого может быть было была более ли где под нет со во об лет когда том из-за ему того очень "
           "сообщил заявил россии между этом время еще через"},
    {"uk", "і в не на що з та до у як за від про це він його для по але вони вона або при були був було яка які який також року років після щоб ще та чи "
           "україни україні під із над між нас їх їхній має цього тому бути лише вже сказав повідомив"},
    {"bg", "и на да се от за в не по са е с че като това но той до към след или тя те при ще беше са във със му им го вече само може има няма обаче "
           "които който която според година"},
    {"sv", "och i att det som en pa ar av for med den till inte om ett han har de var jag men sig fran vi sa kan nar skulle efter man hans vid eller nu "
           "ut alla mot under har ocksa hade blev nagon mycket bara vara sin mellan over dar sager mer an ar detta"},
    {"da", "og i at det som en pa er af for med den til ikke om et han har de var jeg men sig fra vi sa kan nar skulle efter man hans ved eller nu ud "
           "alle mod under ogsa havde blev noget meget bare vaere sin mellem over der siger mere end ar dette blevet hvor kunne"},
    {"no", "og i at det som en pa er av for med den til ikke om et han har de var jeg men seg fra vi sa kan nar skulle etter man hans ved eller na ut alle "
           "mot under ogsa hadde ble noe mye bare vaere sin mellom over der sier mer enn ar dette blitt hvor kunne"},
    {"pl", "i w na z sie nie do ze jest to o jak po a co dla od przez ale za przy juz tym byl tylko jego ktory ktora ktore lub oraz jej czy takze bylo "
           "beda moze ich roku lat pod przed gdy miedzy swoje ten tej tego jako sa bardzo powiedzial nad"},
    {"cs", "a v na se je ze s z do to o i jako za by ale po pro jsou k od ktery ktera ktere podle jeho tak byl byla bylo nebo uz pri az roku let jen "
           "jeste bude mezi pred proti take kdyz aby co jsem ve ne ma"},
    {"sk", "a v na sa je ze s z do to o aj ako za by ale po pre su k od ktory ktora ktore podla jeho tak bol bola bolo alebo uz pri az roku rokov len este "
           "bude medzi pred proti tiez ked aby co som vo nie ma"},
    {"ro", "de si in a la cu pe o din ca nu un care pentru este mai sa au al ce fost ale ale lui prin dupa sunt dar sau fi avea ani acest aceasta cele unei "
           "unui intre doar fara asupra astfel catre despre deja cand dintre era poate spus"},
    {"hu", "a az es hogy nem is egy ez meg csak de ha volt mint van el mar meg vagy ki fel sem azt ezt aki ami szerint utan kell lehet lesz voltak minden "
           "kozott alatt altal pedig majd szamara mellett ota"},
    {"fi", "ja on ei etta se oli han mutta ovat kun myos joka kuin niin tai jos sen ole vain mukaan jo voi sitten olla ollut nyt ne mita ennen jalkeen kanssa "
           "viela minun hanen vuoden vuonna sanoi eivat joita jotka tama"},
    {"tr", "ve bir bu da de icin ile cok daha ne olarak olan gibi kadar sonra var ama en o ki degil ya her iki mi yil turkiye dedi ise oldu eden tarafindan "
           "yeni once gore ancak bunu oldugunu etti buyuk ilk"},
    {"ca", "de la el i que a les en els un per amb una no es del al com mes ha dels pel se va son ser seva seu aquest aquesta pero tambe fins sobre entre "
           "quan molt anys ja o han segons despres contra on hi ho"},
    {"id", "yang di dan dengan untuk dari ini itu dalam pada tidak akan adalah juga ke karena oleh sebagai telah mereka ada bisa saat kata tersebut sudah "
           "lebih tahun atau kami saya setelah"},
};

}  // namespace dateline
