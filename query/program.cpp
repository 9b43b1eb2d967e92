#include "query/program.h"

namespace dateline {
namespace {

// Commands that take a query.
const std::vector<std::string> kAsking = {"search", "count", "export", "timeline", "entities", "batch"};
const std::vector<std::string> kRanking = {"search", "batch"};

}  // namespace

const ProgramSpec& query_program() {
  static const ProgramSpec program{
      .name = "dateline-query",
      .summary = "search a Dateline database of news",
      .description =
          "dateline-query finds articles in a database made by dateline-index. The words of the command line join into one query; an article that "
          "has them in its title counts more, and accents, case and endings of words do not matter.\n\n"
          "The query language: words; \"a phrase\"; \"=Exactly This\" as written; a NEAR/5 b; ukrain* (any ending); -word or NOT word; AND, OR and "
          "brackets; title: author: source: section: lang: tag: url: id: for a part of the article; person: org: place: entity: for whom it names, in any form of the name; date:2024-03, date:2024-01..2024-03-15, "
          "after: and since: (inclusive), before: (exclusive), since:\"3 weeks ago\" for the day of publication, around:2024-03 to rank what was published then higher, about:2022-02 for a time the text speaks of. Names and times in plain words (putin ceasefire march 2022) are understood and rank: "
          "an article about whom they name, or of that time, comes before one that only has the words, and what was understood is told; words in quotes are searched as they stand. A query that can only be "
          "read in part is searched as far as it can, and the answer says so.",
      .default_command = "search",
      .commands =
          {{"search", "[--] WORDS...", "find articles, the best first (the default command)",
            "Prints the best hits with the passage that shows them best. Formats: text, json, ndjson, csv, ids, trec."},
           {"count", "[WORDS...]", "how many articles match", "Prints a number; without a query, of all articles. Formats: text, json."},
           {"export", "[WORDS...]", "print every matching article as JSON lines",
            "Every hit, whole, one JSON object a line, in no promised order; without a query, every article. dateline-index reads it again. Formats: ndjson, ids."},
           {"timeline", "[WORDS...]", "when the matching articles were published",
            "Hits by day, week, month or year. Periods in which more of what was written matches than in the rest are marked (▲) and named with a headline of their time. Formats: text, json, csv, svg."},
           {"entities", "[WORDS...]", "whom and what the matching articles name",
            "People, organisations, places and other names, those that set the hits apart from other articles first, with the number of articles, the first and last day, and where there is room those they are named together with; --prefix completes a name. "
            "Formats: text, json."},
           {"related", "ID", "background reading to an article",
            "Other articles about what that one is about, the nearest first, each with what it shares: whom and what both name, and uncommon words. Its copies are left out. --before-it keeps to earlier articles on the same "
            "story. Formats: text, json, ndjson, csv, ids."},
           {"show", "ID...", "print articles by id", "The whole article, for reading: with colour, names and dates are marked in the text; below it stand the days it speaks of. --format json or ndjson for programs."},
           {"suggest", "PREFIX", "words of the database that begin so", "The most frequent first. Of several words, the last is completed. Formats: text, json."},
           {"batch", "--queries FILE", "answer many queries for an evaluation",
            "Each line of FILE: a query id, a tab, the query, and then any number of tab-separated name=value conditions, named as the options are "
            "(source=Tass, after=2024-01-01, around=2024-03); --half-life, --rank and --match hold for all lines. Prints TREC run lines; any of the words is enough for a hit unless --match says "
            "otherwise."},
           {"status", "", "what the database holds", "Number of articles, dates, languages, files, versions and size. Formats: text, json."}},
      .options =
          {{"db", 0, "PATH", "the database: a folder, or a cluster file that lists folders and servers (default: $DATELINE_DB, else ~/.local/share/dateline/news); several are searched as one", {}, true, {}, "file"},
           {"strict", 0, "", "fail when a server of a cluster does not answer, rather than leave its articles out and say so", kAsking, false, {}, ""},
           {"limit", 'n', "N", "how many hits (default 10)", {"search", "related", "suggest", "entities"}, false, {}, ""},
           {"offset", 0, "N", "leave out the first N hits", {"search", "related"}, false, {}, ""},
           {"search-after", 0, "CURSOR", "go on after the hit that an earlier answer's \"next\" names", {"search"}, false, {}, ""},
           {"sort", 's', "ORDER", "relevance (default), newest or oldest", {"search", "related"}, false, {"relevance", "newest", "oldest"}, ""},
           {"match", 'm', "WORDS", "auto (default: all words, or any where few articles have all), all or any", kAsking, false, {"auto", "all", "any"}, ""},
           {"copies", 0, "HOW", "fold (default): near-duplicates of an article are one hit that names them; or show each", {"search"}, false, {"fold", "show"}, ""},
           {"format", 'f', "FORMAT", "text, json, ndjson, csv, ids, trec or svg: each command's help names its own, the usual one first", {}, false,
            {"auto", "text", "json", "ndjson", "csv", "ids", "trec", "svg"}, ""},
           {"fields", 0, "F,...", "which fields json, ndjson and csv show of a hit", {"search", "related"}, false, {}, ""},
           {"null", '0', "", "end ids with NUL instead of a line break", {"search", "related", "export"}, false, {}, ""},
           {"timeline", 't', "UNIT", "count hits by day, week, month or year", {"search", "timeline"}, false, {"day", "week", "month", "year"}, ""},
           {"normalise", 0, "", "show hits per thousand articles of the period, so that a year with more articles is no peak (also spelt --normalize)", {"timeline"}, false, {}, "", "normalize"},
           {"facets", 0, "F,...", "count the values of these fields over all hits: source, author, section, lang, tag, person, org, place, entity, year, month; tag:20 tells 20 of them (default 10)", {"search"}, false, {}, ""},
           {"before-it", 0, "", "only articles published before it, on the same story; none without a date", {"related"}, false, {}, ""},
           {"explain", 'x', "", "show how each score comes about", {"search"}, false, {}, ""},
           {"title", 0, "WORDS", "only articles with these words in the title", kAsking, true, {}, ""},
           {"author", 0, "NAME", "only articles by this author", kAsking, true, {}, ""},
           {"source", 0, "NAME", "only articles of this publisher", kAsking, true, {}, ""},
           {"section", 0, "NAME", "only articles of this section", kAsking, true, {}, ""},
           {"tag", 0, "TAG", "only articles with this tag", kAsking, true, {}, ""},
           {"id", 0, "ID", "only the article with this id", kAsking, true, {}, ""},
           {"url", 0, "ADDRESS", "only articles from this site or below this address", kAsking, true, {}, ""},
           {"prefix", 0, "LETTERS", "complete a name that has a word beginning so", {"entities"}, false, {}, ""},
           {"type", 0, "TYPE", "only these: person, org, place or misc", {"entities"}, false, {"person", "org", "place", "misc"}, ""},
           {"person", 0, "NAME", "only articles that name this person, in whatever form", kAsking, true, {}, ""},
           {"org", 0, "NAME", "only articles that name this organisation", kAsking, true, {}, ""},
           {"place", 0, "NAME", "only articles that name this place", kAsking, true, {}, ""},
           {"entity", 0, "NAME", "only articles that name this person, organisation, place or anything else", kAsking, true, {}, ""},
           {"lang", 'l', "CODE", "only articles in this language (or one of de,fr); the query's words are read as words of it", kAsking, false, {}, ""},
           {"date", 'd', "SPAN", "only articles published then: 2024, 2024-03, 2024-01..2024-03-15", kAsking, true, {}, ""},
           {"after", 0, "DAY", "only articles published on DAY or later", kAsking, true, {}, ""},
           {"since", 0, "DAY", "the same; also \"3 weeks ago\"", kAsking, true, {}, ""},
           {"before", 0, "DAY", "only articles published before DAY", kAsking, true, {}, ""},
           {"around", 0, "SPAN", "rank articles published then or near it higher, and leave none out: 2024-03-14, 2024-03, 2024-03-14~7d (a week away counts about half)", kAsking, true, {}, ""},
           {"half-life", 0, "SPAN", "rank recent articles higher; being recent counts half after each SPAN: 30d, 6w, 1y, back from today or --now", kRanking, false, {}, ""},
           {"rank", 0, "PART,...", "what the score is made of: text,entity,date (default: all three); with text alone, no names are looked for in the words", kRanking, false, {}, ""},
           {"about", 0, "SPAN", "only articles whose text speaks of that time: 2022-02", kAsking, true, {}, ""},
           {"tz", 0, "OFFSET", "read days in this zone: +02:00 (default: as each article writes its date)", kAsking, false, {}, ""},
           {"now", 0, "DATE", "what \"3 weeks ago\" and --half-life count from (default: now)", kAsking, false, {}, ""},
           {"queries", 0, "FILE", "the queries; - for standard input", {"batch"}, false, {}, "file"},
           {"run-name", 0, "NAME", "last column of the run lines (default dateline)", {"batch"}, false, {}, ""},
           {"depth", 0, "N", "hits for each query (default 1000)", {"batch"}, false, {}, ""},
           {"color", 0, "WHEN", "auto (default; on a terminal, unless NO_COLOR is set), always or never", {"search", "related", "timeline", "entities", "show"}, false,
            {"auto", "always", "never"}, ""}},
      .examples = {{"dateline-query ukraine ceasefire", "articles about it, the best first"},
                   {"dateline-query --explain putin ceasefire march 2022", "who and when in plain words, and why each hit stands where it does"},
                   {"dateline-query --sort newest '\"interest rates\" source:reuters'", "a phrase, one publisher, the newest first"},
                   {"dateline-query 'title:earthquake date:2023-02'", "headlines of one month"},
                   {"dateline-query --format json --limit 50 'erdogan -syria'", "for a program"},
                   {"dateline-query timeline --timeline month libya", "when it was news"},
                   {"dateline-query related --before-it ID", "what was written before on the story of an article"},
                   {"dateline-query export 'lang:de' > german.ndjson", "every match, whole"}},
      .exit_statuses = {{0, "there are hits (or all queries of a batch were read)"},
                        {1, "no hits; show, related: an id is unknown"},
                        {2, "the command line or the query makes no sense"},
                        {3, "the database cannot be read"},
                        {130, "interrupted"}},
      .environment = {{"DATELINE_DB", "the database (or cluster file) when --db is not given"},
                      {"XDG_DATA_HOME", "where the default database lies (default ~/.local/share)"},
                      {"NO_COLOR", "when set and not empty, no colour"}}};
  return program;
}

}  // namespace dateline
