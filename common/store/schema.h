// THE contract between whoever writes a database and whoever asks it: every prefix, slot and metadata key.
//
// One Xapian document is one article.
//
// Terms. Words of title and body are folded and stemmed in the article's language; terms carry no language. They are the only terms
// with a wdf (a body word 1, a title word kTitleWdf) but for XE, so the length of a document counts words of title and body and nothing else.
//
//   word         stems of title and body
//   ^us          acronym: an all-capitals token in mixed-case text, or dotted (U.S.); beside the word itself
//   #metoo @ap 3.5%   exact marks, beside the word itself
//   S + word     the same for the title alone (wdf 0): title:
//   XO + word    the same for what the body does not have (wdf 0): with it a word of the body can be asked for
//   XNT, XNB     no word in the title, in the body
//   A, XS, XC, K + word     words of authors, source, section, tags (folded, not stemmed, wdf 0)
//   XVA, XVS, XVC, XVK + value     each of these values whole, letter by letter (whole_term shortens long ones); and the prefix alone, where there is any. XVU alone: there is a url
//   XVE + type   it names somebody or something of the type (person, org, place, misc), as it stands in the article
//   E + entity  somebody or something the article names: its id, "Eperson:jake-sullivan" (common/article.h)
//   E + entity + "#" + band     how much the article is about it: 1 to kSalienceBands, exactly one beside each of those
//   L + code     language (ISO 639-1, or "und")
//   U + address  url: host, each parent domain, and each leading part of the path (url_terms)
//   Q + id       the article's id; exactly one per document (id_term shortens long ones)
//   Y2024 M202403 D20240314     year, month and day of publication, as the source writes it; none when unknown
//   XT + Y2024, M202403, D20240314     a year, month or day the body speaks of: each that an expression of time touches, down to days for one of at most a month, to months
//                for one of at most a year
//   XE          an article without a word in title and body (wdf 1: Xapian's own check takes positions in a document of length 0 for damage)
//   XD          published on a day without an hour: of that day in every time zone
//   XF + file    where the article was read from: key of the file (20 hex digits) and "." and the number of its reading, or "-" for
//                standard input. An article with several of them is in several files
//
// Positions. The title's words from 1, a gap of kTitleGap, the body's with a gap of kParagraphGap after each paragraph, then each author, the source, the section and each tag with a gap of
// kFieldGap before each: no phrase reaches across. They are in value 7 for all of these terms but the S ones, whose places are the word's own as far as the title goes; or, where dateline.positions
// says so, in Xapian's table, for the S ones too.
//
// Values (fixed width but for 4, 5 and 7, so that bytes sort like numbers)
//
//   0  UTC instant of publication (5 bytes, offset binary seconds) and 4 bytes of the id's hash: newest first, and date ranges
//   1  the same with the instant inverted: oldest first with the undated last
//   2  hash of the id (8 bytes): order among equal scores, the same in every database
//   3  day of publication as written (3 bytes, offset binary days): timelines
//   4  number of its record in its file (decimal; 0: the file is one record), for an article whose id is its canonical address: names it when the address
//      turns out to be shared
//   5  sketch of the body (sketch.h; 40 bytes), then its keys (4 bytes each, rising, at most kSketchKeys); none for a short body
//   6  family of near-duplicates (8 bytes, the smallest value 2 of its members): folding. None for an article without copies
//   7  where its terms stand (packed_positions.h); none where there are none
//   An article without a date has an instant of five zero bytes in 0 and 1 (so it is the last either way), and no value 3.
//
// Document data is one zstd frame (checksum on): the stored article (stored_article.h), with the dictionary its frame names.
//
// Metadata
//
//   dateline.format      kFormatVersion        dateline.analysis   kAnalysisVersion
//   dateline.depth       "words": made with --analysis none, its articles are analysed no further; absent otherwise
//   dateline.positions   "xapian": positions are in the table of Xapian's, and not in value 7; absent otherwise
//   dateline.uuid        stays the same over generations
//   zdict.<id>           zstd dictionaries, by their id in decimal
//   shared.<key>         a canonical address (key of it as of a file's path) that articles with different bodies name: no article's id
//   near.<bucket>        which articles have a sketch key (sketch_index.h), 3 hex digits
//   family.<family>      which articles are in a family of near-duplicates (family_index.h), 16 hex digits
//   fuller.<entity>      by which longer names the entities of this short name go in articles that have both, by year (name_links.h)
//   shorter.<entity>     the reverse
//   alias.text, alias.is.<entity>, alias.of.<entity>     what the user says of names (aliases.h)
//   word.<word>          in how many articles a word is whose stem is another word (word_forms.h)
//   changes.last, changes.<n>     what the last commits changed (change_log.h)
//   file.<key>           the manifest: one entry per file (manifest.h), written in the commit of its articles
//
// Spelling data holds the folded words of titles and bodies (3 bytes to kMaxSpellingBytes), each counted once per article.
#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "common/analysis/sketch.h"
#include "common/article.h"
#include "common/date.h"

namespace dateline {

// Layout of terms, values, metadata and stored articles. A database of another format is refused.
inline constexpr unsigned kFormatVersion = 1;
// Tokeniser, stemmer, language detection and models: what the same article would be indexed as. `upgrade` re-analyses.
inline constexpr unsigned kAnalysisVersion = 9;

namespace prefix {
inline constexpr char kAcronym = '^';
inline constexpr std::string_view kTitle = "S";
inline constexpr std::string_view kAuthor = "A";
inline constexpr std::string_view kSource = "XS";
inline constexpr std::string_view kSection = "XC";
inline constexpr std::string_view kTag = "K";
inline constexpr std::string_view kLanguage = "L";
inline constexpr std::string_view kEntity = "E";
inline constexpr std::string_view kUrl = "U";
inline constexpr std::string_view kId = "Q";
inline constexpr std::string_view kYear = "Y";
inline constexpr std::string_view kMonth = "M";
inline constexpr std::string_view kDay = "D";
inline constexpr std::string_view kSpokenOf = "XT";
inline constexpr std::string_view kOnlyInTitle = "XO";
inline constexpr std::string_view kNoTitle = "XNT";
inline constexpr std::string_view kNoBody = "XNB";
inline constexpr std::string_view kWholeAuthor = "XVA";
inline constexpr std::string_view kWholeSource = "XVS";
inline constexpr std::string_view kWholeSection = "XVC";
inline constexpr std::string_view kWholeTag = "XVK";
inline constexpr std::string_view kAnyUrl = "XVU";
inline constexpr std::string_view kAnyEntity = "XVE";
inline constexpr std::string_view kEmpty = "XE";
inline constexpr std::string_view kDayOnly = "XD";
inline constexpr std::string_view kFile = "XF";
}  // namespace prefix

namespace slot {
inline constexpr unsigned kNewest = 0;
inline constexpr unsigned kOldest = 1;
inline constexpr unsigned kTie = 2;
inline constexpr unsigned kDay = 3;
inline constexpr unsigned kCanonicalRecord = 4;
inline constexpr unsigned kSketch = 5;
inline constexpr unsigned kFamily = 6;
inline constexpr unsigned kPositions = 7;
}  // namespace slot

namespace metadata {
inline constexpr std::string_view kFormat = "dateline.format";
inline constexpr std::string_view kAnalysis = "dateline.analysis";
inline constexpr std::string_view kDepth = "dateline.depth";
inline constexpr std::string_view kPositions = "dateline.positions";
inline constexpr std::string_view kUuid = "dateline.uuid";
inline constexpr std::string_view kDictionary = "zdict.";
inline constexpr std::string_view kFile = "file.";
inline constexpr std::string_view kShared = "shared.";
inline constexpr std::string_view kSketchKeys = "near.";
inline constexpr std::string_view kFamily = "family.";
inline constexpr std::string_view kFuller = "fuller.";
inline constexpr std::string_view kShorter = "shorter.";
inline constexpr std::string_view kWordForm = "word.";
inline constexpr std::string_view kChanges = "changes.";
inline constexpr std::string_view kLastChanges = "changes.last";
inline constexpr std::string_view kAlias = "alias.";
inline constexpr std::string_view kAliasText = "alias.text";
inline constexpr std::string_view kAliasIs = "alias.is.";
inline constexpr std::string_view kAliasOf = "alias.of.";
}  // namespace metadata

inline constexpr unsigned kTitleWdf = 3;
inline constexpr int kSalienceBands = 8;
inline constexpr std::size_t kMostSpokenOf = 2000;
inline constexpr unsigned kTitleGap = 100;
inline constexpr unsigned kParagraphGap = 20;
inline constexpr unsigned kFieldGap = 20;
inline constexpr std::size_t kMaxTermBytes = 200;  // Xapian takes 245, NUL counting twice
inline constexpr std::size_t kMaxSpellingBytes = 30;

// Cut to kMaxTermBytes at a code point.
std::string capped_term(std::string_view term);
std::uint64_t hash64(std::string_view text);  // XXH3: the same on every machine
// Q + id. An id over 160 bytes keeps its first 120 and gets the 128-bit hash of the whole.
std::string id_term(std::string_view id);
// One of the XV prefixes and a value, which is not empty; a long one keeps its beginning and gets the hash of the whole, as does one with a NUL.
std::string whole_term(std::string_view prefix, std::string_view value);
// Whether the value is not all in the term.
bool is_shortened(std::string_view whole_term);
std::string language_term(std::string_view code);
// E + id; a long id keeps its beginning and gets the hash of the whole, as in id_term.
std::string entity_term(std::string_view entity_id);
int salience_band(double salience);  // of 0 to 1: 1 to kSalienceBands
std::string entity_band_term(std::string_view entity_term, int band);
bool is_entity_band_term(std::string_view term);  // of a term that begins with E
// Key of a file by its absolute path: 20 hex digits of XXH3-128.
std::string file_key(std::string_view absolute_path);
std::string year_term(int year);
std::string month_term(int year, int month);
std::string day_term(CivilDate date);
// The XT terms of what an article speaks of, rising, each once; at most kMostSpokenOf.
std::vector<std::string> spoken_of_terms(const std::vector<ArticleDate>& dates);
// All terms of an address, without prefix: "en.example.com", "example.com", "com" is left out, "en.example.com/world", ...
std::vector<std::string> url_terms(std::string_view url);
// The one of them that stands for a whole (or leading part of an) address as typed; empty if there is no host in it.
std::string url_query_term(std::string_view url);

std::string newest_value(std::optional<std::int64_t> instant, std::string_view id);
std::string oldest_value(std::optional<std::int64_t> instant, std::string_view id);
std::string tie_value(std::string_view id);
// The values that hang on an article's id, by slot.
std::array<std::pair<unsigned, std::string>, 3> id_values(std::string_view id, std::optional<std::int64_t> instant);
std::uint64_t hash_of_tie(std::string_view value);
std::string day_value(DayNumber day);
DayNumber day_of_value(std::string_view value);
std::string sketch_value(const BodySketch& body);
BodySketch sketch_of_value(std::string_view value);  // empty for what is no sketch
std::string family_key(std::uint64_t family);
std::string family_value(std::uint64_t family);
std::optional<std::uint64_t> family_of_value(std::string_view value);  // none for the empty value
// The lowest possible newest_value of an instant: a bound for ranges.
std::string instant_bound(std::int64_t instant);
std::int64_t instant_of_value(std::string_view newest);

}  // namespace dateline
