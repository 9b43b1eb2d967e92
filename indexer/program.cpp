#include "indexer/program.h"

namespace dateline {

const ProgramSpec& index_program() {
  static const ProgramSpec program{
      .name = "dateline-index",
      .summary = "read news articles into a Dateline database",
      .description =
          "dateline-index reads files and folders of news articles as they come, understands each one (title, authors, publication date, "
          "text, language) and keeps it in a database that dateline-query searches.\n\n"
          "Formats are told by content, then by name: raw scraped text (.txt), Markdown with front matter, HTML pages, JSON, JSON lines "
          "(NDJSON), CSV and TSV with a header, RSS and Atom feeds, NITF, NewsML and ninjs, mail (.eml, mbox), WARC crawls, newswire collections in SGML; "
          "each plain or compressed with gzip or zstd. - stands for JSON lines on standard input.\n\n"
          "Runs are incremental: a file that has not changed since the last run is not read again, a changed one replaces its articles. "
          "A run that is interrupted or killed keeps what was complete; the same command goes on from there. A file or record that cannot be "
          "read is listed with the reason and never stops a run.",
      .default_command = "index",
      .commands =
          {{"index", "PATH...", "index files and folders (the default command)",
            "Reads every PATH and puts new and changed articles into the database, which is made when there is none."},
           {"extract", "PATH...", "print the articles as understood, as JSON lines; touches no database",
            "What would be indexed: one JSON object per article on standard output."},
           {"annotate", "", "print the names found in text or tokens of standard input; touches no database",
            "One token a line with its tag, separated by a tab: B- or I- and PER, ORG, LOC or MISC, or O. Text is cut into tokens and sentences first; with --conll the input is "
            "cut already: a token in the first field of each line, an empty line after each sentence, -DOCSTART- before each document."},
           {"aliases", "[FILE]", "show or replace the list of names that are one",
            "Your own word on names, which wins over what the articles show: one entity a line, as type | name | other names, cut by ; (type: person, org, place or misc; "
            "another name of another type as in place:Kremlin). An entity that is listed is nobody else. FILE (- for standard input) takes the place of the list before; "
            "without FILE the list is printed. Searches obey it at once: nothing is analysed again."},
           {"remove", "[-] ID...", "remove articles by id",
            "Ids as words, or one a line on standard input with -. With --purge the database is rewritten so that no byte of the "
            "removed text is left in any of its files. A removed article stays away until its file changes."},
           {"watch", "PATH...", "index, then keep indexing what changes",
            "Indexes every PATH like the default command, then waits for files to be written, moved or deleted below and indexes "
            "these within a second or two, until interrupted. With --prune, articles of deleted files are removed."},
           {"status", "", "what the database holds", "Number of articles, dates, languages, files, versions and size."},
           {"check", "", "verify that the database is sound",
            "Verifies Xapian's structure, decodes every stored article, and compares ids, dates, values and the manifest of files. "
            "Exits with 3 when anything is wrong."},
           {"compact", "", "make the database smaller", "Writes a compacted copy and makes it live; searches go on meanwhile."},
           {"upgrade", "", "analyse all stored articles again",
            "For a database made by an older Dateline: analyses every stored article anew, without needing the sources, and makes "
            "the result live when it is complete; searches go on meanwhile."},
           {"snapshot", "DIR", "write a complete copy of the database to DIR",
            "A consistent copy of the newest committed state, while other programs go on reading and writing."}},
      .options =
          {{"db", 0, "DIR", "the database (default: $DATELINE_DB, else ~/.local/share/dateline/news)", {}, false, {}, "dir"},
           {"shard-by", 0, "HOW", "make a cluster of --shards databases in the folder, and spread articles by hash (of the id: alike in size) or date (the year: a range of days is found in few)",
            {"index", "watch"}, false, {"hash", "date"}, ""},
           {"shards", 0, "N", "how many databases of a new cluster", {"index", "watch"}, false, {}, ""},
           {"source", 0, "NAME", "publisher of articles that do not name theirs", {"index", "extract", "watch"}, false, {}, ""},
           {"prune", 0, "", "also remove articles whose file is gone", {"index", "watch"}, false, {}, ""},
           {"yes", 0, "", "let --prune remove over half of the database, or all from a folder that is gone", {"index"}, false, {}, ""},
           {"dry-run", 'n', "", "say what would be indexed; change nothing", {"index"}, false, {}, ""},
           {"purge", 0, "", "leave no byte of the removed text in any file", {"remove"}, false, {}, ""},
           {"jobs", 'j', "N", "threads that read and analyse (default: one per core)", {"index", "extract", "watch", "upgrade", "remove"}, false, {}, ""},
           {"memory", 0, "SIZE", "memory for what a first build, or upgrade, gathers before it writes it down (default 400M)", {"index", "watch", "upgrade"}, false, {}, ""},
           {"format", 0, "FORMAT", "how to print articles: ndjson (default)", {"extract"}, false, {"ndjson"}, ""},
           {"explain-date", 0, "", "print every date found and why one won; with --format ndjson as key published_evidence", {"extract"}, false, {}, ""},
           {"conll", 0, "", "read one token a line instead of text", {"annotate"}, false, {}, ""},
           {"analysis", 0, "HOW", "full: people, organisations, places and times in the text too; none: its words alone (default: as the database was made; full)",
            {"index", "extract", "watch", "upgrade"}, false, {"full", "none"}, ""},
           {"positions", 0, "HOW", "where words stand, for phrases: packed, in few bytes; xapian: in its own table, for a shard that xapian-tcpsrv is to serve (default: as the database was made; packed)",
            {"index", "watch", "upgrade"}, false, {"packed", "xapian"}, ""},
           {"now", 0, "DATE", "judge dates as of this day or time: later ones are impossible", {"index", "extract", "watch"}, false, {}, ""},
           {"progress", 0, "WHEN", "show progress: auto (default; on a terminal), always or never", {"index", "watch", "upgrade"}, false,
            {"auto", "always", "never"}, ""},
           {"report", 0, "FORMAT", "print the closing report as: text (default) or json", {"index"}, false, {"text", "json"}, ""},
           {"json", 0, "", "print as JSON", {"status"}, false, {}, ""},
           {"quiet", 'q', "", "print nothing but errors and skipped files", {}, false, {}, ""},
           {"lock-timeout", 0, "S", "seconds to wait for another writer (default 5)",
            {"index", "aliases", "remove", "watch", "check", "compact", "upgrade"}, false, {}, ""}},
      .examples = {{"dateline-index --db news.db articles/", "index a folder; run it again at any time to take in what has changed"},
                   {"zcat dump.ndjson.gz | dateline-index --db news.db -", "index JSON lines from another program"},
                   {"dateline-index extract page.html", "see how a page is understood"},
                   {"dateline-index extract --explain-date page.html", "see every date found in it, and why one won"},
                   {"dateline-index annotate < article.txt", "see which names are found in a text"},
                   {"echo 'person | John Kirby | Kirby; Admiral Kirby' | dateline-index --db news.db aliases -", "say who is meant by a name"},
                   {"dateline-query --db news.db export --format ids source:Tass | dateline-index --db news.db remove -",
                    "remove what a search finds"}},
      .exit_statuses = {{0, "everything went in (check: the database is sound)"},
                        {1, "some files or records were skipped (remove: an id was unknown)"},
                        {2, "the command line makes no sense, or a PATH does not exist"},
                        {3, "the database or its disk failed (check: the database is damaged)"},
                        {75, "another writer holds the database"},
                        {130, "interrupted; what was complete is in the database"}},
      .environment = {{"DATELINE_DB", "the database when --db is not given"},
                      {"XDG_DATA_HOME", "where the default database lies (default ~/.local/share)"}}};
  return program;
}

}  // namespace dateline
